import { cardsOf, drawOffice } from '../../fakes/office';
import { handsOn } from '../../fakes/hands';
import type { CallView } from '../../../src/contract/calls/call-view';
import { aCall, anEntry, bjorn, callId, cecilia, deviceId, outside } from '../../fakes/samples';

const mine = (n: number, change: Partial<CallView>): CallView =>
  aCall({ id: callId(n), startedAtMs: n, answeredAtMs: n, deviceId: deviceId(1), invitedAs: callId(n), ...change });
const active = (n: number, change: Partial<CallView> = {}) => mine(n, { state: 'active', ...change });
const held = (n: number, change: Partial<CallView> = {}) => mine(n, { state: 'held', heldByMe: true, ...change });
const missed = anEntry({ callId: callId(31), other: outside, outcome: 'missed', answeredAtMs: null });
const dialled = anEntry({ callId: callId(32), other: cecilia, direction: 'out' });

async function at(views: readonly CallView[]) {
  const page = await drawOffice({ history: [missed, dialled], cards: cardsOf(...views) });
  return { page, hands: handsOn(page) };
}

const oneChord: readonly (readonly [what: string, chord: string, views: readonly CallView[], done: string])[] = [
  ['takes the one call on hold', 'Alt+Shift+G', [held(1)], `resume ${callId(1)}`],
  ['takes the other of two', 'Alt+Shift+G', [active(1), held(2)], `resume ${callId(2)}`],
  ['takes the first again after the last', 'Alt+Shift+G', [held(1), active(2)], `resume ${callId(1)}`],
  ['goes round three', 'Alt+Shift+G', [held(1), active(2), held(3)], `resume ${callId(3)}`],
  [
    'connects the two there are',
    'Alt+Shift+L',
    [active(2, { other: cecilia }), held(1)],
    `connect ${callId(1)} ${callId(2)}`,
  ],
  [
    'takes back a call that is being handed over',
    'Alt+Shift+Z',
    [mine(1, { state: 'connecting', transferringTo: bjorn })],
    `takeBack ${callId(1)}`,
  ],
  [
    'takes a call from another device',
    'Alt+Shift+W',
    [active(1, { deviceId: deviceId(2), deviceLabel: 'Desk phone' })],
    `moveHere ${callId(1)}`,
  ],
  [
    'returns to a call whose audio was lost',
    'Alt+Shift+W',
    [mine(1, { state: 'anchored', invitedAs: null, anchoredUntilMs: 9e9 })],
    `moveHere ${callId(1)}`,
  ],
  ['calls back the latest missed', 'Alt+Shift+U', [], `place ${outside.number} -`],
  ['dials the last number again', 'Alt+Shift+E', [], `place ${cecilia.number} ${cecilia.name}`],
];

it(`one chord ${oneChord.map(([what]) => what).join(', ')}`, async () => {
  const { page, hands } = await at([]);
  const done: Record<string, readonly string[]> = {};
  for (const [what, chord, views] of oneChord) {
    page.done.length = 0;
    await page.act(() => page.services.cards.set(cardsOf(...views)));
    await hands.press(chord);
    done[what] = [...page.done];
  }
  expect(done).toEqual(Object.fromEntries(oneChord.map(([what, , , expected]) => [what, [expected]])));
});

it('a chord that is pressed while nothing has the focus leads it to the calls, and takes it from nothing', async () => {
  const { page, hands } = await at([active(1)]);
  await hands.press('Alt+Shift+M');
  expect((document.activeElement as HTMLElement).dataset['call']).toBe(callId(1));
  await page.act(() => page.button('Keypad').focus());
  await hands.press('Alt+Shift+M');
  expect(document.activeElement).toBe(page.button('Keypad'));
});

it('says so where there is nobody to call', async () => {
  const page = await drawOffice();
  await handsOn(page).press('Alt+Shift+U');
  expect([page.done, page.services.notices.get()]).toEqual([
    [],
    expect.objectContaining({ key: 'shortcuts.nobodyMissed' }),
  ]);
});

it('transfer opens the picker with the focus in its field, from wherever the focus is', async () => {
  const { hands } = await at([active(1)]);
  await hands.press('Alt+Shift+X');
  expect(document.activeElement?.closest('[role=dialog]')?.getAttribute('aria-label')).toBe('Transfer Björn Åkesson');
});

