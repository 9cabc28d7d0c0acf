import {
  anna,
  answerGroups,
  bjorn,
  cecilia,
  david,
  group,
  member,
  sales,
  support,
} from '../../../tests/fakes/answer-groups';
import type { UserId } from '../../contract/ids';

const all = [anna, bjorn, cecilia];

/** Who is asked, when nobody answers, one after the other. */
function asked(story: ReturnType<typeof answerGroups>, name: string, times: number): UserId[] {
  return Array.from({ length: times }, () => {
    const [first] = story.rings(name);
    story.passes(20_000);
    return first as UserId;
  });
}

test('ringAll rings everybody at once, and who becomes ready joins', () => {
  const story = answerGroups({ groups: [group(support, all, { strategy: 'ringAll' })], there: [anna, bjorn] });
  story.enters('one');
  expect(story.rings('one')).toEqual([anna, bjorn]);
  story.passes(5_000);
  story.comes(cecilia);
  expect(story.rings('one')).toEqual([anna, bjorn, cecilia]);
  expect(story.of('offer').map(({ agents, forMs }) => [agents, forMs])).toEqual([
    [[anna, bjorn], 20_000],
    [[cecilia], 15_000],
  ]);
});

test('whoever joined a ringAll late has not missed it', () => {
  const story = answerGroups({ groups: [group(support, all, { strategy: 'ringAll' })], there: [anna] });
  story.enters('one');
  story.passes(19_000);
  story.comes(cecilia);
  story.passes(1_000);
  expect(story.told('missed').map(({ userId }) => userId)).toEqual([anna]);
  expect(story.rings('one')).toEqual([anna, cecilia]);
});

test('longestIdle goes by the end of the last call of any kind, or the login if that was later', () => {
  const story = answerGroups({ groups: [group(support, all)], there: [cecilia, anna, bjorn] });
  story.line(cecilia, false);
  story.line(cecilia, true);
  story.enters('one');
  expect(story.rings('one')).toEqual([anna]);
});

test('of two who are idle for equally long the first in the list is asked', () => {
  const story = answerGroups({ groups: [group(support, [member(anna, 2), member(bjorn, 1)])] });
  story.comes(anna);
  story.comes(bjorn);
  story.enters('one');
  expect(story.rings('one')).toEqual([bjorn]);
});

test('an unanswered call goes to somebody else at once, and begins again when everybody was asked', () => {
  const story = answerGroups({ groups: [group(support, all, { missesToPause: 9 })], there: all });
  story.enters('one');
  expect(asked(story, 'one', 4)).toEqual([anna, bjorn, cecilia, anna]);
});

test('roundRobin asks after the agent whom the group asked last, also when that one is no member any more', () => {
  const settings = group(support, all, { strategy: 'roundRobin' });
  const story = answerGroups({ groups: [settings], there: all });
  story.enters('one');
  story.hangsUp('one');
  story.enters('two');
  expect(story.rings('two')).toEqual([bjorn]);
  story.hangsUp('two');
  story.give({
    type: 'configured',
    groups: [{ ...settings, members: settings.members.filter(({ userId }) => userId !== bjorn) }],
  });
  story.enters('three');
  expect(story.rings('three')).toEqual([cecilia]);
  story.hangsUp('three');
  story.enters('four');
  expect(story.rings('four')).toEqual([anna]);
});

test('roundRobin gives everybody who is always ready equally many, whatever becomes of the calls', () => {
  const story = answerGroups({ groups: [group(support, all, { strategy: 'roundRobin' })], there: all });
  const counts = new Map<UserId, number>();
  for (let n = 0; n < 100; n++) {
    story.enters(`call-${n}`);
    const [first] = story.rings(`call-${n}`);
    counts.set(first as UserId, (counts.get(first as UserId) ?? 0) + 1);
    story.hangsUp(`call-${n}`);
  }
  expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThanOrEqual(1);
});

test('linear begins at the top for each call', () => {
  const story = answerGroups({ groups: [group(support, all, { strategy: 'linear' })], there: all });
  story.enters('one');
  expect(story.rings('one')).toEqual([anna]);
  story.hangsUp('one');
  story.enters('two');
  expect(story.rings('two')).toEqual([anna]);
});

test('linear goes on downwards within a call, and past who has become ready above', () => {
  const story = answerGroups({ groups: [group(support, all, { strategy: 'linear' })], there: [bjorn, cecilia] });
  story.enters('one');
  expect(story.rings('one')).toEqual([bjorn]);
  story.comes(anna);
  story.passes(20_000);
  expect(asked(story, 'one', 2)).toEqual([cecilia, anna]);
});

