import { VaxelError } from '../contract/errors';
import type { CallId, LegId, UserId } from '../contract/ids';
import type { Logger } from '../ports/logger';
import { changeOf } from './call-change';
import type { CallWriter } from './call-writer';
import { createCarryOut, type CarryOutDeps } from './carry-out';
import { createConnectCalls } from './connect-calls';
import type { Call } from './engine/call';
import { connect } from './engine/connect';
import { decide } from './engine/decide';
import { merge } from './engine/merge';
import type { Context, Effect, Input } from './engine/protocol';
import { createGoOn } from './go-on';
import { createMailboxes } from './mailboxes';

export interface RunnerDeps extends CarryOutDeps {
  readonly writer: CallWriter;
  readonly logger: Logger;
  context(): Context;
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
  /** A conference of both, see engine/merge.ts; the same otherwise. @throws VaxelError when the engine refuses it */
  merge(keptId: CallId, closedId: CallId, userId: UserId): Promise<void>;
  /** Goes on with a call of which the switch has kept these legs while we were away. False = it is another's. */
  takeUp(call: Call, standing: ReadonlySet<LegId>): Promise<boolean>;
}

/** Somebody sits in silence until these are carried out: that comes before the record of it. */
const urgent: ReadonlySet<Input['type']> = new Set(['legStalled', 'legLost', 'legResumed', 'legMedia']);

/** Somebody is to answer: a device that answers by itself is waited for, and not its card. */
const isRing = (effect: Effect): boolean => effect.type === 'dial' && !effect.options.autoAnswer;

export function createCallRunner(deps: RunnerDeps): CallRunner {
  const inTurn = createMailboxes();
  const carryOut = createCarryOut(deps, notify);
  const connectCalls = createConnectCalls({ ...deps, carryOut });

  const apply = (callId: CallId, input: Input): Promise<void> => inTurn([callId], () => process(callId, input));

  function notify(callId: CallId, input: Input): void {
    apply(callId, input).catch((error: unknown) =>
      deps.logger.warn({ err: error, callId, input: input.type }, 'an input was not carried out'),
    );
  }

  async function process(callId: CallId, input: Input): Promise<void> {
    // While the input waited its turn, its leg may have moved to another call.
    const owner = 'leg' in input ? (deps.live.callOfLeg(input.leg) ?? callId) : callId;
    if (owner !== callId) return notify(owner, input);
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
    if (call === before) return carryOut.effects(callId, effects);
    deps.live.put(call);
    if (urgent.has(input.type)) carryOut.effects(callId, effects);
    const change = changeOf(before, call, effects, deps.clock.nowMs());
    const saving = deps.writer.save(change);
    await saving.mayGoOn;
    // The INVITE keeps a window busy for a while, and its card is what somebody waits for.
    const isShown = effects.some(isRing);
    if (isShown) carryOut.show(before, call);
    if (!urgent.has(input.type)) carryOut.effects(callId, effects);
    carryOut.finish(before, change, saving, isShown);
  }

  return {
    apply,
    notify,
    takeUp: createGoOn({ ...deps, carryOut }, notify),
    connect: (keptId, closedId, userId) =>
      inTurn([keptId, closedId], () => connectCalls(keptId, closedId, userId, connect)),
    merge: (keptId, closedId, userId) =>
      inTurn([keptId, closedId], () => connectCalls(keptId, closedId, userId, merge)),
  };
}
