import type { CallView } from '../../src/contract/calls/call-view';
import type { CallId } from '../../src/contract/ids';
import type { AudioPlace } from '../../src/contract/calls/commands';
import type { Command } from '../../src/contract/realtime';
import { errorCode } from '../api/client-error';
import type { ClientErrorCode } from '../api/client-error';
import type { RealtimeClient } from '../realtime/client';
import type { Softphone } from '../softphone/softphone';
import type { Ringer } from '../softphone/ports';
import { withoutCall } from '../state/app-state';
import type { AppState } from '../state/app-state';
import { createStore } from '../state/store';
import type { Store } from '../state/store';
import { partyText } from '../view-models/card-text';
import type { Consultations } from '../view-models/connect-offer';
import { lacksMicrophone, placeToCallFrom } from '../view-models/places';
import type { Notice } from './notices';
import { whenPhone } from './when-phone';

export interface PlaceOptions {
  /** E.164 of mine or `anonymous`; absent = the number I show by default. */
  readonly show?: string | undefined;
  /** Where the audio shall be; null = this window; absent = as set under "Call from". */
  readonly from?: AudioPlace | null | undefined;
  /** Digits, `*` and `#` that stood behind the number: kept to be sent once somebody has answered. */
  readonly after?: string | undefined;
}

/** What a person can do with calls; each returns at once and the cards follow what happens. */
export interface Calls {
  place(number: string, name: string | null, options?: PlaceOptions): CallId;
  answer(callId: CallId): void;
  decline(callId: CallId): void;
  hangUp(callId: CallId): void;
  hold(callId: CallId): void;
  resume(callId: CallId): void;
  mute(callId: CallId, muted: boolean): void;
  sendDigit(callId: CallId, digit: string): void;
  /** Sends what stood behind the number that was dialled, once. */
  sendAfter(callId: CallId): void;
  /** Hands the call over without asking first. */
  transfer(callId: CallId, number: string): void;
  /** Ends the wait of a transfer under way. */
  takeBack(callId: CallId): void;
  /** Calls somebody to ask before `callId` is handed over; the server holds `callId` meanwhile. */
  consult(callId: CallId, number: string, name: string | null, after?: string): CallId;
  connect(callId: CallId, withCallId: CallId): void;
  /** Takes the audio to this window, from another device of mine or back after it was lost. */
  moveHere(callId: CallId): void;
  moveTo(callId: CallId, to: AudioPlace): void;
  cancelMove(callId: CallId): void;
  /** The audio stayed where it was; told unless the person wanted it so. */
  moveFailed(callId: CallId, device: string): void;
  /** Takes an ended card away. */
  dismiss(callId: CallId): void;
  /** Calls made to ask, each with the call that waits for it. */
  readonly consultations: Store<Consultations>;
  /** What stood behind the number and has not been sent yet. */
  readonly afterAnswer: Store<ReadonlyMap<CallId, string>>;
}

export interface CallsOptions {
  readonly store: Store<AppState>;
  readonly softphone: Softphone;
  readonly ringer: Ringer;
  readonly realtime: Pick<RealtimeClient, 'command'>;
  readonly newCallId: () => CallId;
  readonly onError: (code: ClientErrorCode) => void;
  readonly onNotice: (notice: Omit<Notice, 'id'>) => void;
}

