import { handsOn } from '../../fakes/hands';
import { layOut } from '../../fakes/layout';
import { draw } from '../../fakes/render';
import { aContact, contactId } from '../../fakes/samples';
import { ActionsProvider } from './ActionsProvider';
import { ContactList } from './ContactList';

const few = ['Anna Lind', 'Björn Åkesson', 'Cecilia Ek'].map((displayName, index) =>
  aContact({ id: contactId(index + 1), userId: null, displayName, extension: `100${index + 1}`, numbers: [] }),
);

beforeAll(() => layOut({ width: 340, height: 560 }));

async function list(selected: string | null = null, contacts = few) {
  const opened: string[] = [];
  const directory = {
    contacts,
    numbers: [],
    loading: false,
    failed: false,
    more: false,
    loadMore: () => undefined,
    retry: () => undefined,
  };
  const page = await draw(
    <ActionsProvider onMade={() => undefined} onGone={() => undefined}>
      <ContactList
        directory={directory}
        list="all"
        name="All contacts"
        search=""
        selected={selected}
        onSelect={(id) => void opened.push(id)}
      />
    </ActionsProvider>,
    { rest: { ask: async () => Response.json({ memberships: [], groups: [] }) } },
  );
  return { page, hands: handsOn(page), opened };
}
const stops = (): (string | undefined)[] =>
  [...document.querySelectorAll<HTMLElement>('button, [data-row]')]
    .filter(({ tabIndex }) => tabIndex >= 0)
    .map(({ dataset }) => dataset['row']);

it('is one stop for Tab, at the chosen contact', async () => {
  await list();
  expect(stops()).toEqual([contactId(1)]);
  await list(contactId(3));
  expect(stops()).toEqual([contactId(3)]);
});

it('with the keyboard a row is gone to, opened and called', async () => {
  const { page, hands, opened } = await list();
  await page.act(() => document.querySelector<HTMLElement>('[data-row]')?.focus());
  for (const key of ['ArrowDown', 'Enter', 'End', 'Ctrl+Enter', 'Home', 'Ctrl+Enter']) await hands.press(key);
  expect(opened).toEqual([contactId(2)]);
  expect(page.done).toEqual(['place 1003 Cecilia Ek', 'place 1001 Anna Lind']);
});

it('with the mouse a row is called by its button or a double click', async () => {
  const { page } = await list();
  await page.click(page.button('Call Björn Åkesson'));
  await page.act(() =>
    document.querySelector('[data-row]')?.dispatchEvent(new MouseEvent('dblclick', { bubbles: true })),
  );
  expect(page.done).toEqual(['place 1002 Björn Åkesson', 'place 1001 Anna Lind']);
});

it('End and Home reach the ends of a directory of which a part is in the page, and keep the focus', async () => {
  const many = Array.from({ length: 100 }, (_, n) =>
    aContact({ id: contactId(n), userId: null, displayName: `Person ${n}`, numbers: [] }),
  );
  const { page, hands } = await list(null, many);
  await page.act(() => document.querySelector<HTMLElement>('[data-row]')?.focus());
  const went: (string | null)[] = [];
  for (const key of ['End', 'ArrowUp', 'Home', 'ArrowDown']) {
    await hands.press(key);
    went.push(document.activeElement?.textContent?.match(/Person \d+/)?.[0] ?? null);
  }
  expect(went).toEqual(['Person 99', 'Person 98', 'Person 0', 'Person 1']);
  expect(document.querySelectorAll('[data-row]').length).toBeLessThan(40);
});
