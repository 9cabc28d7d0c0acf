import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Mark, Membership, MembershipChange } from '../contract/contacts/groups';
import { mostMarkedNumbers, mostMembers } from '../contract/contacts/limits';
import { VaxelError } from '../contract/errors';
import type { ContactId, GroupId } from '../contract/ids';
import { isVisible } from '../people/contact-row';
import type { Database } from '../ports/database';
import type { Reader } from './group-members';
import { seenGroups } from './group-members';

interface Row {
  readonly id: ContactId;
  readonly favourite: boolean;
  readonly mark: Mark | null;
  readonly groups: GroupId[];
}

/** How these contacts stand with a person; those that the person does not see are left out. */
export async function readMemberships(
  db: Kysely<Database>,
  reader: Reader,
  contactIds: readonly ContactId[],
): Promise<Membership[]> {
  if (contactIds.length === 0) return [];
  const { organisationId, userId } = reader;
  const groups = seenGroups(db, reader)
    .innerJoin('group_member', 'group_member.group_id', 'contact_group.id')
    .select(
      sql<GroupId[]>`coalesce(array_agg(contact_group.id order by contact_group.owner_user_id is not null,
      lower(contact_group.name)), '{}')`.as('ids'),
    )
    .where('group_member.contact_id', '=', sql<ContactId>`contact.id`);
  const { rows } = await sql<Row>`
    select contact.id, favourite.contact_id is not null as favourite, caller_mark.mark, (${groups}) as groups
    from contact
      left join favourite on favourite.contact_id = contact.id and favourite.user_id = ${userId}
      left join caller_mark on caller_mark.contact_id = contact.id and caller_mark.user_id = ${userId}
    where contact.organisation_id = ${organisationId} and contact.id = any(${[...contactIds]}::uuid[])
      and ${isVisible(userId)}`.execute(db);
  return rows.map(({ id, ...rest }) => ({ contactId: id, ...rest }));
}

/** @throws VaxelError request.notFound | contacts.otherMark | contacts.full */
export async function changeMembership(
  transaction: Transaction<Database>,
  reader: Reader,
  contactId: ContactId,
  { favourite, mark, move }: MembershipChange,
): Promise<Membership> {
  const [known] = await readMemberships(transaction, reader, [contactId]);
  if (known === undefined) throw new VaxelError('request.notFound', 'There is no such contact.');
  const { organisationId, userId } = reader;
  const row = { organisation_id: organisationId, user_id: userId, contact_id: contactId };
  if (favourite === true && !known.favourite) {
    await mustHaveRoom(transaction, sql`select count(*) from favourite where user_id = ${userId}`, mostMembers);
    await transaction
      .insertInto('favourite')
      .values(row)
      .onConflict((each) => each.doNothing())
      .execute();
  }
  if (favourite === false)
    await transaction
      .deleteFrom('favourite')
      .where('user_id', '=', userId)
      .where('contact_id', '=', contactId)
      .execute();
  if (mark === null)
    await transaction
      .deleteFrom('caller_mark')
      .where('user_id', '=', userId)
      .where('contact_id', '=', contactId)
      .execute();
  else if (mark !== undefined) await markContact(transaction, reader, contactId, mark, move);
  return {
    ...known,
    favourite: favourite ?? known.favourite,
    mark: mark === undefined ? known.mark : mark,
  };
}

/** One row a contact: whoever is VIP already and shall be blocked, or the other way, is moved or nothing is done. */
async function markContact(
  transaction: Transaction<Database>,
  { organisationId, userId }: Reader,
  contactId: ContactId,
  mark: Mark,
  move: boolean,
): Promise<void> {
  await mustHaveRoom(transaction, sql`select count(*) from caller_mark where user_id = ${userId}`, 2 * mostMembers);
  const bare = sql`user_id = ${userId} and mark <> ${mark} and number in (
    select each ->> 'number' from contact, jsonb_array_elements(contact.numbers) each
    where contact.organisation_id = ${organisationId} and contact.id = ${contactId})`;
  await giveWay(transaction, bare, move);
  const { rows } = await sql`
    insert into caller_mark (organisation_id, user_id, contact_id, mark)
    values (${organisationId}, ${userId}, ${contactId}, ${mark})
    on conflict (user_id, contact_id) do update set mark = excluded.mark, added_at = now()
      where caller_mark.mark = excluded.mark or ${move}
    returning mark`.execute(transaction);
  if (rows.length === 0) throw otherMark();
}

/** A bare number, E.164. @throws VaxelError contacts.otherMark | contacts.full */
export async function markNumber(
  transaction: Transaction<Database>,
  { organisationId, userId }: Reader,
  number: string,
  mark: Mark | null,
  move: boolean,
): Promise<void> {
  if (mark === null) {
    await transaction.deleteFrom('caller_mark').where('user_id', '=', userId).where('number', '=', number).execute();
    return;
  }
  const numbers = sql`select count(*) from caller_mark where user_id = ${userId} and number is not null`;
  await mustHaveRoom(transaction, numbers, mostMarkedNumbers);
  const whoHasIt = sql`user_id = ${userId} and mark <> ${mark} and contact_id in (
    select id from contact where contact.organisation_id = ${organisationId} and ${isVisible(userId)}
      and contact.numbers @> ${JSON.stringify([{ number }])}::jsonb)`;
  await giveWay(transaction, whoHasIt, move);
  const { rows } = await sql`
    insert into caller_mark (organisation_id, user_id, number, mark)
    values (${organisationId}, ${userId}, ${number}, ${mark})
    on conflict (user_id, number) do update set mark = excluded.mark, added_at = now()
      where caller_mark.mark = excluded.mark or ${move}
    returning mark`.execute(transaction);
  if (rows.length === 0) throw otherMark();
}

/** What says the opposite of the same caller in another way: a contact's number, or whoever has the number. */
async function giveWay(
  transaction: Transaction<Database>,
  condition: ReturnType<typeof sql>,
  move: boolean,
): Promise<void> {
  if (move) await sql`delete from caller_mark where ${condition}`.execute(transaction);
  else if ((await sql`select from caller_mark where ${condition} limit 1`.execute(transaction)).rows.length > 0)
    throw otherMark();
}

const otherMark = () => new VaxelError('contacts.otherMark', 'Nobody is both VIP and blocked.');

async function mustHaveRoom(
  transaction: Transaction<Database>,
  counted: ReturnType<typeof sql>,
  most: number,
): Promise<void> {
  const { rows } = await sql<{ full: boolean }>`select (${counted}) >= ${most} as full`.execute(transaction);
  if (rows[0]?.full === true) throw new VaxelError('contacts.full');
}
