import type { Call } from '../../src/calls/engine/call';
import type { AnswerGroupSettings } from '../../src/contract/answer-groups/settings';
import type { AnswerGroupId, LegId } from '../../src/contract/ids';
import { createListeningClock } from '../../src/time/listening';
import type { LineUser } from '../../src/lines/line-user';
import type { Event } from '../../src/answer-groups/distributor/protocol';
import type { StoredEntry } from '../../src/answer-groups/distributor/restore';
import { inputFor } from '../../src/answer-groups/heard';
import { createQueue, type Queue } from '../../src/answer-groups/queue';
import { createLastTalks, type LastTalk } from '../../src/answer-groups/last-talks';
import type { KeptAgent } from '../../src/answer-groups/queue-store';
import { aGroup } from './answer-group-settings';
import { anna, asPrincipal, bjorn, cecilia, createExchange, fjallbo } from './exchange';

export const groupId = '00000000-0000-4000-8000-000000000a01' as AnswerGroupId;
const group = { groupId, organisationId: fjallbo, name: 'Support', extension: '1901', number: null };

/** The leg with which Björn calls. */
export const caller = 'in' as LegId;

interface World {
  readonly settings?: Partial<AnswerGroupSettings>;
  readonly entries?: readonly StoredEntry[];
  readonly agents?: readonly KeptAgent[];
  /** Of before the server began. */
  readonly talks?: readonly LastTalk[];
  readonly open?: Call[];
  /** Legs that the switch has. */
  readonly kept?: readonly LegId[];
  /** The database has taken a decision. */
  readonly goesOn?: () => Promise<void>;
  /** The database gives what administrators have said. */
  readonly reads?: () => Promise<void>;
  /** The database has kept a decision. */
  readonly keeps?: () => Promise<void>;
}

const waits = { noneLoggedIn: null, allPaused: null, noneReachable: null };

/** A group of Anna and Cecilia at work, whom Björn calls, over the real call service, on virtual time. */
export async function support({
  settings,
  entries = [],
  agents = [],
  talks = [],
  open = [],
  kept = [],
  goesOn = () => Promise.resolve(),
  keeps = () => Promise.resolve(),
  reads = () => Promise.resolve(),
}: World = {}) {
  const stored: Event[] = [];
  /** What the clock on the wall says of the group. */
  const wall = { isOpen: true };
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
    ...{ organisationId: fjallbo, clock, steady: clock.steady, listening: createListeningClock(clock) },
    ...{ logger: { warn() {} }, calls: service.waiting, callbacks: service.callbacks },
    writer: {
      save({ events }) {
        stored.push(...events);
        return { mayGoOn: goesOn(), isStored: keeps() };
      },
      stop() {},
    },
    lastTalks: createLastTalks(clock, () => Promise.resolve(talks)),
    store: {
      agents: () => Promise.resolve(agents),
      entries: () => Promise.resolve(entries),
      memory: () => Promise.resolve(new Map()),
    },
    async readConfigured() {
      await reads();
      return { groups: new Map([[groupId, configured]]), pauseReasons: [] };
    },
    dayBeganAtMs: () => Promise.resolve(0),
    day: { load: () => Promise.resolve(), tell() {}, stop() {} },
    openNow: () => ({ isOpen: wall.isOpen, changesAtMs: null }),
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
    wall,
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
