import type { EndReason } from '../../contract/calls/end-reason';
import type { UserId } from '../../contract/ids';
import { otherSide, sidesOf } from './call';
import {
  candidates,
  isCallbackOffered,
  isConnected,
  isMainSide,
  isPresent,
  isRung,
  isWithVoicemail,
  liveLegs,
  liveLegsOf,
  partyOf,
  sideOf,
  sideRungBeside,
  talkingLeg,
  withLeg,
  withParty,
} from './call-facts';
import type { Call, Leg, Reach, Side } from './call';
import type { PlayId } from '../../switch/port';
import { declineBeside, mayBeRung, takesPlace, withColleague } from './beside';
import { recordingAnswered, recordingTold } from './call-recording';
import { dial } from './dialling';
import { endCall } from './ending';
import { hungUp, told } from './guests';
import { exhausted, stepFailed } from './progress';
import { andThen, refuse, unchanged } from './protocol';
import type { ArrivedLeg, Context, Input, LegInput, Progress, Refusal, Step } from './protocol';
import { reachRules } from './reach';
import { anchor } from './reach/anchor';
import { awaitFirstPacket } from './reach/move';
import { nextStep, onlyLeg, takesOver } from './reach/reach';
import { rulesOf } from './steps';
import { questionFor } from './steps/step';

/** What the switch tells of a leg. What comes too late, for a leg that has ended, changes nothing. */
export function legInput(call: Call, input: Exclude<LegInput, { type: 'recorded' }>, context: Context): Progress {
  const leg = liveLegs(call).find((each) => each.id === input.leg);
  if (!leg) return unchanged(call);
  switch (input.type) {
    case 'legRinging':
      return ringing(call, leg);
    case 'legHeard':
      return heardEarly(call, leg, input.over !== true);
    case 'legAnswered':
      return answered(call, leg, context);
    case 'legMedia':
      return andThen(heard(call, leg), (each) => agentHeard(each, leg));
    case 'legStalled':
      return stalled(call, leg, input.neverHeard ?? false, context);
    case 'legResumed':
      return leg.stalled ? resumed(call, leg) : unchanged(call);
    case 'legEnded':
      return gone(call, leg, input.reason, context);
    case 'legLost':
      return gone(call, leg, 'lost', context);
    case 'legHeld':
      if (leg.state !== 'up' || partyOf(call, leg.side).deviceHolding === input.held) return unchanged(call);
      return { call: withParty(call, leg.side, { deviceHolding: input.held }), effects: [] };
    case 'playFinished':
      if (leg.asked) return notConfirmed(call, leg, input.id, context);
      if (call.announcing?.id === input.id) return told(call);
      return andThen(recordingTold(call, leg.id, input.id), (each) =>
        played(each, otherSide(leg.side), input.id, context),
      );
    case 'digit':
      if (leg.asked) return input.digit === '1' ? taken(call, leg, context) : unchanged(call);
      return recordingAnswered(call, leg.side, input.digit) ?? keyOf(call, leg.side, input.digit);
  }
}

/** What guests press has nobody to be for. */
const keyOf = (call: Call, side: Side, digit: string): Progress =>
  isMainSide(side) ? pressed(call, otherSide(side), digit) : unchanged(call);

/** A message is finished that the step of a side had the other one hear. */
function played(call: Call, side: Side, id: PlayId, context: Context): Progress {
  const step = partyOf(call, side).reach?.plan[0];
  const { onPlayed } = step ? rulesOf(step) : {};
  if (onPlayed) return onPlayed(call, id, context);
  const heard = step && rulesOf(step).endsWith === 'sound' ? rulesOf(step).heard(call, side, step) : null;
  return heard !== null && typeof heard === 'object' && 'id' in heard && heard.id === id
    ? nextStep(call, side)
    : unchanged(call);
}

