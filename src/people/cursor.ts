import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { z } from 'zod';
import { VaxelError } from '../contract/errors';
import { ContactId } from '../contract/ids';
import { opaque } from '../contract/text';
import type { ContactRecord } from './contact-row';

const Cursor = z.tuple([opaque(300), ContactId]);

/** Those after a page's last, in the order of a collation. @throws VaxelError request.invalid */
export function afterCursor(after: string | undefined, order: RawBuilder<unknown>): RawBuilder<unknown> {
  if (after === undefined) return sql`true`;
  const [name, id] = decodeCursor(after);
  return sql`(contact.display_name collate ${order}, contact.id) > (${name} collate ${order}, ${id}::uuid)`;
}

/** Opaque to clients: name and id of the last of a page. */
export function encodeCursor({ displayName, id }: Pick<ContactRecord, 'displayName' | 'id'>): string {
  return Buffer.from(JSON.stringify([displayName, id])).toString('base64url');
}

function decodeCursor(text: string): z.infer<typeof Cursor> {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch (error) {
    throw new VaxelError('request.invalid', 'The cursor is not one of this directory.', { cause: error });
  }
}
