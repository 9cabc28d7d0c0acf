import type { CallView } from '../../../src/contract/calls/call-view';
import { cardsOf } from '../../fakes/office';
import { draw } from '../../fakes/render';
import { aCall, callId, deviceId } from '../../fakes/samples';
import { Announcer } from './Announcer';

const up: Partial<CallView> = { state: 'active', deviceId: deviceId(1), invitedAs: callId(1), answeredAtMs: 5_000 };
const region = (): HTMLElement | null => document.querySelector('[role=status]');

/** Writes down what a screen reader reads out: whatever is put into the live region. */
async function listen() {
  const page = await draw(<Announcer />);
  const heard: string[] = [];
  const observer = new MutationObserver((changes) =>
    heard.push(...changes.flatMap(({ addedNodes }) => [...addedNodes].map(({ textContent }) => textContent ?? ''))),
  );
  observer.observe(region() as HTMLElement, { childList: true, subtree: true });
  return {
    page,
    heard,
    show: (view: Partial<CallView>) => page.act(() => page.services.cards.set(cardsOf(aCall(view)))),
  };
}

it('says once what happens, and says it again when it happens again', async () => {
  const { heard, show } = await listen();
  for (const view of [
    {},
    up,
    { ...up, muted: false },
    { ...up, state: 'held', heldByMe: true },
    up,
    { ...up, state: 'held', heldByMe: true },
  ] as const)
    await show(view);
  expect(heard).toEqual(
    ['Incoming call from', 'Connected with', 'on hold', 'resumed', 'on hold'].map((what) =>
      expect.stringContaining(what),
    ),
  );
});

it('of a call that ended and comes again the same words are new words', async () => {
  const { page, heard, show } = await listen();
  await show({});
  await page.act(() => page.services.cards.set([]));
  await show({});
  expect(heard).toEqual(['Incoming call from Björn Åkesson', 'Incoming call from Björn Åkesson']);
});

it('numbers that are read otherwise from now on say nothing twice', async () => {
  const { page, heard, show } = await listen();
  await show({});
  await page.act(() =>
    page.services.store.update((state) => ({
      ...state,
      me: state.me && { ...state.me, organisation: { ...state.me.organisation, country: 'NO' } },
    })),
  );
  expect(heard).toHaveLength(1);
});

it('while a call rings the title of the window says so, and then what it said before', async () => {
  document.title = 'Växel';
  const { page, show } = await listen();
  await show({});
  expect(document.title).toBe('☎ Björn Åkesson is calling');
  page.clock.advance(1_000);
  expect(document.title).toBe('Växel');
  page.clock.advance(1_000);
  await show(up);
  expect(document.title).toBe('Växel');
});
