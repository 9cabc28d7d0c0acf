import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { GroupBody, GroupList, GroupView } from '../contract/contacts/groups';
import { mostGroups, mostMembers } from '../contract/contacts/limits';
import { VaxelError } from '../contract/errors';
import type { ContactId, GroupId, OrganisationId, UserId } from '../contract/ids';
import { deleteInParts } from '../limits/delete-in-parts';
import { isVisible } from '../people/contact-row';
import type { Database } from '../ports/database';
import { seenGroups } from './group-members';
import type { Reader } from './group-members';

/** Whose groups are changed: a person's own, or with null the company's. */
export interface GroupOwner {
  readonly organisationId: OrganisationId;
  readonly owner: UserId | null;
}

/** All groups that a person sees, the company's first, each kind by name. */
export async function listGroups(db: Kysely<Database>, reader: Reader): Promise<GroupList> {
  const { userId } = reader;
  const [groups, counts] = await Promise.all([readGroups(db, reader), countOwn(db, userId)]);
  return { groups, ...counts };
}

async function readGroups(db: Kysely<Database>, reader: Reader): Promise<GroupView[]> {
  const { userId } = reader;
  const rows = await seenGroups(db, reader)
    .leftJoin('app_user', 'app_user.id', 'contact_group.owner_user_id')
    .leftJoin('contact as owner', 'owner.id', 'app_user.contact_id')
    .select(['contact_group.id', 'contact_group.owner_user_id', 'contact_group.name', 'contact_group.shared'])
    .select('owner.display_name as owner_name')
    .select(
      sql<number>`(select count(*)::int from group_member join contact on contact.id = group_member.contact_id
        where group_member.group_id = contact_group.id and ${isVisible(userId)})`.as('count'),
    )
    .orderBy(sql`contact_group.owner_user_id is not null`)
    .orderBy(sql`lower(contact_group.name)`)
    .orderBy('contact_group.id')
    .limit(5 * mostGroups)
    .execute();
  return rows.map(({ id, owner_user_id, name, shared, owner_name, count }) => {
    const kind = owner_user_id === null ? 'company' : owner_user_id === userId ? 'own' : 'shared';
    return { id, kind, name, owner: kind === 'shared' ? owner_name : null, shared: kind === 'own' && shared, count };
  });
}

async function countOwn(db: Kysely<Database>, userId: UserId): Promise<Omit<GroupList, 'groups'>> {
  const seen = sql`contact_id in (select id from contact where ${isVisible(userId)})`;
  const { rows } = await sql<Omit<GroupList, 'groups'>>`
    select (select count(*)::int from favourite where user_id = ${userId} and ${seen}) as favourites,
      count(*) filter (where mark = 'vip')::int as vip, count(*) filter (where mark = 'blocked')::int as blocked
    from caller_mark where user_id = ${userId} and (number is not null or ${seen})`.execute(db);
  return rows[0] ?? { favourites: 0, vip: 0, blocked: 0 };
}

/** @throws VaxelError contacts.nameTaken | contacts.full */
export async function createGroup(
  transaction: Transaction<Database>,
  { organisationId, owner }: GroupOwner,
  { name, shared }: GroupBody,
): Promise<GroupId> {
  const { count } = await ownedBy(transaction, { organisationId, owner })
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (Number(count) >= mostGroups) throw new VaxelError('contacts.full');
  const id = randomUUID() as GroupId;
  const row = { id, organisation_id: organisationId, owner_user_id: owner, name, shared: owner !== null && shared };
  await named(transaction.insertInto('contact_group').values(row).execute());
  return id;
}

/** @throws VaxelError request.notFound | contacts.nameTaken */
export async function changeGroup(
  transaction: Transaction<Database>,
  owner: GroupOwner,
  id: GroupId,
  { name, shared }: GroupBody,
): Promise<{ readonly before: GroupBody }> {
  const before = await ownedBy(transaction, owner)
    .select(['name', 'shared'])
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (before === undefined) throw notFound();
  await named(
    transaction
      .updateTable('contact_group')
      .set({ name, shared: owner.owner !== null && shared })
      .where('id', '=', id)
      .execute(),
  );
  return { before };
}

/** It can be restored for a day. @throws VaxelError request.notFound */
export const removeGroup = (transaction: Transaction<Database>, owner: GroupOwner, id: GroupId): Promise<string> =>
  setDeleted(transaction, owner, id, true);

