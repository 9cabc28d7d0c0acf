import { mostInCall } from '../../contract/calls/limits';
import type { EndReason } from '../../contract/calls/end-reason';
import type { UserId } from '../../contract/ids';
import { otherSide, sidesOf } from './call';
import {
  forwarders,
  isCalledIn,
  isConnected,
  isMainSide,
  isPresent,
  isSupervisor,
  partyOf,
  peopleOf,
  replaced,
  rungBeside,
  sideOf,
  withParty,
} from './call-facts';
import type { Call, Guest, GuestSide, MainSide, Party, Side } from './call';
import { hangUpSide } from './dialling';
import { endCall, forwardOver, leave } from './ending';
import { identityOf } from './identity';
import type { PartyIdentity } from './identity';
import { backInLine } from './offering';
import { andThen, refuse, unchanged } from './protocol';
import type { Context, Effect, Progress, Refusal, Step } from './protocol';
import { startTimer } from './reach/reach';

/** Gives somebody a place beside the two. */
export function seated(call: Call, guest: Omit<Guest, 'side'>): { readonly call: Call; readonly side: GuestSide } {
  const guestsEver = (call.guestsEver ?? 0) + 1;
  const side: GuestSide = `guest-${guestsEver}`;
  return { call: { ...call, guestsEver, guests: [...(call.guests ?? []), { ...guest, side } as Guest] }, side };
}

/** One more has a place. @returns why not, or null */
export const isFull = (call: Call): Refusal | null =>
  sidesOf(call).length < mostInCall ? null : refuse('call.full', `there are ${mostInCall} in the call`);

/** Somebody has to do with the call already; of a number outside, whoever has it. */
export function isIn(call: Call, { userId, number }: PartyIdentity): boolean {
  if (userId === null) return number !== null && sidesOf(call).some((side) => partyOf(call, side).number === number);
  const others = [...forwarders(call), ...rungBeside(call)];
  return peopleOf(call).includes(userId) || others.some((each) => each.userId === userId);
}

/** A guest is out of the call, which goes on. */
export function guestOver(call: Call, side: GuestSide, reason: EndReason): Step {
  const transferor = partyOf(call, side).reach?.transferor?.party;
  const to = identityOf(partyOf(call, side));
  const told = forwardOver(call, side, reason, false);
  const waited = transferor
    ? andThen(told, (each) => leave(each, side, reason, transferor, { to, taken: false }))
    : told;
  const silent = andThen(waited, (each) => hangUpSide(each, side, reason));
  const departed = andThen(silent, (each) => leave(each, side, reason));
  const guests = departed.call.guests?.filter((each) => each.side !== side) ?? [];
  return {
    call: { ...departed.call, guests },
    effects: [{ type: 'stopTimer', timer: side }, ...departed.effects],
  };
}

/**
 * The part of whoever has this place is over. A guest leaves; of the two, a guest who talks takes the place, and with
 * nobody left to take it the call is over.
 *
 * @param byThemselves they were there, whatever had become of their audio
 */
export function partOver(
  call: Call,
  side: Side,
  reason: EndReason,
  context: Pick<Context, 'nowMs'>,
  byThemselves = false,
): Step {
  if (!isMainSide(side)) return guestOver(call, side, reason);
  const heir = heirOf(call);
  if (!heir) return endCall(call, reason, context, byThemselves ? { endedBy: side } : {});
  const me = byThemselves && call[side].reach?.why === 'anchor' ? { ...call[side], reach: null } : call[side];
  const told = andThen(forwardOver(call, side, reason, false), (each) => leave(each, side, reason, me));
  return andThen(told, (each) => takesSide(each, heir, side, context));
}

/** Whoever has this place has hung up: of whom nothing was heard yet, the caller waits again. */
export const hungUp = (call: Call, side: Side, context: Context): Progress =>
  backInLine(call, side, context) ?? partOver(call, side, 'hungUp', context, true);

/** Whoever is there comes before whoever is away, and a colleague before somebody outside. */
function heirOf(call: Call): Guest | undefined {
  const talking = (call.guests ?? []).filter((each) => each.mode === 'talk' && isConnected(each));
  const there = talking.filter(({ side }) => isPresent(call, side));
  return there.find(({ userId }) => userId !== null) ?? there[0] ?? talking[0];
}

/** The guest is one of the two from now on; whoever had the place has left it. */
function takesSide(call: Call, guest: Guest, side: MainSide, context: Pick<Context, 'nowMs'>): Step {
  const out = hangUpSide(call, side, 'hungUp');
  const legs = out.call.legs.map((leg) => (leg.side === guest.side ? { ...leg, side } : leg));
  const guests = out.call.guests?.filter((each) => each !== guest) ?? [];
  const moved = replaced({ ...out.call, legs, guests }, side, asParty(guest));
  const stopped: Effect[] = [
    { type: 'stopTimer', timer: side },
    { type: 'stopTimer', timer: guest.side },
  ];
  const timed = guest.reach
    ? startTimer(moved, side, Math.max(1, guest.reach.untilMs - context.nowMs), context)
    : unchanged(moved);
  return { call: timed.call, effects: [...stopped, ...out.effects, ...timed.effects] };
}

