import { sql } from 'kysely';
import type { Kysely, Selectable, SelectQueryBuilder } from 'kysely';
import type { AuditFilter, AuditPage, AuditQuery, AuditRow } from '../contract/audit/audit';
import { AuditAction, AuditSource } from '../contract/audit/audit';
import { fold } from '../contract/fold';
import type { OrganisationId } from '../contract/ids';
import type { AuditTable, Database } from '../ports/database';

/** What one organisation's administrators read of its log. */
export interface AuditStore {
  /** Newest first. */
  page(query: AuditQuery): Promise<AuditPage>;
  /** Everything that the filter lets through, newest first, part by part. */
  all(filter: AuditFilter, most: number): AsyncIterable<readonly AuditRow[]>;
}

type Query = SelectQueryBuilder<Database, 'audit', Selectable<AuditTable>>;

/** Rows of one read of an export. */
const part = 1_000;

export function createAuditStore(db: Kysely<Database>, organisationId: OrganisationId): AuditStore {
  const newest = (filter: AuditFilter, before: string | undefined, limit: number) => {
    const own: Query = db.selectFrom('audit').selectAll().where('organisation_id', '=', organisationId);
    const older = before === undefined ? own : own.where('id', '<', before);
    return filtered(older, filter).orderBy('id', 'desc').limit(limit).execute();
  };
  return {
    async page({ before, limit, ...filter }) {
      const found = await newest(filter, before, limit + 1);
      const shown = found.slice(0, limit);
      return { rows: shown.map(toRow), next: found.length > limit ? (shown.at(-1)?.id ?? null) : null };
    },
    async *all(filter, most) {
      let before: string | undefined;
      for (let given = 0; given < most;) {
        const rows = await newest(filter, before, Math.min(part, most - given));
        if (rows.length > 0) yield rows.map(toRow);
        given += rows.length;
        before = rows.at(-1)?.id;
        if (rows.length < part) return;
      }
    },
  };
}

function filtered(query: Query, { q, action, person, objectId, fromMs, toMs }: AuditFilter): Query {
  let found = query;
  for (const word of fold(q ?? '').split(' ')) {
    if (word !== '') found = found.where('search_text', 'like', `%${word}%`);
  }
  if (action !== undefined) found = found.where('action', '=', action);
  if (objectId !== undefined) found = found.where('object_id', '=', objectId);
  if (fromMs !== undefined) found = found.where('at', '>=', sql<Date>`to_timestamp(${fromMs / 1000}::float8)`);
  if (toMs !== undefined) found = found.where('at', '<', sql<Date>`to_timestamp(${toMs / 1000}::float8)`);
  if (person === undefined) return found;
  return found.where((eb) =>
    eb.or([
      eb('actor_user_id', '=', person),
      eb('acting_for_user_id', '=', person),
      eb.and({ object_kind: 'person', object_id: person }),
    ]),
  );
}

function toRow(row: Selectable<AuditTable>): AuditRow {
  return {
    id: row.id,
    atMs: row.at.getTime(),
    actor:
      row.actor_user_id === null
        ? null
        : { userId: row.actor_user_id, name: row.actor_name, role: row.actor_role ?? 'user' },
    actingFor: row.acting_for_user_id === null ? null : { userId: row.acting_for_user_id, name: row.acting_for_name },
    action: AuditAction.parse(row.action),
    object: { kind: row.object_kind, id: row.object_id, name: row.object_name },
    before: row.before,
    after: row.after,
    reason: row.reason,
    source: AuditSource.parse(row.source),
    requestId: row.request_id,
    address: row.address,
  };
}

/** Rows that were kept long enough leave, part by part: the table's own guard lets nothing younger than a day go. */
export async function purgeAudit(db: Kysely<Database>, keepDays: number): Promise<void> {
  for (let deleted = part; deleted >= part;) {
    deleted = await db.transaction().execute(async (transaction) => {
      await sql`select set_config('vaxel.audit', 'retention', true)`.execute(transaction);
      const { numAffectedRows } = await sql`delete from audit where id = any(array(
        select id from audit where at < now() - make_interval(days => ${keepDays}) order by at limit ${part}))`.execute(
        transaction,
      );
      return Number(numAffectedRows ?? 0);
    });
  }
}
