import type { CallView } from '../../src/contract/calls/call-view';
import type { CallId } from '../../src/contract/ids';
import type { Command } from '../../src/contract/realtime';
import { errorCode } from '../api/client-error';
import type { ClientErrorCode } from '../api/client-error';
import type { RealtimeClient } from '../realtime/client';
import type { Softphone } from '../softphone/softphone';
import type { AppState } from '../state/app-state';
import type { Store } from '../state/store';
import type { Notice } from './notices';

export interface CallDeskOptions {
  readonly store: Store<AppState>;
  readonly softphone: Softphone;
  readonly realtime: Pick<RealtimeClient, 'command'>;
  readonly newCallId: () => CallId;
  /** Opens the microphone for a call that comes, as long as it is awaited. */
  readonly warmMicrophone: (isAwaited: (state: AppState) => boolean) => void;
  readonly onError: (code: ClientErrorCode) => void;
  readonly onNotice: (notice: Omit<Notice, 'id'>) => void;
}

/** What all that is done with calls has to know and say. */
export interface CallDesk extends CallDeskOptions {
  /** Tells the person what the server refuses. */
  command(command: Command, done?: () => void): void;
  view(callId: CallId): CallView | undefined;
  /** The id under which this window's phone has the audio. */
  invitedAs(callId: CallId): CallId;
  /** By the phone where the sound is here, else by the server. */
  sendDigits(callId: CallId, digits: string): void;
}

export function createCallDesk(options: CallDeskOptions): CallDesk {
  const { store, softphone, realtime, onError } = options;

  function command(value: Command, done?: () => void): void {
    realtime.command(value).then(done, (error: unknown) => {
      // The call was over before the press arrived: the card says so already.
      if (errorCode(error) !== 'call.notFound') onError(errorCode(error));
    });
  }
  const view = (callId: CallId): CallView | undefined => store.get().calls.get(callId)?.view;
  const invitedAs = (callId: CallId): CallId => view(callId)?.invitedAs ?? callId;

  return {
    ...options,
    command,
    view,
    invitedAs,
    sendDigits(callId, digits) {
      if (!softphone.sendDigits(invitedAs(callId), digits)) command({ name: 'call.sendDigits', callId, digits });
    },
  };
}
