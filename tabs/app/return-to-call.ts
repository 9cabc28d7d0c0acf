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

/**
 * Follows a link back to a call that waits for the person: its audio comes to this window, once this window is a phone. It is
 * the person's own call, so nobody is asked; a call that is up elsewhere, or on its way here by itself, is left alone.
 */
export function createReturnToCall({ store, softphone, command, onOver, onError }: ReturnToCallOptions): (callId: CallId) => void {
  let wanted: CallId | null = null;

  function settle(): CallId | null {
    const callId = wanted;
    wanted = null;
    return callId;
  }

  function attempt(): void {
    const { me, calls, devices } = store.get();
    if (wanted === null || me === null) return;
    const view = calls.get(wanted)?.view;
    if (view === undefined || view.state === 'ended') {
      settle();
      return onOver();
    }
    if (view.state !== 'anchored' || view.movingTo !== null) return void settle();
    const { deviceId } = softphone.state.get();
    if (deviceId !== null && devices.some(({ id, reachable }) => id === deviceId && reachable)) move(view.id, deviceId);
  }

  function move(callId: CallId, deviceId: DeviceId): void {
    settle();
    command({ name: 'call.move', callId, to: { kind: 'device', deviceId } }).catch((error: unknown) => {
      const code = errorCode(error);
      if (code === 'call.notFound') onOver();
      // The engine was faster: the call is on its way here already.
      else if (code !== 'call.notAllowed') onError(code);
    });
  }

  store.subscribe(attempt);
  softphone.state.subscribe(attempt);
  return (callId) => {
    wanted = callId;
    attempt();
  };
}