/** The other side has pressed keys while the step of this one lasts. */
export function pressed(call: Call, side: Side, digits: string): Progress {
  const step = partyOf(call, side).reach?.plan[0];
  if (step === undefined) return unchanged(call);
  const { onDigits, endsWithDigit: last } = rulesOf(step);
  if (onDigits) return onDigits(call, side, step, digits);
  return last !== undefined && digits.includes(last) ? nextStep(call, side) : unchanged(call);
}

function ringing(call: Call, leg: Leg): Step {
  if (leg.state !== 'dialling') return unchanged(call);
  const first = !call.legs.some((each) => each.side === leg.side && each.state === 'ringing');
  const waiting = talkingLeg(call, otherSide(leg.side));
  // The network's own tone is heard already, where there is one.
  const isSilent = first && leg.early !== true;
  return {
    call: withLeg(call, leg.id, { state: 'ringing' }),
    effects: isSilent && waiting?.state === 'arrived' ? [{ type: 'ring', leg: waiting.id }] : [],
  };
}

/** The network speaks before anybody has answered. Whose answer has to be confirmed says nothing to who calls. */
function heardEarly(call: Call, leg: Leg, early: boolean): Step {
  const isNews = leg.state === 'dialling' || leg.state === 'ringing';
  return isNews && leg.confirm !== true ? { call: withLeg(call, leg.id, { early }), effects: [] } : unchanged(call);
}

function answered(call: Call, leg: Leg, context: Context): Progress {
  const { reach } = partyOf(call, leg.side);
  if (reach === null || (leg.state !== 'dialling' && leg.state !== 'ringing') || leg.asked) return unchanged(call);
  if (leg.confirm) return { call: withLeg(call, leg.id, { state: 'ringing', asked: true }), effects: [] };
  return taken(call, leg, context);
}

/** Somebody is there who wants the call. */
function taken(call: Call, leg: Leg, context: Context): Progress {
  const { reach } = partyOf(call, leg.side);
  if (reach === null) return unchanged(call);
  const up = withLeg(takesPlace(call, leg.side, leg.userId), leg.id, {
    state: 'up',
    wasUp: true,
    ...(leg.asked && { asked: false }),
  });
  return reachRules(reach).answered(up, leg.side, leg, context);
}

/** The question is over and nobody has pressed 1: it was a voicemail, or somebody who is not meant. */
function notConfirmed(call: Call, leg: Leg, id: PlayId, context: Context): Progress {
  if (id !== questionFor(leg).id) return unchanged(call);
  const without = withLeg(call, leg.id, { state: 'ended' });
  return andThen({ call: without, effects: [{ type: 'hangUp', leg: leg.id, reason: 'noAnswer' }] }, (each) =>
    candidateGone(each, leg, 'noAnswer', context),
  );
}

function heard(call: Call, leg: Leg): Step {
  const talking = talkingLeg(call, leg.side);
  if (leg.state !== 'up' || call.state !== 'active' || !talking || talking.id === leg.id) return unchanged(call);
  return andThen(onlyLeg(call, leg.side, leg), (each) => ({
    call: withParty(each, leg.side, { reach: null, deviceHolding: false }),
    effects: [],
  }));
}

/** Now the agent of a group talks, and not before: what was answered and never heard is no talk. */
function agentHeard(call: Call, { id, userId }: Leg): Step {
  const { served } = call;
  const isUp = liveLegs(call).some((each) => each.id === id && each.state === 'up');
  if (!served || served.isHeard || served.userId !== userId || call.state !== 'active' || !isUp) return unchanged(call);
  return { call: { ...call, served: { ...served, isHeard: true } }, effects: [] };
}

function stalled(call: Call, leg: Leg, neverHeard: boolean, context: Context): Progress {
  if (leg.state !== 'up' || leg.stalled) return unchanged(call);
  // Whoever listens to a greeting may have a phone that sends nothing until its person speaks.
  if (neverHeard && leg.side === 'caller' && isWithVoicemail(call)) return unchanged(call);
  const wasTalking = talkingLeg(call, leg.side)?.id === leg.id;
  const after = withLeg(call, leg.id, { stalled: true, neverHeard });
  if (call.state !== 'active' || !wasTalking) return { call: after, effects: [] };
  // The device that the call was moving to has answered already: it is the one that is there.
  const other = talkingLeg(after, leg.side);
  if (other && !other.stalled) return takesOver(after, leg.side, other, context);
  return anchor(after, leg.side, null, context);
}