test('fewestCalls goes by what was answered today in this group', () => {
  const groups = [group(support, [anna, bjorn], { strategy: 'fewestCalls' }), group(sales, [bjorn])];
  const story = answerGroups({ groups, there: [anna, bjorn] });
  for (const name of ['one', 'two']) {
    story.enters(name, sales);
    story.talks(name, bjorn);
    story.ends(name, bjorn);
  }
  story.enters('three');
  story.talks('three', anna);
  story.ends('three', anna);
  story.enters('four');
  expect(story.rings('four')).toEqual([bjorn]);
});

test('with fewestCalls a newcomer begins in the middle, and at midnight everybody at nothing', () => {
  const story = answerGroups({ groups: [group(support, all, { strategy: 'fewestCalls' })], there: [anna, bjorn] });
  const answered = () => Object.fromEntries(story.state.memory.get(support)?.answeredToday ?? []);
  for (const name of ['one', 'two', 'three', 'four']) {
    story.enters(name);
    const [userId] = story.rings(name);
    story.talks(name, userId as UserId);
    story.ends(name, userId as UserId);
  }
  story.comes(cecilia);
  expect(answered()).toEqual({ anna: 2, bjorn: 2, cecilia: 2 });
  story.give({ type: 'dayBegan' });
  expect(answered()).toEqual({ anna: 0, bjorn: 0, cecilia: 0 });
});

test('random takes one of those who may be asked, by the chance it is given', () => {
  const story = answerGroups({ groups: [group(support, all, { strategy: 'random' })], there: all });
  const counts = new Map<UserId, number>();
  for (let n = 0; n < 30; n++) {
    story.enters(`call-${n}`);
    for (const userId of story.rings(`call-${n}`)) counts.set(userId, (counts.get(userId) ?? 0) + 1);
    story.hangsUp(`call-${n}`);
  }
  expect([...counts.values()]).toEqual([10, 10, 10]);
});

test('skills needs the level, and less of it in time', () => {
  const members = [member(anna, 0), member(bjorn, 1, { skills: { german: 1 } })];
  const settings = group(support, members, { strategy: 'skills', widenAfterMs: 30_000 });
  const story = answerGroups({ groups: [settings], there: [anna, bjorn] });
  story.enters('one', support, { skill: { name: 'german', level: 2 } });
  expect(story.rings('one')).toEqual([]);
  expect(story.trace[0]?.skipped).toEqual([
    { userId: anna, why: 'skill' },
    { userId: bjorn, why: 'skill' },
  ]);
  story.passes(30_000);
  expect(story.rings('one')).toEqual([bjorn]);
  story.passes(10_000);
  story.declines('one', bjorn);
  story.passes(20_000);
  expect(story.rings('one')).toEqual([anna]);
});

test('only the lowest tier is asked that has somebody', () => {
  const members = [member(anna, 0, { tier: 2 }), member(bjorn, 1), member(cecilia, 2)];
  const story = answerGroups({ groups: [group(support, members)], there: [anna, bjorn, cecilia] });
  story.enters('one');
  expect(story.rings('one')).toEqual([bjorn]);
  story.enters('two');
  expect(story.rings('two')).toEqual([cecilia]);
  story.enters('three');
  expect(story.rings('three')).toEqual([anna]);
});

test('a tier that widens in time is asked when it is time, and at once when the ones before have nobody', () => {
  const members = [member(anna, 0), member(bjorn, 1, { tier: 2 })];
  const story = answerGroups({ groups: [group(support, members, { widenAfterMs: 30_000 })], there: [anna, bjorn] });
  story.line(anna, false);
  story.enters('one');
  expect(story.rings('one')).toEqual([]);
  expect(story.trace[0]?.skipped).toEqual([
    { userId: anna, why: 'inCall' },
    { userId: bjorn, why: 'tier' },
  ]);
  story.passes(30_000);
  expect(story.rings('one')).toEqual([bjorn]);
  story.hangsUp('one');
  story.pauses(anna);
  story.line(anna, true);
  story.enters('two');
  expect(story.rings('two')).toEqual([bjorn]);
});

test('a ringAll that widens rings the next tier beside the first', () => {
  const members = [member(anna, 0), member(bjorn, 1, { tier: 2 })];
  const settings = group(support, members, { strategy: 'ringAll', widenAfterMs: 10_000 });
  const story = answerGroups({ groups: [settings], there: [anna, bjorn] });
  story.enters('one');
  expect(story.rings('one')).toEqual([anna]);
  story.passes(10_000);
  expect(story.rings('one')).toEqual([anna, bjorn]);
});

test('an agent has one offer, of whatever group', () => {
  const story = answerGroups({ groups: [group(support, [david]), group(sales, [david])], there: [david] });
  story.enters('one', sales);
  story.enters('two', support);
  expect([story.rings('one'), story.rings('two')]).toEqual([[david], []]);
});
