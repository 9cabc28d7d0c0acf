import { VaxelError } from '../contract/errors';
import type { CallId, LegId, UserId } from '../contract/ids';
import type { Clock } from '../ports/clock';
import type { Logger } from '../ports/logger';
import type { Publisher } from '../ports/publisher';
import type { Switch } from '../switch/port';
import { changeOf } from './call-change';
import type { CallChange } from './call-change';
import type { CallWriter, Saving } from './call-writer';
import { connect } from './engine/connect';
import { consequences } from './engine/consequences';
import { decide } from './engine/decide';
import { participants } from './engine/call';
import type { Call } from './engine/call';
import type { Context, Effect, Input } from './engine/protocol';
import type { LiveCalls } from './live-calls';
import { operate } from './operate';
import { createCallTimers } from './timers';
import { callView } from './view';

export interface RunnerDeps {
  readonly switch: Switch;
  readonly live: LiveCalls;
  readonly writer: CallWriter;
  readonly publisher: Pick<Publisher, 'toUser'>;
  readonly clock: Clock;
  readonly logger: Logger;
  context(): Context;
  /** Somebody's calls changed: the line state may have. */
  onLineChanged(userId: UserId): void;
}

/** Gives inputs to the engine, one at a time for each call, and does what it decides. */
export interface CallRunner {
  /**
   * Resolves when the input has been carried out, and stored unless the database is slow (call-writer.ts). @throws
   * VaxelError when the engine refuses it
   */
  apply(callId: CallId, input: Input): Promise<void>;
  /** As `apply`, for inputs that nobody waits for. */
  notify(callId: CallId, input: Input): void;
  /**
   * Attended transfer, see engine/connect.ts; nothing happens to either call meanwhile. @throws VaxelError when the
   * engine refuses it
   */
  connect(keptId: CallId, closedId: CallId, userId: UserId): Promise<void>;
}

/** Somebody sits in silence until these are carried out: that comes before the record of it. */
const urgent: ReadonlySet<Input['type']> = new Set(['legStalled', 'legLost', 'legResumed', 'legMedia']);

