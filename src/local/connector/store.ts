import { sql, type ColumnType, type GeneratedAlways, type Kysely } from 'kysely';
import type { Activity } from './activity';
import type { Database } from '../../ports/database';

/** The connector's own tables. They live in the schema `local`, outside the migrations: production never has them. */
type ConnectorTables = {
  'local.conversation': { id: string; person: string; installed_at: Date | null };
  'local.message': {
    conversation_id: string;
    id: string;
    position: GeneratedAlways<number>;
    author: 'bot' | 'person';
    activity: ColumnType<Activity, string, string>;
    at: Date;
  };
};

export interface StoredMessage {
  readonly id: string;
  readonly author: 'bot' | 'person';
  readonly activity: Activity;
  readonly atMs: number;
}

export interface ConnectorStore {
  /** Makes the tables when they are missing; harmless a second time. */
  prepare(): Promise<void>;
  /** The personal chat of a person with the bot; made at first use. */
  open(id: string, person: string): Promise<{ readonly installed: boolean }>;
  markInstalled(id: string, at: Date): Promise<void>;
  /** Whose chat it is; null = no such conversation. */
  personOf(id: string): Promise<string | null>;
  add(id: string, message: StoredMessage): Promise<void>;
  /** Replaces the content of a message in its place; null = there is none. */
  replace(id: string, messageId: string, activity: Activity): Promise<StoredMessage | null>;
  /** False = there is none. */
  remove(id: string, messageId: string): Promise<boolean>;
  list(id: string): Promise<StoredMessage[]>;
}

type ConnectorDatabase = Kysely<Database & ConnectorTables>;

/** Keeps the bot chats of the Teams-like host, so that they are still there after a restart. */
export function createConnectorStore(database: Kysely<Database>): ConnectorStore {
  const db = database.withTables<ConnectorTables>();
  return { prepare: () => prepare(db), ...conversations(db), ...messages(db) };
}

function conversations(db: ConnectorDatabase): Pick<ConnectorStore, 'open' | 'markInstalled' | 'personOf'> {
  return {
    async open(id, person) {
      await db
        .insertInto('local.conversation')
        .values({ id, person, installed_at: null })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const row = await db
        .selectFrom('local.conversation')
        .select('installed_at')
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      return { installed: row.installed_at !== null };
    },
    async markInstalled(id, at) {
      await db.updateTable('local.conversation').set({ installed_at: at }).where('id', '=', id).execute();
    },
    async personOf(id) {
      const row = await db.selectFrom('local.conversation').select('person').where('id', '=', id).executeTakeFirst();
      return row?.person ?? null;
    },
  };
}

function messages(db: ConnectorDatabase): Pick<ConnectorStore, 'add' | 'replace' | 'remove' | 'list'> {
  const columns = ['id', 'author', 'activity', 'at'] as const;
  return {
    async add(id, message) {
      const { author, activity, atMs } = message;
      await db
        .insertInto('local.message')
        .values({ conversation_id: id, id: message.id, author, activity: JSON.stringify(activity), at: new Date(atMs) })
        .execute();
    },
    async replace(id, messageId, activity) {
      const row = await db
        .updateTable('local.message')
        .set({ activity: JSON.stringify(activity) })
        .where('conversation_id', '=', id)
        .where('id', '=', messageId)
        .returning(columns)
        .executeTakeFirst();
      return row === undefined ? null : toMessage(row);
    },
    async remove(id, messageId) {
      const gone = await db
        .deleteFrom('local.message')
        .where('conversation_id', '=', id)
        .where('id', '=', messageId)
        .executeTakeFirst();
      return gone.numDeletedRows > 0n;
    },
    async list(id) {
      const rows = await db
        .selectFrom('local.message')
        .select(columns)
        .where('conversation_id', '=', id)
        .orderBy('position')
        .execute();
      return rows.map(toMessage);
    },
  };
}

function toMessage(row: { id: string; author: 'bot' | 'person'; activity: Activity; at: Date }): StoredMessage {
  return { id: row.id, author: row.author, activity: row.activity, atMs: row.at.getTime() };
}

async function prepare(db: ConnectorDatabase): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await sql`create schema if not exists local`.execute(transaction);
    await sql`create table if not exists local.conversation (
      id text primary key, person text not null unique, installed_at timestamptz)`.execute(transaction);
    await sql`create table if not exists local.message (
      conversation_id text not null references local.conversation (id) on delete cascade,
      id text not null,
      position bigint generated always as identity,
      author text not null,
      activity jsonb not null,
      at timestamptz not null,
      primary key (conversation_id, id)
    )`.execute(transaction);
  });
}
