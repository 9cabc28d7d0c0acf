import type { CallView, CallViewState, GuestView, OtherParty } from '../../src/contract/calls/call-view';
import type { EndReason } from '../../src/contract/calls/end-reason';
import { mailboxNumber } from '../../src/contract/devices/sip';
import type { CallId, DeviceId } from '../../src/contract/ids';
import type { KnownCall } from '../state/slices/calls';
import type { LocalCall } from '../softphone/softphone-state';
import { advice, partyText, returnedText, status } from './card-text';
import type { TextKey } from './card-text';

/** One call card: all that its component draws. */
export interface CallCard {
  readonly id: CallId;
  /** The id under which this window's phone knows the audio; another than `id` once two calls were connected. */
  readonly invitedAs: CallId;
  readonly state: CallViewState;
  readonly direction: 'in' | 'out';
  readonly name: string | null;
  readonly number: string | null;
  readonly userId: OtherParty['userId'];
  readonly contactId: OtherParty['contactId'];
  readonly through: string | null;
  /** How long the other side had waited for the group when it began to ring here. */
  readonly waitedMs: number | null;
  /** My device that has the audio; null where that is none, or not known yet. */
  readonly deviceId: DeviceId | null;
  readonly status: TextKey;
  /** Who handed the call to me. */
  readonly transferredBy: TextKey | null;
  /** Why the call is back from a transfer of mine. */
  readonly returned: TextKey | null;
  /** Which of my numbers was called, while it rings. */
  readonly calledNumber: string | null;
  /** Server time from which the timer counts; null = no timer. */
  readonly timerFromMs: number | null;
  /**
   * What it counts: how long we have talked, how long it has rung at mine, or how long I have let the other side wait.
   */
  readonly timer: 'talking' | 'ringing' | 'waiting';
  /** Server time until which the call is kept for whoever lost the connection. */
  readonly keptUntilMs: number | null;
  readonly startedAtMs: number;
  readonly muted: boolean;
  /** `pending`: pressed, on its way. `unavailable`: rings on other devices, not in this window. */
  readonly answer: 'ready' | 'pending' | 'unavailable' | null;
  readonly canDecline: boolean;
  readonly canTalk: boolean;
  /** Keys reach the other side: neither of us has parked the call. */
  readonly canKey: boolean;
  readonly hold: 'hold' | 'resume' | null;
  readonly canHangUp: boolean;
  readonly canTransfer: boolean;
  /** Who takes part besides. */
  readonly guests: readonly GuestView[];
  /** What I do here as a supervisor; null = it is a call of my own. */
  readonly supervising: NonNullable<CallView['supervising']> | null;
  readonly canMove: boolean;
  /** I can have it recorded. */
  readonly mayRecord: boolean;
  /** How far its recording is, and whether that is mine. */
  readonly recording: NonNullable<CallView['recording']> | null;
  /** The other side's audio is not there: what I hear is music. */
  readonly otherAway: boolean;
  /**
   * Its other side can be connected with that of another call; `target`: not answered yet, so it can only be the one
   * that is connected to.
   */
  readonly connect: 'either' | 'target' | null;
  /** How the audio gets here: taken from another device of mine, or back after it was lost. */
  readonly take: 'here' | 'return' | null;
  readonly canTakeBack: boolean;
  /** The device that my audio is on its way to. */
  readonly movingTo: string | null;
  /** What to dial again; null when it is not known or makes no sense. */
  readonly callAgain: { readonly number: string; readonly name: string | null } | null;
  /** Nobody took it: if there is a mobile number in the contact card, that is one more way. */
  readonly offersMobile: boolean;
  readonly canDismiss: boolean;
  /** Ended for me because somebody else has it now. */
  readonly handedOver: boolean;
  readonly advice: TextKey | null;
  /** The microphone is what stands in the way: another device may carry calls. */
  readonly needsMicrophone: boolean;
  /** The audio of this call is in this window. */
  readonly here: boolean;
}

export interface CallCardContext {
  readonly deviceId: DeviceId | null;
}

/** What the person sees of one call: the server's word where there is one, else what this window knows itself. */
export function callCard(
  known: KnownCall | undefined,
  local: LocalCall | undefined,
  { deviceId }: CallCardContext,
): CallCard | null {
  if (known) return fromServer(known.view, local, deviceId);
  if (local?.placed) return fromHere(local, local.placed);
  return null;
}

