import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { OrganisationId, UserId } from '../contract/ids';
import { deleteInParts } from '../limits/delete-in-parts';
import type { Database } from '../ports/database';
import type { CardNotice, Handled } from './card-sender';

/** The one card that a person gets of its kind about a subject. */
export interface CardKey {
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
  /** Of a card about a call its id. */
  readonly subject: string;
}

export interface NotificationRow {
  readonly subject: string;
  readonly activityId: string | null;
  readonly handled: Handled | null;
}

/** How long a sender may be silent before another takes its place: longer than any attempt to send takes. */
export const sendingLeaseMs = 60_000;
/** Cards older than this are no longer looked for when someone calls back. */
const openForMs = 30 * 24 * 3_600_000;

/**
 * State of the one card of a kind that a user gets about a subject. All moves are guarded, so that two jobs, or a job
 * and a press, never both win.
 *
 *     (none) ──► sending ──► sent ──► handled
 *        ▲          ├─────────│─────────┘        called back before the card was out
 *        └──────────┴─────────┘                  forgotten: not sent after all, or taken away
 */
export interface NotificationStore {
  /**
   * True = this caller, and no other, sends the card now. `busy` = another one does; `done` = nothing to send any more.
   */
  claim(key: CardKey, nowMs: number): Promise<'claimed' | 'busy' | 'done'>;
  /** The card is certainly not out: the next attempt may claim at once. */
  release(key: CardKey, nowMs: number): Promise<void>;
  /**
   * At the start of the server: whoever was sending ended with the one before, so the next attempts may claim at once.
   */
  releaseAll(nowMs: number): Promise<void>;
  /** The card is out. Returns the row as it is now; it may have been handled meanwhile. */
  sent(key: CardKey, activityId: string): Promise<NotificationRow | null>;
  /** False = it was handled before, or there is no card. */
  handle(key: CardKey, how: string, atMs: number): Promise<boolean>;
  find(key: CardKey): Promise<NotificationRow | null>;
  /** This very card is not in the chat (any more): the next claim begins anew. A card that was sent since stays. */
  forget(key: CardKey, activityId: string | null): Promise<void>;
  /** Cards that are out or on their way, of all users: what a new server finds left over. */
  open(): Promise<CardKey[]>;
  /** The user's cards of the last 30 days that are not handled, or that were handled in this very way. */
  openOrHandledBy(
    organisationId: OrganisationId,
    userId: UserId,
    how: string,
    nowMs: number,
  ): Promise<NotificationRow[]>;
}

const columns = ['subject', 'activity_id', 'handled_at', 'handled_how'] as const;

interface Rows {
  readonly db: Kysely<Database>;
  readonly kind: CardNotice['kind'];
  /** Those of one person, to select from. */
  readonly cards: ReturnType<typeof cardsOf>;
  /** One card, to be changed. */
  readonly update: ReturnType<typeof updateOf>;
}

const cardsOf =
  (db: Kysely<Database>, kind: CardNotice['kind']) =>
  ({ organisationId, userId }: Omit<CardKey, 'subject'>) =>
    db
      .selectFrom('bot_notification')
      .where('organisation_id', '=', organisationId)
      .where('user_id', '=', userId)
      .where('kind', '=', kind);

const updateOf =
  (db: Kysely<Database>, kind: CardNotice['kind']) =>
  ({ organisationId, userId, subject }: CardKey) =>
    db
      .updateTable('bot_notification')
      .where('organisation_id', '=', organisationId)
      .where('user_id', '=', userId)
      .where('kind', '=', kind)
      .where('subject', '=', subject);

export function createNotificationStore(db: Kysely<Database>, kind: CardNotice['kind']): NotificationStore {
  const rows: Rows = { db, kind, cards: cardsOf(db, kind), update: updateOf(db, kind) };
  return { ...createClaims(rows), ...createOutcomes(rows), ...createLists(rows) };
}