export function createCalls({ store, softphone, ringer, realtime, newCallId, onError, onNotice }: CallsOptions): Calls {
  const consultations = createStore<Consultations>(new Map());
  const afterAnswer = createStore<ReadonlyMap<CallId, string>>(new Map());
  const cancelledMoves = new Set<CallId>();

  function command(value: Command, done?: () => void): void {
    realtime.command(value).then(done, (error: unknown) => {
      // The call was over before the press arrived: the card says so already.
      if (errorCode(error) !== 'call.notFound') onError(errorCode(error));
    });
  }
  const view = (callId: CallId): CallView | undefined => store.get().calls.get(callId)?.view;
  /** The id under which this window's phone has the audio. */
  const session = (callId: CallId): CallId => view(callId)?.session ?? callId;

  function callFrom(): AudioPlace | null {
    const { devices, settings } = store.get();
    const phone = softphone.state.get();
    const { from, missing } = placeToCallFrom({ devices, here: phone.deviceId, callFrom: settings.callFrom, noMicrophone: lacksMicrophone(phone) });
    if (missing) onNotice({ intent: 'info', key: 'callFrom.missing' });
    return from;
  }

  function place(number: string, name: string | null, { after = '', ...options }: PlaceOptions = {}): CallId {
    const callId = begin(number, name, options);
    if (after !== '') afterAnswer.update((digits) => new Map(digits).set(callId, after));
    return callId;
  }

  function begin(number: string, name: string | null, { show, from = callFrom() }: PlaceOptions): CallId {
    const shown = show ?? store.get().settings.numberToShow;
    if (from === null) return softphone.place({ number, name, show: shown });
    const callId = newCallId();
    command({ name: 'call.place', callId, from, number, show: shown });
    return callId;
  }

  /** The device that has the audio of a call that is not in this window; null = here. */
  function whereIs(callId: CallId): AudioPlace | null {
    const { deviceId = null, deviceLabel = null } = view(callId) ?? {};
    if (deviceId === null) return deviceLabel === null ? null : { kind: 'mobile' };
    return deviceId === softphone.state.get().deviceId ? null : { kind: 'device', deviceId };
  }

  function moveTo(callId: CallId, to: AudioPlace): void {
    cancelledMoves.delete(callId);
    command({ name: 'call.move', callId, to });
  }

  function sendDigits(callId: CallId, digits: string): void {
    if (!softphone.sendDigits(session(callId), digits)) command({ name: 'call.sendDigits', callId, digits });
  }

  return {
    consultations,
    afterAnswer,
    place,
    answer: (callId) => softphone.answer(session(callId)),
    decline: (callId) => command({ name: 'call.decline', callId }),
    hangUp(callId) {
      const local = session(callId);
      const known = view(callId);
      // Both ways: the server may be out of reach while the SIP path lives, or the other way round.
      if (known && known.state !== 'ended') realtime.command({ name: 'call.hangUp', callId }).catch(() => softphone.end(local));
      else softphone.end(local);
    },
    hold: (callId) => command({ name: 'call.hold', callId }),
    resume: (callId) => command({ name: 'call.resume', callId }),
    mute(callId, muted) {
      // Our own microphone is as the person wants it, whether the server hears of it or not.
      softphone.mute(session(callId), muted);
      command({ name: 'call.mute', callId, muted });
    },
    sendDigit(callId, digit) {
      ringer.digit(digit);
      sendDigits(callId, digit);
    },
    sendAfter(callId) {
      const digits = afterAnswer.get().get(callId);
      if (digits === undefined) return;
      afterAnswer.update((kept) => without(kept, callId));
      sendDigits(callId, digits);
    },
    transfer: (callId, number) => command({ name: 'call.transfer', callId, number }),
    takeBack: (callId) => command({ name: 'call.takeBack', callId }),
    consult(callId, number, name, after) {
      // Where I speak now is where I want to hear the answer.
      const asking = place(number, name, { from: whereIs(callId) ?? undefined, after });
      consultations.update((pairs) => new Map(pairs).set(asking, callId));
      return asking;
    },
    connect(callId, withCallId) {
      const who = [callId, withCallId].map((id) => view(id)?.other).map((other) => (other ? partyText(other) : '–'));
      command({ name: 'call.connect', callId, withCallId }, () => onNotice({ intent: 'success', key: 'connect.done', values: { who: who[0] ?? '', with: who[1] ?? '' } }));
    },
    moveHere: (callId) => whenPhone(softphone.state, (deviceId) => moveTo(callId, { kind: 'device', deviceId })),
    moveTo,
    cancelMove(callId) {
      cancelledMoves.add(callId);
      command({ name: 'call.cancelMove', callId });
    },
    moveFailed(callId, device) {
      if (!cancelledMoves.delete(callId)) onNotice({ intent: 'info', key: 'call.moveFailed', values: { device } });
    },
    dismiss(callId) {
      const used = [...store.get().calls.values()].some(({ view: other }) => other.id !== callId && other.state !== 'ended' && other.session === callId);
      if (!used) softphone.forget(callId);
      store.update((state) => withoutCall(state, callId));
      consultations.update((pairs) => without(pairs, callId));
      afterAnswer.update((digits) => without(digits, callId));
    },
  };
}

/** The same map where the call is not in it. */
function without<T>(map: ReadonlyMap<CallId, T>, callId: CallId): ReadonlyMap<CallId, T> {
  return map.has(callId) ? new Map([...map].filter(([id]) => id !== callId)) : map;
}
