import { sql } from 'kysely';
import type { Expression, ExpressionBuilder, SelectQueryBuilder, Selectable, SqlBool } from 'kysely';
import { z } from 'zod';
import type { HistoryEntry, HistoryPage, HistoryQuery } from '../contract/history/history';
import { VaxelError } from '../contract/errors';
import { fold } from '../contract/fold';
import type { ContactId, OrganisationId } from '../contract/ids';
import { searchedDigits } from '../contract/numbers/numbers';
import { phoneLibrary } from '../contract/numbers/phone-library';
import type { Database, HistoryTable } from '../ports/database';

/** A condition: the directory finds the contact, as it is now, by a pattern of `like`. */
export type ContactMatches = (
  organisationId: Expression<OrganisationId>,
  contactId: Expression<ContactId | null>,
  pattern: string,
) => Expression<SqlBool>;

/** Outcomes of the calls that a person may have to return. */
export const missed = ['missed', 'disconnected'] as const;

/** One page of what `visible` selects, newest first. @throws VaxelError request.invalid for a cursor of another list */
export async function readPage(
  visible: SelectQueryBuilder<Database, 'history', Selectable<HistoryTable>>,
  contactMatches: ContactMatches,
  { show, q, before, limit }: HistoryQuery,
): Promise<HistoryPage> {
  let query = visible
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

export function toEntry(row: Selectable<HistoryTable>): HistoryEntry {
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
