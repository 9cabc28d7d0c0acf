import type { CallView } from '../../src/contract/calls/call-view';
import { cardsOf, drawOffice } from '../fakes/office';
import { handsOn } from '../fakes/hands';
import type { Hands } from '../fakes/hands';
import type { Page } from '../fakes/render';
import {
  aCall,
  aContact,
  anEntry,
  bjorn,
  callId,
  cecilia,
  contactId,
  deviceId,
  outside,
  userId,
} from '../fakes/samples';

const mine = (n: number, change: Partial<CallView>): CallView =>
  aCall({ id: callId(n), startedAtMs: n, answeredAtMs: n, deviceId: deviceId(1), invitedAs: callId(n), ...change });
const active = (n: number, change: Partial<CallView> = {}) => mine(n, { state: 'active', ...change });
const held = (n: number, change: Partial<CallView> = {}) => mine(n, { state: 'held', heldByMe: true, ...change });
const ringing = aCall({ other: outside });
const asked = active(2, { other: cecilia });
const contacts = [
  aContact(),
  aContact({
    id: contactId(3),
    userId: userId(3),
    displayName: cecilia.name ?? '',
    extension: cecilia.number,
    numbers: [],
  }),
];
const missed = anEntry({
  callId: callId(31),
  other: outside,
  outcome: 'missed',
  answeredAtMs: null,
  startedAtMs: 9_000,
});
const dialled = anEntry({ callId: callId(32), other: cecilia, direction: 'out' });

/** A call in this window, which the phone has. */
const inWindow = (views: readonly CallView[]) =>
  cardsOf(...views).map((card) => (card.state === 'ringing' ? { ...card, answer: 'ready' as const } : card));
const one = callId(1);
const card = (n: number): HTMLElement | null => document.querySelector(`section[data-call="${callId(n)}"]`);
const named = (within: ParentNode | null, name: string): Element | null =>
  [...(within?.querySelectorAll('button') ?? [])].find(
    (each) => (each.getAttribute('aria-label') ?? each.textContent) === name,
  ) ?? null;
const dialog = (): Element | null => document.querySelector('[role=dialog]');
const rowOf = (who: string): Element | null =>
  [...document.querySelectorAll('[role=row]')].find(({ textContent }) => textContent?.includes(who)) ?? null;
/** In the column in the middle, which shows what helps now while nothing is chosen. */
const labelled = (text: string): Element | null =>
  [...document.querySelectorAll('[data-region=detail] button')].find(({ textContent }) => textContent === text) ?? null;

interface Task {
  readonly views: readonly CallView[];
  readonly done: readonly string[];
  keys(hands: Hands, page: Page): Promise<void>;
  mouse(hands: Hands, page: Page): Promise<void>;
}

const press =
  (...chords: readonly string[]) =>
  async (hands: Hands): Promise<void> => {
    for (const chord of chords) await hands.press(chord);
  };
const connectNow = (page: Page): Promise<void> => page.act(() => page.services.cards.set(inWindow([asked, held(1)])));

