import { sql } from 'kysely';
import type { RawBuilder, SqlBool } from 'kysely';
import type { ContactId, UserId } from '../contract/ids';
import type { ContactView } from '../contract/people/people';

/** A contact as stored; its line state is known elsewhere. */
export type ContactRecord = Omit<ContactView, 'line'>;

export interface ContactRow {
  id: ContactId;
  user_id: UserId | null;
  display_name: string;
  company: string | null;
  department: string | null;
  role: string | null;
  extension: string | null;
  numbers: ContactRecord['numbers'];
  mail_address: string | null;
  status_message: string | null;
  owner_user_id: UserId | null;
  photo: string | null;
}

/** Columns of a `ContactRow` from `contact` joined with `app_user`. */
export const contactColumns = sql.raw(
  'contact.id, app_user.id as user_id, contact.display_name, contact.company, contact.department, contact.role, ' +
    'contact.extension, contact.numbers, coalesce(contact.mail_address, app_user.mail_address) as mail_address, ' +
    'contact.status_message, contact.owner_user_id, contact.photo',
);

/** What a person may see of contacts: the company's, and those of his or her own; without a person the company's. */
export const isVisible = (viewer: UserId | undefined): RawBuilder<SqlBool> =>
  viewer === undefined
    ? sql`contact.owner_user_id is null`
    : sql`(contact.owner_user_id is null or (contact.owner_user_id = ${viewer} and contact.deleted_at is null))`;

export function contactRecord(row: ContactRow): ContactRecord {
  return {
    id: row.id,
    userId: row.user_id,
    displayName: row.display_name,
    company: row.company,
    department: row.department,
    role: row.role,
    extension: row.extension,
    numbers: row.numbers,
    mailAddress: row.mail_address,
    statusMessage: row.status_message,
    own: row.owner_user_id !== null,
    photo: row.photo,
  };
}
