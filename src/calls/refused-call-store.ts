import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { EndReason } from '../contract/calls/end-reason';
import type { OrganisationId } from '../contract/ids';
import { numberClasses, type NumberClass } from '../contract/rules/classes';
import { RefusedWay } from '../contract/rules/refused-calls';
import { storableJson } from '../contract/text';
import type { Database } from '../ports/database';
import type { KeptRefused, RefusedCallWriter } from './refused-calls';

export interface RefusedCallStore {
  /** Newest first; `before` the id of the last of the page before. @throws VaxelError server.unavailable */
  page(
    organisationId: OrganisationId,
    asked: { readonly before?: string | undefined; readonly limit: number },
  ): Promise<readonly (KeptRefused & { readonly id: string })[]>;
}

/** Of one organisation; older ones leave at night. */
const mostKept = 20_000;

export function createRefusedCallStore(db: Kysely<Database>): RefusedCallStore & RefusedCallWriter {
  return {
    async add(refused) {
      const rows = refused.map(({ organisationId, userId, atMs, ...call }, place) => ({
        ...{ organisation_id: organisationId, user_id: userId, at: new Date(atMs) },
        ...{ number: call.number, class: call.class, reason: call.reason, way: call.way, place },
      }));
      // Who has left meanwhile is nobody's refused call, and keeps nobody else's from the list.
      await sql`insert into refused_call (organisation_id, user_id, at, number, class, reason, way)
        select told.organisation_id, told.user_id, told.at, told.number, told.class, told.reason, told.way
        from jsonb_to_recordset(${storableJson(rows)}::jsonb) as told (organisation_id uuid, user_id uuid,
          at timestamptz, number text, class text, reason text, way text, place integer)
        join app_user on app_user.id = told.user_id and app_user.organisation_id = told.organisation_id
        order by told.place`.execute(db);
    },
    async page(organisationId, { before, limit }) {
      const own = db.selectFrom('refused_call').selectAll().where('organisation_id', '=', organisationId);
      const rows = await (before === undefined ? own : own.where('id', '<', before))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => ({
        ...{ id: row.id, organisationId, userId: row.user_id, atMs: row.at.getTime(), number: row.number },
        // Another version of the server may have written it.
        class: numberClasses.find((each) => each === row.class) ?? ('unknown' satisfies NumberClass),
        reason: EndReason.catch('barred').parse(row.reason),
        way: RefusedWay.catch('call').parse(row.way),
      }));
    },
  };
}

export async function purgeRefusedCalls(db: Kysely<Database>, keepDays: number): Promise<void> {
  await sql`delete from refused_call where at < now() - make_interval(days => ${keepDays})`.execute(db);
  await sql`delete from refused_call using (
      select organisation_id, id, row_number() over (partition by organisation_id order by id desc) as place
      from refused_call) as placed
    where refused_call.id = placed.id and placed.place > ${mostKept}`.execute(db);
}
