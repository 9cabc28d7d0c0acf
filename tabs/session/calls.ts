import type { CallId } from '../../src/contract/ids';
import type { Ringer } from '../softphone/ports';
import { withoutCall } from '../state/app-state';
import { partyText } from '../view-models/card-text';
import { createCallDesk } from './call-desk';
import type { CallDesk, CallDeskOptions } from './call-desk';
import { createMoving } from './moving';
import type { Moving } from './moving';
import { createPlacing } from './placing';
import type { Placing } from './placing';

/** What a person can do with calls; each returns at once and the cards follow what happens. */
export interface Calls extends Placing, Moving {
  answer(callId: CallId): void;
  decline(callId: CallId): void;
  hangUp(callId: CallId): void;
  hold(callId: CallId): void;
  resume(callId: CallId): void;
  mute(callId: CallId, muted: boolean): void;
  sendDigit(callId: CallId, digit: string): void;
  /** Hands the call over without asking first. */
  transfer(callId: CallId, number: string): void;
  /** Ends the wait of a transfer under way. */
  takeBack(callId: CallId): void;
  connect(callId: CallId, withCallId: CallId): void;
  /** Once the others have been told, or asked. */
  record(callId: CallId): void;
  pauseRecording(callId: CallId, paused: boolean): void;
  stopRecording(callId: CallId): void;
  /** Takes an ended card away. */
  dismiss(callId: CallId): void;
}

export interface CallsOptions extends CallDeskOptions {
  readonly ringer: Ringer;
}

export function createCalls({ ringer, ...options }: CallsOptions): Calls {
  const desk = createCallDesk(options);
  const { softphone, command, invitedAs } = desk;
  const { forget, ...placing } = createPlacing(desk);
  return {
    ...placing,
    ...createMoving(desk),
    answer: (callId) => softphone.answer(invitedAs(callId)),
    decline: (callId) => command({ name: 'call.decline', callId }),
    hangUp: (callId) => hangUp(callId, desk),
    hold: (callId) => command({ name: 'call.hold', callId }),
    resume: (callId) => command({ name: 'call.resume', callId }),
    mute(callId, muted) {
      // Our own microphone is as the person wants it, whether the server hears of it or not.
      softphone.mute(invitedAs(callId), muted);
      command({ name: 'call.mute', callId, muted });
    },
    sendDigit(callId, digit) {
      ringer.digit(digit);
      desk.sendDigits(callId, digit);
    },
    transfer: (callId, number) => command({ name: 'call.transfer', callId, number }),
    takeBack: (callId) => command({ name: 'call.takeBack', callId }),
    connect: (callId, withCallId) => connect(callId, withCallId, desk),
    record: (callId) => command({ name: 'call.record', callId }),
    pauseRecording: (callId, paused) => command({ name: 'call.pauseRecording', callId, paused }),
    stopRecording: (callId) => command({ name: 'call.stopRecording', callId }),
    dismiss(callId) {
      dismiss(callId, desk);
      forget(callId);
    },
  };
}

/** Both ways: the server may be out of reach while the SIP path lives, or the other way round. */
function hangUp(callId: CallId, { view, invitedAs, softphone, realtime }: CallDesk): void {
  const local = invitedAs(callId);
  const known = view(callId);
  if (known && known.state !== 'ended')
    realtime.command({ name: 'call.hangUp', callId }).catch(() => softphone.end(local));
  else softphone.end(local);
}

function connect(callId: CallId, withCallId: CallId, { view, command, onNotice }: CallDesk): void {
  const who = [callId, withCallId].map((id) => view(id)?.other).map((other) => (other ? partyText(other) : '–'));
  command({ name: 'call.connect', callId, withCallId }, () =>
    onNotice({ intent: 'success', key: 'connect.done', values: { who: who[0] ?? '', with: who[1] ?? '' } }),
  );
}

/** The phone forgets it too, unless its sound has become another call's. */
function dismiss(callId: CallId, { store, softphone }: CallDesk): void {
  const used = [...store.get().calls.values()].some(
    ({ view }) => view.id !== callId && view.state !== 'ended' && view.invitedAs === callId,
  );
  if (!used) softphone.forget(callId);
  store.update((state) => withoutCall(state, callId));
}
