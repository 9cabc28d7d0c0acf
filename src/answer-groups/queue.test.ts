import { aGroup } from '../../tests/fakes/answer-group-settings';
import { anna, asPrincipal, bjorn, cecilia } from '../../tests/fakes/exchange';
import { rule } from '../../tests/fakes/route-facts';
import { caller, groupId, support } from '../../tests/fakes/support-group';
import type { CallId, EntryId, LegId } from '../contract/ids';

const waits = { noneLoggedIn: null, allPaused: null, noneReachable: null };

test('a caller waits with music until an agent logs in, rings, answers and talks', async () => {
  const told = await support();
  await told.calls();
  expect([told.switch.hears(caller), told.waiting().length]).toEqual(['music', 1]);
  const waitingSinceMs = told.clock.nowMs();
  told.clock.advance(83_000);
  await told.logsIn(anna);
  expect(told.service.viewsOf(anna.userId)).toMatchObject([{ state: 'ringing', through: 'Support', waitingSinceMs }]);
  const [leg] = told.rings();
  await told.raises('legAnswered', leg);
  await told.raises('legMedia', leg);
  expect([told.switch.hears(caller), told.doing(anna), told.waiting()]).toEqual([leg, 'inCall', []]);
  expect(told.service.viewsOf(anna.userId)).toMatchObject([{ state: 'active', through: 'Support' }]);
  await told.ends(leg);
  expect([told.doing(anna), told.history(anna)]).toMatchObject([
    'ready',
    [{ outcome: 'answered', through: 'Support' }],
  ]);
  const events = told.events.map(({ event }) => event);
  expect(events).toEqual(['entered', 'agent', 'agent', 'over', 'talked', 'handled', 'agent']);
});

test('a caller is welcomed and told the place, in a decision; while an agent rings only welcomed', async () => {
  const says = { welcome: 'standard', place: true, time: true, music: null, greeting: null } as const;
  const told = await support({ settings: { says } });
  await told.calls();
  const played = () => told.switch.operations.filter(([name]) => name === 'play').map(([, , sounds]) => sounds);
  expect(played()).toEqual([['queue-welcome-sv', 'queue-place-sv', 'number-1-sv']]);
  await told.ends(caller);
  await told.logsIn(anna);
  const again = 'again' as LegId;
  await told.calls(again);
  expect(played().slice(1)).toEqual([['queue-welcome-sv']]);
  const [leg] = told.rings();
  await told.raises('legAnswered', leg);
  expect(told.switch.hears(again)).toBe(leg);
});

test('a group that says nothing of the place is silent about it', async () => {
  const told = await support();
  await told.calls();
  told.clock.advance(200_000);
  await told.settle();
  expect(told.switch.operations.some(([name]) => name === 'play')).toBe(false);
});

test('all agents ring, and who answers has the call; the others have missed nothing', async () => {
  const told = await support();
  await told.logsIn(anna);
  await told.logsIn(cecilia);
  await told.calls();
  const [first, second] = told.rings();
  expect([told.doing(anna), told.doing(cecilia)]).toEqual(['reserved', 'reserved']);
  await told.raises('legAnswered', second);
  expect(told.switch.operations).toContainEqual(['hangUp', first, 'answeredElsewhere']);
  expect([told.doing(anna), told.doing(cecilia)]).toEqual(['ready', 'inCall']);
  expect(told.history(anna)).toEqual([]);
});

test('the caller of an agent who is gone before any audio keeps the place, and rings at another', async () => {
  const told = await support();
  await told.logsIn(anna);
  await told.calls();
  const [leg] = told.rings();
  await told.raises('legAnswered', leg);
  await told.ends(leg);
  expect([told.switch.hears(caller), told.waiting().length]).toEqual(['music', 1]);
  await told.logsIn(cecilia);
  expect(told.rings()).toHaveLength(1);
});

