import { aGroup } from '../../tests/fakes/answer-group-settings';
import { exitWords } from './exit-words';
import { exitRows } from './exits';

const to = { to: 'end' } as const;
const all = { noneLoggedIn: to, allPaused: to, noneReachable: to };

test('every exit has words in both languages, and names what it leads to', () => {
  const rows = exitRows({ ...aGroup.exits, emptyOnEntry: all, emptyWhileWaiting: all });
  const said = rows.map((row) => exitWords(row, null));
  expect(said.flatMap(({ sv, en }) => [sv, en]).filter((each) => each.includes('.'))).toEqual([]);
  expect(new Set(said.map(({ sv }) => sv)).size).toBe(rows.length);
  expect(exitWords({ why: 'full', leads_to: 'group' }, 'Sales')).toEqual({ sv: 'fullt: Sales', en: 'full: Sales' });
});
