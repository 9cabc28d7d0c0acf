import { useState } from 'react';
import type { ReactNode } from 'react';
import { handsOn } from '../fakes/hands';
import { draw } from '../fakes/render';
import { useRowKeys } from './use-row-keys';

const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-row]')];
const focused = (): string | undefined => (document.activeElement as HTMLElement).dataset['row'];
const stops = (): (string | undefined)[] =>
  rows()
    .filter(({ tabIndex }) => tabIndex === 0)
    .map(({ dataset }) => dataset['row']);
const letters = [...'abcdefghij'];

/** Of which only `size` rows are in the page, from `from` on, as in a list that is long. */
function List({ size, preferred }: { size: number; preferred?: string }): ReactNode {
  const [from, setFrom] = useState(0);
  const drawn = letters.slice(from, from + size);
  const keys = useRowKeys({
    keys: letters,
    drawn,
    preferred,
    reveal: (key) => setFrom(Math.min(letters.indexOf(key), letters.length - size)),
  });
  return (
    <div role="presentation" onFocus={keys.onFocus} onKeyDown={keys.onKeyDown}>
      {drawn.map((key) => (
        <button key={key} type="button" data-row={key} tabIndex={key === keys.stop ? 0 : -1}>
          {key}
        </button>
      ))}
    </div>
  );
}

async function went(
  list: ReactNode,
  from: string,
  ...pressed: readonly string[]
): Promise<readonly (string | undefined)[]> {
  const page = await draw(list);
  const hands = handsOn(page);
  await page.act(() =>
    rows()
      .find(({ dataset }) => dataset['row'] === from)
      ?.focus(),
  );
  const places: (string | undefined)[] = [];
  for (const key of pressed) {
    await hands.press(key);
    places.push(focused());
  }
  return places;
}

it('rows are one stop for Tab: the chosen one, then wherever the arrows, Home and End have gone', async () => {
  await draw(<List size={10} preferred="b" />);
  expect(stops()).toEqual(['b']);
  expect(
    await went(
      <List size={10} preferred="b" />,
      'b',
      'ArrowDown',
      'ArrowUp',
      'ArrowUp',
      'ArrowUp',
      'End',
      'ArrowDown',
      'Home',
    ),
  ).toEqual(['c', 'b', 'a', 'a', 'j', 'j', 'a']);
  expect(stops()).toEqual(['a']);
});

it('End and Home reach the ends of a list of which only a part is in the page', async () => {
  expect(await went(<List size={3} />, 'a', 'End', 'ArrowUp', 'Home', 'ArrowDown', 'ArrowDown', 'ArrowDown')).toEqual([
    'j',
    'i',
    'a',
    'b',
    'c',
    'd',
  ]);
  expect(stops()).toEqual(['d']);
});
