import type { UserId } from '../../contract/ids';
import { otherSide } from './call';
import {
  isConference,
  isConnected,
  isMainSide,
  isSupervisor,
  liveLegsOf,
  otherOf,
  participants,
  partyOf,
  replaced,
  servedOn,
  sideOf,
  talkingLeg,
  transferringSide,
  withParty,
} from './call-facts';
import { identityOf } from './identity';
import { isRefusal, withoutVoicemail } from './plan';
import type { Call, Leg, MainSide, Reach, Side } from './call';
import { audioEffects, ears } from './audio';
import { recordingFollows, recordingMoves } from './call-recording';
import { endCall, leave } from './ending';
import { isIn, settled } from './guests';
import { holdsTimed } from './party';
import type { Context, Effect, Refusal } from './protocol';
import { refuse } from './protocol';
import { talkEvents } from './queue-events';
import { startTimer } from './reach/reach';
import { transferForMs } from './reach/return';
import { hangUpSide } from './dialling';

/** What connecting two calls makes of them. */
export interface Connection {
  readonly refused?: never;
  readonly kept: { readonly call: Call; readonly effects: readonly Effect[] };
  readonly closed: { readonly call: Call; readonly effects: readonly Effect[] };
}

/**
 * Attended transfer: `kept` goes on with the other side of `closed` in the place of the user, who is out of both. A
 * call that still rings is handed over ringing; not answered, it comes back to the user as any transfer does.
 */
export function connect(keeping: Call, closing: Call, userId: UserId, context: Context): Connection | Refusal {
  const side = sideOf(keeping, userId);
  const mine = sideOf(closing, userId);
  const comes = mine === null ? null : closing[otherSide(mine)].userId;
  const { from: closed, to: kept } = recordingMoves(closing, keeping, comes);
  if (side === null || mine === null)
    return refuse(
      transferringSide(kept, userId) === null ? 'call.notFound' : 'call.notAllowed',
      'not a party of both calls',
    );
  if (!isMainSide(mine) || isConference(closed)) return refuse('call.notAllowed', 'the other call is a conference');
  const theirs = otherSide(mine);
  const trouble = whyNot(kept, side, closed, mine);
  if (trouble !== null) return refuse('call.notAllowed', trouble);
  const rings = closed.state === 'ringing';
  const me = {
    ...partyOf(kept, side),
    holding: false,
    deviceHolding: false,
    talkedUntilMs: context.nowMs,
    reach: null,
  };
  const out = hangUpSide(kept, side, 'transferred');
  const here = participants(kept);
  const isHere = ({ userId }: { readonly userId: UserId | null }): boolean => userId !== null && here.includes(userId);
  const moved = movedLegs(closed, theirs, isHere).map((leg) => ({ ...leg, side }));
  let next: Call = { ...out.call, revision: kept.revision + 1, legs: [...out.call.legs, ...moved] };
  const effects: Effect[] = [{ type: 'stopTimer', timer: side }, ...out.effects];
  const giveTime = (ms: number): void => {
    const timed = startTimer(next, side, ms, context);
    next = timed.call;
    effects.push(...timed.effects);
  };
  const joining = { ...closed[theirs], direction: 'in' as const, transferredBy: identityOf(me) };
  if (rings && joining.reach) {
    const transferor = { party: me, deviceId: talkingLeg(kept, side)?.deviceId ?? null };
    const forwardedFrom = (joining.reach.forwardedFrom ?? []).filter((each) => !isHere(each));
    const beside = (joining.reach.beside ?? [])
      .filter((each) => !isHere(each))
      .map((each) => ({ ...each, transferredBy: joining.transferredBy }));
    next = replaced(next, side, {
      ...joining,
      reach: {
        ...{ ...joining.reach, forwardedFrom, beside, transferor },
        plan: withoutVoicemail(joining.reach.plan),
        why: 'transfer',
        legsFrom: out.call.legs.length,
      },
    });
    giveTime(ringsFor(joining.reach, context.nowMs));
  } else {
    const departed = leave(next, side, 'transferred', me, { to: identityOf(joining), taken: true });
    next = replaced(departed.call, side, joining);
    effects.push(...departed.effects);
    // Who is away just now stays anchored, in the step that had begun.
    if (joining.reach) giveTime(Math.max(1, joining.reach.untilMs - context.nowMs));
  }
  // The agent who joins goes on with the own talk; who has left talks no more.
  const served = closed.served && sideOf(closed, closed.served.userId) === theirs ? closed.served : kept.served;
  if (served) next = { ...next, served };
  const left = settled({ call: next, effects });
  const recorded = recordingFollows(kept, holdsTimed(kept, servedOn(kept, left.call), context), context);
  next = recorded.call;
  const before = new Map([...ears(kept), ...ears(closed)]);
  const over = close(closed, mine, isHere, context);
  return {
    kept: {
      call: next,
      effects: [...left.effects, ...audioEffects(before, ears(next)), ...talkEvents(kept, next), ...recorded.effects],
    },
    closed: served === closed.served ? over : { ...over, effects: [...over.effects, ...talkEvents(closed, over.call)] },
  };
}

