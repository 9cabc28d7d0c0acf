import type { Expression, ExpressionBuilder, Kysely, Selectable, Transaction } from 'kysely';
import { sql } from 'kysely';
import type {
  CallRecording,
  CallRecordingPlays,
  CallRecordingsPage,
  CallRecordingsQuery,
} from '../contract/call-recordings/call-recordings';
import { VaxelError } from '../contract/errors';
import type { AnswerGroupId, CallId, ContactId, OrganisationId, RecordingId, UserId } from '../contract/ids';
import { deleteInParts } from '../limits/delete-in-parts';
import type { Database } from '../ports/database';
import type { CallRecordingTable } from '../ports/database-call-recordings';
import type { AboutRecording } from '../ports/jobs';

/** For so many days one that was deleted can be had back. */
export const restoreDays = 30;
const mostPlays = 100;

/** Who listens, and to what: all of an organisation, or the own ones and those of some answer groups. */
export interface Listening {
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
  readonly isForAll: boolean;
  readonly isForOwn: boolean;
  readonly groups: readonly AnswerGroupId[];
}

/** The recordings that somebody may listen to. */
export interface Recordings {
  /** @throws VaxelError request.notFound for a recording before that is none of these */
  page(query: CallRecordingsQuery): Promise<CallRecordingsPage>;
  /** @throws VaxelError request.notFound */
  find(id: RecordingId): Promise<CallRecording>;
  /** Notes that its sound was asked for. */
  played(id: RecordingId): Promise<void>;
  plays(id: RecordingId): Promise<CallRecordingPlays>;
  /** These change one. @throws VaxelError request.notFound */
  remove(transaction: Transaction<Database>, id: RecordingId): Promise<void>;
  restore(transaction: Transaction<Database>, id: RecordingId): Promise<void>;
}

export function createRecordings(db: Kysely<Database>, listening: Listening): Recordings {
  const { organisationId, userId } = listening;
  const mine = heardBy(listening);
  const visible = () =>
    db
      .selectFrom('call_recording')
      .selectAll()
      .select((eb) => [
        nameOf(eb.ref('call_recording.user_id')).as('by_name'),
        eb
          .selectFrom('answer_group')
          .select('name')
          .whereRef('answer_group.id', '=', 'call_recording.group_id')
          .as('group_name'),
      ])
      .where(mine)
      .where('deleted_at', 'is', null);
  async function find(id: RecordingId): Promise<CallRecording> {
    return toRecording(found(await visible().where('id', '=', id).executeTakeFirst()));
  }
  const change = (transaction: Transaction<Database>, id: RecordingId, at: Date | null) =>
    transaction
      .updateTable('call_recording')
      .set({ deleted_at: at === null ? null : sql<Date>`now()` })
      .where(mine)
      .where('id', '=', id)
      .returning('id');

  return {
    async page({ callIds, groupId, before, limit }) {
      let wanted = visible();
      if (callIds !== undefined) wanted = wanted.where('call_id', '=', sql<CallId>`any(${callIds}::uuid[])`);
      if (groupId !== undefined) wanted = wanted.where('group_id', '=', groupId);
      if (before !== undefined) {
        const { startedAtMs } = await find(before);
        const last = new Date(startedAtMs);
        wanted = wanted.where((eb) =>
          eb.or([eb('started_at', '<', last), eb.and([eb('started_at', '=', last), eb('id', '>', before)])]),
        );
      }
      const rows = await wanted
        .orderBy('started_at', 'desc')
        .orderBy('id')
        .limit(limit + 1)
        .execute();
      return { recordings: rows.slice(0, limit).map(toRecording), more: rows.length > limit };
    },
    find,
    async played(id) {
      await db
        .insertInto('call_recording_play')
        .values({ organisation_id: organisationId, recording_id: id, user_id: userId })
        .execute();
    },
    async plays(id) {
      const rows = await db
        .selectFrom('call_recording_play')
        .select((eb) => ['played_at', nameOf(eb.ref('user_id')).as('name')])
        .where('organisation_id', '=', organisationId)
        .where('recording_id', '=', id)
        .orderBy('id', 'desc')
        .limit(mostPlays)
        .execute();
      return { plays: rows.map((row) => ({ name: row.name, playedAtMs: row.played_at.getTime() })) };
    },
    async remove(transaction, id) {
      found(await change(transaction, id, new Date()).where('deleted_at', 'is', null).executeTakeFirst());
    },
    async restore(transaction, id) {
      const soon = sql<Date>`now() - make_interval(days => ${restoreDays})`;
      found(await change(transaction, id, null).where('deleted_at', '>', soon).executeTakeFirst());
    },
  };
}

