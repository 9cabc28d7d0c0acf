import type { EndReason, ErrorCode } from '../../contract/errors';
import type { LegId, UserId } from '../../contract/ids';
import type { Command } from '../../contract/realtime';
import { audioEffects } from './audio';
import { liveLegs, liveLegsOf, otherSide, sideOf, talkingLeg } from './call';
import type { Call, Leg, Party, PartyIdentity, Side } from './call';
import { endCall } from './ending';
import { alsoRing, beginStep, nextStep, stepFailed } from './plan';
import type { Context, Decision, Effect, Input } from './protocol';

/**
 * The call engine: what a call becomes by one input, and what has to be done about it. No clock, no randomness, no I/O.
 * Inputs that come too late (a leg or a call that has ended) change nothing; commands that the state does not allow are
 * refused with an error of the catalogue.
 */
export function decide(call: Call | null, input: Input, context: Context): Decision {
  if (input.type === 'start') return call ? refuse('call.notAllowed', 'this call has started already') : start(input, context);
  if (!call) return refuse('call.notFound', 'no such call');
  const step = react(call, input, context);
  if ('refused' in step) return step;
  if (step.call === call) return step;
  return {
    call: { ...step.call, revision: call.revision + 1 },
    effects: [...step.effects, ...audioEffects(call, step.call)],
  };
}

type Step = { readonly call: Call; readonly effects: readonly Effect[] } | { readonly refused: ErrorCode; readonly detail: string };

const refuse = (refused: ErrorCode, detail: string) => ({ refused, detail });
const unchanged = (call: Call): Step => ({ call, effects: [] });

const party = (identity: PartyIdentity): Party => ({ ...identity, holding: false, deviceHolding: false, muted: false });

function start(input: Extract<Input, { type: 'start' }>, context: Context): Decision {
  const callerLeg: Leg = {
    id: input.from.leg,
    side: 'caller',
    deviceId: input.from.deviceId ?? null,
    deviceLabel: input.from.label ?? null,
    state: 'arrived',
    wasUp: false,
    endReason: null,
  };
  return beginStep(
    {
      id: input.callId,
      organisationId: input.organisationId,
      revision: 1,
      state: 'ringing',
      caller: party(input.caller),
      callee: party(input.callee),
      legs: [callerLeg],
      plan: input.plan,
      shownNumber: input.shownNumber,
      startedAtMs: context.nowMs,
      answeredAtMs: null,
      endedAtMs: null,
      endReason: null,
      trace: [],
    },
    context,
  );
}

function react(call: Call, input: Exclude<Input, { type: 'start' }>, context: Context): Step {
  if (call.state === 'ended') return input.type === 'command' ? refuse('call.notAllowed', 'the call has ended') : unchanged(call);
  switch (input.type) {
    case 'legRinging':
      return legRinging(call, input.leg);
    case 'legAnswered':
      return legAnswered(call, input.leg, context);
    case 'legEnded':
      return legGone(call, input.leg, input.reason, context);
    case 'legLost':
      return legGone(call, input.leg, 'lost', context);
    case 'legHeld':
      return legHeld(call, input.leg, input.held);
    case 'deviceAppeared':
      return deviceAppeared(call, input, context);
    case 'timer':
      return call.state === 'ringing' ? nextStep(call, context) : unchanged(call);
    case 'command':
      return command(call, input.userId, input.command, context);
    case 'superseded':
      return call.state === 'ringing' ? endCall(call, 'cancelled', context, { superseded: true, legReason: 'answeredElsewhere' }) : endCall(call, 'hungUp', context);
    case 'interrupted':
      return endCall(call, 'interrupted', context);
  }
}

const withLeg = (call: Call, leg: Leg, change: Partial<Leg>): Call => ({
  ...call,
  legs: call.legs.map((each) => (each.id === leg.id ? { ...each, ...change } : each)),
});

const withParty = (call: Call, side: Side, change: Partial<Party>): Call => ({ ...call, [side]: { ...call[side], ...change } });

const liveLeg = (call: Call, id: LegId): Leg | undefined => liveLegs(call).find((leg) => leg.id === id);

function legRinging(call: Call, id: LegId): Step {
  const leg = liveLeg(call, id);
  if (leg?.state !== 'dialling') return unchanged(call);
  const first = !call.legs.some((each) => each.state === 'ringing');
  const caller = talkingLeg(call, 'caller');
  return { call: withLeg(call, leg, { state: 'ringing' }), effects: first && caller ? [{ type: 'ring', leg: caller.id }] : [] };
}