function whyNot(kept: Call, side: Side, closed: Call, mine: MainSide): string | null {
  const theirs = otherSide(mine);
  const other = otherOf(kept, side);
  if (kept.id === closed.id) return 'a call cannot be connected with itself';
  if (kept.organisationId !== closed.organisationId) return 'the calls are of different organisations';
  if (kept.state !== 'active' || !isConnected(partyOf(kept, side)) || !isConnected(other))
    return 'the call that goes on is not connected';
  if (isSupervisor(partyOf(kept, side))) return 'a supervisor has no call to hand over';
  if (closed.state === 'ended') return 'the other call has ended';
  if (closed[theirs].kind === 'service' || (closed[theirs].reach && isRefusal(closed[theirs].reach.plan)))
    return 'the other call leads to nobody';
  if (closed.state === 'ringing' && (mine !== 'caller' || closed.callee.reach === null || closed.caller.reach !== null))
    return 'the other call has not been begun by the user';
  if (closed.state === 'active' && (!isConnected(closed[mine]) || !isConnected(closed[theirs])))
    return 'the other call is not connected';
  if (closed[theirs].userId !== null && isIn(kept, closed[theirs])) return 'both calls are with the same person';
  return null;
}

/** As any transfer; what is to ring beside it begins when it was to. */
const ringsFor = ({ plan, untilMs }: Reach, nowMs: number): number =>
  plan[1]?.kind === 'ringAlso' ? Math.max(1, untilMs - nowMs) : transferForMs;

export type IsHere = (person: { readonly userId: UserId | null }) => boolean;

/** Nobody rings beside a call that they are in already. */
export const movedLegs = (closed: Call, theirs: MainSide, isHere: IsHere): readonly Leg[] =>
  liveLegsOf(closed, theirs).filter((leg) => leg.userId === closed[theirs].userId || !isHere(leg));

/** The user's part of the second call ends; the legs of its other side live on in the first. */
export function close(call: Call, mine: MainSide, isHere: IsHere, context: Context): Connection['closed'] {
  const theirs = otherSide(mine);
  const moves = movedLegs(call, theirs, isHere);
  // Who is rung beside it sees the call that goes on, and this one no more.
  const beside = (call[theirs].reach?.beside ?? []).map((party) => ({
    party,
    side: theirs,
    reason: 'transferred' as const,
  }));
  const rest: Call = {
    ...call,
    revision: call.revision + 1,
    left: [...call.left, ...beside],
    legs: call.legs.filter((leg) => !moves.includes(leg)),
  };
  const ended = endCall(withParty(rest, theirs, { reach: null }), 'transferred', context);
  const moved = call[theirs].userId;
  return {
    call: ended.call,
    effects: ended.effects.filter((effect) => effect.type !== 'history' || effect.record.userId !== moved),
  };
}