const heardBy =
  ({ organisationId, userId, isForAll, isForOwn, groups }: Listening) =>
  (eb: ExpressionBuilder<Database, 'call_recording'>) => {
    const own = eb('organisation_id', '=', organisationId);
    if (isForAll) return own;
    return eb.and([
      own,
      eb.or([
        ...(isForOwn ? [eb('user_id', '=', userId)] : []),
        eb('group_id', '=', sql<AnswerGroupId>`any(${[...groups]}::uuid[])`),
      ]),
    ]);
  };

function found<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new VaxelError('request.notFound', 'There is no such recording.');
  return row;
}

/** What the person is called; null = somebody who is here no more. */
const nameOf = (userId: Expression<UserId | null>) =>
  sql<string | null>`(select display_name from contact
    join app_user on app_user.contact_id = contact.id where app_user.id = ${userId})`;

interface Named extends Selectable<CallRecordingTable> {
  readonly by_name: string | null;
  readonly group_name: string | null;
}

const toRecording = (row: Named): CallRecording => ({
  id: row.id,
  callId: row.call_id,
  by: { userId: row.user_id, name: row.by_name ?? '' },
  group: row.group_id === null ? null : { id: row.group_id, name: row.group_name ?? '' },
  other: row.other,
  startedAtMs: row.started_at.getTime(),
  ms: row.ms,
  peaks: [...row.peaks],
  cutShort: row.cut_short,
});

/** One as it is put in: whose it is, without names. */
export type TakenRecording = Omit<CallRecording, 'by' | 'group'> & Pick<AboutRecording, 'userId' | 'groupId'>;

/** False = it is there already, or its person is not any more. */
export async function addRecording(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  recording: TakenRecording,
): Promise<boolean> {
  const { rows } = await sql`insert into call_recording
    (id, organisation_id, user_id, group_id, call_id, other, started_at, ms, peaks, cut_short)
    select ${recording.id}, ${organisationId}, app_user.id,
      (select id from answer_group where id = ${recording.groupId} and organisation_id = ${organisationId}),
      ${recording.callId}, ${JSON.stringify(recording.other)}::jsonb, ${new Date(recording.startedAtMs)},
      ${recording.ms}, ${Buffer.from(recording.peaks)}, ${recording.cutShort}
    from app_user where app_user.id = ${recording.userId} and app_user.organisation_id = ${organisationId}
    on conflict do nothing returning id`.execute(db);
  return rows.length > 0;
}

/** Of these, which there are, deleted ones that can be had back among them. */
export async function keptOf(db: Kysely<Database>, ids: readonly RecordingId[]): Promise<ReadonlySet<RecordingId>> {
  const rows = await db
    .selectFrom('call_recording')
    .select('id')
    .where('id', '=', sql<RecordingId>`any(${[...ids]}::uuid[])`)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** What is old, or was deleted long ago, leaves the database; its files are swept after it. */
export const purgeRecordings = (db: Kysely<Database>, usualDays: number): Promise<void> =>
  deleteInParts(
    db,
    'call_recording',
    sql`deleted_at < now() - make_interval(days => ${restoreDays})
      or started_at < now() - make_interval(days => coalesce((select keep_days from call_recording_policy
        where call_recording_policy.organisation_id = call_recording.organisation_id), ${usualDays}))`,
  );

/**
 * A person's voice in whatever was recorded cannot be taken out of it. @returns those that are gone: their files are to
 * be removed once this has committed
 */
export const forgetRecordings = async (
  transaction: Transaction<Database>,
  person: { readonly organisationId: OrganisationId; readonly userId: UserId; readonly contactId: ContactId },
): Promise<readonly RecordingId[]> =>
  (
    await transaction
      .deleteFrom('call_recording')
      .where('organisation_id', '=', person.organisationId)
      .where((eb) =>
        eb.or([
          eb('user_id', '=', person.userId),
          sql<boolean>`other ->> 'userId' = ${person.userId}`,
          sql<boolean>`other ->> 'contactId' = ${person.contactId}`,
        ]),
      )
      .returning('id')
      .execute()
  ).map(({ id }) => id);
