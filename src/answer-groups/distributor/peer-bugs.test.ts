import {
  anna,
  answerGroups,
  bjorn,
  cecilia,
  david,
  entry,
  group,
  member,
  sales,
  support,
} from '../../../tests/fakes/answer-groups';
import type { UserId } from '../../contract/ids';

/** Faults that others' answer groups had, as far as the distributor decides them; the reports are named. */
const all = [anna, bjorn, cecilia];

test('1. two agents answer at once: one is connected, the other is ready again (asterisk#176)', () => {
  const story = answerGroups({ groups: [group(support, all, { strategy: 'ringAll' })], there: all });
  story.enters('one');
  const offerId = story.answers('one', bjorn);
  const late = story.give({ type: 'offerAnswered', offerId, userId: anna });
  expect(late.effects).toEqual([]);
  expect(story.of('withdraw')).toMatchObject([{ agents: [anna, cecilia], because: 'answeredElsewhere' }]);
  story.give({ type: 'talking', offerId, userId: anna });
  expect(story.told('over')).toEqual([]);
  story.give({ type: 'talking', offerId, userId: bjorn });
  expect(story.told('over')).toMatchObject([{ outcome: 'answered', by: bjorn }]);
  expect(all.map(story.doing)).toEqual(['ready', 'inCall', 'ready']);
});

test('2. the winner hangs up before any audio: first in line, others are asked, no miss (asterisk#1557)', () => {
  const story = answerGroups({ groups: [group(support, all)], there: [anna] });
  story.enters('one');
  story.passes(1_000);
  story.enters('two');
  const offerId = story.answers('one', anna);
  story.comes(bjorn);
  expect(story.rings('two')).toEqual([bjorn]);
  story.declines('two', bjorn);
  story.line(bjorn, false);
  story.give({ type: 'offerEnded', offerId, userId: anna, reason: 'hungUp' });
  expect(story.rings('two')).toEqual([anna]);
  story.line(bjorn, true);
  expect([story.rings('one'), story.told('missed'), story.told('over')]).toEqual([[bjorn], [], []]);
});

test('3. handed over into another group: wrap-up of each from the end of the own part (asterisk#607)', () => {
  const groups = [group(support, [anna], { wrapUpMs: 10_000 }), group(sales, [bjorn], { wrapUpMs: 60_000 })];
  const story = answerGroups({ groups, there: [anna, bjorn] });
  story.enters('one');
  story.talks('one', anna);
  story.line(anna, false);
  story.passes(30_000);
  story.enters('consult', sales);
  story.talks('consult', bjorn);
  story.passes(5_000);
  story.ends('one', anna);
  story.line(anna, true);
  expect([anna, bjorn].map(story.doing)).toEqual(['wrapUp', 'inCall']);
  story.passes(100_000);
  story.ends('consult', bjorn);
  expect(story.state.agents.get(bjorn)?.wrapUp).toMatchObject({ groupId: sales, talkMs: 105_000 });
  story.passes(60_000);
  expect(story.told('handled').map(({ groupId, userId, handledMs }) => [groupId, userId, handledMs])).toEqual([
    [support, anna, 45_000],
    [sales, bjorn, 165_000],
  ]);
  expect([...story.state.memory.values()].map(({ answeredToday }) => [...answeredToday.values()])).toEqual([[1], [1]]);
});

test('4. fifty calls end at once: each is counted once (asterisk#1737)', () => {
  const agents = Array.from({ length: 50 }, (_, n) => `agent-${n}` as UserId);
  const story = answerGroups({ groups: [group(support, agents)], there: agents });
  for (const n of agents.keys()) story.enters(`call-${n}`);
  const pairs = agents.map((_, n) => [`call-${n}`, story.rings(`call-${n}`)[0] as UserId] as const);
  for (const [name, userId] of pairs) story.talks(name, userId);
  for (const [name, userId] of [...pairs, ...pairs]) story.ends(name, userId);
  expect([story.told('over').length, story.told('handled').length]).toEqual([50, 50]);
});

test('5. a VIP comes in at place one: served next, and nobody stops being served (asterisk#1691, #1637)', () => {
  const story = answerGroups({ groups: [group(support, [anna, bjorn])], there: [anna] });
  for (const name of ['a', 'b', 'c']) {
    story.enters(name);
    story.passes(1_000);
  }
  story.enters('vip', support, { priority: 10 });
  expect(story.rings('a')).toEqual([anna]);
  story.comes(bjorn);
  expect(story.rings('vip')).toEqual([bjorn]);
  for (const name of ['a', 'b', 'c']) {
    story.talks(name, anna);
    story.ends(name, anna);
  }
  expect(story.told('over').map(({ entryId }) => entryId)).toEqual(['a', 'b', 'c']);
});

test('6. an agent beyond the tier of the heavier group gets the call of the lighter one now (asterisk#1561)', () => {
  const members = [member(anna, 0), member(bjorn, 1, { tier: 2 })];
  const groups = [group(support, members, { weight: 9, widenAfterMs: 60_000 }), group(sales, [bjorn])];
  const story = answerGroups({ groups, there: [anna, bjorn] });
  story.line(anna, false);
  story.enters('heavy');
  story.enters('light', sales);
  expect([story.rings('heavy'), story.rings('light')]).toEqual([[], [bjorn]]);
});

