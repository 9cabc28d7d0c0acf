import { randomInt, randomUUID } from 'node:crypto';
import type { CallId, OfferId, OrganisationId, UserId } from '../contract/ids';
import type { Clock } from '../ports/clock';
import type { Logger } from '../ports/logger';
import type { Principal } from '../ports/principal';
import { corrections, endedTalks, unheardIn, untold } from './after-restart';
import { act, type ActingDeps } from './acting';
import { auditOf, type Naming } from './audited';
import { settingsIn, type Configured } from './configured';
import { distribute } from './distributor/distribute';
import type { Context, Effect, Input, Refusal, Step } from './distributor/protocol';
import { restore, type Stored } from './distributor/restore';
import type { Agent, State } from './distributor/state';
import type { LastTalks } from './last-talks';
import { callOf, entering } from './live';
import { watchOpening, type OpeningDeps } from './opening';
import type { QueueStore } from './queue-store';
import { createQueueClock, isQuiet, type QueueClock } from './queue-clock';
import { createQueueTimers } from './queue-timers';
import type { QueueWriter } from './queue-writer';
import type { DayCount } from './statistics/day-count';
import type { Unanswered } from '../to-answer/store';

/** What is known of people outside of the groups. */
export interface AgentFacts {
  isReachable(userId: UserId): boolean;
  activityAllows(userId: UserId): boolean;
}

export interface QueueDeps extends ActingDeps, AgentFacts, Naming, OpeningDeps {
  readonly organisationId: OrganisationId;
  /** Of the deadlines that judge agents and callers. */
  readonly listening: Clock;
  /** Time that passes, whatever is done to the clock on the wall. */
  readonly steady: Pick<Clock, 'nowMs'>;
  readonly logger: Pick<Logger, 'warn'>;
  readonly writer: QueueWriter;
  readonly store: Pick<QueueStore, 'agents' | 'entries' | 'memory'>;
  readonly lastTalks: LastTalks;
  /** @throws VaxelError server.unavailable */
  readConfigured(): Promise<Configured>;
  /** When the day began in the organisation's zone. */
  dayBeganAtMs(): Promise<number>;
  /** @param by who did it; null = it came of itself */
  onDecided(before: State | null, after: State, by: Principal | null): void;
  onConfigured(before: Configured | null, now: Configured): void;
  /** What statistics say of today. */
  readonly day: Pick<DayCount, 'load' | 'tell' | 'stop'>;
}

/** As the groups are now. */
export interface GroupsNow {
  readonly state: State;
  readonly configured: Configured;
  readonly context: Context;
}

export interface QueueNow extends GroupsNow {
  readonly lastTalks: Pick<LastTalks, 'agentOf'>;
}

/**
 * The answer groups of one organisation at work: one decision after the other, each stored before what it causes is
 * acted on.
 */
export interface Queue {
  /** Null = it has not begun. */
  now(): QueueNow | null;
  /** Begins, or reads anew what administrators have said. @throws VaxelError server.unavailable */
  load(): Promise<void>;
  /** For what nobody waits for. Before it has begun nothing is to be told: whoever waits then is found by it. */
  give(input: Input): void;
  /** Resolves once it is stored, or refused; null = it was not. */
  ask(input: Input, by: Principal): Promise<Refusal['refused'] | null>;
  /** Something about an agent is different. */
  look(userId: UserId): void;
  stop(): void;
}

/** After a start devices need a while to be heard of: until then nobody counts as unreachable. */
const devicesWithinMs = 60_000;

interface Processed {
  readonly refused: Refusal['refused'] | null;
  /** For good, however long that takes. */
  readonly isStored: Promise<void>;
}

const nothingStored: Processed = { refused: null, isStored: Promise.resolve() };

/** One decision after the other. */
interface Deciding {
  now(): QueueNow | null;
  /** When everything before it is done. */
  inTurn<Result>(work: () => Promise<Result>): Promise<Result>;
  /**
   * In its turn: resolves once what it causes is acted on.
   * @param atMs when it happened: it may have waited for the decisions before it to be stored
   */
  process(input: Input, by: Principal | null, atMs: number): Promise<Processed>;
  /** In its turn: what was decided is stored and done. @returns that it is stored for good */
  carryOut(step: Step, configured: Configured, by: Principal | null): Promise<{ readonly isStored: Promise<void> }>;
  stop(): void;
}

