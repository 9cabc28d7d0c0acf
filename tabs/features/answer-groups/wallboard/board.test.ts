import type { WallboardState } from '../../../../src/contract/answer-groups/wallboard';
import { groupId } from '../../../fakes/answer-group-samples';
import { boardOf } from './board';

const board: WallboardState = {
  ...{ groupId: groupId(1), name: 'Support', zone: 'Europe/Stockholm', waiting: 2, oldestEnteredAtMs: 10_000 },
  ...{ isOpen: true, changesAtMs: null, callbacks: 0, agents: [], quarters: [] },
  states: [
    { state: 'ready', reason: null, count: 2 },
    { state: 'paused', reason: 'Lunch', count: 1 },
    { state: 'loggedOut', reason: null, count: 4 },
  ],
  today: { entered: 0, answered: 0, answeredSoon: 0, lostLate: 0, abandoned: 0, calledBack: 0, waitedMs: 0 },
};

it('says what stands out, and who is there', () => {
  expect(boardOf(board, 69_999)).toMatchObject({ waitMs: 59_999, isLong: false, areMany: false, free: 2, there: 3 });
  expect(boardOf({ ...board, waiting: 3 }, 70_000)).toMatchObject({ isLong: true, areMany: true });
});

it('knows no level without calls, and no wait of nobody; a clock that is behind makes none negative', () => {
  expect(boardOf({ ...board, oldestEnteredAtMs: null }, 70_000)).toMatchObject({ waitMs: null, level: null });
  expect(boardOf(board, 9_000).waitMs).toBe(0);
});
