import { sql } from 'kysely';
import type { SqlBool } from 'kysely';
import type { ContactMatches } from '../history/page';

/** A condition in somebody else's query, by what the directory says of the contact now. */
export const contactMatches: ContactMatches = (organisationId, contactId, pattern) =>
  sql<SqlBool>`exists (
    select from contact
    where contact.organisation_id = ${organisationId} and contact.id = ${contactId}
      and contact.search_text like ${pattern}
  )`;
