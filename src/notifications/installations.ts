import type { Kysely } from 'kysely';
import type { OrganisationId, UserId } from '../contract/ids';
import { storableJson } from '../contract/text';
import type { Database } from '../ports/database';
import type { BotConversation } from './card-sender';

/** A Microsoft account as the channel vouches for it. */
export interface BotAccount {
  readonly tenantId: string;
  readonly objectId: string;
}

export interface Installations {
  /**
   * Keeps where a person is reached, and keeps it fresh. False = the account is of no organisation that this server
   * knows.
   */
  remember(account: BotAccount, conversation: BotConversation): Promise<boolean>;
  forget(account: BotAccount): Promise<void>;
  /** Where the bot can write to a user; null = it is not installed there. */
  find(organisationId: OrganisationId, userId: UserId): Promise<BotConversation | null>;
  /** The user whom the account is linked to. */
  userOf(account: BotAccount): Promise<{ readonly organisationId: OrganisationId; readonly userId: UserId } | null>;
}

/** Installations of the bot, by user; those of accounts without a user wait until the account is linked. */
export function createInstallations(db: Kysely<Database>): Installations {
  return {
    userOf: (account) => userOf(db, account),
    async remember(account, conversation) {
      const user = await userOf(db, account);
      if (user !== null) await keep(db, user.organisationId, user.userId, conversation);
      const organisationId = user?.organisationId ?? (await organisationOf(db, account.tenantId));
      if (user === null && organisationId !== null)
        await keepWaiting(db, organisationId, account.objectId, conversation);
      return organisationId !== null;
    },
    async forget(account) {
      const organisationId = await organisationOf(db, account.tenantId);
      if (organisationId === null) return;
      await db
        .deleteFrom('bot_waiting_installation')
        .where('organisation_id', '=', organisationId)
        .where('entra_object_id', '=', account.objectId)
        .execute();
      const user = await userOf(db, account);
      if (user !== null)
        await db
          .deleteFrom('bot_installation')
          .where('organisation_id', '=', organisationId)
          .where('user_id', '=', user.userId)
          .execute();
    },
    async find(organisationId, userId) {
      const row =
        (await stored(db, organisationId, userId)) ??
        ((await adopt(db, organisationId, userId)) ? await stored(db, organisationId, userId) : undefined);
      return row === undefined ? null : (row.conversation as BotConversation);
    },
  };
}

async function organisationOf(db: Kysely<Database>, tenantId: string): Promise<OrganisationId | null> {
  const row = await db
    .selectFrom('organisation')
    .select('id')
    .where('entra_tenant_id', '=', tenantId)
    .executeTakeFirst();
  return row?.id ?? null;
}

async function userOf(db: Kysely<Database>, { tenantId, objectId }: BotAccount): ReturnType<Installations['userOf']> {
  const row = await db
    .selectFrom('app_user')
    .innerJoin('organisation', 'organisation.id', 'app_user.organisation_id')
    .select(['app_user.organisation_id', 'app_user.id'])
    .where('organisation.entra_tenant_id', '=', tenantId)
    .where('app_user.entra_object_id', '=', objectId)
    .executeTakeFirst();
  return row === undefined ? null : { organisationId: row.organisation_id, userId: row.id };
}

const stored = (db: Kysely<Database>, organisationId: OrganisationId, userId: UserId) =>
  db
    .selectFrom('bot_installation')
    .select('conversation')
    .where('organisation_id', '=', organisationId)
    .where('user_id', '=', userId)
    .executeTakeFirst();

async function keep(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  userId: UserId,
  conversation: BotConversation,
): Promise<void> {
  const value = storableJson(conversation);
  await db
    .insertInto('bot_installation')
    .values({ organisation_id: organisationId, user_id: userId, conversation: value })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ conversation: value }))
    .execute();
}

async function keepWaiting(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  objectId: string,
  conversation: BotConversation,
): Promise<void> {
  const value = storableJson(conversation);
  await db
    .insertInto('bot_waiting_installation')
    .values({ organisation_id: organisationId, entra_object_id: objectId, conversation: value })
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'entra_object_id']).doUpdateSet({ conversation: value }),
    )
    .execute();
}

/** Gives a user the installation that waited for the account which is linked to it by now. */
async function adopt(db: Kysely<Database>, organisationId: OrganisationId, userId: UserId): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const waiting = await transaction
      .deleteFrom('bot_waiting_installation')
      .using('app_user')
      .whereRef('app_user.organisation_id', '=', 'bot_waiting_installation.organisation_id')
      .whereRef('app_user.entra_object_id', '=', 'bot_waiting_installation.entra_object_id')
      .where('app_user.organisation_id', '=', organisationId)
      .where('app_user.id', '=', userId)
      .returning('bot_waiting_installation.conversation')
      .executeTakeFirst();
    if (waiting === undefined) return false;
    await transaction
      .insertInto('bot_installation')
      .values({ organisation_id: organisationId, user_id: userId, conversation: storableJson(waiting.conversation) })
      .onConflict((conflict) => conflict.column('user_id').doNothing())
      .execute();
    return true;
  });
}
