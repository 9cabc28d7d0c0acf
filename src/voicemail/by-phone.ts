import type { Mailboxes } from '../calls/own-mailbox';
import { VaxelError } from '../contract/errors';
import type { OrganisationId } from '../contract/ids';
import type { Clock } from '../ports/clock';
import type { Logger } from '../ports/logger';
import type { Switch } from '../switch/port';
import { createLanes } from '../time/lanes';
import { untilKept } from '../time/until-kept';
import { changeMessage, type ChangeDeps } from './change-message';

export interface ByPhoneDeps extends ChangeDeps {
  readonly switch: Pick<Switch, 'capabilities'>;
  readonly logger: Logger;
  readonly clock: Pick<Clock, 'after'>;
  languageOf(organisationId: OrganisationId): 'sv' | 'en';
}

/** One that was deleted in a window meanwhile is no news. */
function unlessGone(error: unknown): void {
  if (!(error instanceof VaxelError) || error.code !== 'request.notFound') throw error;
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
      lanes
        .run([userId], () => untilKept(deps.clock, () => change().catch(unlessGone)))
        .catch((error: unknown) =>
          deps.logger.warn(
            { error: error instanceof Error ? error.message : 'failed', as },
            'a message was not marked',
          ),
        );
    },
  };
}