const notTaken: ReadonlySet<EndReason> = new Set(['unreachable', 'noAnswer', 'busy', 'declined']);

/** It is my own mailbox: there is nobody to hold, or to hand on. Nor is a call mine in which I supervise. */
const isMailbox = ({ other }: CallView): boolean => other.number === mailboxNumber;
const isServed = (view: CallView): boolean =>
  view.voicemail === true || view.supervising !== undefined || isMailbox(view);
const nobodyElse: readonly GuestView[] = [];

const isLive = (local: LocalCall | undefined): boolean => local !== undefined && local.state !== 'ended';

function fromServer(view: CallView, local: LocalCall | undefined, deviceId: DeviceId | null): CallCard {
  const state = shownState(view, local, deviceId);
  const live = state === 'active' || state === 'held' || state === 'elsewhere';
  const transferring = view.transferringTo !== null && state === 'connecting';
  const talks = live && view.state === 'active' && !view.heldByMe;
  const { supervising = null } = view;
  return {
    ...identity(view),
    waitedMs: state === 'ringing' ? waitedMs(view) : null,
    invitedAs: view.invitedAs ?? view.id,
    state,
    deviceId: view.deviceId,
    status: status(view, state, local),
    transferredBy:
      view.transferredBy === null
        ? null
        : { key: 'call.transferredBy', values: { who: partyText(view.transferredBy) } },
    returned: state === 'ended' ? null : returnedText(view),
    calledNumber: state === 'ringing' ? view.calledNumber : null,
    ...timerOf(view, state, live),
    keptUntilMs: state === 'anchored' || view.otherAway ? view.anchoredUntilMs : null,
    muted: state === 'elsewhere' ? view.muted : (local?.muted ?? view.muted),
    answer: state !== 'ringing' ? null : local?.answering ? 'pending' : isLive(local) ? 'ready' : 'unavailable',
    canDecline: state === 'ringing',
    canTalk: talks && supervising?.mode !== 'listen',
    canKey: talks && !view.heldByOther && supervising === null,
    hold: !live || isMailbox(view) || supervising !== null ? null : talks ? 'hold' : 'resume',
    canHangUp: (live || state === 'connecting' || state === 'anchored') && !transferring,
    canTransfer: live && !isServed(view),
    guests: (state !== 'ended' && view.guests) || nobodyElse,
    supervising: state === 'ended' ? null : supervising,
    // Where this phone's network lets no audio through, another phone may be the way.
    canMove: (live || (state === 'anchored' && view.noAudio)) && view.movingTo === null,
    mayRecord: live && view.mayRecord === true,
    recording: view.recording ?? null,
    otherAway: view.otherAway,
    connect: isServed(view)
      ? null
      : live
        ? 'either'
        : state === 'connecting' && view.direction === 'out' && view.answeredAtMs === null && !transferring
          ? 'target'
          : null,
    take: view.movingTo !== null ? null : state === 'elsewhere' ? 'here' : state === 'anchored' ? 'return' : null,
    canTakeBack: transferring,
    movingTo: state === 'ended' ? null : view.movingTo,
    callAgain:
      state === 'ended' && view.endReason !== 'transferred' && view.other.number !== null
        ? { number: view.other.number, name: view.other.name }
        : null,
    offersMobile:
      state === 'ended' &&
      view.direction === 'out' &&
      view.answeredAtMs === null &&
      view.endReason !== null &&
      notTaken.has(view.endReason),
    canDismiss: state === 'ended',
    handedOver: state === 'ended' && view.endReason === 'transferred',
    advice: advice(view, state, local),
    needsMicrophone: local?.problem?.startsWith('microphone.') ?? false,
    here: state !== 'ended' && state !== 'elsewhere' && isLive(local),
  };
}

/** Who had to wait at all. */
function waitedMs({ waitingSinceMs, ringingSinceMs }: CallView): number | null {
  const ms = (ringingSinceMs ?? 0) - (waitingSinceMs ?? Infinity);
  return ms >= 1_000 ? ms : null;
}

function timerOf(view: CallView, state: CallViewState, live: boolean): Pick<CallCard, 'timer' | 'timerFromMs'> {
  if (state === 'ringing') return { timer: 'ringing', timerFromMs: view.ringingSinceMs };
  if (live && view.heldByMe && view.heldSinceMs !== null) return { timer: 'waiting', timerFromMs: view.heldSinceMs };
  return { timer: 'talking', timerFromMs: live ? view.answeredAtMs : null };
}