/** Who may send a card: one at a time. */
function createClaims({ db, kind, cards, update }: Rows): Pick<NotificationStore, 'claim' | 'release' | 'releaseAll'> {
  return {
    async claim(key, nowMs) {
      const now = new Date(nowMs);
      const claimed = await db
        .insertInto('bot_notification')
        .values({
          organisation_id: key.organisationId,
          user_id: key.userId,
          kind,
          subject: key.subject,
          state: 'sending',
          activity_id: null,
          handled_at: null,
          handled_how: null,
          created_at: now,
        })
        .onConflict((conflict) =>
          conflict
            .columns(['user_id', 'kind', 'subject'])
            .doUpdateSet({ created_at: now })
            .where('bot_notification.state', '=', 'sending')
            .where('bot_notification.created_at', '<=', new Date(nowMs - sendingLeaseMs)),
        )
        .returning('subject')
        .executeTakeFirst();
      if (claimed !== undefined) return 'claimed';
      const row = await cards(key).select('state').where('subject', '=', key.subject).executeTakeFirst();
      return row?.state === 'sending' ? 'busy' : 'done';
    },
    async release(key, nowMs) {
      await update(key)
        .set({ created_at: new Date(nowMs - sendingLeaseMs) })
        .where('state', '=', 'sending')
        .execute();
    },
    async releaseAll(nowMs) {
      const free = new Date(nowMs - sendingLeaseMs);
      await db
        .updateTable('bot_notification')
        .set({ created_at: free })
        .where('kind', '=', kind)
        .where('state', '=', 'sending')
        .where('created_at', '>', free)
        .execute();
    },
  };
}

type Outcomes = Pick<NotificationStore, 'sent' | 'handle' | 'find' | 'forget'>;

/** What became of a card. */
function createOutcomes({ db, kind, cards, update }: Rows): Outcomes {
  return {
    async sent(key, activityId) {
      const row = await update(key)
        .set((builder) => ({
          activity_id: activityId,
          state: builder
            .case()
            .when('state', '=', 'sending')
            .then('sent' as const)
            .else(builder.ref('state'))
            .end(),
        }))
        .returning(columns)
        .executeTakeFirst();
      return row === undefined ? null : toRow(row);
    },
    async handle(key, how, atMs) {
      const handled = await update(key)
        .set({ state: 'handled', handled_at: new Date(atMs), handled_how: how })
        .where('state', '<>', 'handled')
        .executeTakeFirst();
      return handled.numUpdatedRows > 0n;
    },
    async find(key) {
      const row = await cards(key).select(columns).where('subject', '=', key.subject).executeTakeFirst();
      return row === undefined ? null : toRow(row);
    },
    async forget({ organisationId, userId, subject }, activityId) {
      await db
        .deleteFrom('bot_notification')
        .where((builder) => builder.and({ organisation_id: organisationId, user_id: userId, kind, subject }))
        .where('activity_id', 'is not distinct from', activityId)
        .execute();
    },
  };
}

function createLists({ db, kind, cards }: Rows): Pick<NotificationStore, 'open' | 'openOrHandledBy'> {
  return {
    async open() {
      const rows = await db
        .selectFrom('bot_notification')
        .select(['organisation_id', 'user_id', 'subject'])
        .where('kind', '=', kind)
        .where('state', '<>', 'handled')
        .execute();
      return rows.map((row) => ({ organisationId: row.organisation_id, userId: row.user_id, subject: row.subject }));
    },
    async openOrHandledBy(organisationId, userId, how, nowMs) {
      const rows = await cards({ organisationId, userId })
        .select(columns)
        .where((builder) =>
          builder.or([
            builder('handled_how', '=', how),
            builder.and([builder('state', '<>', 'handled'), builder('created_at', '>', new Date(nowMs - openForMs))]),
          ]),
        )
        .orderBy('created_at')
        .execute();
      return rows.map(toRow);
    },
  };
}

/** Forgets cards that were sent so long ago. */
export async function purgeCards(db: Kysely<Database>, keepDays: number): Promise<void> {
  await deleteInParts(db, 'bot_notification', sql`created_at < now() - make_interval(days => ${keepDays})`);
}

function toRow(row: {
  subject: string;
  activity_id: string | null;
  handled_at: Date | null;
  handled_how: string | null;
}): NotificationRow {
  const how = row.handled_how?.startsWith('calledBack') === true ? 'calledBack' : 'marked';
  return {
    subject: row.subject,
    activityId: row.activity_id,
    handled: row.handled_at === null ? null : { how, atMs: row.handled_at.getTime() },
  };
}
