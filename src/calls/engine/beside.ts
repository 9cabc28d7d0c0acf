import type { UserId } from '../../contract/ids';
import { sidesOf } from './call';
import { forwarders, legsBeside, peopleOf, replaced, sideRungBeside, partyOf, withParty } from './call-facts';
import type { Call, Leg, Side } from './call';
import { alsoGoal, dial } from './dialling';
import type { Goal } from './dialling';
import { leave } from './ending';
import type { Person } from './identity';
import { newParty } from './party';
import { ringsBy } from './plan';
import type { Beside } from './plan';
import { andThen, unchanged } from './protocol';
import type { Context, Effect, Step } from './protocol';

/**
 * Nobody is rung by a rule who has to do with the call already: a party, who made the transfer, or from whom it was
 * forwarded. Nor is who was rung beside, and declined it, or who is rung beside another side.
 */
export const mayBeRung = (call: Call, side: Side, userId: UserId): boolean =>
  !peopleOf(call).includes(userId) &&
  !forwarders(call).some((each) => each.userId === userId) &&
  !sidesOf(call).some((each) => partyOf(call, each).reach?.declined?.includes(userId)) &&
  !sidesOf(call).some((each) => each !== side && isBeside(call, each, userId));

const isBeside = (call: Call, side: Side, userId: UserId): boolean =>
  partyOf(call, side).reach?.beside?.some((each) => each.userId === userId) === true;

/** Where what rings beside a side leads now. */
function goalsOf(call: Call, side: Side, also: Beside | undefined, context: Context): readonly Goal[] {
  if (!also) return [];
  if ('number' in also) return alsoGoal(call, also, context);
  const { userId } = also.person;
  if (!mayBeRung(call, side, userId) || sideRungBeside(call, userId) !== null) return [];
  const there = context.reachable(userId).filter((target) => ringsBy(also.rings, target));
  return there.map((device) => ({ device, auto: false, of: userId }));
}

/** Rings `own`, and beside them what a rule asks for. Null = there is nothing to ring. */
export function ring(
  call: Call,
  side: Side,
  own: readonly Goal[],
  also: Beside | undefined,
  context: Context,
): Step | null {
  const more = goalsOf(call, side, also, context);
  if (own.length + more.length === 0) return null;
  const rung = also && 'person' in also && more.length > 0 ? withColleague(call, side, also.person, context) : call;
  return dial(rung, side, [...own, ...more], context);
}

/** The colleague learns for whom the call is, as of one that is forwarded. */
export function withColleague(call: Call, side: Side, person: Person, context: Context): Call {
  const { reach, through, name, transferredBy, calledNumber } = partyOf(call, side);
  if (!reach) return call;
  const party = { ...newParty(person, 'in', context, calledNumber), transferredBy, through: through ?? name };
  const others = (reach.beside ?? []).filter(({ userId }) => userId !== person.userId);
  return withParty(call, side, { reach: { ...reach, beside: [...others, party] } });
}

/** Somebody has answered who was rung beside the side, and takes its place: whoever had it is told who did. */
export function takesPlace(call: Call, side: Side, userId: UserId | null): Call {
  const { reach, ...before } = partyOf(call, side);
  const party = reach?.beside?.find((each) => each.userId === userId);
  if (!reach || !party || userId === before.userId) return call;
  const beside = reach.beside?.filter((each) => each !== party) ?? [];
  const forwardedFrom = [...(reach.forwardedFrom ?? []), { ...before, reach: null }];
  const others = call.left.filter((each) => ![userId, before.userId].includes(each.party.userId));
  const left = [...others, { party: { ...before, reach: null }, side, reason: 'transferred' as const }];
  return replaced({ ...call, left }, side, { ...party, reach: { ...reach, beside, forwardedFrom } });
}

/** Somebody who is rung beside a side does not want the call: it rings on for the others. */
export function declineBeside(call: Call, side: Side, userId: UserId): Step {
  const { reach } = partyOf(call, side);
  const party = reach?.beside?.find((each) => each.userId === userId);
  if (!reach || !party) return unchanged(call);
  const stopped = stopBeside(call, side, userId, 'declined');
  const beside = reach.beside?.filter((each) => each !== party) ?? [];
  const declined = [...(reach.declined ?? []), userId];
  const told = andThen(stopped, (each) => leave(each, side, 'declined', party));
  return { ...told, call: withParty(told.call, side, { reach: { ...reach, beside, declined } }) };
}

/** Stops what rings of somebody beside a side, all but `keep`. */
export function stopBeside(
  call: Call,
  side: Side,
  userId: UserId,
  reason: 'declined' | 'answeredElsewhere' | 'noAnswer',
  keep: readonly Leg[] = [],
): Step {
  const stopped = legsBeside(call, side, userId).filter((leg) => !keep.includes(leg));
  const legs = call.legs.map((leg) => (stopped.includes(leg) ? { ...leg, state: 'ended' as const } : leg));
  return { call: { ...call, legs }, effects: stopped.map(({ id }): Effect => ({ type: 'hangUp', leg: id, reason })) };
}
