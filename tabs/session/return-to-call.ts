import type { CallView } from '../../src/contract/calls/call-view';
import type { CallId, DeviceId } from '../../src/contract/ids';
import type { Command } from '../../src/contract/realtime';
import { errorCode } from '../api/client-error';
import type { ClientErrorCode } from '../api/client-error';
import type { Softphone } from '../softphone/softphone';
import type { AppState } from '../state/app-state';
import type { Store } from '../state/store';

export interface ReturnToCallOptions {
  readonly store: Store<AppState>;
  readonly softphone: Pick<Softphone, 'state'>;
  readonly command: (command: Command) => Promise<void>;
  /** The call has ended, or was never the person's. */
  readonly onOver: () => void;
  readonly onError: (code: ClientErrorCode) => void;
}

/** Why the audio of a call is wanted here: the person followed a link to it, or it was here and broke. */
type Reason = 'asked' | 'broken';

/**
 * Brings the audio of calls that wait for the person to this window, once the server can be told and this window is a
 * phone.
 * They are the person's own calls, so nobody is asked; a call that is up elsewhere, or on its way here by itself, is
 * left alone.
 */
export interface ReturnToCall {
  /** The person followed a link. */
  asked(callId: CallId): void;
  /** The call's session in this window is beyond repair. */
  broken(callId: CallId): void;
}

export function createReturnToCall({ store, softphone, command, onOver, onError }: ReturnToCallOptions): ReturnToCall {
  const wanted = new Map<CallId, Reason>();

  function attempt(): void {
    const { me, calls } = store.get();
    if (me === null) return;
    for (const [callId, reason] of [...wanted]) settle(callId, reason, calls.get(callId)?.view);
  }

  function settle(callId: CallId, reason: Reason, view: CallView | undefined): void {
    if (view === undefined || view.state === 'ended') {
      wanted.delete(callId);
      if (reason === 'asked') onOver();
      return;
    }
    const { deviceId } = softphone.state.get();
    const isBack = reason === 'broken' && isHere(view);
    if (view.state !== 'anchored') {
      // The server may not have seen yet that it broke.
      if (reason === 'asked' || isBack || view.deviceId !== deviceId) wanted.delete(callId);
      return;
    }
    if (isBack || view.movingTo !== null) return void wanted.delete(callId);
    const { devices, connection } = store.get();
    if (
      connection.state === 'online' &&
      deviceId !== null &&
      devices.some(({ id, reachable }) => id === deviceId && reachable)
    )
      move(callId, reason, deviceId);
  }

  /** This window has a session of the call that lives. */
  function isHere({ id, invitedAs }: CallView): boolean {
    const local = softphone.state.get().calls.get(invitedAs ?? id);
    return local !== undefined && local.state !== 'ended';
  }

  function move(callId: CallId, reason: Reason, deviceId: DeviceId): void {
    wanted.delete(callId);
    command({ name: 'call.move', callId, to: { kind: 'device', deviceId } }).catch((error: unknown) => {
      const code = errorCode(error);
      // Never said, or never heard: once more when the connection is back.
      if (code === 'client.offline' || code === 'client.timeout') wanted.set(callId, reason);
      else if (reason === 'broken') return;
      else if (code === 'call.notFound') onOver();
      // The engine was faster: the call is on its way here already.
      else if (code !== 'call.notAllowed') onError(code);
    });
  }

  function want(callId: CallId, reason: Reason): void {
    wanted.set(callId, reason);
    attempt();
  }

  store.subscribe(attempt);
  softphone.state.subscribe(attempt);
  return { asked: (callId) => want(callId, 'asked'), broken: (callId) => want(callId, 'broken') };
}
