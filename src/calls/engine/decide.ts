import type { UserId } from '../../contract/ids';
import { audioEffects, ears } from './audio';
import { otherSide } from './call';
import {
  isHolding,
  isRung,
  isWithMailbox,
  isWithVoicemail,
  partyOf,
  servedOn,
  sideOf,
  sideRungBeside,
  talkingLeg,
  transferringSide,
  withParty,
} from './call-facts';
import type { Call, Side } from './call';
import { callBack } from './calling-back';
import { endCall } from './ending';
import { hungUp, muteGuest, removeGuest, settled } from './guests';
import { declinedBeside, deviceAppeared, legInput, pickUp, pressed, replace } from './legs';
import { callsSender, greetingSet } from './mailbox';
import { leaveQueue, offer, withdraw } from './offering';
import { holdsTimed, identified } from './party';
import { carryOn, exhausted, timerDue } from './progress';
import type { Context, Decision, Effect, Input, PlainCommand, Progress, Refusal } from './protocol';
import { refuse, unchanged } from './protocol';
import { queueEvents } from './queue-events';
import { leftBehind, recorded } from './recording';
import { add, supervise } from './reach/add';
import { start } from './reach/call';
import { pauseRecording, recordingAnswered, recordingFollows, startRecording, stopRecording } from './call-recording';
import { cancelMove, move } from './reach/move';
import { takeBack, transfer } from './reach/transfer';
import { announce } from './waiting';

/**
 * The call engine: what a call becomes by one input, and what has to be done about it. No clock, no randomness, no I/O.
 * Inputs that come too late (a leg or a call that has ended) change nothing; commands that the state does not allow are
 * refused with an error of the catalogue.
 */
export function decide(call: Call | null, input: Input, context: Context): Decision {
  if (input.type === 'start') {
    if (call) return refuse('call.notAllowed', 'this call has started already');
    const begun = carryOn(start(input, context), context);
    return { ...begun, effects: [...begun.effects, ...told(null, begun.call)] };
  }
  if (!call) return refuse('call.notFound', 'no such call');
  const reaction = react(call, input, context);
  if (reaction.refused !== undefined) return reaction;
  const step = settled(carryOn(reaction, context));
  if (step.call === call) return step;
  const recorded = recordingFollows(call, holdsTimed(call, servedOn(call, step.call), context), context);
  return {
    call: { ...recorded.call, revision: call.revision + 1 },
    // What is kept begins after the last sound that tells of it.
    effects: [...step.effects, ...told(call, recorded.call), ...recorded.effects],
  };
}

/** What follows from how the call was and is: what is heard, and what the distributor is told. */
const told = (before: Call | null, after: Call): readonly Effect[] => [
  ...audioEffects(ears(before), ears(after)),
  ...queueEvents(before, after),
];

function react(call: Call, input: Exclude<Input, { type: 'start' }>, context: Context): Progress | Refusal {
  switch (input.type) {
    case 'deviceAppeared':
      return call.state === 'ended' ? unchanged(call) : deviceAppeared(call, input, context);
    case 'timer':
      return call.state === 'ended' ? unchanged(call) : timerDue(call, input.timer, input.id);
    case 'command':
      return command(call, input.userId, input.command, context);
    case 'transfer':
    case 'move':
    case 'replace':
    case 'pickUp':
    case 'record':
      if (call.state === 'ended') return refuse('call.notAllowed', 'the call has ended');
      // What is recorded is what this leg says, and messages are for the ears of this person.
      if (isWithVoicemail(call) || isWithMailbox(call)) return refuse('call.notAllowed', 'it is no person');
      return asked(call, input, context);
    case 'add':
    case 'supervise':
    case 'removeGuest':
    case 'muteGuest':
      return call.state === 'ended'
        ? refuse('call.notAllowed', 'the call has ended')
        : withGuests(call, input, context);
    case 'offer':
      return offer(call, input, context);
    case 'withdraw':
      return withdraw(call, input, context);
    case 'announce':
      return announce(call, input, context);
    case 'leaveQueue':
      return leaveQueue(call, input);
    case 'callBack':
      return callBack(call, input);
    case 'senderFound':
      return callsSender(call, input, context);
    case 'greetingSet':
      return greetingSet(call, input);
    case 'identified':
      return call.state === 'ended' ? unchanged(call) : identified(call, input);
    case 'superseded':
      if (call.state === 'ended') return unchanged(call);
      return call.state === 'ringing'
        ? endCall(call, 'cancelled', context, { superseded: true, legReason: 'answeredElsewhere' })
        : endCall(call, 'hungUp', context);
    case 'interrupted':
      return call.state === 'ended' ? leftBehind(call) : endCall(call, 'interrupted', context);
    case 'recorded':
      return recorded(call, input);
    default:
      return call.state === 'ended' ? unchanged(call) : legInput(call, input, context);
  }
}

