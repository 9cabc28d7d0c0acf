import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { VaxelError } from '../contract/errors';
import type { OrganisationId, UserId } from '../contract/ids';
import type { Me, Role } from '../contract/people/people';
import { createGathered } from '../time/gathered';
import type { Database } from '../ports/database';
import { mobileNumber } from '../lines/mobile-number';

/** A user's own profile with the numbers that may be shown, the default first. @throws VaxelError auth.notLinked */
export type ReadMe = (userId: UserId, roles: readonly Role[], extensionLengths: readonly number[]) => Promise<Me>;

/** Of one organisation; many who ask at once are read together. */
export function createReadMe(db: Kysely<Database>, organisationId: OrganisationId): ReadMe {
  const readUser = createGathered(idOf, async (userIds: readonly UserId[]) => {
    const users = await readUsers(db, organisationId, userIds);
    const byId = new Map(users.map((user) => [user.id, user]));
    return userIds.map((userId) => byId.get(userId));
  });
  return async (userId, roles, extensionLengths) => {
    const user = await readUser(userId);
    if (user === undefined)
      throw new VaxelError('auth.notLinked', 'The Microsoft account is not linked to a user of the telephone system.');
    return { ...toMe(user, organisationId, extensionLengths), roles: [...roles] };
  };
}

const idOf = (userId: UserId): string => userId;

type UserRow = Awaited<ReturnType<typeof readUsers>>[number];

function toMe(user: UserRow, organisationId: OrganisationId, extensionLengths: readonly number[]): Omit<Me, 'roles'> {
  return {
    user: {
      id: user.id,
      contactId: user.contact_id,
      displayName: user.display_name,
      extension: user.extension,
      numbers: user.numbers.map(({ number }) => number),
      numberLabels: Object.fromEntries(user.numbers.map(({ number, label }) => [number, label])),
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
  };
}

function readUsers(db: Kysely<Database>, organisationId: OrganisationId, userIds: readonly UserId[]) {
  const numbers = sql<{ readonly number: string; readonly label: string }[]>`(
    select coalesce(jsonb_agg(jsonb_build_object('number', number, 'label', label) order by position, number), '[]')
    from user_number
    where user_number.organisation_id = app_user.organisation_id and user_number.user_id = app_user.id
  )`;
  return db
    .selectFrom('app_user')
    .innerJoin('contact', 'contact.id', 'app_user.contact_id')
    .innerJoin('organisation', 'organisation.id', 'app_user.organisation_id')
    .select([
      'app_user.id',
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
    .select(numbers.as('numbers'))
    .where('app_user.id', 'in', userIds)
    .where('app_user.organisation_id', '=', organisationId)
    .execute();
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
