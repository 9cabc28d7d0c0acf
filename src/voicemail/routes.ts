import { Router } from 'express';
import { VoicemailHeard, VoicemailParams, VoicemailQuery } from '../contract/voicemail/voicemail';
import { route } from '../http/route';
import type { Principal } from '../ports/principal';
import { changeMessage, type ChangeDeps } from './change-message';
import type { SoundAddresses } from '../kept-sounds/sound-address';
import type { Mailbox } from './store';

export interface VoicemailRoutesDeps extends ChangeDeps {
  readonly addresses: Pick<SoundAddresses, 'sign'>;
}

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
        changeMessage(deps, principal, id, (mailbox, transaction) => mailbox.setHeard(transaction, id, heard)),
    }),
  );
  router.delete(
    '/voicemail/:id',
    route({
      params,
      handler: ({ principal, params: { id } }) =>
        changeMessage(deps, principal, id, (mailbox, transaction) => mailbox.remove(transaction, id)),
    }),
  );
  router.post(
    '/voicemail/:id/restore',
    route({
      params,
      handler: ({ principal, params: { id } }) =>
        changeMessage(deps, principal, id, (mailbox, transaction) => mailbox.restore(transaction, id)),
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
