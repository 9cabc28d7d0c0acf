import type { EndReason } from '../../contract/errors';
import { candidates, isConnected, isPresent, liveLegs, liveLegsOf, otherSide, talkingLeg, withLeg, withParty } from './call';
import type { Call, Leg, Side } from './call';
import { anchor, comeBack, comeBackAgain, returned } from './anchor';
import { endCall } from './ending';
import { awaitFirstPacket } from './move';
import type { ArrivedLeg, Context, Decision, Effect, Input, LegInput, Step } from './protocol';
import { refuse, andThen, unchanged } from './protocol';
import { alsoRing } from './dialling';
import { beginStep, exhausted, nextStep, stepFailed } from './reach';
import { handedOver } from './transfer';

/** What the switch tells of a leg. What comes too late, for a leg that has ended, changes nothing. */
export function legInput(call: Call, input: LegInput, context: Context): Step {
  const leg = liveLegs(call).find((each) => each.id === input.leg);
  if (!leg) return unchanged(call);
  switch (input.type) {
    case 'legRinging':
      return ringing(call, leg);
    case 'legAnswered':
      return answered(call, leg, context);
    case 'legMedia':
      return heard(call, leg);
    case 'legStalled':
      return stalled(call, leg, input.neverHeard ?? false, context);
    case 'legResumed':
      return leg.stalled ? resumed(withLeg(call, leg.id, { stalled: false, neverHeard: false }), leg.side) : unchanged(call);
    case 'legEnded':
      return gone(call, leg, input.reason, context);
    case 'legLost':
      return gone(call, leg, 'lost', context);
    case 'legHeld':
      return leg.state !== 'up' || call[leg.side].deviceHolding === input.held ? unchanged(call) : { call: withParty(call, leg.side, { deviceHolding: input.held }), effects: [] };
    case 'playFinished':
      return call[otherSide(leg.side)].reach?.plan[0]?.kind === 'goodbye' ? nextStep(call, otherSide(leg.side), context) : unchanged(call);
  }
}

function ringing(call: Call, leg: Leg): Step {
  if (leg.state !== 'dialling') return unchanged(call);
  const first = !call.legs.some((each) => each.side === leg.side && each.state === 'ringing');
  const waiting = talkingLeg(call, otherSide(leg.side));
  return { call: withLeg(call, leg.id, { state: 'ringing' }), effects: first && waiting?.state === 'arrived' ? [{ type: 'ring', leg: waiting.id }] : [] };
}

function answered(call: Call, leg: Leg, context: Context): Step {
  if (leg.state !== 'dialling' && leg.state !== 'ringing') return unchanged(call);
  const { side } = leg;
  const up = withLeg(call, leg.id, { state: 'up', wasUp: true });
  if (call.state === 'ringing') return side === 'caller' ? callerAnswered(up, leg, context) : calleeAnswered(up, leg, context);
  if (call[side].reach === null) return unchanged(call);
  return isPresent(call, side) ? awaitFirstPacket(up, side, leg, context) : takesOver(up, side, leg, context);
}

/** The caller's own device, which was rung first: now the call itself begins. */
function callerAnswered(call: Call, leg: Leg, context: Context): Step {
  const { reach } = call.callee;
  const begun = withParty(withParty(call, 'caller', { reach: null, answeredAtMs: null }), 'callee', { reach: reach && { ...reach, sinceMs: context.nowMs } });
  return andThen(onlyLeg(begun, 'caller', leg), (each) => beginStep(each, 'callee', context));
}

function calleeAnswered(call: Call, leg: Leg, context: Context): Step {
  const caller = talkingLeg(call, 'caller');
  if (!caller) return unchanged(call);
  const answeredAtMs = context.nowMs;
  let next: Call = { ...withLeg(call, caller.id, { state: 'up', wasUp: true }), state: 'active', answeredAtMs };
  next = withParty(withParty(next, 'caller', { answeredAtMs }), 'callee', { answeredAtMs, reach: null });
  const effects: Effect[] = caller.state === 'arrived' ? [{ type: 'answer', leg: caller.id }] : [];
  const connected = andThen({ call: next, effects }, (each) => onlyLeg(each, 'callee', leg));
  return caller.stalled ? andThen(connected, (each) => anchor(each, 'caller', null, context)) : connected;
}

