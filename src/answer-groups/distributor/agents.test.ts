import { anna, answerGroups, bjorn, group, sales, support } from '../../../tests/fakes/answer-groups';

const both = [anna, bjorn];

describe('who takes no calls', () => {
  const reasons: [string, (story: ReturnType<typeof answerGroups>) => unknown, string][] = [
    ['paused', (story) => story.pauses(anna), 'paused'],
    ['in a call of any kind', (story) => story.line(anna, false), 'inCall'],
    ['away with every device', (story) => story.device(anna, false), 'unreachable'],
    ['kept by the activity', (story) => story.give({ type: 'activityChanged', userId: anna, allows: false }), 'paused'],
    [
      'logged out',
      (story) => story.give({ type: 'agentCommand', by: anna, userId: anna, command: { name: 'logOut' } }),
      'loggedOut',
    ],
  ];
  test.each(reasons)('%s', (_name, becomes, state) => {
    const story = answerGroups({ groups: [group(support, [anna])], there: [anna] });
    becomes(story);
    story.enters('one');
    expect([story.doing(anna), story.rings('one')]).toEqual([state, []]);
    expect(story.trace[0]?.skipped).toEqual([{ userId: anna, why: state }]);
  });
});

describe('missed, declined, lost', () => {
  test('two missed offers in a row pause the agent in all groups, and the agent is told', () => {
    const story = answerGroups({ groups: [group(support, [anna]), group(sales, [anna])], there: [anna] });
    story.enters('one');
    story.passes(40_000);
    expect(story.doing(anna)).toBe('paused');
    expect(story.of('notice')).toContainEqual({ type: 'notice', userId: anna, notice: 'pausedNotAnswering', by: null });
    story.enters('two', sales);
    expect(story.rings('two')).toEqual([]);
    story.resumes(anna);
    expect(story.rings('one')).toEqual([anna]);
  });

  test('an answered call makes earlier misses forgotten', () => {
    const story = answerGroups({ groups: [group(support, [anna])], there: [anna] });
    story.enters('one');
    story.passes(20_000);
    story.talks('one', anna);
    story.ends('one', anna);
    story.enters('two');
    story.passes(20_000);
    expect(story.doing(anna)).toBe('reserved');
  });

  test('who declines is not asked for this call for 30 s, but for another one', () => {
    const story = answerGroups({ groups: [group(support, [anna])], there: [anna] });
    story.enters('one');
    story.declines('one', anna);
    expect(story.rings('one')).toEqual([]);
    story.enters('two');
    expect(story.rings('two')).toEqual([anna]);
    story.hangsUp('two');
    story.passes(29_999);
    expect(story.rings('one')).toEqual([]);
    story.passes(1);
    expect(story.rings('one')).toEqual([anna]);
  });

  test('a lost device is no miss, and ends by itself', () => {
    const story = answerGroups({ groups: [group(support, [anna])], there: [anna] });
    story.enters('one');
    story.device(anna, false);
    expect([story.doing(anna), story.rings('one'), story.told('missed')]).toEqual(['unreachable', [], []]);
    story.device(anna, true);
    expect(story.rings('one')).toEqual([anna]);
  });

  test('an answer without audio counts as none after 10 s, and is no miss', () => {
    const story = answerGroups({ groups: [group(support, both)], there: both });
    story.enters('one');
    story.answers('one', anna);
    story.passes(10_000);
    expect([story.rings('one'), story.told('missed'), story.told('over')]).toEqual([[bjorn], [], []]);
  });
});

describe('pause and wrap-up', () => {
  test('a pause during a talk holds from its end on', () => {
    const story = answerGroups({ groups: [group(support, [anna])], there: [anna] });
    story.enters('one');
    story.talks('one', anna);
    story.pauses(anna);
    expect(story.doing(anna)).toBe('inCall');
    story.ends('one', anna);
    expect(story.doing(anna)).toBe('paused');
  });

  test('the activity ends only the pause that it made', () => {
    const story = answerGroups({ groups: [group(support, [anna])], there: [anna] });
    story.pauses(anna);
    story.give({ type: 'activityChanged', userId: anna, allows: false });
    story.give({ type: 'activityChanged', userId: anna, allows: true });
    expect(story.doing(anna)).toBe('paused');
    story.resumes(anna);
    expect(story.doing(anna)).toBe('ready');
    story.give({ type: 'activityChanged', userId: anna, allows: false });
    story.resumes(anna);
    expect(story.doing(anna)).toBe('paused');
    story.give({ type: 'activityChanged', userId: anna, allows: true });
    expect(story.doing(anna)).toBe('ready');
  });

  test('wrap-up begins when the part of the agent ends, and its time or the agent ends it', () => {
    const groups = [group(support, [anna], { wrapUpMs: 30_000 }), group(sales, [anna])];
    const story = answerGroups({ groups, there: [anna] });
    story.enters('one');
    story.talks('one', anna);
    story.passes(60_000);
    story.ends('one', anna);
    story.enters('two', sales);
    expect([story.doing(anna), story.rings('two')]).toEqual(['wrapUp', []]);
    story.passes(29_999);
    expect(story.rings('two')).toEqual([]);
    story.passes(1);
    expect(story.rings('two')).toEqual([anna]);
    expect(story.told('handled').map(({ handledMs }) => handledMs)).toEqual([90_000]);
  });

  test('"ready" ends wrap-up at once', () => {
    const story = answerGroups({ groups: [group(support, [anna], { wrapUpMs: 30_000 })], there: [anna] });
    story.enters('one');
    story.talks('one', anna);
    story.ends('one', anna);
    story.give({ type: 'agentCommand', by: anna, userId: anna, command: { name: 'ready' } });
    expect(story.doing(anna)).toBe('ready');
    expect([...story.timers.values()]).toEqual([]);
  });
});
