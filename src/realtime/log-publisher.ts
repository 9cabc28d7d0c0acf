import type { Clock } from '../clock';
import type { OrganisationId, UserId } from '../contract/ids';
import type { LineChange } from '../contract/realtime';
import type { EventLog } from './event-log';
import { organisationStream, userStream } from './event-log';
import type { Publisher } from './publisher';

export interface LogPublisher extends Publisher {
  /** Writes what waits for its tick. Nothing may be published afterwards. */
  stop(): void;
}

/** Line changes of one tick become one message; calls do not wait. */
const tickMs = 50;

/** Publishes into the event log, from where the gateway brings it to the clients. */
export function createLogPublisher({ log, clock }: { readonly log: EventLog; readonly clock: Clock }): LogPublisher {
  const waiting = new Map<OrganisationId, { readonly changes: Map<UserId, LineChange>; readonly cancel: () => void }>();

  function flush(organisationId: OrganisationId): void {
    const tick = waiting.get(organisationId);
    if (tick === undefined) return;
    waiting.delete(organisationId);
    log.append(organisationStream(organisationId), [{ type: 'lines', changes: [...tick.changes.values()] }]);
  }

  return {
    toUser: (organisationId, userId, event) => log.append(userStream(organisationId, userId), [event]),
    lineChanged(organisationId, change) {
      let tick = waiting.get(organisationId);
      if (tick === undefined) {
        tick = { changes: new Map(), cancel: clock.after(tickMs, () => flush(organisationId)) };
        waiting.set(organisationId, tick);
      }
      tick.changes.set(change.userId, change);
    },
    stop() {
      for (const [organisationId, { cancel }] of [...waiting]) {
        cancel();
        flush(organisationId);
      }
    },
  };
}
