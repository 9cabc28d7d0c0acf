import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { RecordingId } from '../contract/ids';
import { deleteInParts } from '../limits/delete-in-parts';
import type { Clock } from '../ports/clock';
import type { Database } from '../ports/database';
import { restoreDays } from './limits';
import { usualPolicy } from './policies';
import type { SoundFiles } from './sound-files';

export interface RetentionDeps {
  readonly db: Kysely<Database>;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly files: Pick<SoundFiles, 'sweep'>;
}

/** A recording that is new may still be under way, or wait for the job that makes a message of it. */
const orphanForMs = 24 * 3_600_000;

/** What is old leaves the database, and with it its files: those that are no message's any more. */
export async function purgeMessages({ db, clock, files }: RetentionDeps): Promise<void> {
  const daysOf = (column: 'keep_heard_days' | 'keep_unheard_days', usual: number) =>
    sql`make_interval(days => coalesce((select ${sql.ref(column)} from voicemail_policy
      where voicemail_policy.organisation_id = voicemail_message.organisation_id), ${usual}))`;
  await deleteInParts(
    db,
    'voicemail_message',
    sql`deleted_at < now() - make_interval(days => ${restoreDays})
      or heard_at < now() - ${daysOf('keep_heard_days', usualPolicy.keepHeardDays)}
      or (heard_at is null and left_at < now() - ${daysOf('keep_unheard_days', usualPolicy.keepUnheardDays)})`,
  );
  await files.sweep(clock.nowMs() - orphanForMs, async (ids) => {
    const rows = await db
      .selectFrom('voicemail_message')
      .select('id')
      .where('id', '=', sql<RecordingId>`any(${[...ids]}::uuid[])`)
      .execute();
    return new Set(rows.map(({ id }) => id));
  });
}
