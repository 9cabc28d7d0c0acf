import { sql, type ExpressionBuilder, type Kysely } from 'kysely';
import { DatabaseError } from 'pg';
import { VaxelError } from '../contract/errors';
import type { AnswerGroupId, OrganisationId, SoundId, UserId } from '../contract/ids';
import { mostSounds } from '../contract/sounds/limits';
import type { SoundOfOwner } from '../contract/sounds/sounds';
import type { Database } from '../ports/database';

/** Whose sounds they are; neither = the organisation's. */
export interface SoundOwner {
  readonly organisationId: OrganisationId;
  readonly userId?: UserId;
  readonly groupId?: AnswerGroupId;
}

/** Sounds of one owner, in the database. */
export interface SoundStore {
  list(): Promise<readonly SoundOfOwner[]>;
  /** @throws VaxelError request.notFound */
  find(id: SoundId): Promise<SoundOfOwner>;
  /** Within a transaction. @throws VaxelError request.notFound for an owner who is not there | sounds.full */
  add(sound: Omit<SoundOfOwner, 'keptAtMs'>): Promise<SoundOfOwner>;
  /** @throws VaxelError request.notFound */
  remove(id: SoundId): Promise<void>;
  /** Undoes `remove`. @throws VaxelError request.notFound */
  restore(id: SoundId): Promise<void>;
}

const columns = ['id', 'name', 'ms', 'kept_at'] as const;

export function createSoundStore(db: Kysely<Database>, owner: SoundOwner): SoundStore {
  const own = ofOwner(owner);
  return {
    async list() {
      const rows = await db
        .selectFrom('kept_sound')
        .select(columns)
        .where(own)
        .where('deleted_at', 'is', null)
        .orderBy('kept_at')
        .orderBy('id')
        .execute();
      return rows.map(toSound);
    },
    async find(id) {
      const query = db.selectFrom('kept_sound').select(columns).where(own).where('id', '=', id);
      return toSound(found(await query.where('deleted_at', 'is', null).executeTakeFirst()));
    },
    add: (sound) => addSound(db, owner, sound),
    async remove(id) {
      const now = new Date();
      const query = db.updateTable('kept_sound').set({ deleted_at: now }).where(own).where('id', '=', id);
      found(await query.where('deleted_at', 'is', null).returning('id').executeTakeFirst());
    },
    async restore(id) {
      const query = db.updateTable('kept_sound').set({ deleted_at: null }).where(own).where('id', '=', id);
      found(await query.returning('id').executeTakeFirst());
    },
  };
}

const ofOwner =
  ({ organisationId, userId, groupId }: SoundOwner) =>
  (eb: ExpressionBuilder<Database, 'kept_sound'>) =>
    eb.and([
      eb('organisation_id', '=', organisationId),
      userId === undefined ? eb('user_id', 'is', null) : eb('user_id', '=', userId),
      groupId === undefined ? eb('group_id', 'is', null) : eb('group_id', '=', groupId),
    ]);

async function addSound(
  db: Kysely<Database>,
  owner: SoundOwner,
  { id, name, ms }: Omit<SoundOfOwner, 'keptAtMs'>,
): Promise<SoundOfOwner> {
  const { organisationId, userId = null, groupId = null } = owner;
  // One after the other, so that two at once are counted as two.
  await sql`select pg_advisory_xact_lock(hashtext(${`sounds/${groupId ?? userId ?? organisationId}`}))`.execute(db);
  const { count } = await db
    .selectFrom('kept_sound')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where(ofOwner(owner))
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (Number(count) >= mostSounds) throw new VaxelError('sounds.full', `There are ${mostSounds} already.`);
  const row = await db
    .insertInto('kept_sound')
    .values({ id, organisation_id: organisationId, user_id: userId, group_id: groupId, name, ms })
    .returning(columns)
    .executeTakeFirstOrThrow()
    .catch((error: unknown) => {
      throw isNobodys(error) ? new VaxelError('request.notFound', 'There is no such owner.') : error;
    });
  return toSound(row);
}

/** Somebody whose sound it would be is not there, or not any more: the database knows first. */
function isNobodys(error: unknown): boolean {
  const cause = error instanceof VaxelError ? error.cause : error;
  return cause instanceof DatabaseError && cause.code === '23503';
}

function found<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new VaxelError('request.notFound', 'There is no such sound.');
  return row;
}

interface SoundRow {
  readonly id: SoundId;
  readonly name: string;
  readonly ms: number;
  readonly kept_at: Date;
}

const toSound = ({ id, name, ms, kept_at: keptAt }: SoundRow): SoundOfOwner => ({
  ...{ id, name, ms, keptAtMs: keptAt.getTime() },
});

/** Which of these are there, or may be had back. */
export async function knownSounds(db: Kysely<Database>, ids: readonly SoundId[]): Promise<ReadonlySet<SoundId>> {
  const rows = await db.selectFrom('kept_sound').select('id').where('id', 'in', ids).execute();
  return new Set(rows.map(({ id }) => id));
}
