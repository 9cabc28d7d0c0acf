import type { Kysely } from 'kysely';
import type { OrganisationId, UserId } from '../contract/ids';
import { timeZoneFor } from '../contract/time-zone';
import { readNumbers } from '../people/me';
import type { Database } from '../ports/database';
import type { BotConversation, CardReader, Language } from './card-sender';

/** How a person reads cards: the language of the settings, else of Teams, else of the organisation; the hours of the zone in which the tab shows them. */
export type FindCardReader = (organisationId: OrganisationId, userId: UserId, conversation: BotConversation) => Promise<CardReader | null>;

export function createFindCardReader(db: Kysely<Database>): FindCardReader {
  return async (organisationId, userId, conversation) => {
    const row = await db
      .selectFrom('app_user')
      .innerJoin('organisation', 'organisation.id', 'app_user.organisation_id')
      .leftJoin('user_setting', 'user_setting.user_id', 'app_user.id')
      .select(['organisation.language as organisation_language', 'organisation.time_zone as organisation_time_zone', 'organisation.country', 'organisation.entra_tenant_id'])
      .select(['user_setting.language as own_language', 'user_setting.time_zone as own_time_zone', 'user_setting.browser_time_zone'])
      .where('app_user.organisation_id', '=', organisationId)
      .where('app_user.id', '=', userId)
      .executeTakeFirst();
    if (row === undefined) return null;
    const locale = conversation['locale'];
    return {
      organisationId,
      userId,
      language: languageOf(row.own_language ?? (typeof locale === 'string' ? locale : row.organisation_language)),
      timeZone: timeZoneFor(row.own_time_zone, row.browser_time_zone, row.organisation_time_zone),
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
