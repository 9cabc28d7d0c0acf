import { Router } from 'express';
import type { Kysely } from 'kysely';
import {
  MyVoicemail,
  VoicemailPolicy,
  type MyVoicemailView,
  type VoicemailPolicyView,
} from '../contract/voicemail/voicemail';
import { requestOf, route, type RouteInput } from '../http/route';
import type { AuditLog } from '../ports/audit';
import type { Database } from '../ports/database';
import type { Principal } from '../ports/principal';
import type { Transcribe } from '../ports/transcribe';
import { readOwnSetting, readPolicy, writeOwnSetting, writePolicy, type Policies } from './policies';

export interface SettingsRoutesDeps {
  readonly db: Kysely<Database>;
  readonly audit: AuditLog;
  readonly policies: Pick<Policies, 'load'>;
  readonly transcribe: Transcribe | null;
}

/** `/me/voicemail`: whether I have it; `/administration/voicemail`: whether the organisation has, and for how long. */
export function createSettingsRoutes(deps: SettingsRoutesDeps): Router {
  const { db, policies } = deps;
  const router = Router();
  router.get('/me/voicemail', route({ handler: ({ principal }) => viewMine(db, principal) }));
  router.put(
    '/me/voicemail',
    route({
      body: MyVoicemail,
      async handler({ principal, body: { enabled } }) {
        const { organisationId, userId } = principal;
        await writeOwnSetting(db, organisationId, userId, enabled);
        await policies.load([organisationId]);
        return viewMine(db, principal);
      },
    }),
  );
  router.get(
    '/administration/voicemail',
    route({ handler: async ({ principal }) => view(deps, await readPolicy(db, principal.organisationId)) }),
  );
  router.put('/administration/voicemail', route({ body: VoicemailPolicy, handler: (asked) => change(deps, asked) }));
  return router;
}

const view = ({ transcribe }: SettingsRoutesDeps, policy: VoicemailPolicy): VoicemailPolicyView => ({
  ...policy,
  canTranscribe: transcribe !== null,
});

async function viewMine(db: Kysely<Database>, { organisationId, userId }: Principal): Promise<MyVoicemailView> {
  const [enabled, policy] = await Promise.all([
    readOwnSetting(db, organisationId, userId),
    readPolicy(db, organisationId),
  ]);
  return { enabled, offered: policy.enabled };
}

async function change(
  deps: SettingsRoutesDeps,
  { principal, body: wanted, ...asked }: RouteInput<VoicemailPolicy, undefined, undefined>,
): Promise<VoicemailPolicyView> {
  const { db, audit, policies } = deps;
  const { organisationId } = principal;
  await db.transaction().execute(async (transaction) => {
    const before = await readPolicy(transaction, organisationId);
    await writePolicy(transaction, organisationId, wanted);
    await audit.record(transaction, organisationId, {
      actor: principal,
      action: 'voicemail.changed',
      object: { kind: 'organisation', id: organisationId, name: '' },
      before: told(before),
      after: told(wanted),
      source: 'tab',
      request: requestOf(asked),
    });
  });
  await policies.load([organisationId]);
  return view(deps, wanted);
}

const told = ({ enabled, ...days }: VoicemailPolicy) => ({ voicemail: enabled, ...days });
