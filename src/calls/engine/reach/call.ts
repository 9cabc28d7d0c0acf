import { partyOf, queueOf, talkingLeg, withLeg, withParty } from '../call-facts';
import { isRefusal, voicemailIn } from '../plan';
import type { PlanStep } from '../plan';
import type { Call, Leg, Reach, Side } from '../call';
import type { EndReason } from '../../../contract/calls/end-reason';
import { stopRinging } from '../dialling';
import { endCall, forwardOver } from '../ending';
import { newParty } from '../party';
import { andThen, unchanged } from '../protocol';
import type { ArrivedLeg, Context, Effect, Input, Progress } from '../protocol';
import { calledBack } from '../calling-back';
import { anchor } from './anchor';
import { onlyLeg, reach, ringsToo } from './reach';
import type { ReachRules } from './reach';

/**
 * A call begins: with the leg that the caller began, or with a device of the caller's own that is rung before anybody
 * else.
 */
export function start(input: Extract<Input, { type: 'start' }>, context: Context): Progress {
  const begun: Reach = {
    why: 'call',
    plan: input.plan,
    transferor: null,
    sinceMs: context.nowMs,
    legsFrom: 0,
    timer: 0,
    untilMs: context.nowMs,
  };
  const call: Call = {
    id: input.callId,
    organisationId: input.organisationId,
    revision: 1,
    state: 'ringing',
    ...callersOf(input, context),
    callee: { ...newParty(input.callee, 'in', context, input.calledNumber), reach: begun },
    legs: [],
    left: [],
    shownNumber: input.shownNumber,
    startedAtMs: context.nowMs,
    answeredAtMs: null,
    endedAtMs: null,
    endReason: null,
    timers: 0,
    trace: [],
  };
  if ('leg' in input.from)
    return { call: { ...call, legs: [arrivedLeg(call, input.from)] }, effects: [], begins: 'callee' };
  // Nobody can be called: no device has to ring to tell that.
  if (isRefusal(input.plan)) return { call, effects: [], begins: 'callee' };
  const plan: PlanStep[] = [input.from.first, { kind: 'end', reason: 'ownDevice', because: 'ownDeviceFirst' }];
  return reach(call, 'caller', 'call', plan, context);
}

/** Who calls back for a group is offered that first. */
function callersOf(
  { caller, callingBack }: Extract<Input, { type: 'start' }>,
  context: Context,
): Pick<Call, 'caller' | 'callingBack'> {
  if (!callingBack) return { caller: newParty(caller, 'out', context) };
  const { through, ...about } = callingBack;
  return { caller: { ...newParty(caller, 'in', context), through }, callingBack: about };
}

const arrivedLeg = (call: Call, from: ArrivedLeg): Leg => ({
  id: from.leg,
  side: 'caller',
  userId: call.caller.userId,
  deviceId: from.deviceId ?? null,
  deviceLabel: from.label ?? null,
  invitedAs: call.id,
  state: 'arrived',
  wasUp: false,
  stalled: false,
  endReason: null,
});

/** The caller's own device, which was rung first: now the call itself begins. */
function callerAnswered(call: Call, leg: Leg, context: Context): Progress {
  const waiting = call.callee.reach;
  const begun = withParty(withParty(call, 'caller', { reach: null, answeredAtMs: null, direction: 'out' }), 'callee', {
    reach: waiting && { ...waiting, sinceMs: context.nowMs },
  });
  return { ...onlyLeg(begun, 'caller', leg), begins: 'callee' };
}

function calleeAnswered(call: Call, leg: Leg, context: Context): Progress {
  const caller = talkingLeg(call, 'caller');
  if (!caller) return unchanged(call);
  const answeredAtMs = context.nowMs;
  const told = forwardOver(call, 'callee', 'transferred', true);
  const up = withLeg(servedBy(call, told.call), caller.id, { state: 'up', wasUp: true });
  let next: Call = { ...up, state: 'active', answeredAtMs };
  const talksSinceMs = up.caller.answeredAtMs ?? answeredAtMs;
  next = withParty(next, 'caller', { answeredAtMs: talksSinceMs });
  next = withParty(next, 'callee', { answeredAtMs, reach: null });
  const effects: Effect[] = [...(caller.state === 'arrived' ? [{ type: 'answer', leg: caller.id } as const] : [])];
  effects.push(...told.effects);
  const connected = andThen({ call: next, effects }, (each) => onlyLeg(each, 'callee', leg));
  return caller.stalled ? andThen(connected, (each) => anchor(each, 'caller', null, context)) : connected;
}

/** Whoever has answered was offered it by an answer group, which had the place before. */
function servedBy(before: Call, call: Call): Call {
  if (call.callingBack) return calledBack(call, call.callingBack);
  const { userId, reach: current } = before.callee;
  const { offered, plan = [], forwardedFrom } = current ?? {};
  const group = forwardedFrom?.at(-1);
  if (queueOf(before) === null || !group || userId === null || !offered?.agents.includes(userId)) return call;
  return { ...call, served: { callId: call.id, offerId: offered.id, userId, isHeard: false, group, plan } };
}

/** Whom nobody is there for, the voicemail takes, where there is one. */
function unanswered(call: Call, side: Side, reason: EndReason, context: Context): Progress {
  const { reach: current } = partyOf(call, side);
  const [greet, ...rest] = voicemailIn(current?.plan ?? []);
  if (!current || greet?.kind !== 'greet') return endCall(call, reason, context);
  const plan = [{ ...greet, wasFor: reason }, ...rest];
  return {
    ...andThen(stopRinging(call, side, 'noAnswer'), (each) =>
      unchanged(withParty(each, side, { reach: { ...current, plan } })),
    ),
    begins: side,
  };
}

/** The call itself, or the caller's own device first: unanswered, it ends, or the voicemail takes it. */
export const callRules: ReachRules = {
  answered: (call, side, leg, context) =>
    side === 'caller' ? callerAnswered(call, leg, context) : calleeAnswered(call, leg, context),
  exhausted: (call, side, reason, context) =>
    side === 'caller' ? endCall(call, 'ownDevice', context) : unanswered(call, side, reason, context),
  appeared(call, side, target, context) {
    // While the caller's own device is rung, nobody has been called.
    return side === 'callee' && call.caller.reach === null ? ringsToo(call, side, target, context) : unchanged(call);
  },
  canBeDeclined: true,
  lost: unchanged,
  resumed: unchanged,
};
