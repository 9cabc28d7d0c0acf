import type { Kysely, RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { GroupKey, GroupQuery } from '../contract/contacts/groups';
import { VaxelError } from '../contract/errors';
import type { GroupId, OrganisationId, UserId } from '../contract/ids';
import { collationOf } from '../people/collation';
import type { ContactRecord, ContactRow } from '../people/contact-row';
import { contactColumns, contactRecord, isVisible } from '../people/contact-row';
import { afterCursor, encodeCursor } from '../people/cursor';
import { matchesTyped } from '../people/search';
import type { Database } from '../ports/database';

export interface Members {
  readonly contacts: ContactRecord[];
  readonly numbers: string[];
  readonly next: string | null;
}

/** Who reads, and of which organisation. */
export interface Reader {
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
}

/** The contacts of a group as its reader sees them, page by page. @throws VaxelError request.notFound */
export async function readMembers(
  db: Kysely<Database>,
  reader: Reader,
  key: GroupKey,
  { q, after, limit }: GroupQuery,
): Promise<Members> {
  const { organisationId, userId } = reader;
  if (!isEverybodys(key)) await mustSee(db, reader, key);
  const { language } = await db
    .selectFrom('organisation')
    .select('language')
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow();
  const order = await collationOf(db, language);
  const typed = q === undefined ? null : matchesTyped(q);
  const { rows } = await sql<ContactRow>`
    select ${contactColumns} from contact left join app_user on app_user.contact_id = contact.id
    where contact.organisation_id = ${organisationId} and ${isVisible(userId)}
      and contact.id in (${membersOf(reader, key)})
      and ${afterCursor(after, order)} and ${typed ?? sql`true`}
    order by contact.display_name collate ${order}, contact.id limit ${limit + 1}`.execute(db);
  const contacts = rows.slice(0, limit).map(contactRecord);
  const last = contacts.at(-1);
  return {
    contacts,
    numbers: after === undefined && typed === null ? await numbersOf(db, reader, key) : [],
    next: rows.length > limit && last !== undefined ? encodeCursor(last) : null,
  };
}

const isEverybodys = (key: GroupKey): key is 'favourites' | 'vip' | 'blocked' =>
  key === 'favourites' || key === 'vip' || key === 'blocked';

function membersOf({ userId }: Reader, key: GroupKey): RawBuilder<unknown> {
  if (key === 'favourites') return sql`select contact_id from favourite where user_id = ${userId}`;
  if (isEverybodys(key))
    return sql`select contact_id from caller_mark
      where user_id = ${userId} and mark = ${key} and contact_id is not null`;
  return sql`select contact_id from group_member where group_id = ${key}`;
}

async function numbersOf(db: Kysely<Database>, { userId }: Reader, key: GroupKey): Promise<string[]> {
  if (!isEverybodys(key) || key === 'favourites') return [];
  const rows = await db
    .selectFrom('caller_mark')
    .select('number')
    .where('user_id', '=', userId)
    .where('mark', '=', key)
    .where('number', 'is not', null)
    .orderBy('added_at')
    .execute();
  return rows.flatMap(({ number }) => number ?? []);
}

/** Groups that a person sees: the company's, his or her own, and those that colleagues share. */
export const seenGroups = (db: Kysely<Database>, { organisationId, userId }: Reader) =>
  db
    .selectFrom('contact_group')
    .where('contact_group.organisation_id', '=', organisationId)
    .where('contact_group.deleted_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('contact_group.owner_user_id', 'is', null),
        eb('contact_group.owner_user_id', '=', userId),
        eb('contact_group.shared', '=', true),
      ]),
    );

async function mustSee(db: Kysely<Database>, reader: Reader, id: GroupId): Promise<void> {
  const group = await seenGroups(db, reader)
    .select('contact_group.id')
    .where('contact_group.id', '=', id)
    .executeTakeFirst();
  if (group === undefined) throw new VaxelError('request.notFound', 'There is no such group.');
}