/** One leg of a side is chosen: the others end, and the search with them. */
function onlyLeg(call: Call, side: Side, chosen: Leg): Step {
  const others = liveLegsOf(call, side).filter((each) => each.id !== chosen.id);
  const legs = call.legs.map((each) => (others.includes(each) ? { ...each, state: 'ended' as const, stalled: false } : each));
  return {
    call: { ...call, legs },
    effects: [{ type: 'stopTimer', timer: side }, ...others.map((each): Effect => ({ type: 'hangUp', leg: each.id, reason: 'answeredElsewhere' }))],
  };
}

/** A leg that is up carries the side from now on: the target took the call, or its person is back, or it has moved. */
function takesOver(call: Call, side: Side, leg: Leg, context: Context): Step {
  return andThen(
    andThen(onlyLeg(call, side, leg), (each) => handedOver(each, side)),
    (each) => ({ call: withParty(each, side, { reach: null, deviceHolding: false, talkedUntilMs: null, answeredAtMs: each[side].answeredAtMs ?? context.nowMs }), effects: [] }),
  );
}

function heard(call: Call, leg: Leg): Step {
  const talking = talkingLeg(call, leg.side);
  if (leg.state !== 'up' || call.state !== 'active' || !talking || talking.id === leg.id) return unchanged(call);
  return andThen(onlyLeg(call, leg.side, leg), (each) => ({ call: withParty(each, leg.side, { reach: null, deviceHolding: false }), effects: [] }));
}

function stalled(call: Call, leg: Leg, neverHeard: boolean, context: Context): Step {
  if (leg.state !== 'up' || leg.stalled) return unchanged(call);
  const wasTalking = talkingLeg(call, leg.side)?.id === leg.id;
  const after = withLeg(call, leg.id, { stalled: true, neverHeard });
  if (call.state !== 'active' || !wasTalking) return { call: after, effects: [] };
  // The device that the call was moving to has answered already: it is the one that is there.
  const other = talkingLeg(after, leg.side);
  if (other && !other.stalled) return takesOver(after, leg.side, other, context);
  return anchor(after, leg.side, null, context);
}

const resumed = (call: Call, side: Side): Step => andThen({ call, effects: [] }, (each) => (each[side].reach?.why === 'anchor' ? returned(each, side) : unchanged(each)));

function gone(call: Call, leg: Leg, reason: EndReason, context: Context): Step {
  const { side } = leg;
  const wasTalking = talkingLeg(call, side)?.id === leg.id;
  const without = withLeg(call, leg.id, { state: 'ended', stalled: false, endReason: reason });
  if (call.state === 'ringing' && side === 'caller' && wasTalking) return endCall(without, reason === 'lost' ? 'lost' : 'cancelled', context);
  if (!wasTalking) return candidateGone(without, leg, reason, context);
  const other = talkingLeg(without, side);
  if (other && !other.stalled) return takesOver(without, side, other, context);
  // Called again, a device whose network lets no audio through would be as mute as before.
  return reason === 'lost' ? anchor(without, side, leg.neverHeard === true ? null : leg.deviceId, context) : endCall(without, 'hungUp', context, { endedBy: side });
}

