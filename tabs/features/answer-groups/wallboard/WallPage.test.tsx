import type { WallboardState } from '../../../../src/contract/answer-groups/wallboard';
import { aGroupDetail, groupId } from '../../../fakes/answer-group-samples';
import { draw } from '../../../fakes/render';
import { groupsKey, wallboardKey } from '../keys';
import { WallPage } from './WallPage';

const supervised = (n: number, name: string) => aGroupDetail({ id: groupId(n), name, isSupervisor: true });
const [support, sales] = [supervised(1, 'Support'), supervised(2, 'Sales')];

const board = (n: number, name: string): WallboardState => ({
  ...{ groupId: groupId(n), name, zone: 'Europe/Stockholm', waiting: n, oldestEnteredAtMs: null },
  ...{ isOpen: true, changesAtMs: null, callbacks: 0, states: [], agents: [], quarters: [] },
  today: { entered: 0, answered: 0, answeredSoon: 0, lostLate: 0, abandoned: 0, calledBack: 0, waitedMs: 0 },
});

it('a group that is supervised no more is not on the wall any more, as if it were live', async () => {
  let groups = [support, sales];
  const ask = async () => ({ json: async () => ({ groups, pauseReasons: [] }) }) as Response;
  window.history.replaceState(null, '', `?groups=${groupId(1)}`);
  const { root, act, services } = await draw(<WallPage />, { rest: { ask } });
  const { queries } = services;
  await act(() => queries.setQueryData(wallboardKey(groupId(1)), board(1, 'Support')));
  expect(root.querySelector('h1')?.textContent).toBe('Support');
  groups = [sales];
  await act(() => void queries.invalidateQueries({ queryKey: groupsKey }));
  expect(root.querySelector('h1')?.textContent).toBe('Sales');
  expect(root.querySelector('[aria-label=Waiting]')).toBeNull();
  await act(() => queries.setQueryData(wallboardKey(groupId(2)), board(2, 'Sales')));
  expect(root.querySelector('[aria-label=Waiting]')?.textContent).toContain('2');
});
