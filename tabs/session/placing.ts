import type { AudioPlace } from '../../src/contract/calls/commands';
import type { CallId } from '../../src/contract/ids';
import { createStore } from '../state/store';
import type { Store } from '../state/store';
import type { Consultations } from '../view-models/connect-offer';
import { lacksMicrophone, placeToCallFrom } from '../view-models/places';
import type { CallDesk } from './call-desk';

export interface PlaceOptions {
  /** E.164 of mine or `anonymous`; absent = the number I show by default. */
  readonly show?: string | undefined;
  /** Where the audio shall be; null = this window; absent = as set under "Call from". */
  readonly from?: AudioPlace | null | undefined;
  /** Digits, `*` and `#` that stood behind the number: kept to be sent once somebody has answered. */
  readonly after?: string | undefined;
}

/** Calling somebody, be it to ask before another call is handed over. */
export interface Placing {
  place(number: string, name: string | null, options?: PlaceOptions): CallId;
  /** Calls somebody to ask before `callId` is handed over; the server holds `callId` meanwhile. */
  consult(callId: CallId, number: string, name: string | null, after?: string): CallId;
  /** Sends what stood behind the number that was dialled, once. */
  sendAfter(callId: CallId): void;
  /** Calls made to ask, each with the call that waits for it. */
  readonly consultations: Store<Consultations>;
  /** What stood behind the number and has not been sent yet. */
  readonly afterAnswer: Store<ReadonlyMap<CallId, string>>;
}

/** `forget`: the call's card is gone. */
export function createPlacing(desk: CallDesk): Placing & { forget(callId: CallId): void } {
  const { store, softphone } = desk;
  const consultations = createStore<Consultations>(new Map());
  const afterAnswer = createStore<ReadonlyMap<CallId, string>>(new Map());

  function callFrom(): AudioPlace | null {
    const { devices, settings } = store.get();
    const phone = softphone.state.get();
    const { from, missing } = placeToCallFrom({
      devices,
      here: phone.deviceId,
      callFrom: settings.callFrom,
      noMicrophone: lacksMicrophone(phone),
    });
    if (missing) desk.onNotice({ intent: 'info', key: 'callFrom.missing' });
    return from;
  }

  function begin(number: string, name: string | null, { show, from = callFrom() }: PlaceOptions): CallId {
    // Else the server knows what the role of the moment, or the settings, show.
    const shown = show ?? store.get().unstoredNumber;
    if (from === null) return softphone.place({ number, name, show: shown });
    const callId = desk.newCallId();
    desk.command({ name: 'call.place', callId, from, number, show: shown });
    return callId;
  }

  function place(number: string, name: string | null, { after = '', ...options }: PlaceOptions = {}): CallId {
    const callId = begin(number, name, options);
    if (after !== '') afterAnswer.update((digits) => new Map(digits).set(callId, after));
    return callId;
  }

  return {
    consultations,
    afterAnswer,
    place,
    consult(callId, number, name, after) {
      // Where I speak now is where I want to hear the answer.
      const asking = place(number, name, { from: whereIs(callId, desk) ?? undefined, after });
      consultations.update((pairs) => new Map(pairs).set(asking, callId));
      return asking;
    },
    sendAfter(callId) {
      const digits = afterAnswer.get().get(callId);
      if (digits === undefined) return;
      afterAnswer.update((kept) => without(kept, callId));
      desk.sendDigits(callId, digits);
    },
    forget(callId) {
      consultations.update((pairs) => without(pairs, callId));
      afterAnswer.update((digits) => without(digits, callId));
    },
  };
}

/** The device that has the audio of a call that is not in this window; null = here. */
function whereIs(callId: CallId, { view, softphone }: CallDesk): AudioPlace | null {
  const { deviceId = null, deviceLabel = null } = view(callId) ?? {};
  if (deviceId === null) return deviceLabel === null ? null : { kind: 'mobile' };
  return deviceId === softphone.state.get().deviceId ? null : { kind: 'device', deviceId };
}

/** The same map where the call is not in it. */
function without<T>(map: ReadonlyMap<CallId, T>, callId: CallId): ReadonlyMap<CallId, T> {
  return map.has(callId) ? new Map([...map].filter(([id]) => id !== callId)) : map;
}