function resumed(call: Call, { id, side }: Leg): Step {
  const back = withLeg(call, id, { stalled: false, neverHeard: false });
  const { reach } = partyOf(back, side);
  return reach ? reachRules(reach).resumed(back, side) : unchanged(back);
}

function gone(call: Call, leg: Leg, reason: EndReason, context: Context): Progress {
  const { side } = leg;
  // A voicemail that hangs up has not taken the call.
  if (leg.asked && reason !== 'lost')
    return gone(withLeg(call, leg.id, { asked: false }), { ...leg, asked: false }, 'noAnswer', context);
  const wasTalking = talkingLeg(call, side)?.id === leg.id;
  const without = withLeg(call, leg.id, { state: 'ended', stalled: false, endReason: reason });
  // Nobody has hung up: the switch itself is gone, or its network.
  if (wasTalking && reason === 'interrupted') return endCall(without, 'interrupted', context);
  if (call.state === 'ringing' && side === 'caller' && wasTalking)
    return endCall(without, reason === 'lost' ? 'lost' : 'cancelled', context);
  if (!wasTalking) return candidateGone(without, leg, reason, context);
  const other = talkingLeg(without, side);
  if (other && !other.stalled) return takesOver(without, side, other, context);
  // Called again, a device whose network lets no audio through would be as mute as before.
  return reason === 'lost'
    ? anchor(without, side, leg.neverHeard === true ? null : leg.deviceId, context)
    : hungUp(without, side, context);
}

function candidateGone(call: Call, leg: Leg, reason: EndReason, context: Context): Progress {
  const { side, deviceId, userId } = leg;
  const { reach } = partyOf(call, side);
  if (!reach) return unchanged(call);
  if (userId !== null && userId !== partyOf(call, side).userId) return besideGone(call, side, userId, reason, context);
  const rules = reachRules(reach);
  const again = reason === 'lost' ? rules.lost(call, side, deviceId, context) : unchanged(call);
  if (again.call !== call) return again;
  if (reason === 'declined' && rules.canBeDeclined) return exhausted(call, side, 'declined', context);
  return ifNothingRings(call, side, reason, context);
}

function ifNothingRings(call: Call, side: Side, reason: EndReason, context: Context): Progress {
  const step = partyOf(call, side).reach?.plan[0];
  if (candidates(call, side).length > 0 || (step && rulesOf(step).endsWith !== 'legs')) return unchanged(call);
  return stepFailed(call, side, failureOf(call, side, reason), context);
}

/** What a device of somebody says who is rung beside a side is not that side's word. */
function besideGone(call: Call, side: Side, userId: UserId, reason: EndReason, context: Context): Progress {
  const without = reason === 'declined' ? declineBeside(call, side, userId) : unchanged(call);
  return andThen(without, (each) => ifNothingRings(each, side, 'noAnswer', context));
}

/** Somebody who is rung beside a side does not want the call. */
export const declinedBeside = (call: Call, side: Side, userId: UserId, context: Context): Progress =>
  besideGone(call, side, userId, 'declined', context);

/** What a switch or a network says of a number to which no way leads. */
const noWay: ReadonlySet<EndReason> = new Set([
  ...(['unknownNumber', 'unreachable', 'notAllowed', 'failed', 'lost', 'noNetwork', 'networkRefused'] as const),
]);

/**
 * Of several devices that could not be rung, the reason that tells most: one of them is busy, or what the last one
 * said.
 */
