import type { Kysely, Transaction } from 'kysely';
import type { OtherParty } from '../contract/calls/call-view';
import type { HistoryEntry } from '../contract/history/history';
import type { CallId, OrganisationId, UserId } from '../contract/ids';
import { storable, storableJson } from '../contract/text';
import { searchText } from '../search/search-text';
import type { Database } from '../ports/database';

/** One person's entry about a call that is over for him or her. */
export interface CallListRecord {
  readonly userId: UserId;
  readonly entry: HistoryEntry;
}

/**
 * Puts entries into people's call lists, in the transaction that stores the call. Signs that the database cannot hold
 * are replaced: no call is lost because of a text; nor because one of its people is no user any more.
 */
export async function recordHistory(
  transaction: Transaction<Database>,
  organisationId: OrganisationId,
  all: readonly CallListRecord[],
): Promise<void> {
  const records = await ofUsers(transaction, organisationId, all);
  if (records.length === 0) return;
  await transaction
    .insertInto('history')
    .values(
      records.map(({ userId, entry }) => ({
        organisation_id: organisationId,
        user_id: userId,
        call_id: entry.callId,
        direction: entry.direction,
        outcome: entry.outcome,
        end_reason: entry.endReason,
        other: storableJson(entry.other),
        search_text: searchTextOf(entry.other),
        through: orNull(entry.through),
        device_label: orNull(entry.deviceLabel),
        shown_number: orNull(entry.shownNumber),
        called_number: entry.calledNumber,
        transfer: entry.transfer && storableJson(entry.transfer),
        talked_until: entry.talkedUntilMs === null ? null : new Date(entry.talkedUntilMs),
        started_at: new Date(entry.startedAtMs),
        answered_at: entry.answeredAtMs === null ? null : new Date(entry.answeredAtMs),
        ended_at: new Date(entry.endedAtMs),
      })),
    )
    .onConflict((conflict) =>
      // Somebody who had left a call came back into it: the later record is the one.
      conflict.columns(['user_id', 'call_id']).doUpdateSet((eb) => ({
        outcome: eb.ref('excluded.outcome'),
        end_reason: eb.ref('excluded.end_reason'),
        other: eb.ref('excluded.other'),
        search_text: eb.ref('excluded.search_text'),
        device_label: eb.ref('excluded.device_label'),
        answered_at: eb.ref('excluded.answered_at'),
        transfer: eb.ref('excluded.transfer'),
        talked_until: eb.ref('excluded.talked_until'),
        ended_at: eb.ref('excluded.ended_at'),
      })),
    )
    .execute();
}

/** Those of people who are users, and stay so until the transaction is over. */
async function ofUsers(
  transaction: Transaction<Database>,
  organisationId: OrganisationId,
  records: readonly CallListRecord[],
): Promise<readonly CallListRecord[]> {
  if (records.length === 0) return [];
  const ids = records.map(({ userId }) => userId);
  const users = transaction.selectFrom('app_user').select('id').where('organisation_id', '=', organisationId);
  const found = new Set((await users.where('id', 'in', ids).forKeyShare().execute()).map(({ id }) => id));
  return records.filter(({ userId }) => found.has(userId));
}

/** Somebody's call list has, or had until lately, a call of this id. */
export async function isInCallLists(db: Kysely<Database>, callId: CallId): Promise<boolean> {
  const those = db.selectFrom('history').select('call_id').where('call_id', '=', callId);
  const found = await those.limit(1).executeTakeFirst();
  return found !== undefined;
}

const orNull = (text: string | null): string | null => (text === null ? null : storable(text));

/** The other side is found in the history as in the directory: by name, extension, and number in any notation. */
function searchTextOf({ name, number }: OtherParty): string {
  const outside = number?.startsWith('+') ?? false;
  const numbers = outside && number !== null ? [{ label: 'other' as const, number }] : [];
  return searchText({
    displayName: name ?? '',
    company: null,
    department: null,
    role: null,
    extension: outside ? null : number,
    numbers,
  });
}