function legAnswered(call: Call, id: LegId, context: Context): Step {
  const leg = liveLeg(call, id);
  const caller = talkingLeg(call, 'caller');
  if (call.state !== 'ringing' || leg?.side !== 'callee' || !caller) return unchanged(call);
  const others = liveLegsOf(call, 'callee').filter((each) => each.id !== id);
  const legs = call.legs.map((each): Leg => {
    if (each.id === id || each.id === caller.id) return { ...each, state: 'up', wasUp: true };
    return { ...each, state: 'ended' };
  });
  return {
    call: { ...call, state: 'active', legs, plan: [], answeredAtMs: context.nowMs },
    effects: [
      { type: 'stopTimer', timer: 'step' },
      { type: 'answer', leg: caller.id },
      ...others.map((each): Effect => ({ type: 'hangUp', leg: each.id, reason: 'answeredElsewhere' })),
    ],
  };
}

/** Of several devices that could not be rung, the reason that tells the caller most: one of them is busy, or what the last one said. */
function failureOf(call: Call): EndReason {
  const reasons = call.legs.filter((leg) => leg.side === 'callee').map((leg) => leg.endReason);
  const last = reasons.findLast((reason) => reason !== null) ?? 'failed';
  if (reasons.includes('busy')) return 'busy';
  return last === 'lost' ? 'unreachable' : last;
}

function legGone(call: Call, id: LegId, reason: EndReason, context: Context): Step {
  const leg = liveLeg(call, id);
  if (!leg) return unchanged(call);
  const without = withLeg(call, leg, { state: 'ended', endReason: reason });
  if (call.state === 'active') return endCall(without, reason === 'lost' ? 'lost' : 'hungUp', context);
  if (leg.side === 'caller') return endCall(without, reason === 'lost' ? 'lost' : 'cancelled', context);
  // 603 speaks for the person, whatever device it came from (RFC 3261 §21.6.2).
  if (reason === 'declined') return endCall(without, 'declined', context);
  if (liveLegsOf(without, 'callee').length > 0) return { call: without, effects: [] };
  return stepFailed(without, failureOf(without), context);
}

function legHeld(call: Call, id: LegId, held: boolean): Step {
  const leg = liveLeg(call, id);
  if (leg?.state !== 'up' || call[leg.side].deviceHolding === held) return unchanged(call);
  return { call: withParty(call, leg.side, { deviceHolding: held }), effects: [] };
}

function deviceAppeared(call: Call, input: Extract<Input, { type: 'deviceAppeared' }>, context: Context): Step {
  const rings = call.state === 'ringing' && call.plan[0]?.kind === 'ringDevices' && call.callee.userId === input.userId;
  const already = liveLegsOf(call, 'callee').some((leg) => leg.deviceId === input.target.deviceId);
  return rings && !already ? alsoRing(call, input.target, context) : unchanged(call);
}

function command(call: Call, userId: UserId, wanted: Command, context: Context): Step {
  const side = sideOf(call, userId);
  // The same answer as for a call that does not exist: nobody learns of other people's calls.
  if (side === null) return refuse('call.notFound', 'no such call');
  if (wanted.name === 'call.hangUp') return hangUp(call, side, context);
  if (wanted.name === 'call.decline') {
    if (call.state !== 'ringing' || side !== 'callee') return refuse('call.notAllowed', 'only an incoming call that rings can be declined');
    return endCall(call, 'declined', context);
  }
  if (call.state !== 'active') return refuse('call.notAllowed', 'the call has not been answered');
  switch (wanted.name) {
    case 'call.hold':
      return call[side].holding ? unchanged(call) : { call: withParty(call, side, { holding: true }), effects: [] };
    case 'call.resume':
      return resume(call, side);
    case 'call.mute':
      return call[side].muted === wanted.muted ? unchanged(call) : { call: withParty(call, side, { muted: wanted.muted }), effects: [] };
    case 'call.sendDigits':
      return sendDigits(call, side, wanted.digits);
  }
}

function hangUp(call: Call, side: Side, context: Context): Step {
  if (call.state === 'active') return endCall(call, 'hungUp', context);
  return endCall(call, side === 'caller' ? 'cancelled' : 'declined', context);
}

function resume(call: Call, side: Side): Step {
  if (call[side].deviceHolding && !call[side].holding) return refuse('call.notAllowed', 'the phone itself holds the call; resume it there');
  return call[side].holding ? { call: withParty(call, side, { holding: false }), effects: [] } : unchanged(call);
}

function sendDigits(call: Call, side: Side, digits: string): Step {
  const other = talkingLeg(call, otherSide(side));
  return other ? { call, effects: [{ type: 'sendDigits', leg: other.id, digits }] } : unchanged(call);
}
