import type { Kysely } from 'kysely';
import type { Clock } from '../ports/clock';
import type { Logger } from '../ports/logger';
import type { Wakes } from '../ports/wakes';
import type { Database } from '../ports/database';
import { searchText, searchTokens } from '../search/search-text';
import { createCatchingUp } from '../time/catching-up';

/** How many contacts go into one transaction. */
const batch = 500;

export interface TakeEnteredDeps {
  readonly db: Kysely<Database>;
  readonly logger: Pick<Logger, 'info' | 'warn'>;
  readonly wakes: Wakes;
  readonly clock: Clock;
}

/**
 * Completes what an administrator enters by SQL (docs/first-organisation.md), now and whenever that is, and says so
 * when there is nothing at all.
 */
export async function takeEntered({ db, logger, wakes, clock }: TakeEnteredDeps): Promise<void> {
  async function take(): Promise<void> {
    const completed = await completeSearch(db);
    if (completed > 0) logger.info({ contacts: completed }, 'contacts entered by SQL can be searched now');
  }
  const taking = createCatchingUp({
    clock,
    work: take,
    onFailure: (error) => logger.warn({ err: error }, 'contacts entered by SQL cannot be searched yet'),
  });
  await wakes.listen('contact_entered', { onNotice: taking.ask, onGap: taking.ask, onEnd: taking.stop });
  await take();
  const organisation = await db.selectFrom('organisation').select('id').limit(1).executeTakeFirst();
  if (organisation === undefined)
    logger.warn({}, 'no organisation has been entered yet, so nobody can sign in: see docs/first-organisation.md');
}

/**
 * Makes what the search needs for contacts that were entered by SQL, which leaves `search_text` empty (or sets it to ''
 * after a change of name or number). Gives their number. Safe to run again after it was cut off: a batch is done whole
 * or not at all.
 */
async function completeSearch(db: Kysely<Database>): Promise<number> {
  for (let completed = 0; ;) {
    const done = await db.transaction().execute(completeBatch);
    completed += done;
    if (done < batch) return completed;
  }
}

async function completeBatch(db: Kysely<Database>): Promise<number> {
  const contacts = await db
    .selectFrom('contact')
    .select(['id', 'organisation_id', 'display_name', 'company', 'department', 'role', 'extension', 'numbers'])
    .where('search_text', '=', '')
    .orderBy('id')
    .limit(batch)
    .forUpdate()
    .execute();
  for (const { display_name: displayName, organisation_id, id, ...rest } of contacts) {
    const searchable = { displayName, ...rest };
    // A contact without a letter or digit would be looked at again for ever: one line break is not empty, and matches
    // nothing.
    await db
      .updateTable('contact')
      .set({ search_text: searchText(searchable) || '\n' })
      .where('id', '=', id)
      .execute();
    await db
      .deleteFrom('contact_token')
      .where('organisation_id', '=', organisation_id)
      .where('contact_id', '=', id)
      .execute();
    const tokens = searchTokens(searchable).map((token) => ({ organisation_id, contact_id: id, token }));
    if (tokens.length > 0) await db.insertInto('contact_token').values(tokens).execute();
  }
  return contacts.length;
}