test('7. the last agent of a linear group cannot be asked: it begins again at the top (freeswitch#1216)', () => {
  const story = answerGroups({ groups: [group(support, all, { strategy: 'linear' })], there: all });
  story.device(cecilia, false);
  story.enters('one');
  story.passes(20_000);
  expect(story.rings('one')).toEqual([bjorn]);
  story.passes(20_000);
  expect(story.rings('one')).toEqual([anna]);
});

test('8. a reserved agent whose offer has lost a race is ready in that decision (freeswitch#2540)', () => {
  const story = answerGroups({
    groups: [group(support, [anna, bjorn], { strategy: 'ringAll' })],
    there: [anna, bjorn],
  });
  story.enters('one');
  story.enters('two');
  story.answers('one', anna);
  expect([story.doing(bjorn), story.rings('two')]).toEqual(['reserved', [bjorn]]);
  story.hangsUp('two');
  expect(story.doing(bjorn)).toBe('ready');
});

test('9. the caller leaves while an agent is rung: a late answer is none (freeswitch#2529)', () => {
  const story = answerGroups({ groups: [group(support, [anna])], there: [anna] });
  story.enters('one');
  const offerId = story.offerOf('one');
  const { effects } = story.hangsUp('one');
  expect(effects.filter(({ type }) => type === 'withdraw')).toMatchObject([{ agents: [anna], because: 'callerGone' }]);
  const before = story.state;
  for (const type of ['offerAnswered', 'talking'] as const)
    expect(story.give({ type, offerId, userId: anna })).toEqual({ state: before, effects: [], trace: [] });
  expect([story.told('over').length, story.timers.size, story.doing(anna)]).toEqual([1, 0, 'ready']);
});

test('10. an agent pauses while being rung: one withdrawal, the next is rung, and no loop (freeswitch#800)', () => {
  const story = answerGroups({ groups: [group(support, [anna, bjorn])], there: [anna, bjorn] });
  story.enters('one');
  const { effects } = story.pauses(anna);
  expect(effects.filter(({ type }) => type === 'withdraw')).toMatchObject([{ agents: [anna], because: 'notEligible' }]);
  expect(effects.filter(({ type }) => type === 'offer')).toMatchObject([{ agents: [bjorn] }]);
  story.pauses(anna);
  expect([story.of('withdraw').length, story.of('offer').length, story.told('missed').length]).toEqual([1, 2, 0]);
});

test('11. announcing delays no offer, nor an answer (freeswitch#1148, asterisk#1568)', () => {
  const announce = { everyMs: 75_000, gapMs: 20_000 };
  const story = answerGroups({ groups: [group(support, [anna], { announce })] });
  story.enters('one');
  expect(story.of('announce').length).toBe(1);
  story.comes(anna);
  expect(story.rings('one')).toEqual([anna]);
  story.talks('one', anna);
  expect(story.told('over')).toMatchObject([{ outcome: 'answered', waitedMs: 0 }]);
});

test('12. a place never gets worse through time that was waited elsewhere (fusionpbx#6743)', () => {
  const announce = { everyMs: 75_000, gapMs: 20_000 };
  const { exits } = group(support, []);
  const groups = [
    group(sales, [david], { maxWaitMs: 90_000, exits: { ...exits, timeout: { to: 'group', groupId: support } } }),
    group(support, [anna], { announce }),
  ];
  const story = answerGroups({ groups });
  story.enters('elsewhere', sales);
  story.passes(60_000);
  story.enters('here');
  story.passes(240_000);
  const said = story.of('announce').filter(({ entryId }) => entryId === 'here');
  expect(said.map(({ position }) => position)).toEqual([1, 1, 1, 1]);
  expect(story.state.entries.get(entry('elsewhere'))?.groupId).toBe(support);
  story.comes(anna);
  expect(story.rings('elsewhere')).toEqual([anna]);
});

test('13. one callback, three free agents: one call out, and nobody is overtaken (FreePBX#525, #621)', () => {
  const story = answerGroups({ groups: [group(support, all, { strategy: 'ringAll' })] });
  story.enters('first');
  story.passes(1_000);
  story.enters('callback');
  story.give({ type: 'callbackWanted', entryId: entry('callback'), number: '+46700000001' });
  story.comes(anna);
  expect([story.rings('first'), story.rings('callback')]).toEqual([[anna], []]);
  story.talks('first', anna);
  story.comes(bjorn);
  story.comes(cecilia);
  expect(story.rings('callback')).toEqual([bjorn]);
  story.talks('callback', bjorn);
  expect(story.of('callBack').length).toBe(1);
});

test('14. who is offline costs no ringing; answered is not missed (MSDocs#3847, NethServer#7015)', () => {
  const story = answerGroups({ groups: [group(support, all, { strategy: 'linear' })], there: all });
  story.device(anna, false);
  story.give({ type: 'activityChanged', userId: bjorn, allows: false });
  story.enters('one');
  expect(story.rings('one')).toEqual([cecilia]);
  story.talks('one', cecilia);
  story.passes(60_000);
  expect(story.told('missed')).toEqual([]);
});

test('15. the talk ends for whoever has left it, however the call goes on (FreePBX#124)', () => {
  const story = answerGroups({ groups: [group(support, [anna])], there: [anna] });
  story.enters('one');
  story.talks('one', anna);
  story.passes(10_000);
  story.ends('one', anna);
  story.passes(50_000);
  expect(story.told('handled')).toMatchObject([{ userId: anna, handledMs: 10_000 }]);
  expect(story.doing(anna)).toBe('ready');
});
