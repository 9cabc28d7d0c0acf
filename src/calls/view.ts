import type { CallView, OtherParty } from '../contract/calls/call-view';
import type { HistoryEntry } from '../contract/history/history';
import type { EndReason } from '../contract/calls/end-reason';
import type { UserId } from '../contract/ids';
import { otherSide } from './engine/call';
import {
  enteredAtMs,
  queueOf,
  isBlocked,
  isCallbackOffered,
  isCalledIn,
  isHolding,
  isNeverHeard,
  isPresent,
  isRung,
  isUncalled,
  isWithVoicemail,
  liveLegsOf,
  isSupervisor,
  otherOf,
  partyOf,
  rungBeside,
  servedIn,
  sideOf,
  sideRungBeside,
  talkingLeg,
  transferringSide,
} from './engine/call-facts';
import type { Call, Leg, Party, Side } from './engine/call';
import { liveRecording } from './engine/call-recording';
import { seenBy } from './engine/identity';
import type { PartyIdentity } from './engine/identity';
import { isRefusal } from './engine/plan';
import type { PlanStep } from './engine/plan';
import type { HistoryRecord } from './engine/protocol';
import { guestViews } from './guest-views';

/** Another party as `viewer` may know it. */
function asOther(identity: PartyIdentity, viewer: UserId | null): OtherParty {
  const { name, number, contactId } = seenBy(viewer, identity);
  return { name, number, contactId, userId: identity.userId };
}
const asOtherOrNull = (identity: PartyIdentity | null | undefined, viewer: UserId | null): OtherParty | null =>
  identity ? asOther(identity, viewer) : null;

/** The call as one user's card shows it; null for somebody who never took part, or not yet. */
export function callView(call: Call, userId: UserId): CallView | null {
  const side = sideOf(call, userId);
  if (side === 'callee' && (isUncalled(call) || isBlocked(call))) return null;
  if (side === 'caller' && wasOnlyOffered(call)) return leftView(call, call.caller, side, 'noAnswer');
  if (side !== null) return partyView(call, side);
  const transferring = transferringSide(call, userId);
  if (transferring !== null) return transferorView(call, transferring);
  const beside = rungBeside(call).find((each) => each.userId === userId);
  if (beside) return besideView(call, beside, sideRungBeside(call, userId));
  const departure = call.left.findLast((each) => each.party.userId === userId);
  return departure ? leftView(call, departure.party, departure.side, departure.reason) : null;
}

/** The agent has not called back. */
const wasOnlyOffered = ({ callingBack, state, caller }: Call): boolean =>
  callingBack !== undefined && state === 'ended' && caller.direction === 'in';

function partyView(call: Call, side: Side): CallView {
  const me = partyOf(call, side);
  const other = otherOf(call, side);
  const guests = guestViews(call, side);
  const leg = carryingLeg(call, side);
  const state = viewState(call, side);
  const kept = [me.reach, other.reach].find((reach) => reach?.why === 'anchor');
  return {
    ...common(call, me, side),
    state,
    otherRings: liveLegsOf(call, otherSide(side)).some((each) => each.state === 'ringing'),
    deviceId: leg?.deviceId ?? null,
    deviceLabel: leg?.deviceLabel ?? ownPhoneRinging(call, side),
    invitedAs: leg?.invitedAs ?? ringingAs(call, side),
    muted: me.muted,
    heldByMe: isHolding(me),
    heldByOther: isHolding(other),
    otherAway: isAway(call, otherSide(side)),
    noAudio: isNeverHeard(call, side),
    returned: me.returned && { from: asOther(me.returned.from, me.userId), reason: me.returned.reason },
    movingTo:
      me.reach?.why === 'move' ? (liveLegsOf(call, side).findLast((each) => each !== leg)?.deviceLabel ?? null) : null,
    ringingSinceMs: state === 'ringing' ? (me.reach?.sinceMs ?? null) : null,
    heldSinceMs: call.state === 'active' ? me.holdingSinceMs : null,
    anchoredUntilMs: kept?.plan[0]?.kind === 'wait' ? kept.untilMs : null,
    announced: state === 'connecting' ? announced(other.reach?.plan ?? []) : null,
    endReason: call.endReason,
    ...(isWithVoicemail(call) && { voicemail: true as const }),
    ...(isCallbackOffered(call) && side === 'caller' && { callback: true as const }),
    ...recordingView(call, me),
    ...(guests.length > 0 && { guests: [...guests] }),
    ...supervisingView(call, side),
  };
}

/** What I do as a supervisor, as long as the agent has the call for the group. */
function supervisingView(call: Call, side: Side): Pick<CallView, 'supervising'> {
  const guest = call.guests?.find((each) => each.side === side && isSupervisor(each));
  const served = servedIn(call);
  const [step] = served?.plan ?? [];
  if (!guest || guest.supervises !== served?.userId || step?.kind !== 'queue') return {};
  return { supervising: { mode: guest.mode, groupId: step.groupId } };
}

/** Everybody in the call sees that it is recorded, or about to be; what came to nothing is its owner's business. */
function recordingView(call: Call, { userId }: Party): Pick<CallView, 'recording'> {
  const { recording } = call;
  const isMine = recording?.ownerId === userId;
  if (recording === undefined || (!isMine && liveRecording(call) === null)) return {};
  return { recording: { stage: recording.stage === 'on' && recording.isPaused ? 'paused' : recording.stage, isMine } };
}

const isAway = (call: Call, side: Side): boolean =>
  call.state === 'active' &&
  partyOf(call, side).kind !== 'service' &&
  !isCalledIn(partyOf(call, side)) &&
  !isPresent(call, side);

