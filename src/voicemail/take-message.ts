import type { Kysely, Transaction } from 'kysely';
import type { OtherParty } from '../contract/calls/call-view';
import type { CallId, OrganisationId, RecordingId, UserId } from '../contract/ids';
import type { HistoryEntry } from '../contract/history/history';
import type { Clock } from '../ports/clock';
import type { Database } from '../ports/database';
import type { AboutGroupMessage, AboutMessage, JobQueue } from '../ports/jobs';
import { measure, type Measure } from '../sound/meter';
import { readOggOpus, repairOgg } from '../sound/ogg-opus';
import { leastSpeechMs, longestMessageMs } from './limits';
import type { FoundSound, SoundFiles } from '../kept-sounds/sound-files';
import { readersOf } from './readers';
import { addGroupMessage, addMessage, hasMessage } from './store';

export interface TakeMessageDeps {
  readonly db: Kysely<Database>;
  readonly jobs: Pick<JobQueue, 'enqueue'>;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly files: Pick<SoundFiles<RecordingId>, 'find' | 'replace'>;
  /** The person's entry in the call list; null = there is none any more. */
  loadCall(organisationId: OrganisationId, userId: UserId, callId: CallId): Promise<HistoryEntry | null>;
  /** It is written down, where the organisation wants it. */
  readonly transcribes: boolean;
  tell(person: Pick<AboutMessage, 'organisationId' | 'userId'>, messageId: RecordingId): Promise<void>;
}

/**
 * Durable job `voicemail-left`: makes a message of a recording, once, and leaves the job of the card that tells of it.
 * In which nobody has said anything is no message: its call was missed, and no more.
 * @throws VaxelError server.unavailable, and errors of the disk, when it is to be tried again
 */
export function createTakeMessage(deps: TakeMessageDeps): (about: AboutMessage) => Promise<void> {
  return async (about) => {
    const { recordingId, ...call } = about;
    if (await hasMessage(deps.db, call.organisationId, recordingId)) return;
    const sound = await wholeSound(deps.files, recordingId);
    const message = sound && (await messageOf(sound));
    if (await store(deps, about, message)) await deps.tell(call, recordingId);
  };
}

/** Whoever has left a message for a group is to be called; in the transaction that stores it. */
export interface GroupMessageLeft {
  readonly onGroupMessage: (transaction: Transaction<Database>, about: AboutGroupMessage) => Promise<void>;
}

/**
 * Durable job `group-message-left`: the same for a group, whose people are all told. Nobody of them has missed a call
 * where nobody has said anything.
 * @throws as above
 */
export function createTakeGroupMessage(
  deps: Omit<TakeMessageDeps, 'loadCall' | 'clock'> & GroupMessageLeft,
): (about: AboutGroupMessage) => Promise<void> {
  return async (about) => {
    const { organisationId, recordingId } = about;
    if (await hasMessage(deps.db, organisationId, recordingId)) return;
    const sound = await wholeSound(deps.files, recordingId);
    const message = sound && (await messageOf(sound));
    const readers = message === null ? [] : await storeForGroup(deps, about, message);
    await Promise.all(readers.map((userId) => deps.tell({ organisationId, userId }, recordingId)));
  };
}

/** Empty = it was there already, or its group is no more. */
async function storeForGroup(
  { db, jobs, transcribes, onGroupMessage }: Pick<TakeMessageDeps, 'db' | 'jobs' | 'transcribes'> & GroupMessageLeft,
  about: AboutGroupMessage,
  message: Taken,
): Promise<readonly UserId[]> {
  const { organisationId, callId, groupId, recordingId: id, from, calledNumber, leftAtMs } = about;
  return db.transaction().execute(async (transaction) => {
    const left = { ...message, id, callId, from, calledNumber, leftAtMs };
    if (!(await addGroupMessage(transaction, about, left))) return [];
    await onGroupMessage(transaction, about);
    const readers = await readersOf(transaction, organisationId, { userId: null, groupId });
    for (const userId of readers)
      await jobs.enqueue(transaction, { name: 'missed-call', data: { organisationId, userId, callId } });
    if (transcribes) {
      const data = { organisationId, callId, recordingId: id, userId: null, attempt: 1 };
      await jobs.enqueue(transaction, { name: 'voicemail-transcribe', data });
    }
    return readers;
  });
}

/** Of one that was cut off, all that can be heard; it is a whole file from then on. */
async function wholeSound(files: TakeMessageDeps['files'], id: RecordingId): Promise<FoundSound | null> {
  const found = await files.find(id);
  if (found === null || !found.isPart) return found;
  const bytes = repairOgg(found.bytes);
  if (bytes !== null) await files.replace(id, bytes);
  return bytes && { bytes, isPart: true };
}

type Taken = Measure & { readonly cutShort: boolean };

/** Null = nobody has said anything. */
async function messageOf({ bytes, isPart }: FoundSound): Promise<Taken | null> {
  const measured = await measure(readOggOpus(bytes));
  if (measured.speechMs < leastSpeechMs) return null;
  return { ...measured, cutShort: isPart || measured.ms > longestMessageMs - 1_000 };
}

/** False = there is no message, or it was there already, or nobody wants it any more. */
async function store(
  { db, jobs, clock, loadCall, transcribes }: TakeMessageDeps,
  about: AboutMessage,
  message: Taken | null,
): Promise<boolean> {
  const { recordingId: id, ...call } = about;
  const entry = await loadCall(call.organisationId, call.userId, call.callId);
  return db.transaction().execute(async (transaction) => {
    const isNew =
      message !== null &&
      (await addMessage(transaction, call, {
        ...message,
        id,
        callId: call.callId,
        from: entry?.other ?? nobody,
        calledNumber: entry?.calledNumber ?? null,
        leftAtMs: entry?.endedAtMs ?? clock.nowMs(),
      }));
    await jobs.enqueue(transaction, { name: 'missed-call', data: call });
    if (isNew && transcribes)
      await jobs.enqueue(transaction, { name: 'voicemail-transcribe', data: { ...about, attempt: 1 } });
    return isNew;
  });
}

const nobody: OtherParty = { name: null, number: null, contactId: null, userId: null };
