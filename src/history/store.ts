import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Expression, ExpressionBuilder, Kysely, Selectable, SqlBool } from 'kysely';
import { z } from 'zod';
import type { HistoryDelete, HistoryEntry, HistoryPage, HistoryQuery, HistorySeen } from '../contract/history/history';
import { VaxelError } from '../contract/errors';
import { fold } from '../contract/fold';
import type { CallId, ContactId, OrganisationId, UserId } from '../contract/ids';
import { searchedDigits } from '../contract/numbers/numbers';
import { phoneLibrary } from '../contract/numbers/phone-library';
import { deleteInParts } from '../limits/delete-in-parts';
import type { Database, HistoryTable } from '../ports/database';

/** One user's call list. */
export interface HistoryStore {
  page(query: HistoryQuery): Promise<HistoryPage>;
  find(callId: CallId): Promise<HistoryEntry | null>;
  /**
   * Marks missed calls as looked at, for every window; what comes later is news again. @throws VaxelError call.notFound
   */
  see(what: HistorySeen): Promise<SeenCalls>;
  /**
   * Takes calls off the list; they can be restored for 24 hours. Says which: never an id that is not of the person's
   * list.
   */
  remove(what: HistoryDelete): Promise<{ readonly deletionId: string; readonly callIds: CallId[] }>;
  /** @throws VaxelError history.nothingToUndo */
  restore(deletionId: string): Promise<void>;
}

/** What a person has seen, as the event `history.seen` says it: never an id that is not of the person's list. */
export interface SeenCalls {
  readonly callIds: CallId[];
  /** All that had ended by then. */
  readonly untilMs: number | null;
}

/** PostgreSQL knows no year 0. */
const cursor = z.tuple([z.iso.datetime().regex(/^(?!0000)/), z.uuid()]);

/** Cursors are opaque to clients: start and id of the last entry of the page before. */
function readCursor(text: string): [string, string] {
  const [startedAt, callId] = Buffer.from(text, 'base64url').toString().split('|');
  const parsed = cursor.safeParse([startedAt, callId]);
  if (!parsed.success) throw new VaxelError('request.invalid', 'before is not a cursor of this list');
  return parsed.data;
}

const writeCursor = (entry: HistoryEntry): string =>
  Buffer.from(`${new Date(entry.startedAtMs).toISOString()}|${entry.callId}`).toString('base64url');

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

const patternFor = (typed: string): string => `%${escapeLike(searchedDigits(typed, phoneLibrary) ?? fold(typed))}%`;

/** What the call itself says of the other side, and what the directory says of them now: their company, for example. */
const matches = (contactMatches: ContactMatches, pattern: string) => (eb: ExpressionBuilder<Database, 'history'>) =>
  eb.or([
    eb('search_text', 'like', pattern),
    contactMatches(eb.ref('history.organisation_id'), sql`(history.other ->> 'contactId')::uuid`, pattern),
  ]);

const missed = ['missed', 'disconnected'] as const;

/** A condition: the directory finds the contact, as it is now, by a pattern of `like`. */
export type ContactMatches = (
  organisationId: Expression<OrganisationId>,
  contactId: Expression<ContactId | null>,
  pattern: string,
) => Expression<SqlBool>;

export interface HistoryStoreDeps {
  readonly db: Kysely<Database>;
  readonly contactMatches: ContactMatches;
}

export function createHistoryStore(
  { db, contactMatches }: HistoryStoreDeps,
  organisationId: OrganisationId,
  userId: UserId,
): HistoryStore {
  const own = (eb: ExpressionBuilder<Database, 'history'>) =>
    eb.and({ organisation_id: organisationId, user_id: userId });
  const visible = () => db.selectFrom('history').selectAll().where(own).where('deleted_at', 'is', null);
  async function endOf(callId: CallId): Promise<number> {
    const row = await db
      .selectFrom('history')
      .select('ended_at')
      .where(own)
      .where('call_id', '=', callId)
      .executeTakeFirst();
    if (!row) throw new VaxelError('call.notFound');
    return row.ended_at.getTime();
  }
  return {
    async page({ show, q, before, limit }) {
      let query = visible()
        .orderBy('started_at', 'desc')
        .orderBy('call_id')
        .limit(limit + 1);
      if (show === 'missed') query = query.where('outcome', 'in', missed);
      if (q) query = query.where(matches(contactMatches, patternFor(q)));
      if (before !== undefined) {
        const [startedAt, callId] = readCursor(before);
        query = query.where(
          sql<boolean>`(started_at < ${startedAt} or (started_at = ${startedAt} and call_id > ${callId}))`,
        );
      }
      const entries = (await query.execute()).map(toEntry);
      const shown = entries.slice(0, limit);
      const last = shown.at(-1);
      return { entries: shown, next: entries.length > limit && last ? writeCursor(last) : null };
    },
    async find(callId) {
      const row = await visible().where('call_id', '=', callId).executeTakeFirst();
      return row ? toEntry(row) : null;
    },
    async see(what) {
      const untilMs = 'upTo' in what ? await endOf(what.upTo) : null;
      const unseen = db
        .updateTable('history')
        .set({ seen_at: new Date() })
        .where(own)
        .where('seen_at', 'is', null)
        .where('outcome', 'in', missed);
      const these =
        'upTo' in what
          ? unseen.where('ended_at', '<=', new Date(untilMs ?? 0))
          : unseen.where('call_id', 'in', what.callIds);
      const rows = await these.returning('call_id').execute();
      return { callIds: 'upTo' in what ? [] : rows.map(({ call_id }) => call_id), untilMs };
    },
    async remove(what) {
      const deletionId = randomUUID();
      const deletion = db
        .updateTable('history')
        .set({ deletion_id: deletionId, deleted_at: new Date() })
        .where(own)
        .where('deleted_at', 'is', null);
      const rows = await ('all' in what ? deletion : deletion.where('call_id', 'in', what.callIds))
        .returning('call_id')
        .execute();
      return { deletionId, callIds: rows.map(({ call_id }) => call_id) };
    },
    async restore(deletionId) {
      const { numUpdatedRows } = await db
        .updateTable('history')
        .set({ deletion_id: null, deleted_at: null })
        .where(own)
        .where('deletion_id', '=', deletionId)
        .where('deleted_at', '>', sql<Date>`now() - interval '24 hours'`)
        .executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) throw new VaxelError('history.nothingToUndo');
    },
  };
}

/** Deletions that can no longer be undone leave the database for good. */
export async function purgeDeletedHistory(db: Kysely<Database>): Promise<void> {
  await deleteInParts(db, 'history', sql`deleted_at < now() - interval '24 hours'`);
}

function toEntry(row: Selectable<HistoryTable>): HistoryEntry {
  return {
    callId: row.call_id,
    direction: row.direction,
    other: row.other,
    outcome: row.outcome,
    endReason: row.end_reason,
    through: row.through,
    startedAtMs: row.started_at.getTime(),
    answeredAtMs: row.answered_at?.getTime() ?? null,
    endedAtMs: row.ended_at.getTime(),
    deviceLabel: row.device_label,
    shownNumber: row.shown_number,
    calledNumber: row.called_number,
    transfer: row.transfer,
    talkedUntilMs: row.talked_until?.getTime() ?? null,
    seen: row.seen_at !== null,
  };
}
