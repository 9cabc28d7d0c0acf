import { useEffect, useRef, useState } from 'react';
import { longestGreetingMs } from '../../../src/contract/sounds/limits';
import { meterLevel } from '../../softphone/adapters/level-meter';
import { MicrophoneError, type MicrophoneProblem } from '../../softphone/ports';
import { useServices } from '../../ui/services';
import { useStore } from '../../ui/use-store';

/** What the server takes of what browsers make. */
const types = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus'];
const typeHere = (): string | undefined =>
  types.find((type) => typeof MediaRecorder !== 'undefined' && MediaRecorder.isTypeSupported(type));

export type RecordingProblem = MicrophoneProblem | 'notHere';

/** `idle` ──► `recording` ──► `done` ──► `recording` …; a microphone that cannot be had is `failed`. */
export type RecordingState =
  | { readonly phase: 'idle' | 'recording' }
  | { readonly phase: 'done'; readonly sound: Blob; readonly peaks: readonly number[] }
  | { readonly phase: 'failed'; readonly problem: RecordingProblem };

export interface Recording {
  readonly state: RecordingState;
  /** How loud it is, 0 to 1, and how long it is so far. */
  readonly level: number;
  readonly ms: number;
  begin(): void;
  end(): void;
}

/** Records the person's microphone for at most as long as a greeting may be. */
export function useRecording(): Recording {
  const { devices, audioSettings, clock } = useServices();
  const microphoneId = useStore(audioSettings, (value) => value.microphoneId);
  const processing = useStore(audioSettings, (value) => value.processing);
  const [state, setState] = useState<RecordingState>({ phase: 'idle' });
  const [level, setLevel] = useState(0);
  const [ms, setMs] = useState(0);
  const stop = useRef<() => void>(() => undefined);
  const isOpen = useRef(true);

  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
      stop.current();
    };
  }, []);

  async function begin(): Promise<void> {
    const type = typeHere();
    if (type === undefined) return setState({ phase: 'failed', problem: 'notHere' });
    stop.current();
    setMs(0);
    setState({ phase: 'recording' });
    const microphone = await devices.openMicrophone({ deviceId: microphoneId, processing });
    if (!isOpen.current) return microphone.close();
    const recorder = new MediaRecorder(new MediaStream([microphone.track]), { mimeType: type });
    const startMs = clock.nowMs();
    const peaks: number[] = [];
    const stopMeter = meterLevel(microphone.track, (value) => {
      peaks.push(value * 255);
      setLevel(value);
      setMs(Math.min(longestGreetingMs, clock.nowMs() - startMs));
    });
    const cancel = clock.after(longestGreetingMs, () => stop.current());
    stop.current = () => {
      stop.current = () => undefined;
      cancel();
      stopMeter();
      recorder.stop();
    };
    recorder.addEventListener('dataavailable', ({ data }) => {
      microphone.close();
      setLevel(0);
      setState({ phase: 'done', sound: data, peaks });
    });
    recorder.start();
  }

  return {
    ...{ state, level, ms },
    begin: () =>
      void begin().catch((error: unknown) =>
        setState({ phase: 'failed', problem: error instanceof MicrophoneError ? error.problem : 'busy' }),
      ),
    end: () => stop.current(),
  };
}
