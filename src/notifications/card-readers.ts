import type { Kysely } from 'kysely';
import type { OrganisationId, UserId } from '../contract/ids';
import type { Database } from '../storage/schema';
import type { BotConversation, CardReader, Language } from './card-sender';

/** Time zone of an organisation by its country; a country with several zones is not served yet. */
const timeZones: Readonly<Record<string, string>> = { SE: 'Europe/Stockholm', NO: 'Europe/Oslo', DK: 'Europe/Copenhagen', FI: 'Europe/Helsinki', NL: 'Europe/Amsterdam', DE: 'Europe/Berlin', FR: 'Europe/Paris' };
const defaultTimeZone = 'Europe/Stockholm';

/** How a person reads cards: the language of the settings, else of Teams, else of the organisation. */
export type FindCardReader = (organisationId: OrganisationId, userId: UserId, conversation: BotConversation) => Promise<CardReader | null>;

export function createFindCardReader(db: Kysely<Database>): FindCardReader {
  return async (organisationId, userId, conversation) => {
    const row = await db
      .selectFrom('app_user')
      .innerJoin('organisation', 'organisation.id', 'app_user.organisation_id')
      .leftJoin('user_setting', 'user_setting.user_id', 'app_user.id')
      .select(['organisation.language as organisation_language', 'organisation.country', 'organisation.entra_tenant_id', 'user_setting.language as own_language'])
      .where('app_user.organisation_id', '=', organisationId)
      .where('app_user.id', '=', userId)
      .executeTakeFirst();
    if (row === undefined) return null;
    const locale = conversation['locale'];
    return {
      organisationId,
      userId,
      language: languageOf(row.own_language ?? (typeof locale === 'string' ? locale : row.organisation_language)),
      timeZone: timeZones[row.country] ?? defaultTimeZone,
      tenantId: row.entra_tenant_id,
    };
  };
}

/** Swedish for Swedes, English for everyone else. */
export function languageOf(locale: string): Language {
  return /^sv\b/i.test(locale) ? 'sv' : 'en';
}
