import type { Kysely, Transaction } from 'kysely';
import type { OrganisationId, RecordingId } from '../contract/ids';
import type { Database } from '../ports/database';
import type { SpokenLanguage } from '../ports/transcribe';
import { leastWrittenDownMs } from './limits';
import type { MessageOwner } from './readers';

/** Neither deleted nor written down already, and with enough in it to be. */
export async function isToWriteDown(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  id: RecordingId,
): Promise<boolean> {
  const row = await db
    .selectFrom('voicemail_message')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .where('transcript', 'is', null)
    .where('speech_ms', '>=', leastWrittenDownMs)
    .executeTakeFirst();
  return row !== undefined;
}

/** Of one that was deleted meanwhile nothing is written. @returns whose it is */
export async function writeTranscript(
  transaction: Transaction<Database>,
  organisationId: OrganisationId,
  id: RecordingId,
  { text, language }: { readonly text: string; readonly language: SpokenLanguage },
): Promise<MessageOwner> {
  const owner = await transaction
    .updateTable('voicemail_message')
    .set({ transcript: text, transcript_language: language })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .returning(['user_id as userId', 'group_id as groupId'])
    .executeTakeFirst();
  return owner ?? { userId: null, groupId: null };
}
