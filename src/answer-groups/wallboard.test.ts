import { aGroup } from '../../tests/fakes/answer-group-settings';
import { anna, answerGroups, bjorn, cecilia, group, support } from '../../tests/fakes/answer-groups';
import { WallboardState } from '../contract/answer-groups/wallboard';
import type { AnswerGroupId } from '../contract/ids';
import { emptyTally, noneToday, tell } from './statistics/today';
import { wallboardOf } from './wallboard';

test('a wallboard has figures, agents per state and reason, and nothing of any caller', () => {
  const story = answerGroups({ groups: [group(support, [anna, bjorn, cecilia])], there: [anna, bjorn] });
  story.enters('karin');
  story.talks('karin', anna);
  story.pauses(bjorn);
  story.enters('lena');
  story.give({ type: 'opening', groupId: support, isOpen: false, changesAtMs: 90_000 });
  const events = story.effects.flatMap((each) => (each.type === 'event' ? [each] : []));
  const today = events.reduce(tell, emptyTally({ beganAtMs: 0, endsAtMs: Infinity })).groups.get(support) ?? noneToday;
  const configured = { groups: new Map([[support, { ...aGroup, id: support }]]), pauseReasons: [] };
  const now = { state: story.state, configured, context: story.context };
  const shown = wallboardOf(now, support, { zone: 'Europe/Stockholm', today, nameOf: (id) => `${id} ek` });
  expect(shown).toMatchObject({
    ...{
      isOpen: false,
      changesAtMs: 90_000,
      name: 'Support',
      waiting: 1,
      callbacks: 0,
      oldestEnteredAtMs: story.nowMs,
    },
    today: { entered: 2, answered: 1, answeredSoon: 1, lostLate: 0 },
    states: [
      { state: 'inCall', reason: null, count: 1 },
      { state: 'paused', reason: 'break', count: 1 },
      { state: 'loggedOut', reason: null, count: 1 },
    ],
    agents: [{ name: 'anna ek' }, { name: 'bjorn ek', state: 'paused', reason: 'break' }],
    quarters: [{ answered: 1, lost: 0 }],
  });
  expect(WallboardState.shape.states.parse(shown?.states)).toHaveLength(3);
  expect(JSON.stringify(shown)).not.toMatch(/karin|lena/);
  const deps = { zone: 'UTC', today: noneToday, nameOf: () => null };
  expect(wallboardOf(now, 'gone' as AnswerGroupId, deps)).toBeNull();
  expect(wallboardOf(now, support, deps)?.quarters).toEqual([]);
});
