import type { Kysely, Transaction } from 'kysely';
import { VaxelError } from '../contract/errors';
import type { OrganisationId, TrunkId } from '../contract/ids';
import { mostTrunks } from '../contract/trunks/choices';
import { TrunkSettings } from '../contract/trunks/trunks';
import type { Database } from '../ports/database';
import type { Secrets } from '../secrets/secrets';
import type { Trunk } from '../switch/port';

/** One that is removed can be brought back for so long. */
export const keptForMs = 24 * 3_600_000;

const sealedFor = (organisationId: OrganisationId, trunkId: TrunkId): string => `trunk/${organisationId}/${trunkId}`;

export type StoredTrunk = Omit<Trunk, 'country'>;

/** The trunks of one organisation, in their order; within a transaction, nobody else changes them meanwhile. */
export interface TrunkStore {
  all(): Promise<readonly StoredTrunk[]>;
  /** @throws VaxelError trunks.full */
  add(settings: TrunkSettings, password: string | null): Promise<TrunkId>;
  /** A password that is undefined stays. @throws VaxelError request.notFound */
  change(trunkId: TrunkId, settings: TrunkSettings, password: string | null | undefined): Promise<StoredTrunk>;
  /** @throws VaxelError request.notFound */
  remove(trunkId: TrunkId): Promise<StoredTrunk>;
  /** At its place. @throws VaxelError request.notFound, trunks.full */
  restore(trunkId: TrunkId): Promise<StoredTrunk>;
  /** @throws VaxelError administration.changedMeanwhile when these are not all */
  order(trunkIds: readonly TrunkId[]): Promise<void>;
}

export function trunkStoreOf(db: Kysely<Database>, secrets: Secrets, organisationId: OrganisationId): TrunkStore {
  const all = (): Promise<readonly StoredTrunk[]> => readTrunks(db, secrets, organisationId, true);

  async function haveRoom(): Promise<void> {
    if ((await all()).length >= mostTrunks) throw new VaxelError('trunks.full');
  }

  const update = (trunkId: TrunkId) =>
    db.updateTable('trunk').where('organisation_id', '=', organisationId).where('id', '=', trunkId);
  const sealed = (trunkId: TrunkId, password: string | null): Buffer | null =>
    password === null ? null : secrets.seal(password, sealedFor(organisationId, trunkId));

  return {
    all,
    async add(settings, password) {
      await haveRoom();
      const position = await lastPosition(db, organisationId);
      const { id } = await db
        .insertInto('trunk')
        .values({ organisation_id: organisationId, position, settings: JSON.stringify(settings) })
        .returning('id')
        .executeTakeFirstOrThrow();
      if (password !== null)
        await update(id)
          .set({ password: sealed(id, password) })
          .execute();
      return id;
    },
    async change(trunkId, settings, password) {
      const before = await oneOf(all(), trunkId);
      await update(trunkId)
        .set({
          settings: JSON.stringify(settings),
          ...(password === undefined ? {} : { password: sealed(trunkId, password) }),
        })
        .execute();
      return before;
    },
    async remove(trunkId) {
      const before = await oneOf(all(), trunkId);
      await update(trunkId).set({ removed_at: new Date() }).execute();
      return before;
    },
    async restore(trunkId) {
      const back = await oneOf(readTrunks(db, secrets, organisationId, false), trunkId);
      await haveRoom();
      await update(trunkId).set({ removed_at: null }).execute();
      return back;
    },
    async order(trunkIds) {
      const known = (await all()).map(({ trunkId }) => trunkId);
      const isAll = known.length === trunkIds.length && known.every((id) => trunkIds.includes(id));
      if (!isAll) throw new VaxelError('administration.changedMeanwhile');
      for (const [position, trunkId] of trunkIds.entries()) await update(trunkId).set({ position }).execute();
    },
  };
}

async function oneOf(trunks: Promise<readonly StoredTrunk[]>, trunkId: TrunkId): Promise<StoredTrunk> {
  const found = (await trunks).find((trunk) => trunk.trunkId === trunkId);
  if (found === undefined) throw new VaxelError('request.notFound');
  return found;
}

async function readTrunks(
  db: Kysely<Database>,
  secrets: Secrets,
  organisationId: OrganisationId,
  isThere: boolean,
): Promise<readonly StoredTrunk[]> {
  const rows = await db
    .selectFrom('trunk')
    .select(['id', 'settings', 'password'])
    .where('organisation_id', '=', organisationId)
    .where('removed_at', isThere ? 'is' : 'is not', null)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map((row) => storedTrunk(secrets, { ...row, organisation_id: organisationId }));
}

/** Behind all that there are, and those that may come back. */
async function lastPosition(db: Kysely<Database>, organisationId: OrganisationId): Promise<number> {
  const { last } = await db
    .selectFrom('trunk')
    .select(({ fn }) => fn.max('position').as('last'))
    .where('organisation_id', '=', organisationId)
    .executeTakeFirstOrThrow();
  return (last ?? -1) + 1;
}

/** One administrator after the other. */
export async function lockTrunks(transaction: Transaction<Database>, organisationId: OrganisationId): Promise<void> {
  await transaction
    .selectFrom('organisation')
    .select('id')
    .where('id', '=', organisationId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
}

/** Those of all organisations, as the switch needs them. */
export async function readAllTrunks(db: Kysely<Database>, secrets: Secrets): Promise<readonly Trunk[]> {
  const rows = await db
    .selectFrom('trunk')
    .innerJoin('organisation', 'organisation.id', 'trunk.organisation_id')
    .select(['trunk.id', 'trunk.organisation_id', 'trunk.settings', 'trunk.password', 'organisation.country'])
    .where('trunk.removed_at', 'is', null)
    .orderBy('trunk.organisation_id')
    .orderBy('trunk.position')
    .orderBy('trunk.id')
    .execute();
  return rows.map((row) => ({ ...storedTrunk(secrets, row), country: row.country }));
}

interface Row {
  readonly id: TrunkId;
  readonly organisation_id: OrganisationId;
  readonly settings: unknown;
  readonly password: Buffer | null;
}

/** A password whose key is lost is none: the administration asks for it again. */
const storedTrunk = (
  secrets: Secrets,
  { id, organisation_id: organisationId, settings, password }: Row,
): StoredTrunk => ({
  ...TrunkSettings.parse(settings),
  trunkId: id,
  organisationId,
  password: password === null ? null : secrets.open(password, sealedFor(organisationId, id)),
});

export async function purgeRemovedTrunks(db: Kysely<Database>, nowMs: number): Promise<void> {
  const before = new Date(nowMs - keptForMs);
  await db.deleteFrom('trunk').where('removed_at', '<', before).execute();
}
