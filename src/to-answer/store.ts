import type { ExpressionBuilder, Kysely, Selectable } from 'kysely';
import { sql } from 'kysely';
import { leastTalkMs, mostToAnswer, reopenForMs, type WhyToAnswer } from '../contract/to-answer/limits';
import type { AnswerGroupId, CallId, OrganisationId, ToAnswerId, UserId } from '../contract/ids';
import { deleteInParts } from '../limits/delete-in-parts';
import type { Database } from '../ports/database';
import type { ToAnswerTable } from '../ports/database-to-answer';

export type ToAnswerRow = Selectable<ToAnswerTable>;

/** A group did not talk with whoever called it. */
export interface Unanswered {
  readonly groupId: AnswerGroupId;
  /** E.164 or extension. */
  readonly number: string;
  readonly why: WhyToAnswer;
  /** Told of several times, it is one call. */
  readonly callId: CallId;
  readonly atMs: number;
}

/** Somebody has talked with a number. */
export interface Talk {
  readonly number: string;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** Who owes calls: a person, and the groups in which that one is. */
export interface Owing {
  readonly userId: UserId;
  readonly groupIds: readonly AnswerGroupId[];
}

/** Who is still to be called in one organisation; within a transaction, the same. */
export interface ToAnswerStore {
  /**
   * What was open for the number and the group stays the one entry, a message in it the reason. A group that is gone
   * owes nothing.
   */
  add(unanswered: Unanswered): Promise<void>;
  /** Whoever was to be called before a talk that was long enough has been called. */
  talked(talks: readonly Talk[]): Promise<void>;
  /** Whoever has waited longest first; one more than are told of, where there are more. */
  open(owing: Owing): Promise<readonly ToAnswerRow[]>;
  /** Undefined: there is none, or others owe it. */
  find(owing: Owing, id: ToAnswerId): Promise<ToAnswerRow | undefined>;
  /** These are false where somebody was faster. */
  claim(id: ToAnswerId, userId: UserId): Promise<boolean>;
  release(id: ToAnswerId, userId: UserId): Promise<boolean>;
  snooze(id: ToAnswerId, until: Date): Promise<boolean>;
  done(id: ToAnswerId, userId: UserId): Promise<boolean>;
  reopen(id: ToAnswerId): Promise<boolean>;
  /** What anybody else has claimed of the group's is free again. */
  keepClaims(groupId: AnswerGroupId, people: ReadonlySet<UserId>): Promise<void>;
}

export function toAnswerStoreOf(db: Kysely<Database>, organisationId: OrganisationId): ToAnswerStore {
  const own = () => db.selectFrom('to_answer').selectAll().where('organisation_id', '=', organisationId);
  const entry = (id: ToAnswerId) =>
    db.updateTable('to_answer').where('organisation_id', '=', organisationId).where('id', '=', id);
  const open = (id: ToAnswerId) => entry(id).where('done_at', 'is', null);
  return {
    add: (unanswered) => add(db, organisationId, unanswered),
    talked: (talks) => talked(db, organisationId, talks),
    open: (owing) =>
      own()
        .where('done_at', 'is', null)
        .where(owedBy(owing))
        .orderBy('since')
        .orderBy('id')
        .limit(mostToAnswer + 1)
        .execute(),
    find: (owing, id) => own().where('id', '=', id).where(owedBy(owing)).executeTakeFirst(),
    claim: (id, userId) =>
      some(
        open(id)
          .set({ claimed_by: userId, snoozed_until: null })
          .where((eb) => eb.or([eb('claimed_by', 'is', null), eb('claimed_by', '=', userId)])),
      ),
    release: (id, userId) => some(open(id).set({ claimed_by: null }).where('claimed_by', '=', userId)),
    snooze: (id, until) => some(open(id).set({ snoozed_until: until })),
    done: (id, userId) => some(open(id).set({ done_at: sql<Date>`now()`, done_by: userId })),
    reopen: (id) =>
      some(
        entry(id)
          .set({ done_at: null, done_by: null })
          .where('done_at', '>', sql<Date>`now() - make_interval(secs => ${reopenForMs / 1_000})`)
          .where(noneSince),
      ),
    async keepClaims(groupId, people) {
      await db
        .updateTable('to_answer')
        .set({ claimed_by: null })
        .where('organisation_id', '=', organisationId)
        .where('group_id', '=', groupId)
        .where('claimed_by', '<>', sql<UserId>`all(${[...people]}::uuid[])`)
        .execute();
    },
  };
}

const some = async (update: { executeTakeFirst(): Promise<{ readonly numUpdatedRows: bigint }> }): Promise<boolean> =>
  (await update.executeTakeFirst()).numUpdatedRows > 0n;

const owedBy =
  ({ userId, groupIds }: Owing) =>
  (eb: ExpressionBuilder<Database, 'to_answer'>) =>
    eb.or([eb('user_id', '=', userId), eb('group_id', '=', sql<AnswerGroupId>`any(${[...groupIds]}::uuid[])`)]);

/** Whoever has called since stands in an entry of its own. */
const noneSince = sql<boolean>`not exists (select from to_answer as since
  where since.organisation_id = to_answer.organisation_id and since.number = to_answer.number
    and since.group_id is not distinct from to_answer.group_id
    and since.user_id is not distinct from to_answer.user_id and since.done_at is null)`;

/** Whoever has left a message is to be called because of it, also after calling again in vain. */
const hasMessage = sql<boolean>`exists (select from voicemail_message as message
  where message.organisation_id = to_answer.organisation_id and message.group_id = to_answer.group_id
    and message.other ->> 'number' = to_answer.number and message.left_at >= to_answer.since
    and message.deleted_at is null)`;

async function add(db: Kysely<Database>, organisationId: OrganisationId, call: Unanswered): Promise<void> {
  const at = new Date(call.atMs);
  await sql`
    insert into to_answer (organisation_id, group_id, number, why, call_id, since, last_at)
    select organisation_id, id, ${call.number}, ${call.why}, ${call.callId}::uuid, ${at}::timestamptz,
      ${at}::timestamptz
    from answer_group where organisation_id = ${organisationId} and id = ${call.groupId} for key share
    on conflict (organisation_id, group_id, number) where done_at is null and group_id is not null do update set
      why = case when ${hasMessage} then 'voicemail' else excluded.why end,
      last_at = excluded.last_at, call_id = excluded.call_id, snoozed_until = null,
      calls = to_answer.calls + (to_answer.call_id <> excluded.call_id)::integer`.execute(db);
}

/** Of a talk only the part counts that was later than the last call. */
async function talked(db: Kysely<Database>, organisationId: OrganisationId, talks: readonly Talk[]): Promise<void> {
  for (const { number, untilMs } of talks.filter((talk) => talk.untilMs - talk.fromMs >= leastTalkMs))
    // oxlint-disable-next-line no-await-in-loop -- a call has few sides, and within a transaction one follows the other
    await db
      .updateTable('to_answer')
      .set({ done_at: sql<Date>`now()`, done_by: null })
      .where('organisation_id', '=', organisationId)
      .where('number', '=', number)
      .where('done_at', 'is', null)
      .where('last_at', '<=', new Date(untilMs - leastTalkMs))
      .execute();
}

/** Of all organisations, what has changed since then. */
export const changedSince = (db: Kysely<Database>, since: Date, atMost: number): Promise<readonly ToAnswerRow[]> =>
  db.selectFrom('to_answer').selectAll().where('changed_at', '>=', since).orderBy('changed_at').limit(atMost).execute();

export const rowsOf = (db: Kysely<Database>, ids: readonly ToAnswerId[]): Promise<readonly ToAnswerRow[]> =>
  db.selectFrom('to_answer').selectAll().where('id', 'in', ids).execute();

/** Call lists do not know any more either who it was. */
export const purgeToAnswer = (db: Kysely<Database>, keepDays: number): Promise<void> =>
  deleteInParts(db, 'to_answer', sql`coalesce(done_at, last_at) < now() - make_interval(days => ${keepDays})`);