export function createCallRunner(deps: RunnerDeps): CallRunner {
  const mailboxes = new Map<CallId, Promise<void>>();
  const timers = createCallTimers(deps.clock, (callId, timer, id) => notify(callId, { type: 'timer', timer, id }));

  /** Runs `work` when everything before it in the mailboxes of these calls is done. */
  function inTurn(callIds: readonly CallId[], work: () => Promise<void>): Promise<void> {
    const earlier = callIds.map((callId) => (mailboxes.get(callId) ?? Promise.resolve()).catch(() => undefined));
    const turn = (earlier.length === 1 && earlier[0] ? earlier[0] : Promise.all(earlier)).then(work);
    for (const callId of callIds) {
      mailboxes.set(callId, turn);
      const forget = () => void (mailboxes.get(callId) === turn && mailboxes.delete(callId));
      turn.then(forget, forget);
    }
    return turn;
  }

  const apply = (callId: CallId, input: Input): Promise<void> => inTurn([callId], () => process(callId, input));

  function notify(callId: CallId, input: Input): void {
    apply(callId, input).catch((error: unknown) =>
      deps.logger.warn({ err: error, callId, input: input.type }, 'an input was not carried out'),
    );
  }

  async function process(callId: CallId, input: Input): Promise<void> {
    // While the input waited its turn, its leg may have moved to another call.
    const owner = 'leg' in input ? movedTo(input.leg, callId) : null;
    if (owner !== null) return notify(owner, input);
    return input.type === 'start' && !deps.live.has(callId) ? begin(callId, input) : proceed(callId, input);
  }

  /** The one place where a call waits for whose it is; no later input does. */
  async function begin(callId: CallId, input: Input): Promise<void> {
    if (!(await deps.live.own(callId))) throw new VaxelError('call.notAllowed', 'this call has started already');
    try {
      await proceed(callId, input);
    } finally {
      if (!deps.live.has(callId)) deps.live.release(callId);
    }
  }

  async function proceed(callId: CallId, input: Input): Promise<void> {
    const before = deps.live.get(callId);
    const decision = decide(before, input, deps.context());
    if (decision.refused !== undefined) throw new VaxelError(decision.refused, decision.detail);
    const { call, effects } = decision;
    if (call === before) return carryOut(callId, effects);
    deps.live.put(call);
    if (urgent.has(input.type)) carryOut(callId, effects);
    const change = changeOf(before, call, effects, deps.clock.nowMs());
    const saving = deps.writer.save(change);
    await saving.mayGoOn;
    if (!urgent.has(input.type)) carryOut(callId, effects);
    finish(before, change, saving);
  }

  function movedTo(leg: LegId, callId: CallId): CallId | null {
    const owner = deps.live.callOfLeg(leg);
    return owner === undefined || owner === callId ? null : owner;
  }

  async function connectNow(keptId: CallId, closedId: CallId, userId: UserId): Promise<void> {
    const [kept, closed] = [deps.live.get(keptId), deps.live.get(closedId)];
    if (!kept || !closed) throw new VaxelError('call.notFound');
    const connection = connect(kept, closed, userId, deps.context());
    if (connection.refused !== undefined) throw new VaxelError(connection.refused, connection.detail);
    // Their legs first: what happens to them from now on belongs to the call that goes on.
    deps.live.put(connection.closed.call);
    deps.live.put(connection.kept.call);
    const nowMs = deps.clock.nowMs();
    const changes = [
      changeOf(kept, connection.kept.call, connection.kept.effects, nowMs),
      changeOf(closed, connection.closed.call, connection.closed.effects, nowMs),
    ] as const;
    const savings = [deps.writer.save(changes[0]), deps.writer.save(changes[1])] as const;
    await Promise.all(savings.map(({ mayGoOn }) => mayGoOn));
    carryOut(closedId, connection.closed.effects);
    carryOut(keptId, connection.kept.effects);
    // The card of the call that goes on is there before the other one is taken away.
    finish(kept, changes[0], savings[0]);
    finish(closed, changes[1], savings[1]);
  }

  function finish(before: Call | null, change: CallChange, { isStored }: Saving): void {
    const { call } = change;
    if (!deps.live.isOwn(call.id)) return;
    if (call.state === 'ended') deps.live.remove(call);
    publish(before, call);
    if (change.history.length > 0) void isStored.then((stored) => stored && publishHistory(change));
    for (const next of consequences(before, call, deps.live.neighboursOf(call))) notify(next.callId, next.input);
  }

  function publish(before: Call | null, call: Call): void {
    const { organisationId } = call;
    const people = new Set([...(before ? participants(before) : []), ...participants(call)]);
    for (const userId of people) {
      const view = callView(call, userId);
      if (view) deps.publisher.toUser(organisationId, userId, { type: 'call', call: view });
    }
    for (const userId of people) deps.onLineChanged(userId);
  }

  /** An entry in the list says that the call is kept: it is shown once that is true, also if the process dies now. */
  function publishHistory({ call: { organisationId }, history }: CallChange): void {
    for (const { userId, entry } of history)
      deps.publisher.toUser(organisationId, userId, { type: 'history.added', entry });
  }

  function carryOut(callId: CallId, effects: readonly Effect[]): void {
    // It may have been lost while it was stored: what becomes of it is another's business.
    if (!deps.live.isOwn(callId)) return;
    for (const effect of effects) {
      if (effect.type === 'history') continue;
      if (effect.type === 'startTimer') timers.start(callId, effect.timer, effect.id, effect.ms);
      else if (effect.type === 'stopTimer') timers.stop(callId, effect.timer);
      else operate(deps.switch, effect);
    }
  }

  return {
    apply,
    notify,
    connect: (keptId, closedId, userId) => inTurn([keptId, closedId], () => connectNow(keptId, closedId, userId)),
  };
}
