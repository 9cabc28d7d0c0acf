import type { CallId } from '../../src/contract/ids';
import type { Command } from '../../src/contract/realtime';
import { errorCode } from '../api/client-error';
import type { ClientErrorCode } from '../api/client-error';
import type { Clock } from '../clock';
import type { RealtimeClient } from '../realtime/client';
import type { Softphone } from '../softphone/softphone';
import type { Ringer } from '../softphone/ports';
import { withoutCall } from '../state/app-state';
import type { AppState } from '../state/app-state';
import type { Store } from '../state/store';

/** What a person can do with calls; each returns at once and the cards follow what happens. */
export interface Calls {
  place(number: string, name: string | null): CallId;
  answer(callId: CallId): void;
  decline(callId: CallId): void;
  hangUp(callId: CallId): void;
  hold(callId: CallId): void;
  resume(callId: CallId): void;
  mute(callId: CallId, muted: boolean): void;
  sendDigit(callId: CallId, digit: string): void;
  /** Takes an ended card away. */
  dismiss(callId: CallId): void;
}

export interface CallsOptions {
  readonly store: Store<AppState>;
  readonly softphone: Softphone;
  readonly ringer: Ringer;
  readonly realtime: Pick<RealtimeClient, 'command'>;
  readonly clock: Clock;
  readonly onError: (code: ClientErrorCode) => void;
}

export function createCalls({ store, softphone, ringer, realtime, onError }: CallsOptions): Calls {
  function command(value: Command, undo?: () => void): void {
    realtime.command(value).catch((error: unknown) => {
      undo?.();
      // The call was over before the press arrived: the card says so already.
      if (errorCode(error) !== 'call.notFound') onError(errorCode(error));
    });
  }
  const knownToServer = (callId: CallId): boolean => {
    const view = store.get().calls.get(callId)?.view;
    return view !== undefined && view.state !== 'ended';
  };

  return {
    place: (number, name) => softphone.place({ number, name, show: store.get().settings.numberToShow }),
    answer: (callId) => softphone.answer(callId),
    decline: (callId) => command({ name: 'call.decline', callId }),
    hangUp(callId) {
      // Both ways: the server may be out of reach while the SIP path lives, or the other way round.
      if (knownToServer(callId)) realtime.command({ name: 'call.hangUp', callId }).catch(() => softphone.end(callId));
      else softphone.end(callId);
    },
    hold: (callId) => command({ name: 'call.hold', callId }),
    resume: (callId) => command({ name: 'call.resume', callId }),
    mute(callId, muted) {
      softphone.mute(callId, muted);
      command({ name: 'call.mute', callId, muted }, () => {
        // The server did not hear of it; our own microphone stays as the person wants it.
      });
    },
    sendDigit(callId, digit) {
      ringer.digit(digit);
      if (!softphone.sendDigits(callId, digit)) command({ name: 'call.sendDigits', callId, digits: digit });
    },
    dismiss(callId) {
      softphone.forget(callId);
      store.update((state) => withoutCall(state, callId));
    },
  };
}
