import type { GuestView } from '../contract/calls/call-view';
import type { UserId } from '../contract/ids';
import { sidesOf } from './engine/call';
import {
  isCalledIn,
  isHolding,
  isMainSide,
  isPresent,
  isSupervisor,
  otherOf,
  partyOf,
  sideOf,
} from './engine/call-facts';
import type { Call, Departure, Guest, Party, Side } from './engine/call';
import { mayManage } from './engine/guests';
import { seenBy } from './engine/identity';

/** Who takes part beside the viewer and whom the viewer speaks with first, and who has left whom the viewer brought. */
export function guestViews(call: Call, viewer: Side): readonly GuestView[] {
  if (!call.guests && call.guestsEver === undefined) return [];
  const me = partyOf(call, viewer);
  const other = otherOf(call, viewer);
  const others = sidesOf(call).filter((side) => side !== viewer && partyOf(call, side) !== other);
  const there = others.filter((side) => isShown(call, side, viewer)).map((side) => presentView(call, side, me));
  const gone = call.left.filter((each) => isMine(each, me.userId) && !isBack(call, each.party));
  return [...there, ...gone.map((each) => leftView(each, me))];
}

/** Who only listens or whispers is shown to the one whose call it is, and to other supervisors. */
function isShown(call: Call, side: Side, viewer: Side): boolean {
  const guest = guestAt(call, side);
  if (!guest || guest.mode === 'talk') return true;
  const charge = guest.supervises === undefined ? null : sideOf(call, guest.supervises);
  return charge === viewer || guestAt(call, viewer)?.supervises !== undefined;
}

const guestAt = (call: Call, side: Side): Guest | undefined => call.guests?.find((each) => each.side === side);

function presentView(call: Call, side: Side, me: Party): GuestView {
  const party = partyOf(call, side);
  const guest = guestAt(call, side);
  return {
    ...common(side, party, me),
    mode: guest?.mode ?? 'talk',
    isSupervisor: isSupervisor(party),
    state: stateOf(call, side),
    muted: party.muted,
    mine: guest !== undefined && me.userId !== null && mayManage(call, me.userId, guest),
    endReason: null,
  };
}

function stateOf(call: Call, side: Side): GuestView['state'] {
  const party = partyOf(call, side);
  if (isCalledIn(party)) return 'ringing';
  if (!isPresent(call, side)) return 'away';
  return isHolding(party) ? 'held' : 'talking';
}

const isMine = ({ side, party }: Departure, userId: UserId | null): boolean =>
  !isMainSide(side) && !isSupervisor(party) && 'broughtBy' in party && party.broughtBy === userId;

const isBack = (call: Call, { userId, number }: Party): boolean =>
  sidesOf(call).some((side) => {
    const there = partyOf(call, side);
    return userId === null ? there.userId === null && there.number === number : there.userId === userId;
  });

const leftView = ({ side, party, reason }: Departure, me: Party): GuestView => ({
  ...common(side, party, me),
  ...{ mode: 'talk', isSupervisor: false, state: 'left', muted: false, mine: false, endReason: reason },
});

function common(
  side: Side,
  party: Party,
  me: Party,
): Pick<GuestView, 'id' | 'name' | 'number' | 'contactId' | 'userId'> {
  const { name, number, contactId } = seenBy(me.userId, party);
  return { id: side, name, number, contactId, userId: party.userId };
}
