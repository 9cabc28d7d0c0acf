import type { EndReason } from '../../../contract/calls/end-reason';
import { partyOf, replaced } from '../call-facts';
import type { Call, Side } from '../call';
import type { PartyIdentity } from '../identity';
import { newParty } from '../party';
import type { Context } from '../protocol';

/**
 * The call goes on to somebody else in the place of a side: whoever had it sees it no more, and is told what became of
 * it once that is known (`forwardedFrom`).
 *
 * @param reason why whoever had it has not taken it
 */
export function handOn(
  call: Call,
  side: Side,
  to: PartyIdentity,
  context: Context,
  reason: EndReason = 'noAnswer',
): Call {
  const before = partyOf(call, side);
  const party = newParty(to, 'in', context, before.calledNumber);
  const forwardedFrom = [...(before.reach?.forwardedFrom ?? []), { ...before, reach: null }];
  // Who was rung beside it before is this side's own now.
  const beside = before.reach?.beside?.filter(({ userId }) => userId !== to.userId);
  const reach = before.reach && {
    ...before.reach,
    ...(beside && { beside }),
    forwardedFrom,
    sinceMs: context.nowMs,
    legsFrom: call.legs.length,
  };
  const others = call.left.filter((each) => each.party.userId !== before.userId);
  const left = [...others, { party: before, side, reason }];
  const through = before.through ?? before.name;
  return replaced({ ...call, left }, side, { ...party, transferredBy: before.transferredBy, through, reach });
}
