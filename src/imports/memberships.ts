import { sql } from 'kysely';
import type { RawBuilder, Transaction } from 'kysely';
import type { Database } from '../ports/database';
import type { DryRunJob } from './dry-run';

/** A condition on `line`. */
type Lines = RawBuilder<boolean>;

/** Where people have put the contacts of these lines, before they are deleted and it goes with them. */
export async function keepMemberships(
  transaction: Transaction<Database>,
  { importId }: DryRunJob,
  lines: Lines,
): Promise<void> {
  await sql`
    insert into import_membership (organisation_id, import_id, contact_id, user_id, group_id, mark, added_at)
    select each.organisation_id, ${importId}, each.contact_id, user_id, group_id, mark, added_at
    from import_line line join (
      select organisation_id, contact_id, user_id, null::uuid as group_id, null as mark, added_at from favourite
      union all select organisation_id, contact_id, user_id, null, mark, added_at from caller_mark
        where contact_id is not null
      union all select organisation_id, contact_id, null, group_id, null, added_at from group_member
    ) as each on each.contact_id = line.contact_id
    where ${lines}`.execute(transaction);
}

/** Puts those back that are there again, where the person or the group still is; what was said since holds. */
export async function restoreMemberships(
  transaction: Transaction<Database>,
  { organisationId, importId }: DryRunJob,
  lines: Lines,
): Promise<void> {
  const kept = sql`import_membership kept join import_line line on line.import_id = kept.import_id
      and line.contact_id = kept.contact_id join contact on contact.id = kept.contact_id
    where kept.organisation_id = ${organisationId} and kept.import_id = ${importId} and ${lines}`;
  await sql`insert into favourite (organisation_id, user_id, contact_id, added_at)
    select kept.organisation_id, kept.user_id, kept.contact_id, kept.added_at from ${kept}
      and kept.user_id is not null and kept.mark is null on conflict do nothing`.execute(transaction);
  await sql`insert into group_member (organisation_id, group_id, contact_id, added_at)
    select kept.organisation_id, kept.group_id, kept.contact_id, kept.added_at from ${kept}
      and kept.group_id is not null on conflict do nothing`.execute(transaction);
  // Nobody is VIP and blocked: a number of the contact that says the opposite since then holds.
  await sql`insert into caller_mark (organisation_id, user_id, contact_id, mark, added_at)
    select kept.organisation_id, kept.user_id, kept.contact_id, kept.mark, kept.added_at from ${kept}
      and kept.mark is not null and not exists (
        select from caller_mark bare where bare.user_id = kept.user_id and bare.mark <> kept.mark and bare.number in (
          select each ->> 'number' from jsonb_array_elements(contact.numbers) each))
      on conflict do nothing`.execute(transaction);
}

/** The photos of these contacts, before they go. */
export async function keepPhotos(
  transaction: Transaction<Database>,
  { importId }: DryRunJob,
  lines: Lines,
): Promise<void> {
  await sql`
    insert into import_photo (organisation_id, import_id, contact_id, type, image, version)
    select photo.organisation_id, ${importId}, photo.contact_id, photo.type, photo.image, contact.photo
    from import_line line join contact on contact.id = line.contact_id
      join contact_photo photo on photo.contact_id = contact.id
    where ${lines} and contact.photo is not null`.execute(transaction);
}

/** Gives those their photos back that are there again. */
export async function restorePhotos(
  transaction: Transaction<Database>,
  { organisationId, importId }: DryRunJob,
  lines: Lines,
): Promise<void> {
  const kept = sql`import_photo kept join import_line line on line.import_id = kept.import_id
      and line.contact_id = kept.contact_id
    where kept.organisation_id = ${organisationId} and kept.import_id = ${importId} and ${lines}`;
  await sql`insert into contact_photo (organisation_id, contact_id, type, image)
    select kept.organisation_id, kept.contact_id, kept.type, kept.image from ${kept}
      and exists (select from contact where contact.id = kept.contact_id)
    on conflict do nothing`.execute(transaction);
  await sql`update contact set photo = again.version
    from (select kept.contact_id, kept.version from ${kept}) as again
    where contact.id = again.contact_id and contact.photo is null`.execute(transaction);
}