/** @param onDue a timer that was started is due */
function createDeciding(deps: QueueDeps, context: Context, onDue: (input: Input) => void): Deciding {
  const timers = createQueueTimers(deps.listening, (timer, id) => onDue({ type: 'timer', timer, id }));
  let now: QueueNow | null = null;
  let isStopped = false;
  let tail: Promise<unknown> = Promise.resolve();

  const carryOut: Deciding['carryOut'] = async (step, configured, by) => {
    const before = now?.state ?? null;
    const { state: after, effects } = step;
    now = { state: after, configured, context, lastTalks: deps.lastTalks };
    const change = { before, after, configured };
    deps.lastTalks.tell(effects, before);
    const events = effects.flatMap((effect) => (effect.type === 'event' ? [eventOf(effect)] : []));
    const rows = effects.flatMap((effect) => (effect.type === 'audit' ? [auditOf(effect, by, change, deps)] : []));
    const unanswered = unansweredIn(effects, context.nowMs);
    const { mayGoOn, isStored } = deps.writer.save({ before, after, events, audit: rows, unanswered });
    await mayGoOn;
    if (isStopped) return { isStored };
    act(deps, timers, effects, change);
    deps.day.tell(events);
    deps.onDecided(before, after, by);
    return { isStored };
  };

  return {
    now: () => now,
    inTurn(work) {
      const turn = tail.then(work);
      tail = turn.catch(() => undefined);
      return turn;
    },
    async process(input, by, atMs) {
      if (now === null || isStopped) return nothingStored;
      const { state, configured } = now;
      const decision = distribute(state, input, { ...context, nowMs: atMs });
      if (decision.refused !== undefined) return { ...nothingStored, refused: decision.refused };
      if (decision.state === state && decision.effects.length === 0) return nothingStored;
      return { ...(await carryOut(decision, configured, by)), refused: null };
    },
    carryOut,
    stop() {
      isStopped = true;
      timers.stopAll();
    },
  };
}

export function createQueue(deps: QueueDeps): Queue {
  const { clock, steady, logger, organisationId } = deps;
  let areDevicesKnown = false;
  let loads: Promise<void> = Promise.resolve();
  /** One that has not begun to read yet. */
  let nextLoad: Promise<void> | null = null;
  /** Whose agents had answered, and had not been heard, when this server began. */
  let unheard: ReadonlyMap<OfferId, CallId> = new Map();
  const time = createQueueClock({ clock, steady, isQuiet: () => isQuiet(deciding.now()?.state) });
  const context = contextOf(time);
  const deciding = createDeciding(deps, context, (input) => give(input));
  const { now, inTurn, process, carryOut } = deciding;
  const failed = (error: unknown): void => logger.warn({ err: error, organisationId }, 'answer groups failed');
  const cancelWait = clock.after(devicesWithinMs, () => {
    areDevicesKnown = true;
    lookAtAll();
  });
  const opening = watchOpening(deps, () => void inTurn(lookAtHours).catch(failed));

  function give(told: Input): void {
    const atMs = time.nowMs();
    const input = toldAnew(told);
    const said = input.type === 'entered' ? inOurTime(input, time) : input;
    inTurn(() => process(said, null, atMs)).then(
      ({ refused }) => refused === 'noSuchGroup' && 'callId' in input && deps.calls.leave(input.callId, null),
      failed,
    );
  }

  /** An offer of a server before is over, and its caller waits again: to this one, that caller comes. */
  function toldAnew(input: Input): Input {
    const [is, callId] = [now(), input.type === 'offerEnded' ? unheard.get(input.offerId) : undefined];
    if (is === null || callId === undefined) return input;
    const call = deps.calls.of(organisationId).find((each) => each.callId === callId);
    return call ? entering(call, is) : input;
  }

  async function processAll(inputs: readonly Input[], atMs: number): Promise<void> {
    // oxlint-disable-next-line no-await-in-loop -- one decision after the other
    for (const input of inputs) await process(input, null, atMs);
  }

  /** As it is when its turn has come. */
  function look(userId: UserId): void {
    const atMs = time.nowMs();
    inTurn(async () => {
      const agent = now()?.state.agents.get(userId);
      if (agent) await processAll(newsOf(deps, agent, areDevicesKnown), atMs);
    }).catch(failed);
  }
  function lookAtAll(): void {
    for (const userId of now()?.state.agents.keys() ?? []) look(userId);
  }

  async function lookAtHours(): Promise<void> {
    const is = now();
    if (is) await processAll(opening.news(is.state, is.configured), time.nowMs());
  }

  async function takeUp(configured: Configured): Promise<void> {
    const earlier = now();
    if (earlier === null) await begin(configured);
    else {
      const decision = distribute(earlier.state, { type: 'configured', groups: settingsIn(configured) }, context);
      if (decision.refused === undefined) await carryOut(decision, configured, null);
    }
    await lookAtHours();
    deps.onConfigured(earlier?.configured ?? null, configured);
    lookAtAll();
  }

  /**
   * What was read last is taken up last, and read once for all who ask before that begins. Whoever calls meanwhile does
   * not wait for the database.
   */
  function load(): Promise<void> {
    if (nextLoad !== null) return nextLoad;
    const loading = loads.then(async () => {
      nextLoad = null;
      const configured = await deps.readConfigured();
      await deps.lastTalks.load(configured);
      await inTurn(() => takeUp(configured));
    });
    nextLoad = loading;
    loads = loading.catch(() => undefined);
    return loading;
  }

  /** Whoever waited has kept the place; offers of before are void, and what rang for them rings no more. */
  async function begin(configured: Configured): Promise<void> {
    const [stored] = await Promise.all([readStored(deps, configured), deps.day.load()]);
    const waiting = deps.calls.of(organisationId);
    for (const { callId, offered } of waiting) if (offered) deps.calls.withdraw(callId, offered.id, offered.agents);
    for (const offerId of deps.callbacks.begun(organisationId)) deps.callbacks.withdraw(offerId, []);
    for (const callId of untold(stored, waiting)) deps.calls.leave(callId, { to: 'callback' });
    const served = deps.calls.servedIn(organisationId);
    unheard = unheardIn(served);
    // Before anything that happens to them from now on.
    for (const input of corrections(stored, waiting, { configured, served, ...deps })) give(input);
    for (const input of endedTalks(stored, served)) give(input);
    await carryOut(restore(stored, context), configured, null);
  }

  return {
    now,
    load,
    give,
    async ask(input, by) {
      const atMs = time.nowMs();
      const { refused, isStored } = await inTurn(() => process(input, by, atMs));
      // Not in its turn: whoever calls meanwhile does not wait for the database.
      await isStored;
      return refused;
    },
    look,
    stop() {
      cancelWait();
      opening.stop();
      deciding.stop();
      deps.day.stop();
      deps.writer.stop();
    },
  };
}

