import type { UserId } from '../../contract/ids';
import { audioEffects, ears } from './audio';
import { otherSide } from './call';
import {
  isConference,
  isConnected,
  isMainSide,
  isSupervisor,
  partyOf,
  servedIn,
  sideOf,
  withParty,
} from './call-facts';
import type { Call, MainSide, Side } from './call';
import { recordingFollows } from './call-recording';
import { close, movedLegs } from './connect';
import type { Connection } from './connect';
import { isFull, isIn, seated } from './guests';
import { holdsTimed } from './party';
import { refuse, unchanged } from './protocol';
import type { Context, Refusal } from './protocol';
import { talkEvents } from './queue-events';
import { startTimer } from './reach/reach';

/**
 * One call of two: the other side of `closed` comes into `kept` as a guest of the user, who is in both and talks to
 * everybody from now on.
 */
export function merge(kept: Call, closed: Call, userId: UserId, context: Context): Connection | Refusal {
  const [side, mine] = [sideOf(kept, userId), sideOf(closed, userId)];
  if (side === null || mine === null) return refuse('call.notFound', 'not a party of both calls');
  if (!isMainSide(mine) || isConference(closed)) return refuse('call.notAllowed', 'the other call is a conference');
  const theirs = otherSide(mine);
  const trouble = whyNot(kept, side, closed, theirs);
  if (trouble) return trouble;
  const { broughtBy, mode } = { broughtBy: userId, mode: 'talk' as const };
  const guest = seated(kept, { ...closed[theirs], direction: 'in', broughtBy, mode });
  const isThere = (): boolean => false;
  const moved = movedLegs(closed, theirs, isThere).map((leg) => ({ ...leg, side: guest.side }));
  const talks = withParty({ ...guest.call, legs: [...kept.legs, ...moved] }, side, { holding: false });
  const served = servedIn(kept) ?? servedIn(closed) ?? kept.served;
  const { reach } = closed[theirs];
  // Who is away just now stays anchored, in the step that had begun.
  const timed = reach
    ? startTimer(talks, guest.side, Math.max(1, reach.untilMs - context.nowMs), context)
    : unchanged(talks);
  const merged = { ...timed.call, revision: kept.revision + 1, ...(served && { served }) };
  const recorded = recordingFollows(kept, holdsTimed(kept, merged, context), context);
  const next = recorded.call;
  const over = close(closed, mine, isThere, context);
  const before = new Map([...ears(kept), ...ears(closed)]);
  return {
    kept: {
      call: next,
      effects: [...timed.effects, ...audioEffects(before, ears(next)), ...talkEvents(kept, next), ...recorded.effects],
    },
    closed:
      served !== undefined && served === closed.served
        ? over
        : { ...over, effects: [...over.effects, ...talkEvents(closed, over.call)] },
  };
}

function whyNot(kept: Call, side: Side, closed: Call, theirs: MainSide): Refusal | null {
  const me = partyOf(kept, side);
  const mine = closed[otherSide(theirs)];
  if (kept.id === closed.id || kept.organisationId !== closed.organisationId)
    return refuse('call.notAllowed', 'these are no two calls of one organisation');
  if (kept.callee.kind === 'service' || closed.callee.kind === 'service')
    return refuse('call.notAllowed', 'it is no person');
  if (kept.state !== 'active' || closed.state !== 'active' || isSupervisor(me))
    return refuse('call.notAllowed', 'both calls have to be connected');
  if (![me, mine, closed[theirs]].every(isConnected))
    return refuse('call.notAllowed', 'both calls have to be connected');
  if (me.deviceHolding) return refuse('call.notAllowed', 'the phone itself holds the call; resume it there');
  if (isIn(kept, closed[theirs])) return refuse('call.notAllowed', 'both calls are with the same person');
  return isFull(kept);
}
