import type { EndReason } from '../../contract/calls/end-reason';
import type { LegId, UserId } from '../../contract/ids';
import {
  otherSide,
  sidesOf,
  type Call,
  type Guest,
  type GuestSide,
  type Leg,
  type MainSide,
  type Party,
  type PartyState,
  type Reach,
  type Recording,
  type Served,
  type Side,
} from './call';
import type { Known, ServiceName } from './identity';
import type { StepOf } from './plan';

/** Its recordings that are not over. One that has ended waits for them. */
export const openRecordings = ({ recordings = [] }: Pick<Call, 'recordings'>): readonly Recording[] =>
  recordings.filter(({ reason }) => reason === null);

/** It is a message: neither both sides of a call, nor a greeting. */
export const isLeftFor = ({ ownerId, talk, greeting }: Recording, userId: UserId | null): boolean =>
  ownerId === userId && talk === undefined && greeting === undefined;

/** It has ended, and nothing more comes of it. */
export const isOver = (call: Call): boolean => call.state === 'ended' && openRecordings(call).length === 0;

/** The callee's voicemail has answered the call. */
export const isWithVoicemail = ({ callee }: Pick<Call, 'callee'>): boolean =>
  callee.kind === 'service' && callee.service === 'voicemail';

/** The caller's own mailbox has answered. */
export const isWithMailbox = ({ callee }: Pick<Call, 'callee'>): boolean =>
  callee.kind === 'service' && callee.service === 'mailbox';
/** The step by which the caller waits for an answer group; null = the caller does not. */
export function queueOf({ state, caller, callee }: Call): StepOf<'queue'> | null {
  const step = callee.reach?.plan[0];
  // Not before the caller's own device has answered.
  return state === 'ringing' && caller.reach === null && step?.kind === 'queue' ? step : null;
}

/**
 * Since when whoever calls has waited for a group. Whoever comes back from a person who did not answer, or an agent
 * who was never heard, has kept the place.
 */
export const enteredAtMs = (call: Call): number =>
  queueOf(call)?.enteredAtMs ?? call.trace.find(({ step }) => step === 'queue')?.atMs ?? call.startedAtMs;

/** The call is only offered to this one: whoever does not take it is owed nothing. */
export function isOffered(call: Call, side: Side, userId: UserId | null): boolean {
  const { offered, beside } = partyOf(call, side).reach ?? {};
  return (
    userId !== null &&
    offered?.agents.includes(userId) === true &&
    beside?.some((each) => each.userId === userId) === true
  );
}

/** The agent has not said yet to call back: nobody has been called, and whoever does not is owed nothing. */
export const isCallbackOffered = ({ callingBack, state, caller }: Call): boolean =>
  callingBack !== undefined && state === 'ringing' && caller.reach?.why === 'call';

/** The agent who took the call for a group, while in it; null = nobody is (any more). */
export const servedIn = (call: Call | null): Served | null =>
  call?.served && call.state === 'active' && sideOf(call, call.served.userId) !== null ? call.served : null;

/** Once out of the call, the agent is in it for the group no more, even when a transfer comes back. */
export function servedOn(before: Call, after: Call): Call {
  if (servedIn(before) === null || servedIn(after) !== null) return after;
  const { served: _, ...rest } = after;
  return rest;
}

/** The offer is over, and the agents who rang for it have nothing to do with the call any more. */
export const withoutOffer = (reach: Reach): Reach =>
  reach.offered === undefined
    ? reach
    : {
        ...reach,
        beside: reach.beside?.filter(({ userId }) => userId === null || !reach.offered?.agents.includes(userId)) ?? [],
        offered: { ...reach.offered, agents: [] },
      };

/** Without a leg of the callee, these end a call before anybody was called. */
const beforeCallee: readonly EndReason[] = [
  'ownNumber',
  'unknownNumber',
  'noEmergency',
  'notAllowed',
  'barred',
  'outsideNotAllowed',
  'countryNotAllowed',
  'classNotAllowed',
  'notNow',
  'closedDay',
  'tooManyOutside',
  'minutesUsed',
  'tooManyNew',
  'noNetwork',
  'networkRefused',
  'ownDevice',
  'cancelled',
  'lost',
  'interrupted',
];

/**
 * The callee has not been called, and knows of nothing: the caller's own device rings first, or the call ended, for
 * `reason`, before it came to that.
 */
export function isUncalled(call: Call, reason: EndReason | null = call.endReason): boolean {
  if (call.legs.some((leg) => leg.side === 'callee')) return false;
  return reason === null ? call.caller.reach?.why === 'call' : beforeCallee.includes(reason);
}

