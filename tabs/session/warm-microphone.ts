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
}

/** A call that is not back by then does not come by itself any more. */
const longestMs = 10_000;

/**
 * Opens the microphone ahead of a call that is about to come back: a headset takes some 100 ms to wake up, and one that
 * is open already is given to the call at once. Closed when the call has it, when the server knows of no call, or after
 * 10 s. Never asks for permission; a microphone that cannot be opened is the call's own problem to tell.
 */
export async function warmMicrophone({ devices, settings, store, clock }: WarmMicrophoneOptions): Promise<void> {
  if ((await devices.permission()) !== 'granted') return;
  const microphone = await devices.openMicrophone(choiceOf(settings())).catch(() => null);
  if (microphone === null) return;
  const waiting = (): boolean => {
    const { me, calls } = store.get();
    return (
      me === null ||
      [...calls.values()].some(
        ({ view }) => view.state === 'anchored' || (view.state === 'connecting' && view.answeredAtMs !== null),
      )
    );
  };
  const end = (): void => {
    stop();
    cancel();
    microphone.close();
  };
  const stop = store.subscribe(() => {
    if (!waiting()) end();
  });
  const cancel = clock.after(longestMs, end);
  if (!waiting()) end();
}
