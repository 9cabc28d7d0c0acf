import { QueryClient } from '@tanstack/react-query';
import type { HistoryEntry } from '../../src/contract/history/history';
import { ClientError } from '../api/client-error';
import { createRest } from '../api/rest';
import { anEntry, callId, outside } from '../fakes/samples';
import { themeName } from '../hosts/teams';
import { claimWindowId } from '../hosts/window-id';
import { applyToHistory, historyKey } from './history-cache';
import { createTabLog } from './log';
import { createNavigation } from './navigation';

describe('the call list on screen', () => {
  const queries = new QueryClient();
  const show = (name: 'all' | 'missed', entries: readonly HistoryEntry[]): void => void queries.setQueryData(historyKey(name, ''), { pages: [{ entries, next: 'more' }], pageParams: [null] });
  const shown = (name: 'all' | 'missed'): string[] => queries.getQueryData<{ pages: { entries: HistoryEntry[] }[] }>(historyKey(name, ''))?.pages.flatMap(({ entries }) => entries.map((entry) => entry.callId)) ?? [];

  beforeEach(() => {
    show('all', [anEntry({ callId: callId(1) })]);
    show('missed', []);
  });

  it('takes a new call in, once, under its filter', () => {
    const missed = anEntry({ callId: callId(2), outcome: 'missed', startedAtMs: 2_000 });
    applyToHistory(queries, { type: 'history.added', entry: missed });
    applyToHistory(queries, { type: 'history.added', entry: missed });
    applyToHistory(queries, { type: 'history.added', entry: anEntry({ callId: callId(3), other: outside, startedAtMs: 3_000 }) });
    expect(shown('all')).toEqual([callId(3), callId(2), callId(1)]);
    expect(shown('missed')).toEqual([callId(2)]);
  });

  it('is in the order in which the server would list it', () => {
    show('all', [anEntry({ callId: callId(3), startedAtMs: 300 }), anEntry({ callId: callId(1), startedAtMs: 100 })]);
    applyToHistory(queries, { type: 'history.added', entry: anEntry({ callId: callId(2), startedAtMs: 200, endedAtMs: 900 }) });
    applyToHistory(queries, { type: 'history.added', entry: anEntry({ callId: callId(4), startedAtMs: 50, endedAtMs: 900 }) });
    expect(shown('all')).toEqual([callId(3), callId(2), callId(1)]);
  });

  it('a call that is missed no more leaves the list of missed ones', () => {
    show('missed', [anEntry({ callId: callId(1), outcome: 'missed' })]);
    applyToHistory(queries, { type: 'history.added', entry: anEntry({ callId: callId(1) }) });
    expect(shown('missed')).toEqual([]);
  });

  it('knows what another window has shown, up to a call or one by one', () => {
    const missed = (n: number, endedAtMs: number): HistoryEntry => anEntry({ callId: callId(n), outcome: 'missed', startedAtMs: endedAtMs, endedAtMs });
    const unseen = (): string[] => queries.getQueryData<{ pages: { entries: HistoryEntry[] }[] }>(historyKey('all', ''))?.pages.flatMap(({ entries }) => entries.filter(({ seen }) => !seen).map((entry) => entry.callId)) ?? [];
    show('all', [missed(3, 300), missed(2, 200), missed(1, 100)]);
    applyToHistory(queries, { type: 'history.seen', callIds: [], untilMs: 100 });
    expect(unseen()).toEqual([callId(3), callId(2)]);
    applyToHistory(queries, { type: 'history.seen', callIds: [callId(3)], untilMs: null });
    expect(unseen()).toEqual([callId(2)]);
  });

  it('loses what another window deleted', () => {
    show('all', [anEntry({ callId: callId(2) }), anEntry({ callId: callId(1) })]);
    applyToHistory(queries, { type: 'history.removed', callIds: [callId(2)] });
    expect(shown('all')).toEqual([callId(1)]);
    applyToHistory(queries, { type: 'history.removed', callIds: null });
    expect(shown('all')).toEqual([]);
  });

  it('is read anew when a deletion is undone', () => {
    applyToHistory(queries, { type: 'history.restored' });
    expect(queries.getQueryState(historyKey('all', ''))?.isInvalidated).toBe(true);
  });
});

describe('navigation', () => {
  it('opens sections of deep links, and only proposes to call', () => {
    const navigation = createNavigation(window);
    navigation.openSubPage('contacts');
    expect(navigation.place.get()).toMatchObject({ section: 'contacts', confirmNumber: null });
    navigation.openSubPage('call/+46701234567');
    expect(navigation.place.get()).toMatchObject({ section: 'contacts', confirmNumber: '+46701234567' });
    navigation.settleConfirmation();
    expect(navigation.place.get().confirmNumber).toBeNull();
  });

  it.each(['call/javascript:alert(1)', 'call/', 'admin', '', 'call/+46 70'])('does nothing for “%s”', (subPage) => {
    const navigation = createNavigation(window);
    const before = navigation.place.get();
    navigation.openSubPage(subPage);
    expect(navigation.place.get()).toEqual(before);
  });

  it('is where it was after a reload', () => {
    createNavigation(window).open('settings');
    expect(createNavigation(window).place.get().section).toBe('settings');
  });
});

describe('the window’s id', () => {
  const storage = (kept: string | null) => ({ getItem: () => kept, setItem: (_: string, id: string) => void (kept = id), kept: () => kept });
  const locks = (taken: readonly string[]) => ({ request: ((name: string, _options: unknown, use: (lock: unknown) => unknown) => Promise.resolve(use(taken.some((id) => name.endsWith(id)) ? null : {}))) as unknown as LockManager['request'] });

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

describe('requests', () => {
  const rest = (answer: () => Promise<Response>, seen: Request[] = []) =>
    createRest({
      fetch: async (input, init) => {
        seen.push({ url: input, ...init } as unknown as Request);
        return answer();
      },
      getToken: async () => 'token',
      log: () => undefined,
    });
  const respond = (status: number, body: unknown) => async () => ({ ok: status < 400, status, json: async () => body }) as Response;

  it('carry the token and only what was asked', async () => {
    const seen: Request[] = [];
    await rest(respond(200, {}), seen).contacts({ q: 'Å & Ö', limit: 20, after: undefined });
    expect(seen[0]).toMatchObject({ url: '/api/contacts?q=%C3%85+%26+%C3%96&limit=20', method: 'GET', headers: { authorization: 'Bearer token' } });
  });

  it('fail with the server’s code, or with what the answer allows to say', async () => {
    await expect(rest(respond(409, { code: 'device.tooMany' })).enrolDevice({ windowId: 'w', kind: 'tab', label: 'Teams' })).rejects.toMatchObject({ code: 'device.tooMany' });
    await expect(rest(respond(502, null)).versions()).rejects.toMatchObject({ code: 'server.unavailable' });
    await expect(rest(() => Promise.reject(new TypeError('failed'))).versions()).rejects.toMatchObject({ code: 'client.offline' });
    await expect(rest(respond(409, { code: 'device.tooMany' })).versions()).rejects.toBeInstanceOf(ClientError);
  });
});

it('the log keeps the newest lines', () => {
  const log = createTabLog(() => 0, 2);
  for (const line of ['a', 'b', 'c']) log.add(line);
  expect(log.lines()).toEqual(['1970-01-01T00:00:00.000Z b', '1970-01-01T00:00:00.000Z c']);
});

it('themes of Teams are the three that Fluent has', () => {
  expect(['default', 'dark', 'contrast', 'glass', 'new'].map(themeName)).toEqual(['light', 'dark', 'contrast', 'dark', 'light']);
});