/** The callee has blocked the caller: nothing rings and nothing is shown, and the caller hears busy as of any other. */
export const isBlocked = ({ trace }: Call): boolean => trace.some(({ because }) => because === 'callerBlocked');

const guestAt = (call: Call, side: GuestSide): Guest | undefined => call.guests?.find((each) => each.side === side);

/** Who has a place in the call; of a guest who is out of it, who had it last. */
export function partyOf(call: Call, side: Side): Party {
  if (side === 'caller' || side === 'callee') return call[side];
  const departed = call.left.findLast((each) => each.side === side);
  return guestAt(call, side) ?? departed?.party ?? call.caller;
}

export const isMainSide = (side: Side): side is MainSide => side === 'caller' || side === 'callee';

/** To whom one speaks first: the other side; a guest, to whoever the guest was brought by, or listens to. */
export function otherOf(call: Call, side: Side): Party {
  if (isMainSide(side)) return call[otherSide(side)];
  const guest = guestAt(call, side);
  const host = guest && sideOf(call, guest.supervises ?? guest.broughtBy);
  return host ? partyOf(call, host) : call.caller;
}

/** Others than the two talk in it, or are being added. */
export const isConference = ({ guests = [] }: Pick<Call, 'guests'>): boolean =>
  guests.some((each) => !isSupervisor(each) || each.mode === 'talk');

/** Who has come as a supervisor and has not taken the call over. */
export const isSupervisor = (party: Party): boolean => 'supervises' in party && party.supervises !== undefined;

export const liveLegs = (call: Call): readonly Leg[] => call.legs.filter((leg) => leg.state !== 'ended');

export const liveLegsOf = (call: Call, side: Side): readonly Leg[] => liveLegs(call).filter((leg) => leg.side === side);

const carries = (leg: Leg): boolean => leg.state === 'up' || leg.state === 'arrived';

/**
 * The leg that carries a side's audio. During a move there may be two for a moment: the older one carries on until the
 * newer one can be heard, unless the older one has stalled.
 */
export function talkingLeg(call: Call, side: Side): Leg | undefined {
  const carriers = liveLegsOf(call, side).filter(carries);
  return carriers.find((leg) => !leg.stalled) ?? carriers[0];
}

/** Legs of a side that ring or have just answered, but do not carry its audio. */
export const candidates = (call: Call, side: Side): readonly Leg[] =>
  liveLegsOf(call, side).filter((leg) => leg !== talkingLeg(call, side));

/** The side's last audio was answered by a device whose network lets none of it through. */
export const isNeverHeard = (call: Call, side: Side): boolean =>
  partyOf(call, side).reach?.why === 'anchor' &&
  call.legs.findLast((leg) => leg.side === side && leg.userId === partyOf(call, side).userId && leg.wasUp)
    ?.neverHeard === true;

/** The side has a leg whose device is there. */
export function isPresent(call: Call, side: Side): boolean {
  const leg = talkingLeg(call, side);
  return leg !== undefined && !leg.stalled;
}

export function sideOf(call: Call, userId: UserId): Side | null {
  return sidesOf(call).find((side) => partyOf(call, side).userId === userId) ?? null;
}

/** The side from which this person is transferring the call away just now. */
export const transferringSide = (call: Call, userId: UserId): Side | null =>
  sidesOf(call).find((side) => partyOf(call, side).reach?.transferor?.party.userId === userId) ?? null;

/** Services with which one is in no call: no card, no line state, nothing parked, no history. */
const unlisted: ReadonlySet<ServiceName> = new Set(['echo', 'code']);

/** A self test: a call to the switch and the engine, and to nobody else. */
export const isUnlisted = ({ callee }: Pick<Call, 'callee'>): boolean =>
  callee.kind === 'service' && unlisted.has(callee.service);

/** The side beside which this person's devices ring, or are waited for; null = they do not, or not any more. */
export const sideRungBeside = (call: Call, userId: UserId): Side | null =>
  sidesOf(call).find((side) => legsBeside(call, side, userId).length > 0 || mayComeBackBeside(call, side, userId)) ??
  null;

/**
 * The last device of somebody who is rung beside a side is gone without a word, e.g. a window that is loaded anew, and
 * the step goes on for the others: it may be there again.
 */
