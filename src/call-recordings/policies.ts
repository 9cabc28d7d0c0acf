import type { Kysely, Transaction } from 'kysely';
import { z } from 'zod';
import type { RecordingConsent } from '../contract/calls/recording';
import type { CallRecordingPolicy } from '../contract/call-recordings/call-recordings';
import { OrganisationId, type AnswerGroupId } from '../contract/ids';
import { followChanges } from '../following/follow-changes';
import type { Clock } from '../ports/clock';
import type { Database } from '../ports/database';
import type { Logger } from '../ports/logger';
import type { Wakes } from '../ports/wakes';
import { createTurn } from '../time/lanes';

export const usualPolicy: CallRecordingPolicy = { consent: 'off', keepDays: 90, ownAccess: true, groups: [] };

/** How organisations record, in memory: no call waits for it. */
export interface Policies {
  /** Null = not at all. */
  consentOf(organisationId: OrganisationId): RecordingConsent | null;
  /** Its calls are recorded by themselves. */
  records(organisationId: OrganisationId, groupId: AnswerGroupId): boolean;
  /** Reads what an organisation has said again. @throws VaxelError server.unavailable */
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

const Change = z.object({ organisationId: OrganisationId });
const mostAtOnce = 100;

type Known = ReadonlyMap<OrganisationId, CallRecordingPolicy>;

export function createPolicies({ db, wakes, clock, logger }: PoliciesDeps): Policies {
  let known: Known = new Map();
  const inTurn = createTurn();

  const read = (asked: readonly OrganisationId[]) =>
    Promise.all(asked.map(async (id) => [id, await readPolicy(db, id)] as const));

  const load = (asked: readonly OrganisationId[]): Promise<void> =>
    inTurn(async () => {
      const now = await read(asked);
      known = new Map([...known, ...now]);
    });

  function consentOf(organisationId: OrganisationId): RecordingConsent | null {
    const consent = known.get(organisationId)?.consent ?? 'off';
    return consent === 'off' ? null : consent;
  }

  return {
    consentOf,
    records: (organisationId, groupId) => known.get(organisationId)?.groups.includes(groupId) === true,
    load,
    start: () =>
      followChanges({
        ...{ wakes, clock, mostAtOnce },
        channel: 'call_recordings_changed',
        change: Change,
        readAll: () =>
          inTurn(async () => {
            const rows = await db.selectFrom('call_recording_policy').select('organisation_id').execute();
            known = new Map(await read(rows.map(({ organisation_id: id }) => id)));
          }),
        apply: (changes) => load([...new Set(changes.map(({ organisationId }) => organisationId))]),
        onFailure: (error) => logger.warn({ err: error }, 'which calls are recorded could not be read: tried again'),
      }),
  };
}

/** @throws VaxelError server.unavailable */
export async function readPolicy(db: Kysely<Database>, organisationId: OrganisationId): Promise<CallRecordingPolicy> {
  const own = db.selectFrom('call_recording_policy').selectAll().where('organisation_id', '=', organisationId);
  const groups = db.selectFrom('call_recording_group').select('group_id').where('organisation_id', '=', organisationId);
  const row = await own.executeTakeFirst();
  const of = (await groups.orderBy('group_id').execute()).map(({ group_id: id }) => id);
  if (row === undefined) return { ...usualPolicy, groups: of };
  return { consent: row.consent, keepDays: row.keep_days, ownAccess: row.own_access, groups: of };
}

/** Groups of others are left out: there are none for this organisation. */
export async function writePolicy(
  transaction: Transaction<Database>,
  organisationId: OrganisationId,
  { consent, keepDays, ownAccess, groups }: CallRecordingPolicy,
  own: ReadonlySet<AnswerGroupId>,
): Promise<void> {
  const values = { consent, keep_days: keepDays, own_access: ownAccess };
  await transaction
    .insertInto('call_recording_policy')
    .values({ organisation_id: organisationId, ...values })
    .onConflict((conflict) => conflict.column('organisation_id').doUpdateSet(values))
    .execute();
  await transaction.deleteFrom('call_recording_group').where('organisation_id', '=', organisationId).execute();
  const rows = [...new Set(groups)].filter((id) => own.has(id));
  if (rows.length === 0) return;
  await transaction
    .insertInto('call_recording_group')
    .values(rows.map((id) => ({ group_id: id, organisation_id: organisationId })))
    .execute();
}
