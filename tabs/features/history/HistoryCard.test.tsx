import { handsOn } from '../../fakes/hands';
import { draw } from '../../fakes/render';
import { anEntry, callId } from '../../fakes/samples';
import { HistoryCard } from './HistoryCard';

const entries = [1, 2, 3].map((n) => anEntry({ callId: callId(n), startedAtMs: 10_000 - n }));
const buttons = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-entry]')];

async function card() {
  const deleted: unknown[] = [];
  const page = await draw(<HistoryCard title="History" entries={entries} more={false} onMore={() => undefined} />, {
    rest: { deleteHistory: async (which) => (deleted.push(which), { deletionId: 'deletion', count: 1 }) },
  });
  return { page, hands: handsOn(page), deleted };
}

it('entries are one stop for Tab, between which the arrows, Home and End go', async () => {
  const { page, hands } = await card();
  expect(buttons().map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1]);
  await page.act(() => buttons()[0]?.focus());
  const went: (string | undefined)[] = [];
  for (const key of ['ArrowDown', 'End', 'ArrowUp', 'Home']) {
    await hands.press(key);
    went.push((document.activeElement as HTMLElement).dataset['entry']);
  }
  expect(went).toEqual([callId(2), callId(3), callId(2), callId(1)]);
});

it('the button of an entry says which call it deletes, and Delete does the same', async () => {
  const { page, hands, deleted } = await card();
  await page.act(() => buttons()[1]?.focus());
  expect(document.getElementById(buttons()[1]?.getAttribute('aria-describedby') ?? '')?.textContent).toContain('Teams');
  await hands.press('Delete');
  expect(deleted).toEqual([{ callIds: [callId(2)] }]);
});