function candidateGone(call: Call, { side, deviceId }: Leg, reason: EndReason, context: Context): Step {
  const { reach } = call[side];
  if (!reach) return { call, effects: [] };
  const { why } = reach;
  if (why === 'anchor' && reason === 'lost') {
    // Its page went away while it was called, and another is there already: it appeared before this one was known to be gone.
    const again = comeBackAgain(call, side, deviceId, context);
    if (again.call !== call) return again;
  }
  if (reason === 'declined' && why !== 'anchor') {
    // 603 speaks for the person, whatever device it came from (RFC 3261 §21.6.2).
    return why === 'call' && side === 'callee' ? endCall(call, 'declined', context) : exhausted(call, side, 'declined', context);
  }
  if (candidates(call, side).length > 0 || reach.plan[0]?.kind === 'wait' || reach.plan[0]?.kind === 'goodbye') return { call, effects: [] };
  return stepFailed(call, side, failureOf(call, side, reason), context);
}

/** What a switch or a network says of a number to which no way leads. */
const noWay: ReadonlySet<EndReason> = new Set(['unknownNumber', 'unreachable', 'notAllowed', 'failed', 'lost']);

/** Of several devices that could not be rung, the reason that tells most: one of them is busy, or what the last one said. */
function failureOf(call: Call, side: Side, last: EndReason): EndReason {
  const rung = call.legs.slice(call[side].reach?.legsFrom ?? 0).filter((leg) => leg.side === side);
  if (rung.some((leg) => leg.endReason === 'busy')) return 'busy';
  if (call[side].reach?.plan[0]?.because === 'emergencyNumber' && noWay.has(last)) return 'noEmergency';
  return last === 'lost' ? 'unreachable' : last;
}

/** A device came up while its person is being reached. */
export function deviceAppeared(call: Call, input: Extract<Input, { type: 'deviceAppeared' }>, context: Context): Step {
  const side = call.caller.userId === input.userId ? 'caller' : 'callee';
  const party = call[side];
  const step = party.reach?.plan[0];
  if (party.userId !== input.userId || !party.reach || !step) return unchanged(call);
  if (party.reach.why === 'anchor') return comeBack(call, side, input.target, context);
  if (liveLegsOf(call, side).some((leg) => leg.deviceId === input.target.deviceId)) return unchanged(call);
  if (party.reach.why === 'return' && step.kind === 'wait') return nextStep(call, side, context);
  const begun = call.state === 'active' || (side === 'callee' && call.caller.reach === null);
  const rings = begun && party.reach.why !== 'move' && step.because !== 'moved' && (step.kind === 'ringReachable' || step.kind === 'ringDevices');
  return rings ? alsoRing(call, side, input.target, false, context) : unchanged(call);
}

/** A device of the person has called in to take the place of a leg of the person's (RFC 3891): answered, and moved to. */
export function replace(call: Call, input: Extract<Input, { type: 'replace' }>, context: Context): Decision {
  const old = liveLegs(call).find((leg) => leg.id === input.replaces);
  const side = old?.side;
  if (side === undefined || call[side].userId !== input.userId || call.state !== 'active' || !isConnected(call[side])) return refuse('call.notAllowed', 'this leg is not the caller\'s to replace');
  const leg = arrivedLeg(call, side, input.from);
  const joined: Step = { call: { ...call, legs: [...call.legs, leg] }, effects: [{ type: 'answer', leg: leg.id }] };
  if (!isPresent(call, side)) return andThen(joined, (each) => takesOver(each, side, leg, context));
  const moving = call[side].reach ?? { why: 'move' as const, plan: [{ kind: 'end' as const, reason: 'noAnswer' as const, because: 'moved' as const }], transferor: null, sinceMs: context.nowMs, legsFrom: call.legs.length, timer: 0, untilMs: context.nowMs };
  return andThen(joined, (each) => awaitFirstPacket(withParty(each, side, { reach: moving }), side, leg, context));
}

const arrivedLeg = (call: Call, side: Side, from: ArrivedLeg): Leg => ({
  id: from.leg,
  side,
  userId: call[side].userId,
  deviceId: from.deviceId ?? null,
  deviceLabel: from.label ?? null,
  session: call.id,
  state: 'up',
  wasUp: true,
  stalled: false,
  endReason: null,
});
