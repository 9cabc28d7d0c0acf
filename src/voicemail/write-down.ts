import type { Kysely } from 'kysely';
import type { OrganisationId, RecordingId, UserId } from '../contract/ids';
import type { Clock } from '../ports/clock';
import type { Database } from '../ports/database';
import type { AboutTranscript, JobQueue } from '../ports/jobs';
import type { Logger } from '../ports/logger';
import type { Segment, SpokenLanguage, Transcribe } from '../ports/transcribe';
import { readOggOpus } from '../sound/ogg-opus';
import { toWav } from '../sound/wav';
import { mostTranscriptSigns, waitsForTranscriber } from './limits';
import { readPolicy } from './policies';
import type { SoundFiles } from '../kept-sounds/sound-files';
import { readersOf } from './readers';
import { isToWriteDown, writeTranscript } from './transcripts';

export interface WriteDownDeps {
  readonly db: Kysely<Database>;
  readonly jobs: Pick<JobQueue, 'enqueue'>;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly logger: Pick<Logger, 'warn'>;
  readonly files: Pick<SoundFiles<RecordingId>, 'find'>;
  /** Null = this server has nobody who does it. */
  readonly transcribe: Transcribe | null;
  /** The owner's, the organisation's of a group: who speaks is not known to it. */
  languageOf(organisationId: OrganisationId, userId: UserId | null): Promise<SpokenLanguage>;
  tell(
    person: { readonly organisationId: OrganisationId; readonly userId: UserId },
    messageId: RecordingId,
  ): Promise<void>;
}

/**
 * Durable job `voicemail-transcribe`: writes down what was said in a message, where the organisation wants it by now.
 * Whoever does it may be away: the message has no text then, and is tried again later, by a job of its own that knows
 * how often it was.
 * @throws VaxelError server.unavailable, and errors of the disk, when it is to be tried again
 */
export function createWriteDown(deps: WriteDownDeps): (about: AboutTranscript) => Promise<void> {
  const { db, files, transcribe } = deps;
  return async (about) => {
    const { organisationId, userId, recordingId } = about;
    if (transcribe === null || !(await readPolicy(db, organisationId)).transcribe) return;
    if (!(await isToWriteDown(db, organisationId, recordingId))) return;
    const sound = await files.find(recordingId);
    if (sound === null) return;
    const language = await deps.languageOf(organisationId, userId);
    const wav = await toWav(readOggOpus(sound.bytes));
    const said = await transcribe(wav, language).catch((error: unknown) => ({ error }));
    if ('error' in said) await putOff(deps, about, said.error);
    else await keep(deps, about, { text: textOf(said), language });
  };
}

/** As it is read: in one piece, and no longer than it can be. */
const textOf = (segments: readonly Segment[]): string =>
  [...segments.map(({ text }) => text).join(' ')].slice(0, mostTranscriptSigns).join('');

/** Windows and the card follow. */
async function keep(
  { db, jobs, tell }: WriteDownDeps,
  { organisationId, callId, recordingId }: AboutTranscript,
  transcript: { readonly text: string; readonly language: SpokenLanguage },
): Promise<void> {
  const readers = await db.transaction().execute(async (transaction) => {
    const owner = await writeTranscript(transaction, organisationId, recordingId, transcript);
    const all = await readersOf(transaction, organisationId, owner);
    for (const userId of all)
      await jobs.enqueue(transaction, { name: 'voicemail-card', data: { organisationId, userId, callId } });
    return all;
  });
  await Promise.all(readers.map((userId) => tell({ organisationId, userId }, recordingId)));
}

async function putOff({ db, jobs, clock, logger }: WriteDownDeps, about: AboutTranscript, error: unknown) {
  const { recordingId, attempt } = about;
  const waitMs = waitsForTranscriber[attempt - 1];
  if (waitMs === undefined)
    return logger.warn({ err: error, messageId: recordingId }, 'a message could not be written down: given up');
  const again = { name: 'voicemail-transcribe', data: { ...about, attempt: attempt + 1 } } as const;
  await db
    .transaction()
    .execute((transaction) => jobs.enqueue(transaction, again, { startAt: new Date(clock.nowMs() + waitMs) }));
}
