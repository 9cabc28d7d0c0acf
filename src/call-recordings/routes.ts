import { Router } from 'express';
import type { Kysely, Transaction } from 'kysely';
import {
  CallRecordingParams,
  CallRecordingPolicy,
  CallRecordingsQuery,
} from '../contract/call-recordings/call-recordings';
import type { AnswerGroupId, RecordingId } from '../contract/ids';
import { requestOf, route, type RouteInput } from '../http/route';
import type { SoundAddresses } from '../kept-sounds/sound-address';
import type { AuditLog } from '../ports/audit';
import type { Database } from '../ports/database';
import type { Principal } from '../ports/principal';
import { readPolicy, writePolicy, type Policies } from './policies';
import type { Recordings } from './store';

export interface RoutesDeps {
  readonly db: Kysely<Database>;
  readonly audit: AuditLog;
  readonly policies: Pick<Policies, 'load'>;
  readonly addresses: Pick<SoundAddresses, 'sign'>;
  /** Those that somebody may listen to. @throws VaxelError server.unavailable */
  recordingsOf(principal: Principal): Promise<Recordings>;
  /** Of the organisation. */
  groupsOf(principal: Principal): ReadonlySet<AnswerGroupId>;
}

type About = RouteInput<undefined, undefined, { readonly id: RecordingId }>;

/** `/call-recordings`: those that I may listen to, who has, their deletion; `/administration/call-recordings`. */
export function createRoutes(deps: RoutesDeps): Router {
  const { db, recordingsOf, addresses } = deps;
  const params = CallRecordingParams;
  const router = Router();
  router.get(
    '/call-recordings',
    route({
      query: CallRecordingsQuery,
      handler: async ({ principal, query }) => (await recordingsOf(principal)).page(query),
    }),
  );
  router.post(
    '/call-recordings/:id/address',
    route({
      params,
      async handler({ principal, params: { id } }) {
        const recordings = await recordingsOf(principal);
        await recordings.find(id);
        await recordings.played(id);
        return addresses.sign(principal, id);
      },
    }),
  );
  router.get(
    '/call-recordings/:id/plays',
    route({
      params,
      async handler({ principal, params: { id } }) {
        const recordings = await recordingsOf(principal);
        await recordings.find(id);
        return recordings.plays(id);
      },
    }),
  );
  router.delete(
    '/call-recordings/:id',
    route({
      params,
      handler: (asked) => change(deps, asked, 'callRecording.deleted', (recordings) => recordings.remove),
    }),
  );
  router.post(
    '/call-recordings/:id/restore',
    route({
      params,
      handler: (asked) => change(deps, asked, 'callRecording.restored', (recordings) => recordings.restore),
    }),
  );
  router.get(
    '/administration/call-recordings',
    route({ handler: ({ principal }) => readPolicy(db, principal.organisationId) }),
  );
  router.put(
    '/administration/call-recordings',
    route({ body: CallRecordingPolicy, handler: (asked) => changePolicy(deps, asked) }),
  );
  return router;
}

/** What becomes of a recording is told, and who has done it. */
async function change(
  { db, audit, recordingsOf }: RoutesDeps,
  { principal, params: { id }, ...asked }: About,
  action: 'callRecording.deleted' | 'callRecording.restored',
  work: (recordings: Recordings) => (transaction: Transaction<Database>, id: RecordingId) => Promise<void>,
): Promise<void> {
  const recordings = await recordingsOf(principal);
  await db.transaction().execute(async (transaction) => {
    await work(recordings)(transaction, id);
    await audit.record(transaction, principal.organisationId, {
      ...{ actor: principal, action, source: 'tab', request: requestOf(asked) },
      object: { kind: 'callRecording', id, name: '' },
    });
  });
}

async function changePolicy(
  deps: RoutesDeps,
  { principal, body: wanted, ...asked }: RouteInput<CallRecordingPolicy, undefined, undefined>,
): Promise<CallRecordingPolicy> {
  const { db, audit, policies } = deps;
  const { organisationId } = principal;
  const own = deps.groupsOf(principal);
  await db.transaction().execute(async (transaction) => {
    const before = await readPolicy(transaction, organisationId);
    await writePolicy(transaction, organisationId, wanted, own);
    await audit.record(transaction, organisationId, {
      ...{ actor: principal, action: 'callRecordings.changed', source: 'tab', request: requestOf(asked) },
      object: { kind: 'organisation', id: organisationId, name: '' },
      ...{ before: told(before), after: told(wanted) },
    });
  });
  await policies.load([organisationId]);
  return readPolicy(db, organisationId);
}

const told = ({ consent, keepDays, ownAccess, groups }: CallRecordingPolicy) => ({
  ...{
    recordingConsent: consent,
    keepRecordingDays: keepDays,
    ownRecordings: ownAccess,
    recordedGroups: groups.length,
  },
});
