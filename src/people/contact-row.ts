import { sql } from 'kysely';
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
  status_message: string | null;
}

/** Columns of a `ContactRow` from `contact` joined with `app_user`. */
export const contactColumns = sql.raw(
  'contact.id, app_user.id as user_id, contact.display_name, contact.company, contact.department, contact.role, ' +
    'contact.extension, contact.numbers, contact.status_message',
);

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
    statusMessage: row.status_message,
  };
}
