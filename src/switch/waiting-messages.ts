import type { DeviceId } from '../contract/ids';
import type { Clock } from '../ports/clock';
import type { WaitingMessages } from './port';

/** RFC 3842 §3.1 and §3.3. */
export const messagesEvent = 'message-summary';
export const summaryType = 'application/simple-message-summary';

/** The lines of a summary (RFC 3842 §5.2); nothing is urgent. */
export const summaryOf = ({ unheard, heard }: WaitingMessages): readonly string[] => [
  `Messages-Waiting: ${unheard > 0 ? 'yes' : 'no'}`,
  `Voice-Message: ${unheard}/${heard} (0/0)`,
];

/** What each device is to show, told the newest of it and no more often than a phone shall hear it. */
export interface WaitingNotices {
  show(deviceId: DeviceId, waiting: WaitingMessages): void;
  /** Null = nobody has said. */
  of(deviceId: DeviceId): WaitingMessages | null;
  /** It may have missed what it was told. */
  again(deviceId: DeviceId): void;
  forget(deviceId: DeviceId): void;
  stop(): void;
}

interface Notice {
  waiting: WaitingMessages;
  toldMs: number;
  /** Something is due, and will be told. */
  cancel: (() => void) | null;
}

const pauseMs = 1_000;

/** @param tell sends it, to a device that may be away: then it comes to nothing */
export function createWaitingNotices(
  clock: Clock,
  tell: (deviceId: DeviceId, waiting: WaitingMessages) => void,
): WaitingNotices {
  const notices = new Map<DeviceId, Notice>();

  function due(deviceId: DeviceId, notice: Notice): void {
    if (notice.cancel !== null) return;
    notice.cancel = clock.after(Math.max(0, notice.toldMs + pauseMs - clock.nowMs()), () => {
      notice.cancel = null;
      notice.toldMs = clock.nowMs();
      tell(deviceId, notice.waiting);
    });
  }

  function forget(deviceId: DeviceId): void {
    notices.get(deviceId)?.cancel?.();
    notices.delete(deviceId);
  }

  return {
    show(deviceId, waiting) {
      const known = notices.get(deviceId);
      if (known?.waiting.unheard === waiting.unheard && known.waiting.heard === waiting.heard) return;
      const notice: Notice = known ?? { waiting, toldMs: -Infinity, cancel: null };
      notice.waiting = waiting;
      notices.set(deviceId, notice);
      due(deviceId, notice);
    },
    of: (deviceId) => notices.get(deviceId)?.waiting ?? null,
    again(deviceId) {
      const notice = notices.get(deviceId);
      if (notice !== undefined) due(deviceId, notice);
    },
    forget,
    stop: () => [...notices.keys()].forEach(forget),
  };
}