const inOurTime = ({ enteredAtMs, ...entered }: Extract<Input, { type: 'entered' }>, { fromWall }: QueueClock) => ({
  ...entered,
  ...(enteredAtMs !== undefined && { enteredAtMs: fromWall(enteredAtMs) }),
});

const contextOf = (time: QueueClock): Context => ({
  get nowMs() {
    return time.nowMs();
  },
  newOfferId: () => randomUUID() as OfferId,
  below: (bound) => randomInt(bound),
});

type EventEffect = Extract<Effect, { type: 'event' }>;
type EventOf<E> = E extends EventEffect ? Omit<E, 'type'> : never;

const eventOf = ({ type: _, ...event }: EventEffect) => event as EventOf<EventEffect>;

const unansweredIn = (effects: readonly Effect[], atMs: number): readonly Unanswered[] =>
  effects.flatMap((effect) =>
    effect.type === 'unhandled'
      ? [{ groupId: effect.groupId, number: effect.number, why: effect.because, callId: callOf(effect.entryId), atMs }]
      : [],
  );

async function readStored(deps: QueueDeps, configured: Configured): Promise<Stored> {
  const { store, organisationId } = deps;
  const [agents, entries, memory] = await Promise.all([
    store.agents(),
    store.entries(),
    store.memory(await deps.dayBeganAtMs()),
  ]);
  const known = agents.map((agent) => ({ ...agent, activityAllows: deps.activityAllows(agent.userId) }));
  return { organisationId, groups: settingsIn(configured), agents: known, entries, memory };
}

/** What is different about an agent than is known. */
function newsOf({ calls, ...facts }: QueueDeps, agent: Agent, areDevicesKnown: boolean): readonly Input[] {
  const { userId } = agent;
  const [isIdle, allows, isReachable] = [calls.isIdle(userId), facts.activityAllows(userId), facts.isReachable(userId)];
  const isHeard = agent.isReachable !== isReachable && (isReachable || areDevicesKnown || agent.isReachable === true);
  return [
    ...(agent.isIdle === isIdle ? [] : [{ type: 'lineChanged', userId, isIdle } as const]),
    ...(agent.activityAllows === allows ? [] : [{ type: 'activityChanged', userId, allows } as const]),
    ...(isHeard ? [{ type: 'deviceChanged', userId, isReachable } as const] : []),
  ];
}
