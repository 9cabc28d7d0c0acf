import {
  anna,
  answerGroups,
  bjorn,
  cecilia,
  entry,
  group,
  sales,
  supervisor,
  support,
} from '../../../tests/fakes/answer-groups';
import type { UserId } from '../../contract/ids';
import type { Exit } from './settings';

const toSales: Exit = { to: 'group', groupId: sales };
const voicemail: Exit = { to: 'plan', plan: 'voicemail' };
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

  test('the time is up while an agent is rung: the ringing may be answered a little longer, and goes on no more', () => {
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
    for (const { id } of groups) story.give({ type: 'opening', groupId: id, isOpen: false });
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

describe('order', () => {
  const offered = (story: ReturnType<typeof answerGroups>) => story.of('offer').map(({ entryId }) => entryId);

  /** Who is served, one after the other, by one agent. */
  function served(story: ReturnType<typeof answerGroups>): string[] {
    for (let entryId = offered(story).at(-1); story.state.entries.size > 0; entryId = offered(story).at(-1)) {
      story.talks(entryId as string, anna);
      story.ends(entryId as string, anna);
    }
    return [...offered(story)];
  }

  test('by priority, then by when they came', () => {
    const story = answerGroups({ groups: [group(support, [anna])] });
    for (const [name, priority] of [
      ['a', 0],
      ['b', 2],
      ['c', 0],
      ['d', 2],
    ] as const) {
      story.enters(name, support, { priority });
      story.passes(1_000);
    }
    story.comes(anna);
    expect(served(story)).toEqual(['b', 'd', 'a', 'c']);
  });

  test('nobody starves: waiting makes urgent', () => {
    const story = answerGroups({ groups: [group(support, [anna], { ageEveryMs: 60_000 })] });
    story.enters('old');
    story.passes(180_000);
    story.enters('new', support, { priority: 2 });
    story.comes(anna);
    expect(served(story)).toEqual(['old', 'new']);
  });

  test('of groups that share an agent the heavier one is served first', () => {
    const story = answerGroups({ groups: [group(support, [anna]), group(sales, [anna], { weight: 5 })] });
    story.enters('light', support, { priority: 9 });
    story.passes(1_000);
    story.enters('heavy', sales);
    story.comes(anna);
    expect(served(story)).toEqual(['heavy', 'light']);
  });
});

describe('place and waiting time', () => {
  const announce = { everyMs: 75_000, gapMs: 20_000 };
  const places = (story: ReturnType<typeof answerGroups>, name: string) =>
    story.of('announce').flatMap((each) => (each.entryId === name ? [each.position] : []));

  test('is said at first, soon when it has improved, and now and then', () => {
    const story = answerGroups({ groups: [group(support, [anna], { announce })] });
    for (const name of ['a', 'b', 'c']) story.enters(name);
    expect(places(story, 'c')).toEqual([3]);
    story.passes(5_000);
    story.hangsUp('a');
    expect(places(story, 'c')).toEqual([3]);
    story.passes(15_000);
    expect(places(story, 'c')).toEqual([3, 2]);
    story.passes(75_000);
    expect(places(story, 'c')).toEqual([3, 2, 2]);
  });

  test('is never said while an agent is rung', () => {
    const story = answerGroups({ groups: [group(support, [anna], { announce, ringForMs: 200_000 })], there: [anna] });
    story.enters('a');
    story.passes(190_000);
    expect(places(story, 'a')).toEqual([]);
  });

  test('callbacks that come first count', () => {
    const story = answerGroups({ groups: [group(support, [anna], { announce })] });
    story.enters('a');
    story.give({ type: 'callbackWanted', entryId: entry('a'), number: '+46a' });
    story.enters('b');
    expect(places(story, 'b')).toEqual([2]);
  });

  /** So many talks, each of two minutes. */
  function talked(count: number) {
    const story = answerGroups({ groups: [group(support, both, { announce, maxWaitMs: 3_600_000 })], there: both });
    for (let n = 0; n < count; n++) {
      story.enters(`talk-${n}`);
      const [userId] = story.rings(`talk-${n}`);
      story.talks(`talk-${n}`, userId as UserId);
      story.passes(120_000);
      story.ends(`talk-${n}`, userId as UserId);
    }
    for (const userId of both) story.line(userId, false);
    return story;
  }
  const ranges = (story: ReturnType<typeof answerGroups>, name: string) =>
    story.of('announce').flatMap((each) => (each.entryId === name ? [each.range?.from ?? null] : []));

  test('the time is not said with fewer than ten talks', () => {
    const story = talked(9);
    story.enters('a');
    expect(ranges(story, 'a')).toEqual([null]);
  });

  test('the time is the mean of what the line would take and what its head has waited, as a range', () => {
    const story = talked(10);
    story.enters('a');
    story.passes(600_000);
    story.enters('b');
    // 2 × 2 min / 2 agents = 2 min, and 10 min: 6 min.
    expect(ranges(story, 'a')[0]).toBe(1);
    expect(ranges(story, 'b')).toEqual([4]);
  });

  test('the time that was said never grows', () => {
    const story = talked(10);
    story.enters('a');
    story.pauses(anna);
    story.line(anna, true);
    story.passes(76_000);
    expect(ranges(story, 'a')).toEqual([1, 1]);
  });
});

describe('callback', () => {
  const wanted = (story: ReturnType<typeof answerGroups>, name = 'a') =>
    story.give({ type: 'callbackWanted', entryId: entry(name), number: '+46700000001' });

  test('keeps the place, and is one call by one agent who has accepted it', () => {
    const story = answerGroups({ groups: [group(support, both, { strategy: 'ringAll' })] });
    story.enters('a');
    story.passes(1_000);
    story.enters('b');
    wanted(story);
    story.comes(anna);
    expect(story.of('offer')).toMatchObject([{ entryId: 'a', callback: '+46700000001', agents: [anna] }]);
    expect(story.of('callBack')).toEqual([]);
    story.talks('a', anna);
    expect(story.of('callBack')).toMatchObject([{ entryId: 'a', userId: anna, number: '+46700000001' }]);
    expect(story.told('over')).toMatchObject([{ entryId: 'a', outcome: 'callback', by: anna }]);
  });

  test('has all the time: hanging up and the limit of waiting do not end it', () => {
    const story = answerGroups({ groups: [group(support, [anna], { maxWaitMs: 60_000 })] });
    story.enters('a');
    wanted(story);
    story.hangsUp('a');
    story.passes(600_000);
    story.comes(anna);
    expect(story.rings('a')).toEqual([anna]);
  });

  test('is tried again after 5 and 15 minutes, and then is for people to see', () => {
    const story = answerGroups({ groups: [group(support, [anna])], there: [anna] });
    story.enters('a');
    wanted(story);
    for (const minutes of [5, 15]) {
      const offerId = story.answers('a', anna);
      story.give({ type: 'callbackFailed', offerId });
      expect(story.rings('a')).toEqual([]);
      story.passes(minutes * 60_000 - 1);
      expect(story.rings('a')).toEqual([]);
      story.passes(1);
      expect(story.rings('a')).toEqual([anna]);
    }
    story.give({ type: 'callbackFailed', offerId: story.answers('a', anna) });
    expect(story.of('unhandled')).toMatchObject([{ number: '+46700000001', because: 'callbackFailed' }]);
    expect(story.told('over')).toMatchObject([{ outcome: 'callback', by: null }]);
    expect(story.doing(anna)).toBe('ready');
  });

  test('is cancelled by a new call of the same number, which takes its place', () => {
    const story = answerGroups({ groups: [group(support, [anna])] });
    story.enters('a');
    wanted(story);
    story.passes(60_000);
    story.enters('b');
    story.passes(60_000);
    story.enters('c', support, { number: '+46700000001' });
    expect([...story.state.entries.keys()]).toEqual(['b', 'c']);
    story.comes(anna);
    expect(story.rings('c')).toEqual([anna]);
  });

  test('is for people to see when the group closes', () => {
    const story = answerGroups({ groups: [group(support, [anna])] });
    story.enters('a');
    wanted(story);
    story.give({ type: 'opening', groupId: support, isOpen: false });
    expect(story.of('unhandled')).toMatchObject([{ entryId: 'a', because: 'closed' }]);
    expect(story.told('over')).toMatchObject([{ outcome: 'closed' }]);
  });
});

describe('the agent of last time', () => {
  const sticky = group(support, both, { stickyForMs: 20_000 });

  test('is asked first', () => {
    const story = answerGroups({ groups: [sticky], there: [anna, bjorn] });
    story.enters('one', support, { stickyTo: bjorn });
    expect(story.rings('one')).toEqual([bjorn]);
    expect(story.trace[0]?.skipped).toEqual([{ userId: anna, why: 'sticky' }]);
  });

  test('is waited for in a call, for 20 s', () => {
    const story = answerGroups({ groups: [sticky], there: [anna, bjorn] });
    story.line(bjorn, false);
    story.enters('one', support, { stickyTo: bjorn });
    story.passes(19_999);
    expect(story.rings('one')).toEqual([]);
    story.passes(1);
    expect(story.rings('one')).toEqual([anna]);
  });

  test('is not waited for when paused, and not asked again when not answering', () => {
    const story = answerGroups({ groups: [sticky], there: [anna, bjorn] });
    story.pauses(bjorn);
    story.enters('one', support, { stickyTo: bjorn });
    expect(story.rings('one')).toEqual([anna]);
    story.hangsUp('one');
    story.resumes(bjorn);
    story.enters('two', support, { stickyTo: bjorn });
    story.passes(20_000);
    expect(story.rings('two')).toEqual([anna]);
  });
});

describe('what supervisors do', () => {
  const command = (name: string, wanted: Parameters<typeof JSON.stringify>[0]) =>
    ({ type: 'entryCommand', by: supervisor, entryId: entry(name), command: wanted, because: 'busy day' }) as const;

  test('for an agent: it is told to the agent, and kept with the values before and after', () => {
    const story = answerGroups({ groups: [group(support, [anna])], there: [anna] });
    story.pauses(anna, supervisor);
    expect(story.of('notice')).toEqual([{ type: 'notice', userId: anna, notice: 'pause', by: supervisor }]);
    expect(story.of('audit')).toEqual([
      {
        type: 'audit',
        actor: supervisor,
        target: { agent: anna },
        action: 'pause',
        reason: null,
        before: 'ready',
        after: 'paused: break',
      },
    ]);
  });

  test('what agents do for themselves is no audit', () => {
    const story = answerGroups({ groups: [group(support, [anna])], there: [anna] });
    story.pauses(anna);
    expect([...story.of('audit'), ...story.of('notice')]).toEqual([]);
  });

  test('move, priority and pull', () => {
    const story = answerGroups({ groups: [group(support, [anna]), group(sales, [bjorn])] });
    for (const name of ['a', 'b', 'c']) story.enters(name);
    story.give(command('a', { name: 'move', groupId: sales }));
    story.give(command('c', { name: 'setPriority', priority: 5 }));
    story.give(command('b', { name: 'pull', to: cecilia }));
    expect(story.of('audit').map(({ action, before, after }) => [action, before, after])).toEqual([
      ['move', 'group support, priority 0', 'group sales, priority 0'],
      ['setPriority', 'group support, priority 0', 'group support, priority 5'],
      ['pull', 'group support, priority 0', 'gone'],
    ]);
    expect(story.of('leave')).toEqual([
      { type: 'leave', entryId: 'b', reason: 'pulled', exit: { to: 'person', userId: cecilia } },
    ]);
  });

  test('what cannot be done is refused, and changes nothing', () => {
    const story = answerGroups({ groups: [group(support, [anna])], there: [anna] });
    story.enters('a');
    story.answers('a', anna);
    const refused = [
      command('nobody', { name: 'dropCallback' }),
      command('a', { name: 'setPriority', priority: 1 }),
      { type: 'agentCommand', by: supervisor, userId: bjorn, command: { name: 'logIn' } },
      { type: 'entered', entryId: entry('b'), callId: 'b', groupId: sales, number: null },
    ].map((input) => story.attempt(input as never).refused);
    expect(refused).toEqual(['noSuchEntry', 'notWaiting', 'noSuchAgent', 'noSuchGroup']);
  });

  test('a callback is dropped', () => {
    const story = answerGroups({ groups: [group(support, [anna])] });
    story.enters('a');
    expect(story.attempt(command('a', { name: 'dropCallback' })).refused).toBe('notCallback');
    story.give({ type: 'callbackWanted', entryId: entry('a'), number: '+46a' });
    story.give(command('a', { name: 'dropCallback' }));
    expect([story.state.entries.size, story.of('unhandled')]).toEqual([0, []]);
  });
});

describe('after a restart', () => {
  test('offers are void, and whoever waits has kept the place and the time', () => {
    const before = answerGroups({ groups: [group(support, both)], there: both });
    before.enters('a');
    before.passes(5_000);
    before.enters('b');
    const { entries, agents } = before.state;
    const story = answerGroups({
      groups: [
        group(support, both, {
          exits: { ...group(support, []).exits, emptyWhileWaiting: { noneReachable: voicemail } },
        }),
      ],
      agents: [...agents.values()],
      entries: [...entries.values()],
    });
    expect([story.state.offers.size, story.of('leave'), story.told('missed')]).toEqual([0, [], []]);
    expect([...story.state.entries.values()].map(({ enteredAtMs }) => enteredAtMs)).toEqual(
      [...entries.values()].map(({ enteredAtMs }) => enteredAtMs),
    );
    story.device(anna, true);
    expect(story.rings('a')).toEqual([anna]);
    story.device(bjorn, true);
    expect(story.rings('b')).toEqual([bjorn]);
  });
});

test('the state that a decision begins with is never written to', () => {
  const story = answerGroups({ groups: [group(support, both, { wrapUpMs: 1_000 })], there: both });
  const frozen = structuredClone({ ...story.state, setup: null });
  const before = story.state;
  story.enters('a');
  story.talks('a', anna);
  story.ends('a', anna);
  story.pauses(bjorn);
  expect(structuredClone({ ...before, setup: null })).toEqual(frozen);
});
