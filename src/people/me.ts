import type { Kysely } from 'kysely';
import { VaxelError } from '../contract/errors';
import type { OrganisationId, UserId } from '../contract/ids';
import type { Me, Role } from '../contract/people/people';
import type { Database } from '../ports/database';
import { mobileNumber } from '../lines/mobile-number';

/** A user's own profile with the numbers that may be shown, the default first. @throws VaxelError auth.notLinked */
export async function readMe(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  userId: UserId,
  roles: readonly Role[],
  extensionLengths: readonly number[],
): Promise<Me> {
  const [user, numbers] = await Promise.all([
    readUser(db, organisationId, userId),
    readNumbers(db, organisationId, userId),
  ]);
  if (user === undefined)
    throw new VaxelError('auth.notLinked', 'The Microsoft account is not linked to a user of the telephone system.');
  return {
    user: {
      id: userId,
      contactId: user.contact_id,
      displayName: user.display_name,
      extension: user.extension,
      numbers: numbers.map(({ number }) => number),
      numberLabels: Object.fromEntries(numbers.map(({ number, label }) => [number, label])),
      mailAddress: user.mail_address,
      mobile: mobileNumber(user.contact_numbers),
      company: user.company,
      department: user.department,
      role: user.role,
      statusMessage: user.status_message,
    },
    organisation: {
      id: organisationId,
      name: user.organisation_name,
      country: user.country,
      language: user.language,
      timeZone: user.time_zone,
      extensionLengths: [...extensionLengths],
    },
    roles: [...roles],
  };
}

function readUser(db: Kysely<Database>, organisationId: OrganisationId, userId: UserId) {
  return db
    .selectFrom('app_user')
    .innerJoin('contact', 'contact.id', 'app_user.contact_id')
    .innerJoin('organisation', 'organisation.id', 'app_user.organisation_id')
    .select([
      'app_user.contact_id',
      'app_user.extension',
      'app_user.mail_address',
      'contact.display_name',
      'contact.company',
      'contact.department',
      'contact.role',
      'contact.status_message',
      'contact.numbers as contact_numbers',
    ])
    .select([
      'organisation.name as organisation_name',
      'organisation.country',
      'organisation.language',
      'organisation.time_zone',
    ])
    .where('app_user.id', '=', userId)
    .where('app_user.organisation_id', '=', organisationId)
    .executeTakeFirst();
}

/** The numbers that a user may show, E.164, the default first. */
export function readNumbers(db: Kysely<Database>, organisationId: OrganisationId, userId: UserId) {
  return db
    .selectFrom('user_number')
    .select(['number', 'label'])
    .where('user_id', '=', userId)
    .where('organisation_id', '=', organisationId)
    .orderBy('position')
    .orderBy('number')
    .execute();
}