/** @throws VaxelError request.notFound | contacts.nameTaken: another has its name by now */
export const restoreGroup = (transaction: Transaction<Database>, owner: GroupOwner, id: GroupId): Promise<string> =>
  setDeleted(transaction, owner, id, false);

/** The group's name. */
async function setDeleted(
  transaction: Transaction<Database>,
  { organisationId, owner }: GroupOwner,
  id: GroupId,
  deleted: boolean,
): Promise<string> {
  const row = await named(
    transaction
      .updateTable('contact_group')
      .set({ deleted_at: deleted ? sql<Date>`now()` : null })
      .where('organisation_id', '=', organisationId)
      .where('owner_user_id', owner === null ? 'is' : '=', owner)
      .where('id', '=', id)
      .where('deleted_at', deleted ? 'is' : 'is not', null)
      .returning('name')
      .executeTakeFirst(),
  );
  if (row === undefined) throw notFound();
  return row.name;
}

/** What was added or taken away, by name; null = it was so already. */
export interface MemberChange {
  readonly group: string;
  readonly contact: string | null;
}

/** @throws VaxelError request.notFound | contacts.full */
export async function addMember(
  transaction: Transaction<Database>,
  owner: GroupOwner,
  id: GroupId,
  contactId: ContactId,
): Promise<MemberChange> {
  const { name, contact } = await groupAndContact(transaction, owner, id, contactId);
  const { count } = await transaction
    .selectFrom('group_member')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('group_id', '=', id)
    .executeTakeFirstOrThrow();
  if (Number(count) >= mostMembers) throw new VaxelError('contacts.full');
  const added = await transaction
    .insertInto('group_member')
    .values({ organisation_id: owner.organisationId, group_id: id, contact_id: contactId })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return { group: name, contact: added.numInsertedOrUpdatedRows === 0n ? null : contact };
}

/** @throws VaxelError request.notFound */
export async function removeMember(
  transaction: Transaction<Database>,
  owner: GroupOwner,
  id: GroupId,
  contactId: ContactId,
): Promise<MemberChange> {
  const { name, contact } = await groupAndContact(transaction, owner, id, contactId);
  const members = transaction.deleteFrom('group_member').where('group_id', '=', id);
  const { numDeletedRows } = await members.where('contact_id', '=', contactId).executeTakeFirst();
  return { group: name, contact: numDeletedRows === 0n ? null : contact };
}

/** A group of the owner's, and a contact that the owner sees: of the company's groups, the company's contacts only. */
async function groupAndContact(
  transaction: Transaction<Database>,
  owner: GroupOwner,
  id: GroupId,
  contactId: ContactId,
): Promise<{ readonly name: string; readonly contact: string }> {
  const group = await ownedBy(transaction, owner)
    .select('name')
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (group === undefined) throw notFound();
  const contact = await transaction
    .selectFrom('contact')
    .select('display_name')
    .where('organisation_id', '=', owner.organisationId)
    .where('id', '=', contactId)
    .where(isVisible(owner.owner ?? undefined))
    .executeTakeFirst();
  if (contact === undefined) throw new VaxelError('request.notFound', 'There is no such contact.');
  return { name: group.name, contact: contact.display_name };
}

const ownedBy = (db: Kysely<Database>, { organisationId, owner }: GroupOwner) =>
  db
    .selectFrom('contact_group')
    .where('organisation_id', '=', organisationId)
    .where('owner_user_id', owner === null ? 'is' : '=', owner);

const notFound = () => new VaxelError('request.notFound', 'There is no such group.');

/** The index on names has the last word. */
async function named<T>(statement: Promise<T>): Promise<T> {
  try {
    return await statement;
  } catch (error) {
    if ((error as { constraint?: unknown }).constraint !== 'contact_group_name') throw error;
    throw new VaxelError('contacts.nameTaken', 'There is a group of that name already.', { cause: error });
  }
}

/** Deletions that can no longer be undone, and what one waited for on days that are over. */
export async function purgeDeleted(db: Kysely<Database>): Promise<void> {
  const over = sql<boolean>`deleted_at < now() - interval '24 hours'`;
  await deleteInParts(db, 'contact_group', over);
  await deleteInParts(db, 'contact', over);
  await sql`delete from free_watch where expires_at < now()`.execute(db);
}
