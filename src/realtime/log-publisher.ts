import type { Logger } from '../ports/logger';
import type { EventLog } from './event-log';
import { userStream } from './event-log';
import type { Publisher } from '../ports/publisher';
import type { Topics } from './topics';

export interface LogPublisherDeps {
  readonly log: EventLog;
  readonly topics: Pick<Topics, 'changed'>;
  readonly logger: Pick<Logger, 'error'>;
}

/** Publishes into the event log and the watched values, from where the gateway brings it to the clients. */
export function createLogPublisher({ log, topics, logger }: LogPublisherDeps): Publisher {
  return {
    toUser(organisationId, userId, event) {
      log
        .append(userStream(organisationId, userId), [event])
        .catch((error: unknown) => logger.error({ err: error, userId }, 'an event could not be told'));
    },
    changed: topics.changed,
  };
}
