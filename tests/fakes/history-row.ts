import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { CallOutcome } from '../../src/contract/history/history';
import type { CallId, UserId } from '../../src/contract/ids';
import type { Database } from '../../src/ports/database';
import type { TestOrganisation } from './organisation';

export interface NewHistory {
  readonly userId: UserId;
  /** Minutes after 8 o'clock, UTC. */
  readonly startedAt: number;
  readonly endedAt: number;
  readonly outcome?: CallOutcome;
  readonly deleted?: boolean;
}

/** A call that is over, on a person's list. */
export async function addToHistory(
  db: Kysely<Database>,
  { id: organisation_id }: TestOrganisation,
  { userId, startedAt, endedAt, outcome = 'missed', deleted = false }: NewHistory,
): Promise<CallId> {
  const id = randomUUID() as CallId;
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 25, 8, minute));
  const times = { started_at: at(startedAt), ended_at: at(endedAt) };
  await db
    .insertInto('call')
    .values({ id, organisation_id, state: 'ended', revision: 1, data: '{}', ...times })
    .execute();
  await db
    .insertInto('history')
    .values({
      organisation_id,
      user_id: userId,
      call_id: id,
      direction: 'in',
      outcome,
      end_reason: 'noAnswer',
      other: JSON.stringify({ name: null, number: null, contactId: null, userId: null }),
      search_text: '',
      through: null,
      device_label: null,
      shown_number: null,
      answered_at: null,
      deletion_id: deleted ? randomUUID() : null,
      deleted_at: deleted ? at(endedAt) : null,
      ...times,
    })
    .execute();
  return id;
}
