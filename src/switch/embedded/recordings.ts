import type { LegId, RecordingId } from '../../contract/ids';
import type { Clock } from '../../ports/clock';
import type { Logger } from '../../ports/logger';
import type { RecordingLimits, SwitchEvent } from '../port';
import type { LegAudio } from './leg-audio';
import { createRecorder, nothingKept, type Recorded, type Recorder } from './recorder';
import { createRecordingFile } from './recording-file';

export interface RecordingsDeps {
  readonly listening: Clock;
  readonly logger: Logger;
  /** Null = nothing can be recorded. */
  readonly folder: string | null;
  readonly emit: (event: SwitchEvent) => void;
}

/** All recordings of the switch that are being made. */
export interface Recordings {
  /** `audio` is null where there is no such leg. */
  begin(leg: LegId, audio: LegAudio | null, recording: RecordingId, limits: RecordingLimits): void;
  stop(leg: LegId, recording: RecordingId): void;
  legEnded(leg: LegId): void;
  /** Ends them all; resolves when their files are there. */
  endAll(): Promise<void>;
}

interface Running extends Recorder {
  readonly leg: LegId;
}

export function createRecordings({ listening, logger, folder, emit }: RecordingsDeps): Recordings {
  const running = new Map<RecordingId, Running>();
  const tell = (leg: LegId, recording: RecordingId, recorded: Recorded): void =>
    emit({ type: 'recorded', leg, recording, ...recorded });

  return {
    begin(leg, audio, recording, limits) {
      if (running.has(recording)) return;
      if (audio === null || folder === null) return queueMicrotask(() => tell(leg, recording, nothingKept));
      const recorder = createRecorder({
        listening,
        logger,
        recording,
        limits,
        file: createRecordingFile(folder, recording),
        onRecorded(recorded) {
          stopListening();
          running.delete(recording);
          tell(leg, recording, recorded);
        },
      });
      const stopListening = audio.record(recorder.take);
      running.set(recording, { leg, ...recorder });
    },
    stop(leg, recording) {
      const recorder = running.get(recording);
      if (recorder?.leg === leg) void recorder.end('stopped');
    },
    legEnded(leg) {
      for (const recorder of running.values()) if (recorder.leg === leg) void recorder.end('ended');
    },
    async endAll() {
      await Promise.all([...running.values()].map((recorder) => recorder.end('ended')));
    },
  };
}