function mayComeBackBeside(call: Call, side: Side, userId: UserId): boolean {
  const step = partyOf(call, side).reach?.plan[0];
  const also = step && 'also' in step ? step.also : undefined;
  const last = call.legs.findLast((leg) => leg.side === side && leg.userId === userId);
  return (
    also !== undefined &&
    'person' in also &&
    also.person.userId === userId &&
    partyOf(call, side).reach?.beside?.some((each) => each.userId === userId) === true &&
    last?.endReason === 'lost' &&
    candidates(call, side).length > 0
  );
}

/** The legs of somebody who is rung beside a side. */
export const legsBeside = (call: Call, side: Side, userId: UserId): readonly Leg[] =>
  partyOf(call, side).reach?.beside?.some((each) => each.userId === userId)
    ? liveLegsOf(call, side).filter((leg) => leg.userId === userId)
    : [];

/** Everybody who is, or was, rung beside a side, while it is not known yet what becomes of the call. */
export const rungBeside = (call: Call): readonly Party[] =>
  sidesOf(call).flatMap((side) => partyOf(call, side).reach?.beside ?? []);

/**
 * Everybody whose call this is now: the two parties, whoever waits for a transfer to be taken, and who is rung beside
 * them. A self test is nobody's.
 */
export function participants(call: Call): readonly UserId[] {
  if (isUnlisted(call)) return [];
  const beside = rungBeside(call).flatMap(({ userId }) => userId ?? []);
  return [...peopleOf(call), ...beside.filter((userId) => sideRungBeside(call, userId) !== null)];
}

/** Everybody who has something to do with the call, a self test among them. */
export function peopleOf(call: Call): readonly UserId[] {
  const people = sidesOf(call).flatMap((side) => [
    partyOf(call, side).userId,
    partyOf(call, side).reach?.transferor?.party.userId ?? null,
  ]);
  return [...new Set(people.filter((userId) => userId !== null))];
}

/** From whom the call was forwarded, while it is not known yet what becomes of it. */
export const forwarders = (call: Call): readonly Party[] =>
  sidesOf(call).flatMap((side) => partyOf(call, side).reach?.forwardedFrom ?? []);

/** Whoever supervises has no call of their own to remember: what they did is in the audit log. */
const isListening = (call: Call, userId: UserId): boolean =>
  call.guests?.some((each) => each.userId === userId && isSupervisor(each)) === true;

/** Everybody who is owed an entry in the call list when the call is over for them. */
export const listed = (call: Call): readonly UserId[] =>
  [
    ...new Set([
      ...participants(call),
      ...[...forwarders(call), ...rungBeside(call)].flatMap(({ userId }) => userId ?? []),
    ]),
  ].filter(
    (userId) =>
      !isCallbackOffered(call) &&
      !sidesOf(call).some((side) => isOffered(call, side, userId)) &&
      !isListening(call, userId),
  );

export const isHolding = (party: Party): boolean => party.holding || party.deviceHolding;

/**
 * The devices of somebody ring who shall take part in a call that is up: the target of a transfer, or who gets it
 * back.
 */
export const isCalledIn = ({ reach }: Pick<Party, 'reach'>): boolean =>
  reach?.why === 'transfer' || reach?.why === 'return' || reach?.why === 'add';

/** The person was connected and takes part: not rung by a transfer, nor called back by one. */
export const isConnected = (party: Party): boolean => party.answeredAtMs !== null && !isCalledIn(party);

export const withLeg = (call: Call, id: LegId, change: Partial<Leg>): Call => ({
  ...call,
  legs: call.legs.map((each) => (each.id === id ? { ...each, ...change } : each)),
});

/** Somebody else takes the place of a side. */
export function replaced(call: Call, side: Side, party: Party): Call {
  if (isMainSide(side)) return { ...call, [side]: party };
  const guests = call.guests?.map((each) => (each.side === side ? { ...guestOnly(each), ...party } : each)) ?? [];
  return { ...call, guests };
}

/** What makes a guest of whoever has this place. */
const guestOnly = ({ side, mode, broughtBy, supervises, takesOver, tells }: Guest): Omit<Guest, keyof Party> => ({
  ...{ side, mode, broughtBy },
  ...(supervises !== undefined && { supervises }),
  ...(takesOver !== undefined && { takesOver }),
  ...(tells !== undefined && { tells }),
});

export const withParty = (call: Call, side: Side, change: Partial<PartyState & Known>): Call =>
  replaced(call, side, { ...partyOf(call, side), ...change });

/** The person's devices ring for this call: it came in, was transferred here, or came back. */
export const isRung = (call: Call, side: Side): boolean =>
  isCalledIn(partyOf(call, side)) ||
  (call.state === 'ringing' && side === 'callee') ||
  (isCallbackOffered(call) && side === 'caller');
