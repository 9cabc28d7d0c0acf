import { handsOn } from '../../fakes/hands';
import { draw } from '../../fakes/render';
import { anEntry, bjorn, nobody } from '../../fakes/samples';
import type { CallGroup } from '../../view-models/call-list';
import { CallRow } from './CallRow';

const group = (key: string, other = bjorn): CallGroup => ({ key, party: key, other, entries: [anEntry({ other })] });
const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-row]')];

async function row(other = bjorn) {
  const asked: string[] = [];
  const page = await draw(
    <CallRow
      group={group('a', other)}
      selected={false}
      stop
      onSelect={() => void asked.push('open')}
      onCall={() => void asked.push('call')}
      onDelete={() => void asked.push('delete')}
      onMenu={(x, y) => void asked.push(`menu ${x} ${y}`)}
    />,
  );
  return { page, asked, hands: handsOn(page) };
}

it('is opened by Enter, called by Ctrl+Enter and deleted by Delete', async () => {
  const { page, asked, hands } = await row();
  await page.act(() => rows()[0]?.focus());
  for (const chord of ['Enter', 'Ctrl+Enter', 'Delete']) await hands.press(chord);
  expect(asked).toEqual(['open', 'call', 'delete']);
});

it('is called by a double click or its own button, and offers the rest in a menu', async () => {
  const { page, asked } = await row();
  await page.act(() => rows()[0]?.dispatchEvent(new MouseEvent('dblclick', { bubbles: true })));
  await page.click(page.button('Call Björn Åkesson'));
  await page.act(() =>
    rows()[0]?.dispatchEvent(
      new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX: 7, clientY: 9 }),
    ),
  );
  expect(asked).toEqual(['call', 'call', 'menu 7 9']);
});

it('of somebody without a number offers no call', async () => {
  await row(nobody);
  expect(document.querySelectorAll('button')).toHaveLength(1);
});
