import { anna, answerGroups, bjorn, entry, group, sales, support } from '../../../tests/fakes/answer-groups';
import type { Exit } from './settings';

const toSales: Exit = { to: 'group', groupId: sales };
const voicemail: Exit = { to: 'plan', plan: 'voicemail' };
const both = [anna, bjorn];

describe('limits', () => {
  const exits = group(support, both).exits;

  test('full: nobody more waits, and callbacks take no line', () => {
    const story = answerGroups({ groups: [group(support, both, { mostWaiting: 1 })] });
    story.enters('one');
    story.give({ type: 'callbackWanted', entryId: entry('one'), number: '+46one' });
    story.enters('two');
    story.enters('three');
    expect(story.of('leave')).toEqual([
      { type: 'leave', entryId: 'three', reason: 'full', exit: { to: 'plan', plan: 'full' } },
    ]);
  });

  test('the time is up while an agent is rung: that may be answered a little longer', () => {
    const settings = group(support, both, { maxWaitMs: 30_000, finishRingingMs: 5_000 });
    const story = answerGroups({ groups: [settings], there: both });
    story.enters('one');
    story.passes(34_999);
    expect(story.rings('one')).toEqual([bjorn]);
    story.passes(1);
    expect(story.of('leave').map(({ reason }) => reason)).toEqual(['timeout']);
    expect(story.of('withdraw').at(-1)).toMatchObject({ agents: [bjorn], because: 'timeout' });
    expect(story.told('over')).toMatchObject([{ outcome: 'overflowed', reason: 'timeout', waitedMs: 35_000 }]);
  });

  test('the time is up, and whoever is rung declines: nobody else is asked', () => {
    const settings = group(support, both, { maxWaitMs: 30_000, finishRingingMs: 20_000 });
    const story = answerGroups({ groups: [settings], there: both });
    story.enters('one');
    story.passes(31_000);
    story.declines('one', bjorn);
    expect(story.of('leave').map(({ reason }) => reason)).toEqual(['timeout']);
  });

  test.each([
    ['noneLoggedIn', () => undefined],
    [
      'allPaused',
      (story: ReturnType<typeof answerGroups>) => {
        story.comes(anna);
        story.pauses(anna);
      },
    ],
    [
      'noneReachable',
      (story: ReturnType<typeof answerGroups>) => {
        story.comes(anna);
        story.device(anna, false);
      },
    ],
  ] as const)('empty on entry: %s', (reason, becomes) => {
    const story = answerGroups({
      groups: [group(support, both, { exits: { ...exits, emptyOnEntry: { [reason]: voicemail } } })],
    });
    becomes(story);
    story.enters('one');
    expect(story.of('leave')).toEqual([{ type: 'leave', entryId: 'one', reason, exit: voicemail }]);
  });

  test('empty while waiting is another setting, and agents who are busy are not empty', () => {
    const emptyWhileWaiting = { noneLoggedIn: voicemail, allPaused: toSales };
    const groups = [group(support, [anna], { exits: { ...exits, emptyWhileWaiting } }), group(sales, [bjorn])];
    const story = answerGroups({ groups, there: [anna, bjorn] });
    story.line(anna, false);
    story.enters('one');
    story.passes(60_000);
    story.pauses(anna);
    expect(story.state.entries.get(entry('one'))?.groupId).toBe(support);
    story.line(anna, true);
    expect([story.state.entries.get(entry('one'))?.groupId, story.rings('one')]).toEqual([sales, [bjorn]]);
  });

  test('overflow keeps when it came and how urgent it is, and its time there is a new one', () => {
    const groups = [
      group(support, [anna], { maxWaitMs: 60_000, exits: { ...exits, timeout: toSales } }),
      group(sales, [bjorn], { maxWaitMs: 60_000 }),
    ];
    const story = answerGroups({ groups });
    story.passes(1_000);
    const since = story.nowMs;
    story.enters('one', support, { priority: 3 });
    story.passes(30_000);
    story.enters('two', sales, { priority: 3 });
    story.passes(30_000);
    expect(story.state.entries.get(entry('one'))).toMatchObject({
      groupId: sales,
      priority: 3,
      enteredAtMs: since,
      joinedAtMs: since + 60_000,
      hops: 1,
    });
    story.comes(bjorn);
    expect(story.rings('one')).toEqual([bjorn]);
  });

  test('groups that lead to each other end after five hops', () => {
    const empty = (id: typeof support, to: Exit) =>
      group(id, [anna], { exits: { ...exits, emptyOnEntry: { noneLoggedIn: to } } });
    const story = answerGroups({ groups: [empty(support, toSales), empty(sales, { to: 'group', groupId: support })] });
    story.enters('one');
    expect(story.told('entered').length).toBe(6);
    expect(story.of('leave')).toEqual([{ type: 'leave', entryId: 'one', reason: 'noneLoggedIn', exit: null }]);
  });

  test('a closed group takes nobody; who waits when it closes stays, unless the group lets them go', () => {
    const groups = [group(support, [anna]), group(sales, [anna], { leaveAtClosing: true })];
    const story = answerGroups({ groups });
    story.enters('one');
    story.enters('two', sales);
    for (const { id } of groups) story.give({ type: 'opening', groupId: id, isOpen: false, changesAtMs: null });
    expect(story.of('leave').map(({ entryId, reason }) => [entryId, reason])).toEqual([['two', 'closed']]);
    story.enters('three');
    expect(story.of('leave').at(-1)).toMatchObject({ entryId: 'three', reason: 'closed' });
  });

  test('a group that is taken away lets everybody go', () => {
    const story = answerGroups({ groups: [group(support, [anna])], there: [anna] });
    story.enters('one');
    story.give({ type: 'configured', groups: [] });
    expect(story.of('leave')).toEqual([{ type: 'leave', entryId: 'one', reason: 'groupGone', exit: null }]);
    expect([story.state.agents.size, story.state.offers.size, story.timers.size]).toEqual([0, 0, 0]);
  });
});
