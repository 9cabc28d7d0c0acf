import type { Kysely, Transaction } from 'kysely';
import { z } from 'zod';
import { OrganisationId, type UserId } from '../contract/ids';
import { usualKeepDays } from '../contract/voicemail/limits';
import type { VoicemailPolicy } from '../contract/voicemail/voicemail';
import { followChanges } from '../following/follow-changes';
import type { Clock } from '../ports/clock';
import type { Database } from '../ports/database';
import type { Logger } from '../ports/logger';
import type { Wakes } from '../ports/wakes';
import { createTurn } from '../time/lanes';

export const usualPolicy: VoicemailPolicy = {
  enabled: true,
  keepHeardDays: usualKeepDays.heard,
  keepUnheardDays: usualKeepDays.unheard,
  transcribe: false,
};

/** Which organisations and people have voicemail, in memory: no call waits for it. */
export interface Policies {
  /** The organisation has it. */
  isOffered(organisationId: OrganisationId): boolean;
  /** The organisation has it, and the person has not said otherwise. */
  isOn(organisationId: OrganisationId, userId: UserId): boolean;
  /** Reads what an organisation and its people have said again. @throws VaxelError server.unavailable */
  load(organisationIds: readonly OrganisationId[]): Promise<void>;
  /** @throws VaxelError server.unavailable */
  start(): Promise<void>;
}

export interface PoliciesDeps {
  readonly db: Kysely<Database>;
  readonly wakes: Wakes;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'warn'>;
}

/** What an organisation does not have, or people do not want. */
interface Refusals {
  readonly byAll: ReadonlySet<OrganisationId>;
  readonly by: ReadonlyMap<OrganisationId, ReadonlySet<UserId>>;
}

const Change = z.object({ organisationId: OrganisationId });
const mostAtOnce = 100;

export function createPolicies({ db, wakes, clock, logger }: PoliciesDeps): Policies {
  let refusals: Refusals = { byAll: new Set(), by: new Map() };
  const inTurn = createTurn();

  async function take(asked: readonly OrganisationId[]): Promise<void> {
    const read = await readRefusals(db, asked);
    const others = <Value>(all: Iterable<Value>, idOf: (value: Value) => OrganisationId): Value[] =>
      [...all].filter((value) => !asked.includes(idOf(value)));
    refusals = {
      byAll: new Set([...others(refusals.byAll, (id) => id), ...read.byAll]),
      by: new Map([...others(refusals.by, ([id]) => id), ...read.by]),
    };
  }
  const load = (asked: readonly OrganisationId[]): Promise<void> => inTurn(() => take(asked));

  return {
    isOffered: (organisationId) => !refusals.byAll.has(organisationId),
    isOn: (organisationId, userId) =>
      !refusals.byAll.has(organisationId) && refusals.by.get(organisationId)?.has(userId) !== true,
    load,
    start: () =>
      followChanges({
        ...{ wakes, clock, mostAtOnce },
        channel: 'voicemail_changed',
        change: Change,
        readAll: () => inTurn(async () => void (refusals = await readRefusals(db))),
        apply: (changes) => load([...new Set(changes.map(({ organisationId }) => organisationId))]),
        onFailure: (error) => logger.warn({ err: error }, 'who has voicemail could not be read: tried again'),
      }),
  };
}

/** Of these organisations, or of all. */
async function readRefusals(db: Kysely<Database>, ids?: readonly OrganisationId[]): Promise<Refusals> {
  const policies = db.selectFrom('voicemail_policy').select('organisation_id').where('enabled', '=', false);
  const people = db.selectFrom('voicemail_setting').select(['organisation_id', 'user_id']).where('enabled', '=', false);
  const [off, refusing] = await Promise.all([
    (ids === undefined ? policies : policies.where('organisation_id', 'in', ids)).execute(),
    (ids === undefined ? people : people.where('organisation_id', 'in', ids)).execute(),
  ]);
  const by = new Map<OrganisationId, Set<UserId>>();
  for (const { organisation_id: id, user_id: userId } of refusing) by.set(id, (by.get(id) ?? new Set()).add(userId));
  return { byAll: new Set(off.map(({ organisation_id: id }) => id)), by };
}

/** @throws VaxelError server.unavailable */
export async function readPolicy(db: Kysely<Database>, organisationId: OrganisationId): Promise<VoicemailPolicy> {
  const row = await db
    .selectFrom('voicemail_policy')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst();
  if (row === undefined) return usualPolicy;
  const { enabled, transcribe } = row;
  return { enabled, keepHeardDays: row.keep_heard_days, keepUnheardDays: row.keep_unheard_days, transcribe };
}

export async function writePolicy(
  transaction: Transaction<Database>,
  organisationId: OrganisationId,
  { enabled, keepHeardDays, keepUnheardDays, transcribe }: VoicemailPolicy,
): Promise<void> {
  const values = { enabled, keep_heard_days: keepHeardDays, keep_unheard_days: keepUnheardDays, transcribe };
  await transaction
    .insertInto('voicemail_policy')
    .values({ organisation_id: organisationId, ...values })
    .onConflict((conflict) => conflict.column('organisation_id').doUpdateSet(values))
    .execute();
}

export async function readOwnSetting(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  userId: UserId,
): Promise<boolean> {
  const row = await db
    .selectFrom('voicemail_setting')
    .select('enabled')
    .where('organisation_id', '=', organisationId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row?.enabled ?? true;
}

export async function writeOwnSetting(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  userId: UserId,
  enabled: boolean,
): Promise<void> {
  await db
    .insertInto('voicemail_setting')
    .values({ user_id: userId, organisation_id: organisationId, enabled })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ enabled }))
    .execute();
}