/** What a receptionist does all day, from a page on which nothing has the focus. */
const tasks: Readonly<Record<string, Task>> = {
  answer: {
    views: [ringing],
    done: [`answer ${one}`],
    keys: press('Alt+Shift+Y'),
    mouse: (hands) => hands.click(named(card(1), 'Answer')),
  },
  'hang up': {
    views: [active(1)],
    done: [`hangUp ${one}`],
    keys: press('Alt+Shift+H'),
    mouse: (hands) => hands.click(named(card(1), 'Hang up')),
  },
  hold: {
    views: [active(1)],
    done: [`hold ${one}`],
    keys: press('Alt+Shift+P'),
    mouse: (hands) => hands.click(named(card(1), 'Hold')),
  },
  'switch between two': {
    views: [active(1), held(2)],
    done: [`resume ${callId(2)}`],
    keys: press('Alt+Shift+G'),
    mouse: (hands) => hands.click(named(card(2), 'Resume')),
  },
  'transfer at once': {
    views: [active(1)],
    done: [`transfer ${one} 1003`],
    async keys(hands) {
      await hands.press('Alt+Shift+X');
      await hands.type('ceci');
      await hands.press('Ctrl+Enter');
    },
    async mouse(hands) {
      await hands.click(named(card(1), 'Transfer'));
      await hands.click(rowOf('Cecilia Ek')?.querySelector('[aria-label="Transfer now"]') ?? null);
    },
  },
  'ask first': {
    views: [active(1)],
    done: [`consult ${one} 1003 Cecilia Ek`],
    async keys(hands) {
      await hands.press('Alt+Shift+X');
      await hands.type('ceci');
      await hands.press('Enter');
    },
    async mouse(hands) {
      await hands.click(named(card(1), 'Transfer'));
      await hands.click(rowOf('Cecilia Ek')?.querySelector('[aria-label="Call first"]') ?? null);
    },
  },
  'and connect': {
    views: [asked, held(1)],
    done: [`connect ${one} ${callId(2)}`],
    keys: press('Alt+Shift+L'),
    mouse: (hands) => hands.click(named(card(2), 'Connect calls')),
  },
  'take back': {
    views: [mine(1, { state: 'connecting', transferringTo: bjorn })],
    done: [`takeBack ${one}`],
    keys: press('Alt+Shift+Z'),
    mouse: (hands) => hands.click(named(card(1), 'Take back')),
  },
  'call back a missed call': {
    views: [],
    done: [`place ${outside.number} -`],
    keys: press('Alt+Shift+U'),
    mouse: (hands) => hands.click(labelled('Call back')),
  },
  redial: {
    views: [],
    done: ['place 1003 Cecilia Ek'],
    keys: press('Alt+Shift+E'),
    mouse: (hands) => hands.click(labelled('Call')),
  },
  'answer a menu with a digit': {
    views: [active(1)],
    done: [`digit ${one} 2`],
    keys: press('Alt+Shift+K', '2'),
    async mouse(hands) {
      await hands.click(named(card(1), 'Keypad'));
      await hands.click(named(card(1), '2'));
    },
  },
  'find and call a colleague': {
    views: [],
    done: ['place 1003 Cecilia Ek'],
    async keys(hands) {
      await hands.press('/');
      await hands.type('ceci');
      await hands.press('Enter');
    },
    // The other hand types the name.
    async mouse(hands, page) {
      const field = document.querySelector<HTMLInputElement>('[data-shortcut=search]');
      await hands.click(field);
      if (field) await page.type(field, 'ceci');
      await hands.click(rowOf('Cecilia Ek')?.querySelector('[aria-label="Call"]') ?? null);
    },
  },
};

/**
 * One page for all, put back for each task to how it is found in the morning: nothing open, nothing typed, the focus
 * nowhere.
 */
async function morning(page: Page, { views }: Pick<Task, 'views'>): Promise<Hands> {
  await page.act(() => {
    page.services.panelTask.set(null);
    page.services.cards.set([]);
    page.services.navigation.open('calls');
  });
  // What was open gives the focus back first.
  await page.act(() => (document.activeElement as HTMLElement).blur());
  await page.act(() => page.services.cards.set(inWindow(views)));
  page.done.length = 0;
  expect([
    document.activeElement?.tagName,
    dialog(),
    document.querySelector<HTMLInputElement>('[data-shortcut=search]')?.value,
  ]).toEqual(['BODY', null, '']);
  return handsOn(page);
}

const office = (): Promise<Page> => drawOffice({ history: [missed, dialled], contacts });

it(`with the keyboard takes a chord, at most with a text and Enter: ${Object.keys(tasks).join(', ')}`, async () => {
  const page = await office();
  for (const [name, task] of Object.entries(tasks)) {
    const hands = await morning(page, task);
    await task.keys(hands, page);
    expect([name, page.done]).toEqual([name, task.done]);
    expect([name, hands.count.chords <= 2]).toEqual([name, true]);
    if (hands.count.chords === 2 && hands.count.characters === 0) expect(task.done[0]).toContain('digit');
  }
});

it(`with the mouse takes at most two clicks: ${Object.keys(tasks).join(', ')}`, async () => {
  const page = await office();
  for (const [name, task] of Object.entries(tasks)) {
    const hands = await morning(page, task);
    await task.mouse(hands, page);
    expect([name, page.done]).toEqual([name, task.done]);
    expect([name, hands.count.clicks <= 2]).toEqual([name, true]);
  }
});

it('asking first and connecting takes two clicks where the other hand types: Transfer and Connect calls', async () => {
  const page = await office();
  const hands = await morning(page, { views: [active(1)] });
  await hands.click(named(card(1), 'Transfer'));
  const field = dialog()?.querySelector('input');
  if (field) await page.type(field, 'ceci');
  await page.key(document.activeElement ?? document.body, 'Enter');
  await connectNow(page);
  await hands.click(named(card(2), 'Connect calls'));
  expect([page.done, hands.count.clicks]).toEqual([
    [`consult ${one} 1003 Cecilia Ek`, `connect ${one} ${callId(2)}`],
    2,
  ]);
});
