import type { DeviceId } from '../../contract/ids';
import type { Clock } from '../../ports/clock';
import type { Logger } from '../../ports/logger';
import type { WaitingMessages } from '../port';
import { createWaitingNotices, messagesEvent, summaryOf, summaryType, type WaitingNotices } from '../waiting-messages';
import { isOfAnotherMake } from './device-objects';
import type { Devices } from './devices';
import type { AskManager } from './manager';

export interface MessagesDeps {
  readonly devices: Pick<Devices, 'find' | 'contactOf'>;
  readonly askManager: AskManager;
  readonly clock: Clock;
  readonly logger: Logger;
}

const againMs = 30_000;

/**
 * Tells phones of messages that wait: NOTIFY without a subscription, by the manager, to wherever the phone is
 * registered. A mailbox of Asterisk's own would take ARI's `/mailboxes`, which Debian's has not, and tells phones of
 * an empty one before we have said anything.
 */
export function createMessages({ devices, askManager, clock, logger }: MessagesDeps): WaitingNotices {
  const trouble = createTrouble(clock, logger, (deviceId) => notices.again(deviceId));
  const notices = createWaitingNotices(clock, (deviceId, waiting) => {
    const device = devices.find(deviceId);
    if (device === null || !isOfAnotherMake(device) || devices.contactOf(deviceId) === null) return;
    notify(device.username, waiting).then(
      () => trouble.over(deviceId),
      (error: unknown) => trouble.failed(deviceId, error),
    );
  });

  /** @throws Error when Asterisk does not do it */
  async function notify(endpoint: string, waiting: WaitingMessages): Promise<void> {
    const content = summaryOf(waiting).map((line) => `Content=${line}`);
    const variable = [`Event=${messagesEvent}`, `Content-Type=${summaryType}`, ...content].join(',');
    const answer = await askManager({ action: 'PJSIPNotify', endpoint, variable });
    if (!answer.startsWith('Response: Success')) throw new Error(/^Message: (.*)$/m.exec(answer)?.[1] ?? 'no answer');
  }

  return {
    ...notices,
    forget(deviceId) {
      trouble.over(deviceId);
      notices.forget(deviceId);
    },
    stop() {
      trouble.stop();
      notices.stop();
    },
  };
}

/** What fails is tried again after a while, and told once. */
function createTrouble(clock: Clock, logger: Logger, again: (deviceId: DeviceId) => void) {
  const waiting = new Map<DeviceId, () => void>();
  let isTold = false;
  function over(deviceId: DeviceId): void {
    waiting.get(deviceId)?.();
    waiting.delete(deviceId);
    if (waiting.size === 0) isTold = false;
  }
  return {
    over,
    failed(deviceId: DeviceId, error: unknown): void {
      if (!isTold)
        logger.warn({ error: error instanceof Error ? error.message : 'failed' }, 'phones see no messages yet');
      isTold = true;
      waiting.get(deviceId)?.();
      waiting.set(
        deviceId,
        clock.after(againMs, () => again(deviceId)),
      );
    },
    stop: () => [...waiting.keys()].forEach(over),
  };
}
