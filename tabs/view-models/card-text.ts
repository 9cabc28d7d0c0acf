import type { CallView, CallViewState, OtherParty } from '../../src/contract/calls/call-view';
import type { EndReason } from '../../src/contract/calls/end-reason';
import type { LocalCall } from '../softphone/softphone-state';

/** A text to be translated. */
export interface TextKey {
  readonly key: string;
  readonly values?: Readonly<Record<string, string>>;
}

/** How a person is called inside a sentence; a number is made readable where it is drawn. */
export function partyText(other: OtherParty): string {
  return other.name ?? other.number ?? '–';
}

/** What the call is doing, in a few words. */
export function status(view: CallView, state: CallViewState, local: LocalCall | undefined): TextKey {
  switch (state) {
    case 'ringing':
      return { key: local?.answering ? 'call.answering' : view.callback ? 'call.callback' : 'call.ringing' };
    case 'connecting':
      return connecting(view, local);
    case 'active':
      return activeText(view, local?.muted ?? view.muted);
    case 'held':
      return { key: view.heldByOther && !view.heldByMe ? 'call.heldByOther' : 'call.heldByMe' };
    case 'anchored':
      return { key: view.noAudio ? 'call.noAudio' : 'call.anchored' };
    case 'elsewhere':
      return elsewhere(view);
    case 'ended':
      return takenBack(view, local) ?? endedText(view, 'title');
  }
}

/** A call that this window took back because it could not be had: the server knows only that it was cancelled. */
function takenBack({ direction, endReason }: CallView, local: LocalCall | undefined): TextKey | null {
  if (direction !== 'out' || endReason !== 'cancelled' || !local?.problem) return null;
  return { key: `problem.${local.problem}.title` };
}

function connecting(view: CallView, local: LocalCall | undefined): TextKey {
  if (view.transferringTo !== null)
    return { key: 'call.transferring', values: { who: partyText(view.transferringTo) } };
  if (view.supervising) return { key: 'call.connecting' };
  // Answered, and the audio is on its way to a window that was reloaded.
  if (view.answeredAtMs !== null || view.direction === 'in') {
    return { key: view.invitedAs === null ? 'call.connecting' : 'call.reconnecting' };
  }
  if (view.announced !== null) return { key: `reason.${view.announced}.title` };
  if (view.otherRings) return { key: 'call.otherRings' };
  // No device of mine carries it yet: my own phone rings first, and nobody is called before I pick it up.
  const ownPhoneRings =
    view.invitedAs === null && view.deviceId === null && (local === undefined || local.state === 'ended');
  return ownPhoneRings && view.deviceLabel !== null
    ? { key: 'call.pickUp', values: { device: view.deviceLabel } }
    : { key: 'call.calling' };
}

function activeText(view: CallView, muted: boolean): TextKey {
  if (view.otherAway) return { key: 'call.otherAway' };
  if (view.heldByMe) return { key: 'call.heldByMe' };
  if (view.heldByOther && !view.supervising) return { key: 'call.heldByOther' };
  if (view.voicemail) return { key: `call.voicemailOf${muted ? 'Muted' : ''}`, values: { who: partyText(view.other) } };
  const mode = view.supervising?.mode;
  if (mode === 'listen' || (mode && !muted))
    return { key: `call.supervising.${mode}`, values: { who: partyText(view.other) } };
  return { key: muted ? 'call.muted' : 'call.active' };
}

function elsewhere(view: CallView): TextKey {
  const how = view.state === 'held' || view.heldByMe ? 'Held' : view.muted ? 'Muted' : '';
  return view.deviceLabel === null
    ? { key: `call.elsewhereUnknown${how}` }
    : { key: `call.elsewhere${how}`, values: { device: view.deviceLabel } };
}

/** It rang at mine, and somebody whom a rule rings too has answered. */
const isOthers = ({ direction, answeredAtMs }: CallView): boolean => direction === 'in' && answeredAtMs === null;

/** `missed` where I did not get to it; a call that I handed over says to whom. */
export function endedText(view: CallView, part: 'title' | 'advice'): TextKey {
  if (view.endReason === 'transferred' && view.transferringTo !== null && part === 'title')
    return {
      key: isOthers(view) ? 'call.answeredBy' : 'call.transferredTo',
      values: { who: partyText(view.transferringTo) },
    };
  const unanswered =
    view.direction === 'in' &&
    view.answeredAtMs === null &&
    (view.endReason === 'cancelled' || view.endReason === 'noAnswer');
  if (unanswered) return { key: `reason.missed.${part}` };
  const key = `reason.${view.endReason ?? 'failed'}.${part}`;
  return view.endReason === 'noEmergency' && view.other.number !== null
    ? { key, values: { number: view.other.number } }
    : { key };
}

/** What the person can do about a call that did not go well. */
export function advice(view: CallView, state: CallViewState, local: LocalCall | undefined): TextKey | null {
  if (local?.problem) return { key: `problem.${local.problem}.advice` };
  if (state === 'anchored' && view.noAudio) return { key: 'call.noAudioAdvice' };
  if (state === 'connecting' && view.announced !== null) return { key: `reason.${view.announced}.advice` };
  if (state !== 'ended') return null;
  // Why I declined or hung up needs no explanation to me, nor that I handed the call over.
  const explained = view.endReason === 'hungUp' || view.endReason === 'cancelled' || view.endReason === 'transferred';
  return view.direction === 'out' && !explained ? endedText(view, 'advice') : null;
}

const returnReasons: Partial<Record<EndReason, string>> = {
  busy: 'busy',
  declined: 'declined',
  cancelled: 'cancelled',
  unreachable: 'unreachable',
  unknownNumber: 'unreachable',
  noEmergency: 'unreachable',
  notAllowed: 'unreachable',
  barred: 'unreachable',
  outsideNotAllowed: 'unreachable',
  countryNotAllowed: 'unreachable',
  classNotAllowed: 'unreachable',
  notNow: 'unreachable',
  closedDay: 'unreachable',
  tooManyOutside: 'unreachable',
  minutesUsed: 'unreachable',
  tooManyNew: 'unreachable',
  noNetwork: 'unreachable',
  networkRefused: 'unreachable',
  failed: 'unreachable',
};

/** Why a call that I had handed over rings at mine again. */
export function returnedText({ returned }: CallView): TextKey | null {
  return returned === null
    ? null
    : {
        key: `call.returned.${returnReasons[returned.reason] ?? 'noAnswer'}`,
        values: { who: partyText(returned.from) },
      };
}
