import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import type { AuditFields, AuditValue } from '../contract/audit/audit';
import { fold } from '../contract/fold';
import type { OrganisationId, UserId } from '../contract/ids';
import type { Role } from '../contract/people/people';
import { storable, storableJson } from '../contract/text';
import type { AuditLog } from '../ports/audit';
import type { Database } from '../ports/database';

/** Longer texts are cut: a log is read, and nobody's text fills it. */
const longest = { name: 200, reason: 500, value: 1_000, fields: 40, list: 100 } as const;

/** Fields whose names say that they are nobody's business. */
const untold = /secret|password|token|credential|statusmessage|^message$|^text$/i;

export const auditLog: AuditLog = {
  async record(transaction, organisationId, entry) {
    const actor = await person(transaction, organisationId, entry.actor?.userId);
    const actingFor = await person(transaction, organisationId, entry.actingFor);
    const { before, after } = differing(entry.before, entry.after);
    const { kind, id, name } = entry.object;
    await transaction
      .insertInto('audit')
      .values({
        organisation_id: organisationId,
        actor_user_id: entry.actor?.userId ?? null,
        actor_object_id: actor?.objectId ?? null,
        actor_name: actor?.name ?? null,
        actor_role: entry.actor === null ? null : highest(entry.actor.roles),
        acting_for_user_id: entry.actingFor ?? null,
        acting_for_name: actingFor?.name ?? null,
        action: entry.action,
        object_kind: kind,
        object_id: id.slice(0, longest.name),
        object_name: cut(name, longest.name),
        before: before === null ? null : storableJson(before),
        after: after === null ? null : storableJson(after),
        reason: entry.reason === undefined ? null : cut(entry.reason, longest.reason),
        source: entry.source,
        request_id: entry.request?.id ?? null,
        address: entry.request?.address ?? null,
        search_text: fold([actor?.name, actingFor?.name, cut(name, longest.name)].join(' ')),
      })
      .execute();
  },
  async forget(transaction, organisationId, userId) {
    await sql`select set_config('vaxel.audit', 'erasure', true)`.execute(transaction);
    await sql`
      update audit set
        actor_name = case when actor_user_id = ${userId} then null else actor_name end,
        actor_object_id = case when actor_user_id = ${userId} then null else actor_object_id end,
        address = case when actor_user_id = ${userId} then null else address end,
        acting_for_name = case when acting_for_user_id = ${userId} then null else acting_for_name end,
        object_name = case when object_kind = 'person' and object_id = ${userId} then '' else object_name end,
        before = case when object_kind = 'person' and object_id = ${userId} then null else before end,
        after = case when object_kind = 'person' and object_id = ${userId} then null else after end,
        search_text = ''
      where organisation_id = ${organisationId} and (actor_user_id = ${userId} or acting_for_user_id = ${userId}
        or (object_kind = 'person' and object_id = ${userId}))`.execute(transaction);
    const known = await person(transaction, organisationId, userId);
    if (known !== null) await forgetName(transaction, organisationId, userId, known.name);
    await sql`select set_config('vaxel.audit', '', true)`.execute(transaction);
  },
};

/** In what is told of other things: who was put into a group, whom calls go to. Others of the same name keep theirs. */
async function forgetName(
  transaction: Transaction<Database>,
  organisationId: OrganisationId,
  userId: UserId,
  name: string,
): Promise<void> {
  const within = JSON.stringify(name).slice(1, -1);
  await sql`
    update audit set object_name = replace(object_name, ${name}, ''), reason = replace(reason, ${name}, ''),
      before = replace(before::text, ${within}, '')::jsonb, after = replace(after::text, ${within}, '')::jsonb,
      search_text = replace(search_text, ${fold(name)}, '')
    where organisation_id = ${organisationId} and not (object_kind = 'person' and object_id <> ${userId}
        and object_name = ${name})
      and (strpos(object_name, ${name}) > 0 or strpos(reason, ${name}) > 0 or strpos(before::text, ${within}) > 0
        or strpos(after::text, ${within}) > 0)`.execute(transaction);
}

const cut = (text: string, most: number): string => storable([...text].slice(0, most).join(''));

const byPower: readonly Role[] = ['administrator', 'supervisor', 'user'];
const highest = (roles: readonly Role[]): Role => byPower.find((role) => roles.includes(role)) ?? 'user';

async function person(
  transaction: Transaction<Database>,
  organisationId: OrganisationId,
  userId: UserId | undefined,
): Promise<{ readonly name: string; readonly objectId: string | null } | null> {
  if (userId === undefined) return null;
  const row = await transaction
    .selectFrom('app_user')
    .innerJoin('contact', 'contact.id', 'app_user.contact_id')
    .select(['contact.display_name', 'app_user.entra_object_id'])
    .where('app_user.organisation_id', '=', organisationId)
    .where('app_user.id', '=', userId)
    .executeTakeFirst();
  return row ? { name: row.display_name, objectId: row.entra_object_id } : null;
}

/** Of both only what differs, cut to what a log holds. */
function differing(before?: AuditFields, after?: AuditFields): Record<'before' | 'after', AuditFields | null> {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const changed = names
    .filter((name) => JSON.stringify(before?.[name] ?? null) !== JSON.stringify(after?.[name] ?? null))
    .slice(0, longest.fields);
  const of = (fields: AuditFields | undefined): AuditFields | null =>
    fields === undefined ? null : Object.fromEntries(changed.map((name) => [name, told(name, fields[name] ?? null)]));
  return { before: of(before), after: of(after) };
}

function told(name: string, value: AuditValue): AuditValue {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  if (untold.test(name)) return '…';
  return Array.isArray(value) ? value.slice(0, longest.list).map(cutWords) : cutWords(value);
}

/** Words of people, in one language or in both. */
type Words = Extract<AuditValue, readonly unknown[]>[number];
const cutWords = (words: Words): Words =>
  typeof words === 'string'
    ? cut(words, longest.value)
    : { sv: cut(words.sv, longest.value), en: cut(words.en, longest.value) };
