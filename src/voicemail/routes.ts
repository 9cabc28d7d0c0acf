import { Router } from 'express';
import type { Kysely, Transaction } from 'kysely';
import type { CallId, OrganisationId, RecordingId, UserId } from '../contract/ids';
import { VoicemailHeard, VoicemailParams, VoicemailQuery } from '../contract/voicemail/voicemail';
import { route } from '../http/route';
import type { Database } from '../ports/database';
import type { JobQueue } from '../ports/jobs';
import type { Principal } from '../ports/principal';
import type { SoundAddresses } from './sound-address';
import type { Mailbox } from './store';

export interface VoicemailRoutesDeps {
  readonly db: Kysely<Database>;
  readonly jobs: Pick<JobQueue, 'enqueue'>;
  readonly addresses: Pick<SoundAddresses, 'sign'>;
  mailboxOf(organisationId: OrganisationId, userId: UserId): Mailbox;
  /** Every window of the person follows. */
  tell(person: Pick<Principal, 'organisationId' | 'userId'>, messageId: RecordingId): Promise<void>;
}

type Change = (mailbox: Mailbox, transaction: Transaction<Database>) => Promise<CallId>;

/** `/voicemail`: my messages, what of them I have heard, deletion and its undo, and where their sound is. */
export function createVoicemailRoutes(deps: VoicemailRoutesDeps): Router {
  const { mailboxOf, addresses } = deps;
  const mine = ({ organisationId, userId }: Principal): Mailbox => mailboxOf(organisationId, userId);
  const params = VoicemailParams;
  const router = Router();
  router.get(
    '/voicemail',
    route({ query: VoicemailQuery, handler: ({ principal, query }) => mine(principal).page(query) }),
  );
  router.post(
    '/voicemail/:id/heard',
    route({
      params,
      body: VoicemailHeard,
      handler: ({ principal, params: { id }, body: { heard } }) =>
        change(deps, principal, id, (mailbox, transaction) => mailbox.setHeard(transaction, id, heard)),
    }),
  );
  router.delete(
    '/voicemail/:id',
    route({
      params,
      handler: ({ principal, params: { id } }) =>
        change(deps, principal, id, (mailbox, transaction) => mailbox.remove(transaction, id)),
    }),
  );
  router.post(
    '/voicemail/:id/restore',
    route({
      params,
      handler: ({ principal, params: { id } }) =>
        change(deps, principal, id, (mailbox, transaction) => mailbox.restore(transaction, id)),
    }),
  );
  router.post(
    '/voicemail/:id/address',
    route({
      params,
      async handler({ principal, params: { id } }) {
        await mine(principal).find(id);
        return addresses.sign(principal, id);
      },
    }),
  );
  return router;
}

/** The card in the chat says the same, sooner or later. */
async function change(
  { db, jobs, mailboxOf, tell }: VoicemailRoutesDeps,
  { organisationId, userId }: Principal,
  id: RecordingId,
  make: Change,
): Promise<void> {
  const person = { organisationId, userId };
  await db.transaction().execute(async (transaction) => {
    const callId = await make(mailboxOf(organisationId, userId), transaction);
    await jobs.enqueue(transaction, { name: 'voicemail-card', data: { ...person, callId } });
  });
  await tell(person, id);
}
