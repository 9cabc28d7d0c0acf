import type { Kysely } from 'kysely';
import { sql, type Expression, type SqlBool } from 'kysely';
import type { CallId, OrganisationId, RecordingId } from '../contract/ids';
import type { Clock } from '../ports/clock';
import type { Database } from '../ports/database';
import type { JobQueue } from '../ports/jobs';
import { restoreDays } from './limits';
import { usualPolicy } from './policies';
import type { SoundFiles } from '../kept-sounds/sound-files';
import { readersOf, type MessageOwner } from './readers';

export interface RetentionDeps {
  readonly db: Kysely<Database>;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly jobs: Pick<JobQueue, 'enqueue'>;
  readonly files: Pick<SoundFiles<RecordingId>, 'sweep'>;
  /** Of these, what is kept and is no message. */
  keptBeside(ids: readonly RecordingId[]): Promise<ReadonlySet<RecordingId>>;
}

/** A recording that is new may still be under way, or wait for the job that makes a message of it. */
const orphanForMs = 24 * 3_600_000;

/** What is old leaves the database, and with it its files: those that are no message's any more. */
export async function purgeMessages({ db, jobs, clock, files, keptBeside }: RetentionDeps): Promise<void> {
  const daysOf = (column: 'keep_heard_days' | 'keep_unheard_days', usual: number) =>
    sql`make_interval(days => coalesce((select ${sql.ref(column)} from voicemail_policy
      where voicemail_policy.organisation_id = voicemail_message.organisation_id), ${usual}))`;
  await deleteWithCards(
    { db, jobs },
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
    return new Set([...rows.map(({ id }) => id), ...(await keptBeside(ids))]);
  });
}

/** Rows of one statement and its jobs. */
const mostAtOnce = 500;

/** Part by part, as `deleteInParts`. What was written down stands on the cards of those calls, too: they forget it. */
async function deleteWithCards(
  { db, jobs }: Pick<RetentionDeps, 'db' | 'jobs'>,
  condition: Expression<SqlBool>,
): Promise<void> {
  for (let deleted = mostAtOnce; deleted >= mostAtOnce;)
    deleted = await db.transaction().execute(async (transaction) => {
      const { rows } = await sql<Purged>`delete from voicemail_message where ctid = any(array(
        select ctid from voicemail_message where ${condition} limit ${mostAtOnce}))
        returning organisation_id as "organisationId", user_id as "userId", group_id as "groupId",
          call_id as "callId",
          deleted_at is null and transcript <> '' as "isOnCard"`.execute(transaction);
      for (const { isOnCard, organisationId, callId, ...owner } of rows)
        for (const userId of isOnCard === true ? await readersOf(transaction, organisationId, owner) : [])
          await jobs.enqueue(transaction, { name: 'voicemail-card', data: { organisationId, userId, callId } });
      return rows.length;
    });
}

interface Purged extends MessageOwner {
  readonly organisationId: OrganisationId;
  readonly callId: CallId;
  /** Null = it was not written down. */
  readonly isOnCard: boolean | null;
}