test('an agent lets it ring and is paused after the second time; the caller waits on', async () => {
  const told = await support({ settings: { missesToPause: 2 } });
  await told.logsIn(anna);
  await told.calls();
  for (const state of ['reserved', 'paused']) {
    told.clock.advance(20_000);
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await told.settle();
    expect(told.doing(anna)).toBe(state);
  }
  expect([told.switch.hears(caller), told.waiting().length, told.history(anna)]).toEqual(['music', 1, []]);
});

/** Cecilia's own rule sends whoever calls her to the group. */
function ruled(told: Awaited<ReturnType<typeof support>>): void {
  const rules = [rule({}, { do: 'group', groupId })];
  told.knowledge.rulesOf = (_organisation, userId) => (userId === cecilia.userId ? rules : []);
}

test('a rule leads to the group: whoever was called has the call no more, and the agents do', async () => {
  const told = await support();
  ruled(told);
  await told.logsIn(anna);
  told.arrive('in', bjorn, cecilia.extension);
  await told.settle();
  expect(told.service.viewsOf(cecilia.userId)).toEqual([]);
  const [leg] = told.rings();
  await told.raises('legAnswered', leg);
  await told.raises('legMedia', leg);
  expect([told.switch.hears(caller), told.doing(anna)]).toEqual([leg, 'inCall']);
  expect(told.service.viewsOf(bjorn.userId)).toMatchObject([{ state: 'active', other: { name: anna.displayName } }]);
});

test('a group that sends a caller on to whoever has sent the caller to the group: it ends there', async () => {
  const exits = { ...aGroup.exits, emptyOnEntry: waits, timeout: { to: 'person', userId: cecilia.userId } as const };
  const told = await support({ settings: { maxWaitMs: 60_000, exits } });
  ruled(told);
  told.online(cecilia);
  told.arrive('in', bjorn, cecilia.extension);
  await told.settle();
  expect([told.rings(), told.waiting().length]).toEqual([[], 1]);
  told.clock.advance(60_000);
  await told.settle();
  expect([told.rings(), told.waiting()]).toEqual([[], []]);
  expect(told.openCalls()).toMatchObject([{ state: 'ended', endReason: 'noAnswer' }]);
});

test('a caller whose time is up goes on as the group says', async () => {
  const person = { to: 'person', userId: cecilia.userId } as const;
  const exits = { ...aGroup.exits, emptyOnEntry: waits, timeout: person };
  const told = await support({ settings: { maxWaitMs: 60_000, exits } });
  told.online(cecilia);
  await told.calls();
  told.clock.advance(60_000);
  await told.settle();
  const [leg] = told.rings();
  await told.raises('legAnswered', leg);
  expect([told.switch.hears(caller), told.waiting()]).toEqual([leg, []]);
});

test('where nobody is logged in a caller does not wait, if the group says so', async () => {
  const exits = { ...aGroup.exits, emptyOnEntry: { ...waits, noneLoggedIn: { to: 'end' } as const } };
  const told = await support({ settings: { exits } });
  await told.calls();
  expect([told.service.viewsOf(bjorn.userId), told.waiting()]).toEqual([[], []]);
  expect(told.history(bjorn)).toMatchObject([{ outcome: 'noAnswer' }]);
});

test('who was given to a person who does not answer waits again, with the place and the priority', async () => {
  const told = await support();
  await told.calls();
  const [before] = told.waiting();
  if (!before) throw new Error('nobody waits');
  told.online(cecilia);
  const { userId: by } = cecilia;
  for (const command of [
    { name: 'setPriority', priority: 7 },
    { name: 'pull', to: by },
  ] as const)
    await told.queue.ask({ type: 'entryCommand', by, entryId: before.id, command }, asPrincipal(cecilia));
  await told.settle();
  expect(told.waiting()).toEqual([]);
  told.clock.advance(20_000);
  await told.settle();
  expect(told.waiting()).toMatchObject([{ id: before.id, priority: 7, enteredAtMs: before.enteredAtMs }]);
});