const asParty = ({
  side: _,
  mode: __,
  broughtBy: ___,
  supervises: ____,
  takesOver: _____,
  tells: ______,
  ...party
}: Guest): Party => party;

/** A supervisor has the call in the place of the agent, who is out of it. */
export function takenOver(call: Call, guest: Guest, context: Pick<Context, 'nowMs'>): Step {
  const side = guest.supervises === undefined ? null : sideOf(call, guest.supervises);
  if (side === null) return unchanged(call);
  const agent = partyOf(call, side);
  const departed = leave(call, side, 'transferred', agent, { to: identityOf(guest), taken: true });
  const heir: Guest = { ...guest, mode: 'talk', transferredBy: identityOf(agent) };
  const ready = { ...departed.call, guests: departed.call.guests?.map((each) => (each === guest ? heir : each)) ?? [] };
  return andThen({ ...departed, call: ready }, (each) =>
    isMainSide(side) ? takesSide(each, heir, side, context) : takesGuestsPlace(each, heir, side),
  );
}

/** An agent who was added to the call by somebody else leaves; the supervisor stays, as a guest like any other. */
function takesGuestsPlace(call: Call, heir: Guest, side: GuestSide): Step {
  const out = hangUpSide(call, side, 'transferred');
  const { supervises: _, tells: __, ...guest } = heir;
  const guests = (out.call.guests ?? [])
    .filter((each) => each.side !== side)
    .map((each) => (each === heir ? guest : each));
  return { call: { ...out.call, guests }, effects: [{ type: 'stopTimer', timer: side }, ...out.effects] };
}

/** Who may mute a guest, or send one away: whoever brought the guest, and who made the conference. */
export function mayManage(call: Call, userId: UserId, guest: Guest): boolean {
  if (isSupervisor(guest)) return false;
  const [maker] = call.guests?.filter((each) => !isSupervisor(each)) ?? [];
  // Whoever brought them may have left: then it is up to those who are there.
  const isOrphan = sideOf(call, guest.broughtBy) === null;
  const side = sideOf(call, userId);
  return guest.broughtBy === userId || maker?.broughtBy === userId || (isOrphan && side !== null && isMainSide(side));
}

/**
 * Guests whose point is gone leave: of a call that is up no more, and who listens to somebody who is out of it. What
 * the other side is to be told is told.
 */
export function settled(step: Step): Step {
  const { guests = [], state } = step.call;
  if (guests.length === 0 || state === 'ended') return step;
  const over = guests.filter((guest) => isPointless(step.call, guest));
  const left = over.reduce((so, { side }) => andThen(so, (each) => guestOver(each, side, 'hungUp')), step);
  return { ...left, call: telling(left.call) };
}

const isPointless = (call: Call, { supervises, mode }: Guest): boolean =>
  call.state !== 'active' || (supervises !== undefined && mode !== 'talk' && sideOf(call, supervises) === null);

/** Whose words nobody but the agent hears, or nobody at all: to be told of before anything is heard. */
function telling(call: Call): Call {
  const { announcing, ...rest } = call;
  const listener = call.guests?.find((each) => each.mode !== 'talk' && each.tells && !isCalledIn(each));
  if (!listener?.tells) return announcing ? rest : call;
  if (announcing || call.isAnnounced) return call;
  const charge = listener.supervises === undefined ? null : sideOf(call, listener.supervises);
  const side = charge === null ? 'caller' : otherSide(charge);
  return { ...call, announcing: { side, sounds: listener.tells, id: `${call.id}/supervised` } };
}

/** The other side has heard to its end that somebody listens. */
export function told(call: Call): Step {
  const { announcing: _, ...rest } = call;
  return { call: { ...rest, isAnnounced: true }, effects: [] };
}

/** The guest who has this place; null = there is none, or not this person's to manage. */
const managed = (call: Call, userId: UserId, side: string): Guest | null =>
  call.guests?.find((each) => each.side === side && mayManage(call, userId, each)) ?? null;

/** Somebody who was brought into the call is sent away again, or rung no more. */
export function removeGuest(call: Call, userId: UserId, side: string): Progress | Refusal {
  const guest = managed(call, userId, side);
  if (!guest) return refuse('call.notFound', 'no such guest');
  return guestOver(call, guest.side, isCalledIn(guest) ? 'cancelled' : 'hungUp');
}

export function muteGuest(call: Call, userId: UserId, side: string, muted: boolean): Progress | Refusal {
  const guest = managed(call, userId, side);
  if (!guest) return refuse('call.notFound', 'no such guest');
  if (isCalledIn(guest)) return refuse('call.notAllowed', 'the guest has not answered');
  return guest.muted === muted ? unchanged(call) : unchanged(withParty(call, guest.side, { muted }));
}
