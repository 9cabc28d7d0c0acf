import type { EndReason } from '../../contract/calls/end-reason';
import type { UserId } from '../../contract/ids';
import { callbackEvents } from './calling-back';
import { isHolding, partyOf, queueOf, servedIn, sideOf } from './call-facts';
import type { Call, Offered, Served } from './call';
import { ringsFor } from './offering';
import type { Effect } from './protocol';

type QueueEvent = Extract<Effect, { type: 'queueEvent' }>;

/** What the distributor has to be told, derived from the call before and after: no rule has to think of it. */
export const queueEvents = (before: Call | null, after: Call): readonly QueueEvent[] => [
  ...waitingEvents(before, after),
  ...callbackEvents(before, after),
  ...talkEvents(before, after),
  ...holdEvents(before, after),
];

function waitingEvents(before: Call | null, after: Call): readonly QueueEvent[] {
  const [was, is] = [before && queueOf(before), queueOf(after)];
  // Whose agent was gone before any audio has kept the place.
  const isBack = before?.state === 'active' && before.served?.isHeard === false;
  const entered: QueueEvent[] =
    is && was?.groupId !== is.groupId && !isBack ? [{ type: 'queueEvent', event: 'entered', groupId: is.groupId }] : [];
  if (!was) return entered;
  if (is) return [...endedIn(before, after), ...entered];
  const { served } = after;
  if (served && !before?.served) {
    const { offerId, userId } = served;
    return [{ type: 'queueEvent', event: 'offerAnswered', offerId, userId }];
  }
  return [{ type: 'queueEvent', event: 'left', callId: after.id, isOver: after.state === 'ended' }];
}

/**
 * Whose talk for a group has begun or is over by this change. An agent who is gone before any audio has not talked: the
 * call waits again, or does not wait any more.
 */
export function talkEvents(before: Call | null, after: Call): readonly QueueEvent[] {
  const [was, is] = [servedIn(before), servedIn(after)];
  const isSame = was?.callId === is?.callId && was?.userId === is?.userId;
  const begun: QueueEvent[] = is?.isHeard && !(isSame && was?.isHeard) ? [talkEvent('talking', is)] : [];
  if (!was || isSame) return begun;
  return [overFor(was, after), ...begun];
}

function holdEvents(before: Call | null, after: Call): readonly QueueEvent[] {
  const served = servedIn(after);
  if (!served?.isHeard) return [];
  const { callId, userId } = served;
  const isHeld = holds(after, userId);
  const wasHeld = before !== null && servedIn(before)?.isHeard === true && holds(before, userId);
  return isHeld === wasHeld ? [] : [{ type: 'queueEvent', event: 'held', callId, userId, isHeld }];
}

function holds(call: Call, userId: UserId): boolean {
  const side = sideOf(call, userId);
  return side !== null && isHolding(partyOf(call, side));
}

function overFor(was: Served, after: Call): QueueEvent {
  const { callId, offerId, userId } = was;
  if (was.isHeard) return talkEvent('talkEnded', was);
  return queueOf(after) !== null
    ? { type: 'queueEvent', event: 'offerEnded', offerId, userId, reason: 'hungUp' }
    : { type: 'queueEvent', event: 'left', callId, isOver: after.state === 'ended' };
}

const talkEvent = (event: 'talking' | 'talkEnded', { callId, offerId, userId }: Served): QueueEvent => ({
  type: 'queueEvent',
  event,
  callId,
  offerId,
  userId,
});

/** Agents whose part of the offer is over, while the call waits on. */
function endedIn(before: Call | null, after: Call): readonly QueueEvent[] {
  const { offered } = after.callee.reach ?? {};
  if (!offered) return [];
  const known = agentsOf(before, offered);
  const ended = offered.agents.filter(
    (each) => !ringsFor(after, each) && !(known.has(each) && before && !ringsFor(before, each)),
  );
  return ended.map((userId) => ({
    ...{ type: 'queueEvent', event: 'offerEnded', offerId: offered.id },
    userId,
    reason: reasonOf(after, userId),
  }));
}

const agentsOf = (call: Call | null, { id }: Offered): ReadonlySet<UserId> => {
  const offered = call?.callee.reach?.offered;
  return new Set(offered?.id === id ? offered.agents : []);
};

/** Declined on one device is the agent's word; a device that was there and said something else says it for all. */
function reasonOf({ callee, legs }: Call, userId: UserId): 'declined' | 'busy' | 'unreachable' {
  if (callee.reach?.declined?.includes(userId)) return 'declined';
  const last: EndReason | null = legs.findLast((leg) => leg.userId === userId)?.endReason ?? null;
  return last === 'busy' ? 'busy' : 'unreachable';
}
