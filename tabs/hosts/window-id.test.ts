import { claimWindowId } from './window-id';

describe('the window’s id', () => {
  const storage = (kept: string | null) => ({
    getItem: () => kept,
    setItem: (_: string, id: string) => void (kept = id),
    kept: () => kept,
  });
  const locks = (taken: readonly string[]) => ({
    request: ((name: string, _options: unknown, use: (lock: unknown) => unknown) =>
      Promise.resolve(use(taken.some((id) => name.endsWith(id)) ? null : {}))) as unknown as LockManager['request'],
  });

  it('is kept over a reload', async () => {
    expect(await claimWindowId({ storage: storage('old'), locks: locks([]), newId: () => 'new' })).toBe('old');
  });

  it('is another one in a duplicated tab', async () => {
    const copy = storage('old');
    expect(await claimWindowId({ storage: copy, locks: locks(['old']), newId: () => 'new' })).toBe('new');
    expect(copy.kept()).toBe('new');
  });

  it('is made where there is none, also without locks', async () => {
    expect(await claimWindowId({ storage: storage(null), locks: undefined, newId: () => 'new' })).toBe('new');
  });
});