/** My own phone, which I have to answer before anybody is called. */
const ownPhoneRinging = (call: Call, side: Side): string | null =>
  side === 'caller' && partyOf(call, side).reach?.why === 'call' && !isCallbackOffered(call)
    ? (liveLegsOf(call, side)[0]?.deviceLabel ?? null)
    : null;

function announced(plan: readonly PlanStep[]): EndReason | null {
  if (plan[0]?.kind !== 'say' || !isRefusal(plan)) return null;
  return plan.find((step) => step.kind === 'end')?.reason ?? null;
}

/**
 * A call that was connected while it rang still rings under the id it was dialled with: only there can it be answered.
 */
function ringingAs(call: Call, side: Side): CallView['invitedAs'] {
  return liveLegsOf(call, side).find(({ invitedAs }) => invitedAs !== call.id)?.invitedAs ?? null;
}

function viewState(call: Call, side: Side): CallView['state'] {
  const me = partyOf(call, side);
  if (call.state === 'ended') return 'ended';
  if (isCalledIn(me)) return 'ringing';
  if (call.state === 'ringing') return isRung(call, side) ? 'ringing' : 'connecting';
  if (me.reach?.why === 'anchor') return 'anchored';
  return isHolding(me) ? 'held' : 'active';
}

/** What the one who transfers a call sees until somebody has taken it. */
function transferorView(call: Call, side: Side): CallView {
  const me = partyOf(call, side).reach?.transferor?.party ?? partyOf(call, side);
  return {
    ...common(call, me, side),
    ...withoutAudio,
    state: 'connecting',
    otherRings: liveLegsOf(call, side).some((each) => each.state === 'ringing'),
    transferringTo: asOther(partyOf(call, side), me.userId),
    endReason: null,
  };
}

/** Who is rung beside a side sees a call that comes in; null = it rings there no more. */
function besideView(call: Call, me: Party, side: Side | null): CallView {
  if (side === null) return leftView(call, me, besideOf(call, me), 'noAnswer');
  return {
    ...common(call, me, side),
    ...withoutAudio,
    state: 'ringing',
    otherRings: liveLegsOf(call, otherSide(side)).some((each) => each.state === 'ringing'),
    invitedAs: ringingAs(call, side),
    ringingSinceMs: me.startedAtMs,
    ...(queueOf(call) !== null && { waitingSinceMs: enteredAtMs(call) }),
    endReason: null,
  };
}

const besideOf = (call: Call, me: Party): Side => (call.caller.reach?.beside?.includes(me) ? 'caller' : 'callee');

function leftView(call: Call, me: Party, side: Side, reason: EndReason): CallView {
  return {
    ...common(call, me, side),
    ...withoutAudio,
    state: 'ended',
    // Of two that were connected, this one has nobody who took it.
    transferringTo:
      reason === 'transferred' && call.endReason !== reason ? asOther(partyOf(call, side), me.userId) : null,
    endReason: reason,
  };
}

const withoutAudio = {
  otherRings: false,
  deviceId: null,
  deviceLabel: null,
  invitedAs: null,
  muted: false,
  heldByMe: false,
  heldByOther: false,
  otherAway: false,
  noAudio: false,
  returned: null,
  movingTo: null,
  ringingSinceMs: null,
  heldSinceMs: null,
  anchoredUntilMs: null,
  announced: null,
} as const;

/** That the group counts the caller as a VIP stands behind its name, the same in every language. */
const throughOf = ({ isVip = false }: Call, { through = null }: Party): string | null =>
  through !== null && isVip ? `${through} · VIP` : through;

const common = (call: Call, me: Party, side: Side) => ({
  id: call.id,
  revision: call.revision,
  direction: me.direction,
  other: asOther(otherOf(call, side), me.userId),
  through: throughOf(call, me),
  transferredBy: asOtherOrNull(me.transferredBy, me.userId),
  transferringTo: null,
  shownNumber: me.direction === 'out' ? call.shownNumber : null,
  calledNumber: me.calledNumber,
  startedAtMs: me.startedAtMs,
  answeredAtMs: me.answeredAtMs,
});

/** My leg that carries the call, or carried it last when the call has ended. A leg that only rings carries nothing. */
const carryingLeg = (call: Call, side: Side): Leg | undefined =>
  talkingLeg(call, side) ?? (call.state === 'ended' ? lastLegOf(call, partyOf(call, side)) : undefined);

function lastLegOf(call: Call, party: Party): Leg | undefined {
  const mine = call.legs.filter((leg) => leg.userId === party.userId);
  return mine.findLast((leg) => leg.wasUp) ?? (party.direction === 'out' ? mine[0] : undefined);
}

/** What the call list keeps of a call for one user who is out of it. */
export function historyEntry(
  call: Call,
  { side, party, outcome, endReason, transfer }: HistoryRecord,
  nowMs: number,
): HistoryEntry {
  return {
    callId: call.id,
    direction: party.direction,
    other: asOther(otherOf(call, side), party.userId),
    outcome,
    endReason,
    through: party.through ?? null,
    startedAtMs: party.startedAtMs,
    answeredAtMs: party.answeredAtMs,
    endedAtMs: call.endedAtMs ?? nowMs,
    talkedUntilMs: party.talkedUntilMs,
    transfer: transfer && { to: asOther(transfer.to, party.userId), taken: transfer.taken },
    calledNumber: party.calledNumber,
    deviceLabel: lastLegOf(call, party)?.deviceLabel ?? null,
    shownNumber: party.direction === 'out' ? call.shownNumber : null,
    seen: false,
  };
}
