import type { DeviceRegistry } from '../devices/registry';
import type { OrganisationId, UserId } from '../contract/ids';
import type { Logger } from '../ports/logger';
import type { Switch, WaitingMessages } from '../switch/port';

export interface WaitingDeps {
  readonly switch: Pick<Switch, 'messages'>;
  readonly devices: Pick<DeviceRegistry, 'devicesOf' | 'onChange'>;
  readonly logger: Logger;
  count(organisationId: OrganisationId, userId: UserId): Promise<WaitingMessages>;
}

type Person = Readonly<{ organisationId: OrganisationId; userId: UserId }>;

/**
 * Desk phones show how many messages wait: counted anew each time, also when one comes. Returns what counts and shows
 * it after a change.
 */
export function showWaiting(deps: WaitingDeps): (person: Person) => Promise<WaitingMessages> {
  const { devices, logger } = deps;
  /** Of each person the count that was begun last: one begun before may come later, and be wrong by then. */
  const newest = new Map<UserId, object>();

  async function show({ organisationId, userId }: Person): Promise<WaitingMessages> {
    const mark = {};
    newest.set(userId, mark);
    try {
      const waiting = await deps.count(organisationId, userId);
      if (newest.get(userId) === mark)
        for (const { id, kind } of devices.devicesOf(userId))
          if (kind === 'deskPhone') deps.switch.messages(id, waiting);
      return waiting;
    } finally {
      if (newest.get(userId) === mark) newest.delete(userId);
    }
  }

  devices.onChange((device, isReachable) => {
    if (!isReachable || device.kind !== 'deskPhone') return;
    show(device).catch((error: unknown) =>
      logger.warn({ error: error instanceof Error ? error.message : 'failed' }, 'a phone was not told of messages'),
    );
  });
  return show;
}