test('a group closes at its minute: who waits stays and is answered, and who calls then goes on', async () => {
  const exits = { ...aGroup.exits, emptyOnEntry: waits, closed: { to: 'end' } as const };
  const told = await support({ settings: { exits } });
  await told.calls();
  told.wall.isOpen = false;
  told.clock.advance(60_000);
  await told.settle();
  expect(told.waiting().length).toBe(1);
  told.online(cecilia);
  told.arrive('late', cecilia, '1901');
  await told.settle();
  expect([told.service.viewsOf(cecilia.userId), told.waiting().length]).toEqual([[], 1]);
  await told.logsIn(anna);
  const [leg] = told.rings();
  await told.raises('legAnswered', leg);
  expect(told.switch.hears(caller)).toBe(leg);
});

test('where the group says so, who waits at closing goes on, too', async () => {
  const exits = { ...aGroup.exits, emptyOnEntry: waits, closed: { to: 'end' } as const };
  const told = await support({ settings: { exits, leaveAtClosing: true } });
  await told.calls();
  told.wall.isOpen = false;
  told.clock.advance(60_000);
  await told.settle();
  expect([told.service.viewsOf(bjorn.userId), told.waiting()]).toEqual([[], []]);
});

test('after a restart callers whose legs the switch has kept have their places, and the others are gone', async () => {
  const before = await support();
  await before.calls();
  const [entry] = before.waiting();
  if (!entry) throw new Error('nobody waits');
  const lost = { ...entry, id: 'lost' as EntryId, callId: 'lost' as CallId };
  const agents = [{ userId: anna.userId, isLoggedIn: true, pause: null, idleSinceMs: 0 }];
  const open = before.openCalls();
  const told = await support({ entries: [lost, entry], agents, open, kept: [caller] });
  expect(told.waiting()).toMatchObject([{ id: entry.id, enteredAtMs: entry.enteredAtMs }]);
  told.online(anna);
  await told.settle();
  const [leg] = told.rings();
  await told.raises('legAnswered', leg);
  expect(told.switch.hears(caller)).toBe(leg);
});

test('how long a caller waited and talked is told as it was, however late it is decided', async () => {
  let [isSlow, goOn] = [false, (): void => undefined];
  const told = await support({
    goesOn: () => (isSlow ? new Promise((resolve) => (goOn = resolve)) : Promise.resolve()),
  });
  await told.calls();
  await told.logsIn(anna);
  const [leg] = told.rings();
  isSlow = true;
  told.clock.advance(4_000);
  await told.raises('legAnswered', leg);
  await told.raises('legMedia', leg);
  told.clock.advance(30_000);
  isSlow = false;
  goOn();
  await told.settle();
  expect(told.events.find(({ event }) => event === 'over')).toMatchObject({ outcome: 'answered', waitedMs: 4_000 });
  told.clock.advance(6_000);
  await told.ends(leg);
  expect(told.events.find(({ event }) => event === 'talked')).toMatchObject({ talkMs: 36_000 });
});

test('callers go on to agents while a command of somebody waits for a database that is away', async () => {
  let isAway = false;
  const told = await support({ keeps: () => (isAway ? new Promise(() => undefined) : Promise.resolve()) });
  await told.logsIn(anna);
  isAway = true;
  told.online(cecilia);
  const { userId } = cecilia;
  const isDone = told.queue.ask(
    { type: 'agentCommand', by: userId, userId, command: { name: 'logIn' } },
    asPrincipal(cecilia),
  );
  await told.calls();
  expect(told.rings()).toHaveLength(2);
  expect(await Promise.race([isDone, Promise.resolve('waits')])).toBe('waits');
});

test('what administrators change many times at once is read once', async () => {
  let read = 0;
  const told = await support({
    reads: async () => {
      read += 1;
    },
  });
  await Promise.all([told.queue.load(), told.queue.load(), told.queue.load()]);
  expect(read).toBe(2);
});

