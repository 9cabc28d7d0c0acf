import type { Kysely } from 'kysely';
import { peakCount } from '../contract/voicemail/limits';
import type { OtherParty } from '../contract/calls/call-view';
import type { HistoryEntry } from '../contract/history/history';
import type { CallId, OrganisationId, RecordingId, UserId } from '../contract/ids';
import type { SoundFiles } from '../kept-sounds/sound-files';
import type { Clock } from '../ports/clock';
import type { Database } from '../ports/database';
import type { AboutRecording } from '../ports/jobs';
import type { Publisher } from '../ports/publisher';
import { peaksOf } from '../sound/meter';
import { msOf, readOggOpus, repairOgg } from '../sound/ogg-opus';
import { pagesInParts } from '../sound/ogg-pages';
import { statedSamples } from '../sound/opus-packets';
import { sidesOf } from '../sound/two-sided';
import { addRecording } from './store';

export interface TakeRecordingDeps {
  readonly db: Kysely<Database>;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly publisher: Pick<Publisher, 'toUser'>;
  readonly files: Pick<SoundFiles<RecordingId>, 'find' | 'replace'>;
  /** The person's entry in the call list; null = there is none (any more). */
  loadCall(organisationId: OrganisationId, userId: UserId, callId: CallId): Promise<HistoryEntry | null>;
}

/** Of each part of a recording so much is listened to: 20 ms times this. Hours take no longer than minutes. */
const packetsOfPart = 50;
const nobody: OtherParty = { name: null, number: null, contactId: null, userId: null };

/**
 * Durable job `call-recorded`: lists what was recorded of a call, once; of one that was cut off, all that there is.
 * @throws VaxelError server.unavailable, and errors of the disk, when it is to be tried again
 */
export function createTakeRecording(deps: TakeRecordingDeps): (about: AboutRecording) => Promise<void> {
  const { db, clock, publisher, files } = deps;
  return async ({ organisationId, userId, callId, recordingId: id, groupId }) => {
    const found = await files.find(id);
    const pages = await pagesInParts(found?.bytes ?? Buffer.alloc(0));
    const bytes = found?.isPart ? repairOgg(found.bytes, pages) : (found?.bytes ?? null);
    if (found === null || bytes === null) return;
    if (found.isPart) await files.replace(id, bytes);
    const packets = readOggOpus(bytes, found.isPart ? await pagesInParts(bytes) : pages);
    const ms = msOf(packets.reduce((sum, packet) => sum + (statedSamples(packet) ?? 0), 0));
    const entry = await deps.loadCall(organisationId, userId, callId);
    const isNew = await addRecording(db, organisationId, {
      ...{ id, callId, userId, groupId, ms, cutShort: found.isPart, other: entry?.other ?? nobody },
      startedAtMs: (entry?.endedAtMs ?? clock.nowMs()) - ms,
      peaks: [...(await loudest(packets))],
    });
    if (isNew) publisher.toUser(organisationId, userId, { type: 'callRecordings.changed' });
  };
}

/** The louder of the two sides in each part, judged by its beginning. */
async function loudest(packets: readonly Buffer[]): Promise<readonly number[]> {
  const chosen = Array.from({ length: peakCount }, (_, part) => {
    const from = Math.floor((part * packets.length) / peakCount);
    const to = Math.floor(((part + 1) * packets.length) / peakCount);
    return packets.slice(from, Math.min(Math.max(from + 1, to), from + packetsOfPart));
  });
  const { said, heard } = sidesOf(chosen.flat());
  const [left, right] = [await peaksOf(said), await peaksOf(heard)];
  return left.map((peak, part) => Math.max(peak, right[part] ?? 0));
}
