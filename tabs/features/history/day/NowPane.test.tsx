import type { OtherParty } from '../../../../src/contract/calls/call-view';
import { loadLaterParts } from '../../../app/features';
import { draw } from '../../../fakes/render';
import type { DrawOptions, Page } from '../../../fakes/render';
import { aCall, aContact, anEntry, bjorn, callId, cecilia, contactId, deviceId } from '../../../fakes/samples';
import { callCard } from '../../../view-models/call-card';
import type { CallCard } from '../../../view-models/call-card';
import { NowPane } from './NowPane';

const entries = [
  anEntry({ callId: callId(11), outcome: 'missed', answeredAtMs: null, startedAtMs: 999_000 }),
  anEntry({ callId: callId(12), outcome: 'missed', answeredAtMs: null, startedAtMs: 998_000 }),
  anEntry({ callId: callId(13), direction: 'out', other: cecilia, startedAtMs: 997_000 }),
];
const karin = { name: 'Karin Norrbäck', number: '+46701740640', contactId: contactId(7), userId: null };

function ringing(other: OtherParty = karin): CallCard {
  const card = callCard({ view: aCall({ other }), goneAtMs: null }, undefined, { deviceId: deviceId(1) });
  if (!card) throw new Error('no card');
  return card;
}

const now = async (options: DrawOptions = {}, history = entries): Promise<Page> =>
  draw(<NowPane />, {
    later: await loadLaterParts(),
    rest: {
      history: async () => ({ entries: history, next: null }),
      contact: async () =>
        aContact({
          id: contactId(7),
          userId: null,
          displayName: 'Karin Norrbäck',
          company: 'Norrbäck Bygg AB',
          role: 'Inköp',
          extension: null,
          numbers: [{ label: 'mobile', number: '+46701740640' }],
          line: null,
        }),
    },
    ...options,
  });

it('names whom to call back, once each, and whom to call again, one press each', async () => {
  const page = await now();
  expect(page.root.textContent).toMatch(/To call back.*Björn Åkesson.*2 times.*Call again.*Cecilia Ek/);
  await page.click(page.button('Call back Björn Åkesson'));
  await page.click(page.button('Call Cecilia Ek again'));
  expect(page.done).toEqual(['place 1002 Björn Åkesson', 'place 1003 Cecilia Ek']);
});

it('a name leads to all that has passed', async () => {
  const page = await now();
  await page.click(page.button('Björn Åkesson'));
  expect(page.services.navigation.place.get()).toMatchObject({ section: 'calls', selected: bjorn.userId });
});

it('says that nobody waits, and what comes here when nothing has been yet', async () => {
  expect((await now({}, entries.slice(2))).root.textContent).toContain('Nobody waits for you to call back.');
  expect((await now({}, [])).root.textContent).toContain('All quiet');
});

it('shows who calls: company first, numbers, and what has passed between us', async () => {
  const page = await now({ cards: [ringing()] });
  expect(page.root.querySelector('article')?.getAttribute('aria-label')).toBe('Karin Norrbäck');
  expect(page.root.textContent).toMatch(/Norrbäck Bygg AB · Inköp.*This is your first call with each other.*Mobile/);
});

it('does not take away what is about to be pressed: the caller comes once it is left', async () => {
  const page = await now();
  Object.assign(page.button('Call back Björn Åkesson'), { matches: (selector: string) => selector.includes(':hover') });
  await page.act(() => page.services.cards.set([ringing()]));
  expect(page.root.querySelector('article')).toBeNull();
  delete (page.button('Call back Björn Åkesson') as Partial<HTMLElement>).matches;
  await page.act(() => document.dispatchEvent(new MouseEvent('pointermove', { bubbles: true })));
  expect(page.root.querySelector('article')?.getAttribute('aria-label')).toBe('Karin Norrbäck');
});

it('knows the call that just ended, though the search for the caller was answered before it', async () => {
  const rest = { history: async () => ({ entries: [], next: 'older' }), contact: async () => aContact() };
  const page = await now({ cards: [ringing(bjorn)], rest });
  expect(page.root.textContent).toContain('This is your first call with each other.');
  const [newest] = entries;
  await page.act(() =>
    page.services.queries.setQueryData(['history', 'all', ''], {
      pages: [{ entries: [newest], next: 'older' }],
      pageParams: [null],
    }),
  );
  expect(page.root.textContent).toMatch(/History.*missed/);
  expect(page.root.textContent).not.toContain('first call');
});

it('searches for older calls with the caller only when the list has not all of them', async () => {
  const asked: (string | undefined)[] = [];
  const shown = (next: string | null): Promise<Page> =>
    now({
      cards: [ringing()],
      rest: {
        history: async ({ q }) => {
          asked.push(q);
          return { entries, next };
        },
        contact: async () => aContact({ id: contactId(7) }),
      },
    });
  await shown(null);
  expect(asked).toEqual([undefined]);
  await shown('older');
  expect(asked).toEqual([undefined, undefined, 'Karin Norrbäck']);
});