function failureOf(call: Call, side: Side, last: EndReason): EndReason {
  const { reach, userId } = partyOf(call, side);
  const rung = call.legs.slice(reach?.legsFrom ?? 0).filter((leg) => leg.side === side && leg.userId === userId);
  if (rung.some((leg) => leg.endReason === 'busy')) return 'busy';
  if (reach?.plan[0]?.because === 'emergencyNumber' && noWay.has(last)) return 'noEmergency';
  return last === 'lost' ? 'unreachable' : last;
}

/** A device came up while its person is being reached. */
export function deviceAppeared(
  call: Call,
  { userId, target }: Extract<Input, { type: 'deviceAppeared' }>,
  context: Context,
): Progress {
  const beside = sideRungBeside(call, userId);
  const side = beside ?? sideOf(call, userId);
  const reach = side && partyOf(call, side).reach;
  if (!reach || liveLegsOf(call, side).some((leg) => leg.deviceId === target.deviceId)) return unchanged(call);
  return beside === null
    ? reachRules(reach).appeared(call, side, target, context)
    : dial(call, beside, [{ device: target, auto: false, of: userId }], context);
}

/**
 * A device of the person has called in to take the place of a leg of the person's (RFC 3891): answered, and moved to.
 */
export function replace(call: Call, input: Extract<Input, { type: 'replace' }>, context: Context): Progress | Refusal {
  const old = liveLegs(call).find((leg) => leg.id === input.replaces);
  const side = old?.side;
  const isTheirs =
    side !== undefined &&
    partyOf(call, side).userId === input.userId &&
    call.state === 'active' &&
    isConnected(partyOf(call, side));
  if (!isTheirs) return refuse('call.notAllowed', "this leg is not the caller's to replace");
  const leg = arrivedLeg(call, side, input.from);
  const joined: Step = { call: { ...call, legs: [...call.legs, leg] }, effects: [{ type: 'answer', leg: leg.id }] };
  if (!isPresent(call, side)) return andThen(joined, (each) => takesOver(each, side, leg, context));
  const moving = partyOf(call, side).reach ?? movingBy(call, context);
  return andThen(joined, (each) => awaitFirstPacket(withParty(each, side, { reach: moving }), side, leg, context));
}

/**
 * A colleague takes what rings of somebody, from a phone that has called in for it: as one who was rung beside, and
 * has answered.
 */
export function pickUp(call: Call, input: Extract<Input, { type: 'pickUp' }>, context: Context): Progress | Refusal {
  const { userId, by, from } = input;
  // What a group asks of its agent is no call of that one's.
  const isRinging = (side: Side): boolean =>
    isRung(call, side) &&
    !isCallbackOffered(call) &&
    candidates(call, side).some((leg) => leg.userId === userId && leg.asked !== true);
  const side = sidesOf(call).find(isRinging);
  if (side === undefined || !mayBeRung(call, side, by.userId))
    return refuse('call.notAllowed', 'nothing rings to be taken');
  const leg = { ...arrivedLeg(call, side, from), userId: by.userId, state: 'ringing' as const, wasUp: false };
  const joined = withColleague({ ...call, legs: [...call.legs, leg] }, side, by, context);
  return andThen({ call: joined, effects: [{ type: 'answer', leg: leg.id }] }, (each) => taken(each, leg, context));
}

/** What moves is there already: nothing is left to begin. */
const movingBy = ({ legs }: Call, { nowMs }: Context): Reach => ({
  why: 'move',
  plan: [{ kind: 'end', reason: 'noAnswer', because: 'moved' }],
  transferor: null,
  sinceMs: nowMs,
  legsFrom: legs.length,
  timer: 0,
  untilMs: nowMs,
});

const arrivedLeg = (call: Call, side: Side, from: ArrivedLeg): Leg => ({
  id: from.leg,
  side,
  userId: partyOf(call, side).userId,
  deviceId: from.deviceId ?? null,
  deviceLabel: from.label ?? null,
  invitedAs: call.id,
  state: 'up',
  wasUp: true,
  stalled: false,
  endReason: null,
});