/** What a phone or a window asks of a call that is up or rings. */
function asked(
  call: Call,
  input: Extract<Input, { type: 'transfer' | 'move' | 'replace' | 'pickUp' | 'record' }>,
  context: Context,
): Progress | Refusal {
  switch (input.type) {
    case 'transfer':
      return transfer(call, input, context);
    case 'move':
      return move(call, input, context);
    case 'replace':
      return replace(call, input, context);
    case 'pickUp':
      return pickUp(call, input, context);
    case 'record':
      return startRecording(call, input, context);
  }
}

/** Of those beside the two. */
function withGuests(
  call: Call,
  input: Extract<Input, { type: 'add' | 'supervise' | 'removeGuest' | 'muteGuest' }>,
  context: Context,
): Progress | Refusal {
  switch (input.type) {
    case 'add':
      return add(call, input, context);
    case 'supervise':
      return supervise(call, input, context);
    case 'removeGuest':
      return removeGuest(call, input.userId, input.guest);
    case 'muteGuest':
      return muteGuest(call, input.userId, input.guest, input.muted);
  }
}

function command(call: Call, userId: UserId, wanted: PlainCommand, context: Context): Progress | Refusal {
  const side = sideOf(call, userId);
  if (call.state === 'ended') return refuse(side === null ? 'call.notFound' : 'call.notAllowed', 'the call has ended');
  if (wanted.name === 'call.takeBack') return takeBack(call, userId, context);
  const beside = sideRungBeside(call, userId);
  if (beside !== null)
    return wanted.name === 'call.hangUp' || wanted.name === 'call.decline'
      ? declinedBeside(call, beside, userId, context)
      : refuse('call.notAllowed', 'the call has not been answered');
  // The same answer as for a call that does not exist: nobody learns of other people's calls.
  if (side === null)
    return transferringSide(call, userId) === null
      ? refuse('call.notFound', 'no such call')
      : refuse('call.notAllowed', 'the call is being transferred');
  if (wanted.name === 'call.hangUp') return hangUp(call, side, context);
  if (wanted.name === 'call.decline') return decline(call, side, context);
  if (call.state !== 'active' || isRung(call, side)) return refuse('call.notAllowed', 'the call has not been answered');
  switch (wanted.name) {
    case 'call.hold':
      return partyOf(call, side).holding
        ? unchanged(call)
        : { call: withParty(call, side, { holding: true }), effects: [] };
    case 'call.resume':
      return resume(call, side);
    case 'call.mute':
      return partyOf(call, side).muted === wanted.muted
        ? unchanged(call)
        : { call: withParty(call, side, { muted: wanted.muted }), effects: [] };
    case 'call.sendDigits':
      return sendDigits(call, side, wanted.digits);
    case 'call.cancelMove':
      return cancelMove(call, side);
    case 'call.pauseRecording':
      return pauseRecording(call, userId, wanted.paused);
    case 'call.stopRecording':
      return stopRecording(call, userId);
  }
}

function decline(call: Call, side: Side, context: Context): Progress | Refusal {
  if (!isRung(call, side)) return refuse('call.notAllowed', 'only an incoming call that rings can be declined');
  return exhausted(call, side, 'declined', context);
}

function hangUp(call: Call, side: Side, context: Context): Progress | Refusal {
  if (isRung(call, side)) return exhausted(call, side, 'declined', context);
  return call.state === 'active' ? hungUp(call, side, context) : endCall(call, 'cancelled', context);
}

function resume(call: Call, side: Side): Progress | Refusal {
  if (partyOf(call, side).deviceHolding && !partyOf(call, side).holding)
    return refuse('call.notAllowed', 'the phone itself holds the call; resume it there');
  return isHolding(partyOf(call, side)) && partyOf(call, side).holding
    ? { call: withParty(call, side, { holding: false }), effects: [] }
    : unchanged(call);
}

/** Whoever is parked hears music, and whoever parks nothing: there is nobody to press a key for. */
function sendDigits(call: Call, side: Side, digits: string): Progress | Refusal {
  if (isHolding(partyOf(call, side)) || isHolding(call[otherSide(side)]))
    return refuse('call.notAllowed', 'the call is on hold');
  const answer = recordingAnswered(call, side, digits);
  if (answer !== null) return answer;
  if (isWithVoicemail(call) || isWithMailbox(call)) return pressed(call, otherSide(side), digits);
  const other = talkingLeg(call, otherSide(side));
  return other ? { call, effects: [{ type: 'sendDigits', leg: other.id, digits }] } : unchanged(call);
}