/**
 * The server says whose device carries the call; without one it is this window's, unless it names a place, as a mobile
 * has no device. A window that was reloaded in a call has no audio of it any more: it is on its way until the server
 * says more.
 */
function shownState(view: CallView, local: LocalCall | undefined, deviceId: DeviceId | null): CallViewState {
  // My own phone, which I have asked for: nobody calls me.
  if (view.state === 'ringing' && view.supervising) return 'connecting';
  if (view.state !== 'active' && view.state !== 'held') return view.state;
  const unknown = view.deviceId === null ? view.deviceLabel === null : deviceId === null;
  if (!unknown && view.deviceId !== deviceId) return 'elsewhere';
  return view.invitedAs !== null && !isLive(local) ? 'connecting' : view.state;
}

/** A call of this window that the server has not told of yet, or never will. */
function fromHere(local: LocalCall, placed: NonNullable<LocalCall['placed']>): CallCard {
  const ended = local.state === 'ended';
  const reason = local.refusal ?? (local.problem === null ? 'cancelled' : null);
  return {
    id: local.callId,
    invitedAs: local.callId,
    state: ended ? 'ended' : 'connecting',
    direction: 'out',
    name: placed.name,
    number: placed.number,
    userId: null,
    contactId: null,
    through: null,
    waitedMs: null,
    deviceId: null,
    status: {
      key: !ended ? 'call.calling' : local.problem ? `problem.${local.problem}.title` : `reason.${reason}.title`,
    },
    transferredBy: null,
    returned: null,
    calledNumber: null,
    timerFromMs: null,
    timer: 'talking',
    keptUntilMs: null,
    startedAtMs: placed.atMs,
    muted: local.muted,
    answer: null,
    canDecline: false,
    canTalk: false,
    canKey: false,
    hold: null,
    canHangUp: !ended,
    canTransfer: false,
    guests: nobodyElse,
    supervising: null,
    canMove: false,
    mayRecord: false,
    recording: null,
    otherAway: false,
    connect: null,
    take: null,
    canTakeBack: false,
    movingTo: null,
    callAgain: ended ? { number: placed.number, name: placed.name } : null,
    offersMobile: false,
    canDismiss: ended,
    handedOver: false,
    advice: !ended
      ? null
      : local.problem
        ? { key: `problem.${local.problem}.advice` }
        : reason === 'cancelled'
          ? null
          : { key: `reason.${reason}.advice` },
    needsMicrophone: local.problem?.startsWith('microphone.') ?? false,
    here: !ended,
  };
}

function identity({
  id,
  direction,
  other,
  through,
  startedAtMs,
}: CallView): Pick<
  CallCard,
  'id' | 'direction' | 'name' | 'number' | 'userId' | 'contactId' | 'through' | 'startedAtMs'
> {
  return {
    id,
    direction,
    through,
    startedAtMs,
    name: other.name,
    number: other.number,
    userId: other.userId,
    contactId: other.contactId,
  };
}

/** This window's audio of a call; a session that came from a call of another id is found under that one. */
export function localCall(view: CallView, local: ReadonlyMap<CallId, LocalCall>): LocalCall | undefined {
  return local.get(view.invitedAs ?? view.id);
}

const order: Record<CallViewState, number> = {
  ringing: 0,
  active: 1,
  connecting: 1,
  anchored: 2,
  held: 2,
  elsewhere: 3,
  ended: 4,
};

/** All cards of this window, the ringing ones on top, then the one I speak in; within a state the oldest first. */
export function callCards(
  known: ReadonlyMap<CallId, KnownCall>,
  local: ReadonlyMap<CallId, LocalCall>,
  context: CallCardContext,
): readonly CallCard[] {
  const invited = new Set([...known.values()].map(({ view }) => view.invitedAs ?? view.id));
  const cards = [
    ...[...known.values()].map((call) => callCard(call, localCall(call.view, local), context)),
    ...[...local.values()]
      .filter(({ callId }) => !known.has(callId) && !invited.has(callId))
      .map((call) => callCard(undefined, call, context)),
  ];
  return cards
    .filter((card): card is CallCard => card !== null)
    .map((card, index) => ({ card, index }))
    .sort((a, b) => order[a.card.state] - order[b.card.state] || a.index - b.index)
    .map(({ card }) => card);
}
