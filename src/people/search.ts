import type { Kysely, RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { fold } from '../contract/fold';
import type { OrganisationId, UserId } from '../contract/ids';
import { searchedDigits } from '../contract/numbers/numbers';
import { phoneLibrary } from '../contract/numbers/phone-library';
import type { Database } from '../ports/database';
import type { ContactRow } from './contact-row';
import { contactColumns } from './contact-row';

export interface ContactSearch {
  readonly organisationId: OrganisationId;
  readonly typed: string;
  readonly limit: number;
  /** Collation for hits of equal rank. */
  readonly order: RawBuilder<unknown>;
}

/** More words than anyone types; the rest is not looked at. */
const mostWords = 6;
/** Trigrams need three letters. */
const shortWord = 2;

/**
 * Searches a directory of 100,000 people on every keystroke, in tiers: names that begin with what was typed, words that
 * begin so, then (from 3 characters) the text anywhere in a word; only when nothing is found, what is written
 * similarly. All words must match, in any order. `fold` leaves letters, digits and spaces, so no wildcard can reach a
 * LIKE.
 */
export async function searchContacts(db: Kysely<Database>, search: ContactSearch): Promise<ContactRow[]> {
  const { phrase, words, digits } = asked(search.typed);
  if (words.length === 0) return [];
  const found = await exact(db, search, phrase, words);
  return found.length > 0 || digits !== null || isMostlyDigits(phrase) ? found : similar(db, search, words);
}

/** The same among a person's own contacts, of which there are few: all of them are looked at. */
export async function searchOwnContacts(
  db: Kysely<Database>,
  { organisationId, typed, limit, order }: ContactSearch,
  owner: UserId,
): Promise<ContactRow[]> {
  const { phrase, words } = asked(typed);
  if (words.length === 0) return [];
  const { rows } = await sql<ContactRow>`
    select ${contactColumns} from contact left join app_user on app_user.contact_id = contact.id
    where contact.organisation_id = ${organisationId} and contact.owner_user_id = ${owner}
      and contact.deleted_at is null and ${sql.join(words.map(matches), sql` and `)}
    order by ${rank(phrase, words[0] ?? '')}, contact.display_name collate ${order}, contact.id limit ${limit}`.execute(
    db,
  );
  return rows;
}

/** All words of what was typed stand in the contact; null = nothing was typed that could be looked for. */
export function matchesTyped(typed: string): RawBuilder<unknown> | null {
  const { words } = asked(typed);
  return words.length === 0 ? null : sql.join(words.map(matches), sql` and `);
}

function asked(typed: string) {
  const digits = searchedDigits(typed, phoneLibrary);
  const phrase = digits ?? fold(typed.slice(0, 100)).replace(/\s+/g, ' ');
  const words = phrase
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, mostWords);
  return { digits, phrase, words };
}

/** Numbers are found as they are or not at all: one that is written similarly is somebody else's. */
function isMostlyDigits(text: string): boolean {
  return (text.match(/\p{N}/gu)?.length ?? 0) >= (text.match(/\p{L}/gu)?.length ?? 0);
}

async function exact(
  db: Kysely<Database>,
  { organisationId, limit, order }: ContactSearch,
  phrase: string,
  words: readonly string[],
): Promise<ContactRow[]> {
  const [longest = ''] = [...words].sort((a, b) => b.length - a.length);
  const all = sql.join(words.map(matches), sql` and `);
  const anywhere =
    longest.length > shortWord
      ? sql`union (select id from contact
          where organisation_id = ${organisationId} and owner_user_id is null and ${all} limit 400)`
      : sql``;
  // Each tier is cut off before it is sorted: the ranking below chooses among at most some hundred rows.
  const { rows } = await sql<ContactRow>`
    with hit as (
      (select id from contact where organisation_id = ${organisationId} and left(search_text, 80) like ${`${phrase}%`}
         and owner_user_id is null
       order by left(search_text, 80) using ~<~ limit 100)
      union (select contact_id from contact_token
       where organisation_id = ${organisationId} and token like ${`${longest}%`}
       order by token using ~<~ limit 300)
      ${anywhere}
    )
    select ${contactColumns}
    from hit join contact on contact.id = hit.id left join app_user on app_user.contact_id = contact.id
    where contact.organisation_id = ${organisationId} and contact.owner_user_id is null and ${all}
    order by ${rank(phrase, words[0] ?? '')}, contact.display_name collate ${order}, contact.id limit ${limit}`.execute(
    db,
  );
  return rows;
}

/** A short word begins a word of the contact, a longer one may stand anywhere. */
function matches(word: string): RawBuilder<boolean> {
  if (word.length > shortWord) return sql`search_text like ${`%${word}%`}`;
  return sql`search_text ~ ${`(^|[ \n])${word}`}`;
}

/**
 * 0: the name begins with all that was typed, or it is the extension; 1: a word of the name begins so; 2: anything
 * else.
 */
function rank(phrase: string, word: string): RawBuilder<number> {
  return sql`case
    when search_text like ${`${phrase}%`} or contact.extension = ${phrase} then 0
    when ' ' || split_part(search_text, chr(10), 1) like ${`% ${word}%`} then 1
    else 2 end`;
}

/**
 * Typing errors: words of at least three letters that share half of their trigrams with a stretch of the contact's
 * text.
 */
async function similar(
  db: Kysely<Database>,
  { organisationId, limit, order }: ContactSearch,
  words: readonly string[],
): Promise<ContactRow[]> {
  const phrase = words.filter((word) => word.length > shortWord && !isMostlyDigits(word)).join(' ');
  if (phrase.length < 4) return [];
  return db.transaction().execute(async (transaction) => {
    await sql`set local pg_trgm.word_similarity_threshold = 0.5`.execute(transaction);
    const { rows } = await sql<ContactRow>`
      select ${contactColumns} from contact left join app_user on app_user.contact_id = contact.id
      where contact.organisation_id = ${organisationId} and contact.owner_user_id is null
        and ${phrase} <% search_text
      order by word_similarity(${phrase}, search_text) desc, contact.display_name collate ${order}, contact.id
      limit ${limit}`.execute(transaction);
    return rows;
  });
}
