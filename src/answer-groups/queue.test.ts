import { aGroup } from '../../tests/fakes/answer-group-settings';
import { anna, asPrincipal, bjorn, cecilia, createExchange, fjallbo } from '../../tests/fakes/exchange';
import { rule } from '../../tests/fakes/route-facts';
import type { AnswerGroupSettings } from '../contract/answer-groups/settings';
import type { Call } from '../calls/engine/call';
import type { AnswerGroupId, CallId, EntryId, LegId } from '../contract/ids';
import type { LineUser } from '../lines/line-user';
import type { KeptAgent } from './queue-store';
import type { Event } from './distributor/protocol';
import type { StoredEntry } from './distributor/restore';
import { createQueue, type Queue } from './queue';
import { inputFor } from './heard';

const groupId = '00000000-0000-4000-8000-000000000a01' as AnswerGroupId;
const group = { groupId, organisationId: fjallbo, name: 'Support', extension: '1901', number: null };

interface World {
  readonly settings?: Partial<AnswerGroupSettings>;
  readonly entries?: readonly StoredEntry[];
  readonly agents?: readonly KeptAgent[];
  readonly open?: Call[];
  /** Legs that the switch has. */
  readonly kept?: readonly LegId[];
  /** The database has taken a decision. */
  readonly goesOn?: () => Promise<void>;
}

/** What the clock on the wall says of the group. */
let isOpen = true;
beforeEach(() => void (isOpen = true));

const waits = { noneLoggedIn: null, allPaused: null, noneReachable: null };

/** A group of Anna and Cecilia at work, whom Björn calls, over the real call service, on virtual time. */
async function support({
  settings,
  entries = [],
  agents = [],
  open = [],
  kept = [],
  goesOn = () => Promise.resolve(),
}: World = {}) {
  const stored: Event[] = [];
  let queue: Queue | null = null;
  const exchange = createExchange({
    group,
    open,
    onQueueEvent(call, event) {
      const now = queue?.now();
      if (now) queue?.give(inputFor(call, event, now, service.callbacks.mayCall));
    },
    onCallsChanged: (userId) => queue?.look(userId),
  });
  const { service, clock, devices, settle } = exchange;
  for (const leg of kept) exchange.switch.legsThere.add(leg);
  await service.start();
  exchange.online(bjorn);
  const members = [anna, cecilia].map(({ userId }) => ({ userId, tier: 1, skills: {} }));
  const exits = { ...aGroup.exits, emptyOnEntry: waits };
  const configured = { ...aGroup, exits, members, id: groupId, ...settings };
  const made = createQueue({
    ...{ organisationId: fjallbo, clock, logger: { warn() {} }, calls: service.waiting, callbacks: service.callbacks },
    writer: {
      save({ events }) {
        stored.push(...events);
        return { mayGoOn: goesOn(), isStored: Promise.resolve() };
      },
      stop() {},
    },
    store: {
      agents: () => Promise.resolve(agents),
      entries: () => Promise.resolve(entries),
      memory: () => Promise.resolve(new Map()),
    },
    readConfigured: () => Promise.resolve({ groups: new Map([[groupId, configured]]), pauseReasons: [] }),
    dayBeganAtMs: () => Promise.resolve(0),
    day: { load: () => Promise.resolve(), tell() {}, stop() {} },
    isOpen: () => isOpen,
    language: () => 'sv',
    isReachable: (userId) => devices.reachableOf(userId).length > 0,
    activityAllows: () => true,
    nameOf: () => null,
    onDecided() {},
    onConfigured() {},
  });
  queue = made;
  devices.onChange(({ userId }) => made.look(userId));
  await made.load();
  await settle();
  return {
    ...exchange,
    events: stored,
    queue: made,
    async logsIn(user: LineUser) {
      exchange.online(user);
      const { userId } = user;
      await made.ask({ type: 'agentCommand', by: userId, userId, command: { name: 'logIn' } }, asPrincipal(user));
      await settle();
    },
    async calls(leg = 'in') {
      exchange.arrive(leg, bjorn, '1901');
      await settle();
    },
    /** Waits, presses 1 and hangs up. */
    async wantsCallback() {
      exchange.arrive('in', bjorn, '1901');
      await settle();
      exchange.switch.raise({ type: 'digit', leg: caller, digit: '1' });
      await settle();
      exchange.switch.raise({ type: 'legEnded', leg: caller, reason: 'hungUp' });
      await settle();
      exchange.switch.take();
    },
    /** The leg that rings now. */
    rings: () => exchange.dialled().map(({ leg }) => leg),
    async raises(type: 'legAnswered' | 'legMedia', leg: LegId | undefined) {
      exchange.switch.raise({ type, leg: leg as LegId });
      await settle();
    },
    async ends(leg: LegId | undefined) {
      exchange.switch.raise({ type: 'legEnded', leg: leg as LegId, reason: 'hungUp' });
      await settle();
    },
    openCalls: () => [...new Map(exchange.stored.map(({ call }) => [call.id, call])).values()],
    doing: (user: LineUser) => made.now()?.state.agents.get(user.userId)?.state,
    waiting: () => [...(made.now()?.state.entries.values() ?? [])],
  };
}

