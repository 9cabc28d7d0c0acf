import type { ReactNode } from 'react';
import { handsOn } from '../../fakes/hands';
import { draw } from '../../fakes/render';
import { anEntry, bjorn, nobody } from '../../fakes/samples';
import type { CallGroup } from '../../view-models/call-list';
import { CallRow } from './CallRow';
import { useRowKeys } from './use-row-keys';

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
  await page.act(() => rows()[0]?.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX: 7, clientY: 9 })));
  expect(asked).toEqual(['call', 'call', 'menu 7 9']);
});

it('of somebody without a number offers no call', async () => {
  await row(nobody);
  expect(document.querySelectorAll('button')).toHaveLength(1);
});

function List(): ReactNode {
  const keys = useRowKeys(['a', 'b', 'c'], 'b');
  return (
    <div role="presentation" onFocus={keys.onFocus} onKeyDown={keys.onKeyDown}>
      {['a', 'b', 'c'].map((key) => (
        <button key={key} type="button" data-row={key} tabIndex={key === keys.stop ? 0 : -1}>
          {key}
        </button>
      ))}
    </div>
  );
}

it('is one stop for Tab: the chosen one, then wherever the arrows, Home and End have gone', async () => {
  const page = await draw(<List />);
  const hands = handsOn(page);
  const stops = (): (string | undefined)[] => rows().filter(({ tabIndex }) => tabIndex === 0).map(({ dataset }) => dataset['row']);
  expect(stops()).toEqual(['b']);
  await page.act(() => rows()[1]?.focus());
  const went: (string | undefined)[] = [];
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'Home', 'End']) {
    await hands.press(key);
    went.push((document.activeElement as HTMLElement).dataset['row']);
  }
  expect([went, stops()]).toEqual([['c', 'c', 'b', 'a', 'c'], ['c']]);
});
