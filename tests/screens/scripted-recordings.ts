import { Router } from 'express';
import {
  CallRecording,
  CallRecordingParams,
  CallRecordingPlays,
  CallRecordingPolicy,
  CallRecordingsPage,
  CallRecordingsQuery,
} from '../../src/contract/call-recordings/call-recordings';
import { VaxelError, type ErrorCode } from '../../src/contract/errors';
import type { RecordingId } from '../../src/contract/ids';
import { SoundAddress } from '../../src/contract/sounds/sounds';
import { route } from '../../src/http/route';
import { checked } from '../../tabs/fakes/checked';
import { bjorn, callId, me, recordingId, userId } from '../../tabs/fakes/samples';
import type { Script } from './script';
import { speech } from './scripted-sound';

/** Recorded calls as data: what a window asks for is done to them. */
export interface ScriptedRecordings {
  /** The newest first. */
  kept: CallRecording[];
  readonly deleted: Map<RecordingId, CallRecording>;
  readonly plays: Map<RecordingId, CallRecordingPlays['plays']>;
  policy: CallRecordingPolicy;
  /** The code with which the list is refused; null = it is read. */
  refusal: ErrorCode | null;
}

export const nothingRecorded = (): ScriptedRecordings => ({
  ...{ kept: [], deleted: new Map(), plays: new Map(), refusal: null },
  policy: { consent: 'off', keepDays: 90, ownAccess: true, groups: [] },
});

/** One that Cecilia made so many minutes ago, and what the test says of it. */
export const aRecording = (n: number, change: Partial<CallRecording> = {}): CallRecording =>
  checked(CallRecording, {
    ...{ id: recordingId(n), callId: callId(n), other: bjorn, group: null, cutShort: false },
    by: { userId: userId(3), name: 'Cecilia Ek' },
    startedAtMs: Date.now() - n * 60_000,
    ...{ ms: speech.ms, peaks: speech.peaks },
    ...change,
  });

export function createScriptedRecordings(now: () => Script): Router {
  const router = Router();
  addReading(router, now);
  addChanges(router, () => now().recordings);
  const policy = () => checked(CallRecordingPolicy, now().recordings.policy);
  router.get('/administration/call-recordings', route({ handler: policy }));
  router.put(
    '/administration/call-recordings',
    route({ body: CallRecordingPolicy, handler: ({ body }) => ((now().recordings.policy = body), policy()) }),
  );
  return router;
}

const params = CallRecordingParams;

function addReading(router: Router, now: () => Script): void {
  const all = (): ScriptedRecordings => now().recordings;
  router.get(
    '/call-recordings',
    route({
      query: CallRecordingsQuery,
      handler({ query: { callIds, groupId, before, limit } }) {
        const { kept, refusal } = all();
        if (refusal !== null) throw new VaxelError(refusal);
        const shown = kept.filter(
          (each) =>
            (callIds === undefined || callIds.includes(each.callId)) &&
            (groupId === undefined || each.group?.id === groupId),
        );
        const from = shown.findIndex(({ id }) => id === before) + 1;
        return checked(CallRecordingsPage, {
          recordings: shown.slice(from, from + limit),
          more: from + limit < shown.length,
        });
      },
    }),
  );
  router.post(
    '/call-recordings/:id/address',
    route({
      params,
      handler({ params: { id } }) {
        const plays = all().plays.get(found(all(), id).id) ?? [];
        all().plays.set(id, [{ name: me.user.displayName, playedAtMs: Date.now() }, ...plays]);
        const address = { url: `/voicemail-sound/${id}?signed=1`, expiresAtMs: Date.now() + 600_000 };
        return checked(SoundAddress, address);
      },
    }),
  );
  router.get(
    '/call-recordings/:id/plays',
    route({
      params,
      handler: ({ params: { id } }) =>
        checked(CallRecordingPlays, { plays: all().plays.get(found(all(), id).id) ?? [] }),
    }),
  );
}

function found({ kept }: ScriptedRecordings, id: RecordingId): CallRecording {
  const recording = kept.find((each) => each.id === id);
  if (recording === undefined) throw new VaxelError('request.notFound');
  return recording;
}

function addChanges(router: Router, all: () => ScriptedRecordings): void {
  router.delete(
    '/call-recordings/:id',
    route({
      params,
      handler({ params: { id } }) {
        all().deleted.set(id, found(all(), id));
        all().kept = all().kept.filter((each) => each.id !== id);
      },
    }),
  );
  router.post(
    '/call-recordings/:id/restore',
    route({
      params,
      handler({ params: { id } }) {
        const recording = all().deleted.get(id);
        if (recording === undefined) throw new VaxelError('request.notFound');
        all().kept = [...all().kept, recording].toSorted((one, other) => other.startedAtMs - one.startedAtMs);
      },
    }),
  );
}