const caller = 'in' as LegId;

test('a caller waits with music until an agent logs in, rings, answers and talks', async () => {
  const told = await support();
  await told.calls();
  expect([told.switch.hears(caller), told.waiting().length]).toEqual(['music', 1]);
  await told.logsIn(anna);
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
  isOpen = false;
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
  isOpen = false;
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

const callbacks = { callbacks: true };

test('who presses 1 is told that the place is kept; other keys, and groups without callbacks, do nothing', async () => {
  const told = await support({ settings: callbacks });
  await told.calls();
  const [before] = told.waiting();
  const presses = async (digit: string) => {
    told.switch.raise({ type: 'digit', leg: caller, digit });
    await told.settle();
  };
  await presses('2');
  expect(told.waiting()).toEqual([before]);
  await presses('1');
  expect(told.switch.hears(caller)).toBe('callback-kept-sv');
  const { id, enteredAtMs } = before ?? {};
  expect(told.waiting()).toMatchObject([{ id, enteredAtMs, callId: null, callback: { number: bjorn.extension } }]);
  const without = await support();
  await without.calls();
  without.switch.raise({ type: 'digit', leg: caller, digit: '1' });
  await without.settle();
  expect([without.switch.hears(caller), without.waiting().length]).toEqual(['music', 1]);
});

test('one callback and two who are free: one is asked, and calls once; it is a talk for the group', async () => {
  const told = await support({ settings: { ...callbacks, strategy: 'ringAll' } });
  await told.wantsCallback();
  await told.logsIn(anna);
  await told.logsIn(cecilia);
  const asked = told.rings();
  expect([asked.length, told.doing(anna), told.doing(cecilia)]).toEqual([1, 'reserved', 'ready']);
  expect(told.service.viewsOf(anna.userId)).toMatchObject([{ state: 'ringing', callback: true, through: 'Support' }]);
  expect(told.lines.of(anna.userId)).toBe('ringing');
  await told.raises('legAnswered', asked[0]);
  const called = told.rings();
  expect([called.length, told.waiting().length]).toEqual([1, 1]);
  await told.raises('legAnswered', called[0]);
  expect([told.doing(anna), told.waiting(), told.rings()]).toEqual(['inCall', [], []]);
  told.clock.advance(30_000);
  await told.ends(called[0]);
  expect([told.doing(anna), told.history(anna)]).toMatchObject([
    'ready',
    [{ direction: 'out', outcome: 'answered', through: 'Support', other: { userId: bjorn.userId } }],
  ]);
  expect(told.events.find(({ event }) => event === 'over')).toMatchObject({ outcome: 'callback', by: anna.userId });
  expect(told.events.find(({ event }) => event === 'talked')).toMatchObject({ userId: anna.userId, talkMs: 30_000 });
});

test('an agent who does not want to call back is asked no more for a while, and has no call in the list', async () => {
  const told = await support({ settings: callbacks });
  await told.wantsCallback();
  await told.logsIn(anna);
  const [view] = told.service.viewsOf(anna.userId);
  await told.service.execute(asPrincipal(anna), { name: 'call.decline', callId: view?.id as CallId });
  await told.settle();
  expect([told.doing(anna), told.history(anna), told.service.viewsOf(anna.userId)]).toEqual(['ready', [], []]);
  told.switch.take();
  told.clock.advance(30_000);
  await told.settle();
  expect([told.rings().length, told.doing(anna)]).toEqual([1, 'reserved']);
});

test('who is not reached is called again after five minutes, from the same place', async () => {
  const told = await support({ settings: callbacks });
  await told.wantsCallback();
  await told.logsIn(anna);
  await told.raises('legAnswered', told.rings()[0]);
  const [called] = told.rings();
  told.switch.raise({ type: 'legEnded', leg: called as LegId, reason: 'busy' });
  await told.settle();
  expect([told.doing(anna), told.waiting()]).toMatchObject(['ready', [{ callback: { attempts: 1 } }]]);
  told.clock.advance(300_000);
  await told.settle();
  expect([told.rings().length, told.doing(anna)]).toEqual([1, 'reserved']);
});

test('who calls again is in line in the place that was kept, and is not called any more', async () => {
  const told = await support({ settings: callbacks });
  await told.wantsCallback();
  const [kept] = told.waiting();
  told.clock.advance(60_000);
  await told.calls('again');
  const [again] = told.waiting();
  expect([told.waiting().length, again?.enteredAtMs, again?.callback]).toEqual([1, kept?.enteredAtMs, null]);
});

test('after a restart a callback has its place, and what rang for it rings no more, until the agent is asked anew', async () => {
  const before = await support({ settings: callbacks });
  await before.wantsCallback();
  await before.logsIn(anna);
  const [leg] = before.rings();
  const open = before.openCalls().filter(({ state }) => state !== 'ended');
  const agents = [{ userId: anna.userId, isLoggedIn: true, pause: null, idleSinceMs: 0 }];
  const told = await support({
    ...{ settings: callbacks, entries: before.waiting(), agents, open, kept: [leg as LegId] },
  });
  expect(told.switch.operations).toContainEqual(['hangUp', leg, 'ownDevice']);
  expect(told.waiting()).toMatchObject([{ callback: { number: bjorn.extension } }]);
  told.switch.take();
  told.online(anna);
  await told.settle();
  expect([told.rings().length, told.doing(anna)]).toEqual([1, 'reserved']);
});

/** Björn and Anna talk, whoever has called; Anna hands Björn over to the group. @returns Björn's leg */
async function handedOver(told: Awaited<ReturnType<typeof support>>, isAnnas: boolean): Promise<LegId> {
  told.online(anna);
  if (isAnnas) told.arrive('in', anna, bjorn.extension);
  else told.arrive('in', bjorn, anna.extension);
  await told.settle();
  const [leg] = told.rings();
  await told.raises('legAnswered', leg);
  const [view] = told.service.viewsOf(anna.userId);
  told.clock.advance(60_000);
  const transfer = { name: 'call.transfer', callId: view?.id as CallId, number: '1901' } as const;
  await told.service.execute(asPrincipal(anna), transfer);
  await told.settle();
  return (isAnnas ? leg : caller) as LegId;
}

test.each([false, true])(
  'who is handed over to the group waits in it from then on (Anna called: %s)',
  async (isAnnas) => {
    const told = await support();
    const mine = await handedOver(told, isAnnas);
    expect([told.switch.hears(mine), told.service.viewsOf(anna.userId)]).toEqual(['music', []]);
    expect(told.waiting()).toMatchObject([{ number: bjorn.extension, enteredAtMs: told.clock.nowMs() }]);
    const transfer = { to: { name: 'Support', number: '1901' }, taken: true };
    expect(told.history(anna)).toMatchObject([{ outcome: 'answered', endReason: 'transferred', transfer }]);
    told.clock.advance(10_000);
    await told.logsIn(cecilia);
    const [leg] = told.rings();
    expect(told.service.viewsOf(cecilia.userId)).toMatchObject([
      { state: 'ringing', other: { userId: bjorn.userId }, transferredBy: { name: anna.displayName } },
    ]);
    await told.raises('legAnswered', leg);
    await told.raises('legMedia', leg);
    expect([told.switch.hears(mine), told.doing(cecilia), told.waiting()]).toEqual([leg, 'inCall', []]);
    expect(told.events.find(({ event }) => event === 'over')).toMatchObject({ outcome: 'answered', waitedMs: 10_000 });
    await told.ends(mine);
    expect(told.history(cecilia)).toMatchObject([{ outcome: 'answered', through: 'Support' }]);
    expect(told.history(bjorn)).toMatchObject([{ outcome: 'answered' }]);
  },
);

test('an agent who hands a caller over to the group has the time after the call from then on, and the talk is over', async () => {
  const told = await support({ settings: { wrapUpMs: 30_000 } });
  await told.calls();
  await told.logsIn(anna);
  const [leg] = told.rings();
  await told.raises('legAnswered', leg);
  await told.raises('legMedia', leg);
  told.clock.advance(20_000);
  const [call] = told.openCalls();
  const transfer = { name: 'call.transfer', callId: call?.id as CallId, number: '1901' } as const;
  await told.service.execute(asPrincipal(anna), transfer);
  await told.settle();
  expect([told.doing(anna), told.waiting().length]).toEqual(['wrapUp', 1]);
  expect(told.events.find(({ event }) => event === 'talked')).toMatchObject({ userId: anna.userId, talkMs: 20_000 });
  told.clock.advance(30_000);
  await told.settle();
  expect(told.doing(anna)).toBe('reserved');
});

test('attended: the time after the call begins with the end of the own part, and each talk is counted once', async () => {
  const told = await support({ settings: { wrapUpMs: 30_000 } });
  await told.calls();
  await told.logsIn(anna);
  const [leg] = told.rings();
  await told.raises('legAnswered', leg);
  await told.raises('legMedia', leg);
  const [first] = told.openCalls();
  await told.logsIn(cecilia);
  told.arrive('consult', anna, '1901');
  await told.settle();
  const [second] = told.rings();
  await told.raises('legAnswered', second);
  await told.raises('legMedia', second);
  const consult = told.openCalls().find(({ id }) => id !== first?.id);
  expect([told.doing(anna), told.doing(cecilia)]).toEqual(['inCall', 'inCall']);
  told.clock.advance(20_000);
  const ids = { callId: first?.id as CallId, withCallId: consult?.id as CallId };
  await told.service.execute(asPrincipal(anna), { name: 'call.connect', ...ids });
  await told.settle();
  expect([told.doing(anna), told.doing(cecilia), told.switch.hears(caller)]).toEqual(['wrapUp', 'inCall', second]);
  told.clock.advance(10_000);
  await told.ends(caller);
  expect(told.doing(cecilia)).toBe('wrapUp');
  const talks = told.events.flatMap((each) => (each.event === 'talked' ? [[each.userId, each.talkMs]] : []));
  expect(talks).toEqual([
    [anna.userId, 20_000],
    [cecilia.userId, 30_000],
  ]);
  expect(told.events.filter(({ event }) => event === 'over')).toHaveLength(2);
});