test('callers go on to agents while what administrators have changed is read', async () => {
  let isAway = false;
  const told = await support({ reads: () => (isAway ? new Promise(() => undefined) : Promise.resolve()) });
  await told.logsIn(anna);
  isAway = true;
  void told.queue.load();
  await told.calls();
  expect(told.rings()).toHaveLength(1);
});

test('the time that the caller was parked is told with the talk', async () => {
  const told = await support();
  await told.calls();
  await told.logsIn(anna);
  const [leg] = told.rings();
  await told.raises('legAnswered', leg);
  await told.raises('legMedia', leg);
  const parks = async (name: 'call.hold' | 'call.resume', afterMs: number) => {
    told.clock.advance(afterMs);
    const [call] = told.openCalls();
    await told.service.execute(asPrincipal(anna), { name, callId: call?.id as CallId });
  };
  await parks('call.hold', 10_000);
  await parks('call.resume', 5_000);
  await parks('call.hold', 1_000);
  told.clock.advance(2_000);
  await told.ends(leg);
  expect(told.events.find(({ event }) => event === 'talked')).toMatchObject({ talkMs: 18_000, heldMs: 7_000 });
});

test('a server that stalls past the end of the ringing hears the agent who has answered first', async () => {
  const told = await support();
  await told.logsIn(anna);
  await told.calls();
  const [leg] = told.rings();
  told.clock.advance(19_000);
  told.clock.stall(2_000);
  await told.raises('legAnswered', leg);
  await told.raises('legMedia', leg);
  expect([told.doing(anna), told.switch.hears(caller)]).toEqual(['inCall', leg]);
  expect(told.events.map(({ event }) => event)).not.toContain('missed');
});

test('a server that stalls past the longest wait hears the agent who has answered first', async () => {
  const told = await support({ settings: { maxWaitMs: 21_000, ringForMs: 60_000, finishRingingMs: 0 } });
  await told.logsIn(anna);
  await told.calls();
  told.clock.advance(20_000);
  told.clock.stall(2_000);
  await told.raises('legAnswered', told.rings()[0]);
  await told.settle();
  expect([told.doing(anna), told.waiting().length]).toEqual(['inCall', 1]);
});

describe.each([3_600_000, -3_600_000])('the clock on the wall is set by %i ms', (ms) => {
  test('nobody waits for longer or shorter, and who comes then is behind', async () => {
    const told = await support({ settings: { maxWaitMs: 60_000 } });
    await told.calls();
    told.clock.advance(30_000);
    told.clock.jump(ms);
    await told.calls('later' as LegId);
    expect([...told.waiting()].sort((a, b) => a.enteredAtMs - b.enteredAtMs)).toMatchObject([
      { joinedAtMs: told.clock.steady.nowMs() - 30_000 },
      { joinedAtMs: told.clock.steady.nowMs() },
    ]);
    told.clock.advance(29_800);
    await told.settle();
    expect(told.waiting()).toHaveLength(2);
    told.clock.advance(300);
    await told.settle();
    expect(told.waiting()).toHaveLength(1);
  });

  test('waits and talks are told as long as they were; later dates are those of the wall', async () => {
    const told = await support();
    await told.calls();
    told.clock.advance(10_000);
    told.clock.jump(ms);
    await told.logsIn(anna);
    const [leg] = told.rings();
    await told.raises('legAnswered', leg);
    await told.raises('legMedia', leg);
    told.clock.jump(-2 * ms);
    told.clock.advance(30_000);
    await told.ends(leg);
    expect(told.events).toContainEqual(expect.objectContaining({ event: 'over', waitedMs: 10_000 }));
    expect(told.events).toContainEqual(expect.objectContaining({ event: 'talked', talkMs: 30_000 }));
    await told.calls('later' as LegId);
    expect(told.waiting()).toMatchObject([{ enteredAtMs: told.clock.nowMs() }]);
  });
});
