import type { LegId, RecordingId } from '../../contract/ids';
import type { Clock } from '../../ports/clock';
import type { Logger } from '../../ports/logger';
import type { RecordingLimits, SwitchEvent } from '../port';
import type { LegAudio } from './leg-audio';
import { createRecorder, nothingKept, type Recorded, type Recorder } from './recorder';
import { createRecordingFile } from './recording-file';

export interface RecordingsDeps {
  readonly listening: Clock;
  readonly steady: Pick<Clock, 'nowMs'>;
  readonly logger: Logger;
  /** Null = nothing can be recorded. */
  readonly folder: string | null;
  readonly emit: (event: SwitchEvent) => void;
}

/** All recordings of the switch that are being made. */
export interface Recordings {
  /** `audio` is null where there is no such leg. One of both sides that runs already goes on at this leg. */
  begin(leg: LegId, audio: LegAudio | null, recording: RecordingId, limits: RecordingLimits): void;
  pause(leg: LegId, recording: RecordingId, on: boolean): void;
  stop(leg: LegId, recording: RecordingId): void;
  /** One of both sides waits for another leg. */
  legEnded(leg: LegId): void;
  /** Ends them all; resolves when their files are there. */
  endAll(): Promise<void>;
}

interface Running extends Recorder {
  leg: LegId;
  readonly isOfBoth: boolean;
  stopListening: () => void;
}

export function createRecordings({ listening, steady, logger, folder, emit }: RecordingsDeps): Recordings {
  const running = new Map<RecordingId, Running>();
  const tell = (leg: LegId, recording: RecordingId, recorded: Recorded): void =>
    emit({ type: 'recorded', leg, recording, ...recorded });

  function start(leg: LegId, recording: RecordingId, limits: RecordingLimits, into: string): Running {
    const recorder = createRecorder({
      ...{ listening, steady, logger, recording, limits },
      file: createRecordingFile(into, recording),
      onRecorded(recorded) {
        one.stopListening();
        running.delete(recording);
        tell(one.leg, recording, recorded);
      },
    });
    const one = { ...recorder, leg, isOfBoth: limits.both === true, stopListening: () => undefined };
    running.set(recording, one);
    return one;
  }

  function listen(one: Running, leg: LegId, audio: LegAudio): void {
    one.stopListening();
    one.leg = leg;
    const stops = [audio.record(one.take)];
    if (one.isOfBoth) stops.push(audio.overhear((packet) => one.take(packet, 'heard')));
    one.stopListening = () => stops.forEach((stop) => stop());
  }

  const at = (leg: LegId, recording: RecordingId): Running | null => {
    const one = running.get(recording);
    return one?.leg === leg ? one : null;
  };

  return {
    begin(leg, audio, recording, limits) {
      const known = running.get(recording);
      if (known !== undefined) return known.isOfBoth && audio !== null ? listen(known, leg, audio) : undefined;
      if (audio === null || folder === null) return queueMicrotask(() => tell(leg, recording, nothingKept));
      listen(start(leg, recording, limits, folder), leg, audio);
    },
    pause: (leg, recording, on) => at(leg, recording)?.pause(on),
    stop: (leg, recording) => void at(leg, recording)?.end('stopped'),
    legEnded(leg) {
      for (const one of running.values())
        if (one.leg === leg) {
          if (one.isOfBoth) one.stopListening();
          else void one.end('ended');
        }
    },
    async endAll() {
      await Promise.all([...running.values()].map((recorder) => recorder.end('ended')));
    },
  };
}
