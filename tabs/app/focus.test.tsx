import type { ReactNode } from 'react';
import type { CallView } from '../../src/contract/calls/call-view';
import type { FocusScope } from '../session/focus-keeper';
import { createStore } from '../state/store';
import { useFocusScope } from '../ui/use-focus-scope';
import { useStore } from '../ui/use-store';
import { cardsOf, drawOffice } from '../fakes/office';
import { draw } from '../fakes/render';
import type { Page } from '../fakes/render';
import { handsOn } from '../fakes/hands';
import { CallCards } from '../features/call-panel/CallCards';
import { regionAfter } from '../features/shortcuts/regions';
import { aCall, anEntry, bjorn, callId, cecilia, deviceId, outside } from '../fakes/samples';

const here = { deviceId: deviceId(1), invitedAs: callId(1), answeredAtMs: 1 };
/** A call in each state that a card can show. */
const states: Readonly<Record<string, Partial<CallView>>> = {
  ringing: { state: 'ringing', other: outside },
  calling: { state: 'connecting', direction: 'out', ...here, answeredAtMs: null },
  active: { state: 'active', ...here },
  held: { state: 'held', heldByMe: true, ...here },
  elsewhere: {
    state: 'active',
    deviceId: deviceId(2),
    deviceLabel: 'Desk phone',
    invitedAs: callId(7),
    answeredAtMs: 1,
  },
  anchored: { state: 'anchored', ...here, invitedAs: null, anchoredUntilMs: 9_000_000 },
  transferring: { state: 'connecting', ...here, transferringTo: cecilia },
  ended: { state: 'ended', endReason: 'hungUp', other: outside },
};
const view = (state: string): CallView => aCall({ ...states[state] });
const another = aCall({
  id: callId(2),
  state: 'held',
  heldByMe: true,
  other: cecilia,
  ...here,
  invitedAs: callId(2),
  startedAtMs: 2,
});
const crowd = [3, 4, 5].map((n) =>
  aCall({
    id: callId(n),
    state: 'held',
    heldByMe: true,
    other: { ...cecilia, name: `Person ${n}` },
    deviceId: deviceId(1),
    invitedAs: callId(n),
    answeredAtMs: n,
    startedAtMs: n,
  }),
);
const card = (): HTMLElement | null => document.querySelector(`[data-call="${callId(1)}"]`);
const nameOf = (button: Element): string => button.getAttribute('aria-label') ?? button.textContent ?? '';

/** What a press puts into the page at once; what the others ask of the server comes with the next state. */
const opens = new Set(['Transfer', 'Keypad', 'More']);

/** What may come of a press, or by itself; null: the call is gone. */
const after: Readonly<Record<string, readonly (string | null)[]>> = {
  ringing: ['active', 'elsewhere', 'ended', null],
  calling: ['active', 'ended', null],
  active: ['held', 'elsewhere', 'transferring', 'anchored', 'ended', null],
  held: ['active', 'transferring', 'ended', null],
  elsewhere: ['active', 'held', 'ended', null],
  anchored: ['active', 'ended', null],
  transferring: ['ringing', 'active', 'ended', null],
  ended: [null],
};

const page: FocusScope = { heir: (_, lost) => regionAfter(lost) };

/** The cards, on a page that has something else as well. */
function Panel(): ReactNode {
  return (
    <div ref={useFocusScope(page)}>
      <section data-region="list">
        <button type="button" data-row aria-label="A row" />
      </section>
      <aside data-region="calls" tabIndex={-1}>
        <CallCards />
      </aside>
    </div>
  );
}

const situations = [
  ...Object.keys(states).map((state) => ['alone', state, []] as const),
  ...['active', 'held'].map((state) => ['beside another', state, [another]] as const),
  ['one of many', 'held', [another, ...crowd]] as const,
];

it.each(situations)(
  'the focus is never lost, whichever button is pressed and whatever comes of it: a call %s, %s',
  async (_how, before, beside) => {
    const { act, services } = await draw(<Panel />, { rest: { contacts: async () => ({ contacts: [], next: null }) } });
    const buttons = (): HTMLButtonElement[] => [...(card()?.querySelectorAll('button') ?? [])];
    const show = (...views: readonly CallView[]): void => services.cards.set(cardsOf(...views));
    await act(() => show(view(before), ...beside));
    const names = buttons().map(nameOf);
    expect(names.length).toBeGreaterThan(0);
    const lost: string[] = [];
    for (const name of names) {
      for (const then of after[before] ?? []) {
        const button = buttons().find((each) => nameOf(each) === name);
        if (opens.has(name)) {
          await act(() => {
            button?.focus();
            button?.click();
          });
        }
        await act(() => {
          if (!opens.has(name)) button?.focus();
          show(...(then === null ? [] : [view(then)]), ...beside);
        });
        if (document.activeElement === document.body) lost.push(`${name}, then ${then ?? 'gone'}`);
        await act(() => {
          services.panelTask.set(null);
          show(view(before), ...beside);
        });
      }
    }
    expect(lost).toEqual([]);
    // Some hundred drawings, on a busy machine.
  },
);

