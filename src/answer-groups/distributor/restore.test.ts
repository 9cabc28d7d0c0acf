import { anna, answerGroups, entry, group, support } from '../../../tests/fakes/answer-groups';
import type { StoredAgent } from './restore';

const beganMs = 1_000_000;
const known: StoredAgent = { userId: anna, isLoggedIn: true, pause: null, activityAllows: true, idleSinceMs: 0 };
const groups = [group(support, [anna], { wrapUpMs: 30_000 })];
const wrapUp = { groupId: support, talkMs: 50_000, sinceMs: beganMs - 18_000 };

test('of wrap-up what is left is left, and nobody rings meanwhile', () => {
  const agent = { ...known, wrapUp: { ...wrapUp, timer: { id: 7, dueMs: beganMs + 12_000 } } };
  const story = answerGroups({ groups, agents: [agent] });
  story.device(anna, true);
  story.enters('one');
  expect([story.doing(anna), story.rings('one')]).toEqual(['wrapUp', []]);
  story.passes(11_999);
  expect(story.doing(anna)).toBe('wrapUp');
  story.passes(1);
  expect([story.doing(anna), story.rings('one')]).toEqual(['reserved', [anna]]);
  expect(story.told('handled')).toMatchObject([{ wrapUpMs: 30_000, handledMs: 80_000 }]);
});

test('wrap-up whose time has passed meanwhile is over, and told once', () => {
  const agent = { ...known, wrapUp: { ...wrapUp, timer: { id: 7, dueMs: beganMs - 8_000 } } };
  const story = answerGroups({ groups, agents: [agent] });
  story.device(anna, true);
  expect([story.doing(anna), story.timers.size]).toEqual(['ready', 0]);
  expect(story.told('handled')).toMatchObject([{ wrapUpMs: 10_000, handledMs: 60_000 }]);
});

test('a talk goes on, with what was held of it, and wrap-up comes after it', () => {
  const serving = {
    entryId: entry('one'),
    groupId: support,
    sinceMs: beganMs - 60_000,
    heldMs: 5_000,
    heldSinceMs: null,
  };
  const story = answerGroups({ groups, agents: [{ ...known, serving }] });
  story.device(anna, true);
  expect(story.doing(anna)).toBe('inCall');
  story.passes(10_000);
  story.ends('one', anna);
  expect(story.doing(anna)).toBe('wrapUp');
  expect(story.told('talked')).toMatchObject([{ talkMs: 70_000, heldMs: 5_000 }]);
  story.passes(30_000);
  expect(story.doing(anna)).toBe('ready');
});
