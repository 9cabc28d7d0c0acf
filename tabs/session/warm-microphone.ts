import type { CallId, DeviceId } from '../../src/contract/ids';
import type { Clock } from '../clock';
import { choiceOf } from '../softphone/local-session';
import type { AudioSettings } from '../softphone/audio-settings';
import type { Devices } from '../softphone/ports';
import type { AppState } from '../state/app-state';
import type { Store } from '../state/store';

export interface WarmMicrophoneOptions {
  readonly devices: Pick<Devices, 'permission' | 'openMicrophone'>;
  readonly settings: () => AudioSettings;
  readonly store: Store<AppState>;
  readonly clock: Clock;
  /** A call is on its way to this window. */
  readonly isAwaited: (state: AppState) => boolean;
}

/** A call that is not here by then does not come by itself any more. */
const longestMs = 10_000;

/**
 * Opens the microphone ahead of a call that is about to come: a headset takes some 100 ms to wake up, and one that
 * is open already is given to the call at once. Closed when the call has it, when none is awaited any more, or after
 * 10 s. Never asks for permission; a microphone that cannot be opened is the call's own problem to tell.
 */
export async function warmMicrophone(options: WarmMicrophoneOptions): Promise<void> {
  const { devices, settings, store, clock, isAwaited } = options;
  if ((await devices.permission()) !== 'granted') return;
  const microphone = await devices.openMicrophone(choiceOf(settings())).catch(() => null);
  if (microphone === null) return;
  const end = (): void => {
    stop();
    cancel();
    microphone.close();
  };
  const stop = store.subscribe(() => {
    if (!isAwaited(store.get())) end();
  });
  const cancel = clock.after(longestMs, end);
  if (!isAwaited(store.get())) end();
}

/** A call was here when the page went, and the server has it or has not said yet. */
export function isCallBackAwaited({ me, calls }: AppState): boolean {
  return (
    me === null ||
    [...calls.values()].some(
      ({ view }) => view.state === 'anchored' || (view.state === 'connecting' && view.answeredAtMs !== null),
    )
  );
}

/** A call was asked to come here: it is until it has come, or stays where it is, or ends. */
export function createMoveAwaited(callId: CallId, deviceId: DeviceId): (state: AppState) => boolean {
  let begun = false;
  return ({ calls }) => {
    const view = calls.get(callId)?.view;
    if (view === undefined || view.state === 'ended' || view.deviceId === deviceId) return false;
    begun ||= view.movingTo !== null;
    return view.movingTo !== null || !begun;
  };
}