describe('a call that changes', () => {
  const panel = (...views: CallView[]): Promise<Page> => draw(<Panel />, { cards: cardsOf(...views) });
  const focused = (): string =>
    document.activeElement === card() ? 'the card' : nameOf(document.activeElement ?? document.body);

  it('keeps the focus on the control that is called otherwise now: Hold, then Resume by the same key', async () => {
    const page = await panel(view('active'));
    const hands = handsOn(page);
    await page.act(() => page.button('Hold').focus());
    const button = document.activeElement;
    await hands.press('Space');
    await page.act(() => page.services.cards.set(cardsOf(view('held'))));
    expect([focused(), document.activeElement === button]).toEqual(['Resume', true]);
    await hands.press('Space');
    expect(page.done).toEqual([`hold ${callId(1)}`, `resume ${callId(1)}`]);
  });

  it('becomes one line among many and back with the focus on what does the same', async () => {
    const page = await panel(view('held'), another, ...crowd.slice(0, 2));
    await page.act(() =>
      [...(card()?.querySelectorAll('button') ?? [])].find((each) => nameOf(each) === 'Resume')?.focus(),
    );
    await page.act(() => page.services.cards.set(cardsOf(view('active'), another, ...crowd.slice(0, 2))));
    expect(focused()).toBe('Hold');
  });

  it('has the focus itself once it is answered', async () => {
    const page = await panel(view('ringing'));
    await page.act(() => page.button('Answer').focus());
    await page.act(() => page.services.cards.set(cardsOf(view('active'))));
    expect(focused()).toBe('the card');
  });

  it('does not take the focus from anything when it comes', async () => {
    const page = await drawOffice({ history: [anEntry({ other: bjorn })] });
    const field = document.querySelector<HTMLInputElement>('[data-shortcut=search]');
    await page.act(() => field?.focus());
    await page.act(() => page.services.cards.set(cardsOf(view('ringing'))));
    expect(document.activeElement).toBe(field);
    await page.act(() => field?.blur());
    await page.act(() => page.services.cards.set(cardsOf(view('ringing'), another)));
    expect(document.activeElement).toBe(document.body);
  });

  it('hands it to the next card when it goes, and the last one to the list', async () => {
    const page = await panel(view('ended'), another);
    await page.act(() => page.button('Dismiss').focus());
    await page.act(() => page.services.cards.set(cardsOf(another)));
    expect((document.activeElement as HTMLElement).dataset['call']).toBe(callId(2));
    await page.act(() => page.services.cards.set([]));
    expect(document.activeElement?.closest('[data-region]')).toMatchObject({ dataset: { region: 'list' } });
  });

  it('takes nothing while the person writes in another window, and gives the focus back when they return', async () => {
    const page = await panel(view('active'));
    await page.act(() => page.button('Hang up').focus());
    document.hasFocus = () => false;
    await page.act(() => page.services.cards.set(cardsOf(view('ended'))));
    expect(document.activeElement).toBe(document.body);
    document.hasFocus = () => true;
    await page.act(() => window.dispatchEvent(new Event('focus')));
    expect(focused()).toBe('the card');
  });
});

describe('a control that is disabled while its press is seen to', () => {
  /** As a drawer over a list; null: it is not open yet. */
  async function open(tabIndex?: number) {
    const busy = createStore<boolean | null>(null);
    function List(): ReactNode {
      const isBusy = useStore(busy, (value) => value);
      return (
        <section data-region="list">
          <button type="button">Row</button>
          {isBusy !== null && (
            <div role="dialog" aria-label="A form" tabIndex={tabIndex}>
              <input aria-label="Name" />
              <button type="button" disabled={isBusy}>
                Save
              </button>
            </div>
          )}
        </section>
      );
    }
    const { act, button } = await draw(<List />);
    const show = (value: boolean) => act(() => busy.set(value));
    await act(() => button('Row').focus());
    await show(false);
    await act(() => button('Save').focus());
    return { act, button, show };
  }

  it.each([
    ['A form', -1],
    ['Name', undefined],
  ])('leaves it to what is in its dialog, never to what is behind, and has it again: %s', async (heir, tabIndex) => {
    const { show, button } = await open(tabIndex);
    await show(true);
    expect(document.activeElement?.getAttribute('aria-label')).toBe(heir);
    await show(false);
    expect(document.activeElement).toBe(button('Save'));
  });

  it('takes nothing back from where the person has gone meanwhile', async () => {
    const { show, act, button } = await open(-1);
    await show(true);
    await act(() => button('Row').focus());
    await show(false);
    expect(document.activeElement).toBe(button('Row'));
  });
});
