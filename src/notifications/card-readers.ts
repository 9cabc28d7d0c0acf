import type { Kysely } from 'kysely';
import type { OrganisationId, UserId } from '../contract/ids';
import { timeZoneFor } from '../contract/time-zone';
import { readNumbers } from '../people/me';
import type { Database } from '../ports/database';
import { readingOf } from '../settings/reading';
import type { BotConversation, CardReader, Language } from './card-sender';

/**
 * How a person reads cards: the language of the settings, else of Teams, else of the organisation; the hours of the
 * zone in which the tab shows them.
 */
export type FindCardReader = (
  organisationId: OrganisationId,
  userId: UserId,
  conversation: BotConversation,
) => Promise<CardReader | null>;

export function createFindCardReader(db: Kysely<Database>): FindCardReader {
  return async (organisationId, userId, conversation) => {
    const row = await db
      .selectFrom('app_user')
      .innerJoin('organisation', 'organisation.id', 'app_user.organisation_id')
      .select(['organisation.language', 'organisation.time_zone', 'organisation.country'])
      .select('organisation.entra_tenant_id')
      .where('app_user.organisation_id', '=', organisationId)
      .where('app_user.id', '=', userId)
      .executeTakeFirst();
    if (row === undefined) return null;
    const chosen = await readingOf(db, organisationId, userId);
    const locale = conversation['locale'];
    return {
      organisationId,
      userId,
      language: languageOf(chosen.language ?? (typeof locale === 'string' ? locale : row.language)),
      timeZone: timeZoneFor(chosen.timeZone, chosen.browserTimeZone, row.time_zone),
      country: row.country,
      tenantId: row.entra_tenant_id,
      numbers: await readNumbers(db, organisationId, userId),
    };
  };
}

/** Swedish for Swedes, English for everyone else. */
export function languageOf(locale: string): Language {
  return /^sv\b/i.test(locale) ? 'sv' : 'en';
}
