import type { Mailboxes } from '../calls/own-mailbox';
import type { OrganisationId } from '../contract/ids';
import type { Logger } from '../ports/logger';
import type { Switch } from '../switch/port';
import { createLanes } from '../time/lanes';
import { changeMessage, type ChangeDeps } from './change-message';

export interface ByPhoneDeps extends ChangeDeps {
  readonly switch: Pick<Switch, 'capabilities'>;
  readonly logger: Logger;
  languageOf(organisationId: OrganisationId): 'sv' | 'en';
}

/** So many are heard in one call. */
const most = 30;

/** A person's messages as the person hears them by calling `*98`. */
export function createMailboxesByPhone(deps: ByPhoneDeps): Mailboxes {
  const lanes = createLanes();
  return {
    async open({ organisationId, userId }) {
      if (!deps.switch.capabilities.playsRecordings) return null;
      const { messages } = await deps.mailboxOf(organisationId, userId).page({ show: 'new', limit: most });
      return { userId, language: deps.languageOf(organisationId), unheard: messages.map(({ id }) => id) };
    },
    mark(organisationId, userId, message, as) {
      const change = () =>
        changeMessage(deps, { organisationId, userId }, message, (mailbox, transaction) =>
          as === 'deleted'
            ? mailbox.remove(transaction, message)
            : mailbox.setHeard(transaction, message, as === 'heard'),
        );
      // One that was deleted in a window meanwhile is no news.
      lanes
        .run([userId], change)
        .catch((error: unknown) =>
          deps.logger.info(
            { error: error instanceof Error ? error.message : 'failed', as },
            'a message was not marked',
          ),
        );
    },
  };
}