describe('digits', () => {
  it('go into the call by its own keypad, not the one for dialling', async () => {
    const { page, hands } = await at([active(1)]);
    await hands.press('Alt+Shift+K');
    await hands.type('1#');
    expect(page.done).toEqual([`digit ${callId(1)} 1`, `digit ${callId(1)} #`]);
    expect(document.querySelector(`[data-call="${callId(1)}"] [aria-live]`)?.textContent).toBe('1#');
  });

  it('typed on the card that has the focus are tones, and shown', async () => {
    const { page, hands } = await at([active(1)]);
    await page.act(() => document.querySelector<HTMLElement>('section[data-call]')?.focus());
    await hands.type('42*');
    expect(page.done).toEqual(['4', '2', '*'].map((digit) => `digit ${callId(1)} ${digit}`));
    expect(document.querySelector('section[data-call] [aria-live]')?.textContent).toBe('42*');
  });

  it('without a call open the keypad for dialling', async () => {
    const { hands } = await at([]);
    await hands.press('Alt+Shift+K');
    expect(document.querySelector('input[aria-label=Number]')).not.toBeNull();
  });

  it('typed on the page are a number to call', async () => {
    const { hands } = await at([]);
    await hands.type('0701');
    expect(document.querySelector<HTMLInputElement>('[data-shortcut=search]')?.value).toBe('0701');
  });
});

describe('search', () => {
  it('is reached by Alt+Shift+F, / and Ctrl+K, and what it held is replaced', async () => {
    const { page, hands } = await at([]);
    const field = document.querySelector<HTMLInputElement>('[data-shortcut=search]') as HTMLInputElement;
    for (const chord of ['Alt+Shift+F', '/', 'Ctrl+k']) {
      await page.type(field, 'old');
      await page.act(() => field.blur());
      await hands.press(chord);
      await hands.type('ceci');
      expect([chord, field.value]).toEqual([chord, 'ceci']);
    }
  });

  it('does not take what is typed into another field', async () => {
    const { page, hands } = await at([]);
    const other = document.querySelector<HTMLInputElement>('[aria-label="Search in calls"]') as HTMLInputElement;
    await page.act(() => other.focus());
    await hands.type('/?070');
    expect([document.activeElement, other.value]).toEqual([other, '/?070']);
  });
});

describe('what is pasted', () => {
  const field = (): HTMLInputElement => document.querySelector('[data-shortcut=search]') as HTMLInputElement;
  const paste = (target: Element, text: string): Event => {
    const event = Object.assign(new Event('paste', { bubbles: true, cancelable: true }), {
      clipboardData: { getData: () => text },
    });
    target.dispatchEvent(event);
    return event;
  };

  it('on the page is searched where it is a number, in any notation, and called by Enter', async () => {
    const { page, hands } = await at([]);
    await page.type(field(), 'old');
    await page.act(() => field().blur());
    await page.act(() => void paste(document.body, ' Tel: 08-519 20 012\n'));
    expect([document.activeElement, field().value]).toEqual([field(), 'Tel: 08-519 20 012']);
    await hands.press('Enter');
    expect(page.done).toEqual(['place 0851920012 -']);
  });

  it('on the page as another text, or into another field, is left alone', async () => {
    const { page } = await at([]);
    await page.act(() => expect(paste(document.body, 'see you at the office').defaultPrevented).toBe(false));
    const other = document.querySelector('[aria-label="Search in calls"]') as Element;
    await page.act(() => expect(paste(other, '08-519 20 012').defaultPrevented).toBe(false));
    expect([document.activeElement, field().value]).toEqual([document.body, '']);
  });
});

it('keys without a modifier can be switched off', async () => {
  const { page, hands } = await at([]);
  await page.act(() =>
    page.services.store.update((state) => ({
      ...state,
      settings: { ...state.settings, shortcuts: { plainKeys: null } },
    })),
  );
  await hands.type('/?7');
  expect([document.activeElement, document.querySelector('[role=dialog]')]).toEqual([document.body, null]);
  await hands.press('Alt+Shift+F');
  expect(document.activeElement?.getAttribute('data-shortcut')).toBe('search');
});

it('? shows every shortcut in force, and the focus goes back where it was', async () => {
  const { page, hands } = await at([]);
  await page.act(() => page.button('Keypad').focus());
  await hands.press('?');
  const dialog = document.querySelector('[role=dialog]');
  expect(dialog?.textContent).toContain('Keyboard shortcuts');
  expect(dialog?.textContent).toContain('TransferAlt + Shift + X');
  await hands.press('Escape');
  expect(document.activeElement).toBe(page.button('Keypad'));
});

it('F6 goes round the parts of the page, Shift+F6 back', async () => {
  const { hands } = await at([active(1)]);
  const region = () => document.activeElement?.closest('[data-region]')?.getAttribute('data-region');
  const round: (string | null | undefined)[] = [];
  for (const key of ['F6', 'F6', 'F6', 'F6', 'F6', 'F6', 'Shift+F6', 'Shift+F6']) {
    await hands.press(key);
    round.push(region());
  }
  expect(round).toEqual(['header', 'navigation', 'list', 'detail', 'calls', 'header', 'calls', 'detail']);
});
