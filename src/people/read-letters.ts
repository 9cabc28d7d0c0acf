import type { Kysely, RawBuilder } from 'kysely';
import { sql } from 'kysely';
import type { OrganisationId, UserId } from '../contract/ids';
import type { ContactLetters } from '../contract/people/people';
import type { Database } from '../ports/database';
import { isVisible } from './contact-row';
import { createLetterOf } from './index/letters';

export interface LettersWanted {
  readonly organisationId: OrganisationId;
  readonly viewer: UserId | undefined;
  readonly language: string;
  readonly order: RawBuilder<unknown>;
}

/** Counts the names by their first signs: what the index in memory knows, for as long as it is not there. */
export async function readLetters(
  db: Kysely<Database>,
  { organisationId, viewer, language, order }: LettersWanted,
): Promise<ContactLetters> {
  const { rows } = await sql<{ readonly first: string; readonly count: number }>`
    select first, count(*)::int as count from (
      select display_name, left(ltrim(display_name), 1) as first from contact
      where contact.organisation_id = ${organisationId} and ${isVisible(viewer)}
    ) as named
    group by first order by min(display_name collate ${order}) collate ${order}`.execute(db);
  const letterOf = createLetterOf(language);
  const letters = new Map<string, number>();
  let total = 0;
  for (const { first, count } of rows) {
    const letter = letterOf(first.codePointAt(0) ?? 0);
    if (!letters.has(letter)) letters.set(letter, total);
    total += count;
  }
  return { total, letters: Array.from(letters, ([letter, offset]) => ({ letter, offset })) };
}
