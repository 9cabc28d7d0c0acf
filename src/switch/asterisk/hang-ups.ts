import type { Clock } from '../../ports/clock';
import type { Logger } from '../../ports/logger';
import { causeNumber } from '../causes';
import type { HangUpReason } from '../port';
import { AriError, type Ari } from './ari';

export interface HangUpsDeps {
  readonly ari: Ari;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Ends channels, and makes sure that Asterisk has heard it. */
export interface HangUps {
  /** Resolves when it has answered, or has not. */
  end(channel: string, reason: HangUpReason): Promise<void>;
  /** To be ended as soon as Asterisk is back. */
  owe(channel: string, reason: HangUpReason): void;
  /** One that we have ended and that Asterisk may still list. */
  isEnding(channel: string): boolean;
  /** It is gone. */
  gone(channel: string): void;
  /** Those that are listed all the same are told so again. */
  endAgain(listed: ReadonlySet<string>): void;
  stop(): void;
}

/** A request can be lost while the connection of the events stands: then nothing else would tell us to try again. */
const againMs = 1_000;

export function createHangUps({ ari, clock, logger }: HangUpsDeps): HangUps {
  /** What we have ended, and Asterisk has not told the end of. */
  const ending = new Map<string, HangUpReason>();
  const retries = new Map<string, () => void>();

  function later(channel: string): void {
    retries.get(channel)?.();
    const cancel = clock.after(againMs, () => {
      retries.delete(channel);
      const reason = ending.get(channel);
      // While it is away, its return is waited for (recovery.ts).
      if (reason !== undefined && ari.isUp()) void end(channel, reason);
    });
    retries.set(channel, cancel);
  }

  async function end(channel: string, reason: HangUpReason): Promise<void> {
    ending.set(channel, reason);
    try {
      await ari.request('DELETE', `/channels/${channel}`, { reason_code: causeNumber(reason) });
    } catch (error) {
      if (!(error instanceof AriError)) throw error;
      logger.debug({ error: error.message }, 'a channel was gone already, or Asterisk is away');
      if (error.status !== 0) gone(channel);
      else if (ending.has(channel)) later(channel);
    }
  }

  function gone(channel: string): void {
    ending.delete(channel);
    retries.get(channel)?.();
    retries.delete(channel);
  }

  return {
    end,
    owe: (channel, reason) => void ending.set(channel, reason),
    isEnding: (channel) => ending.has(channel),
    gone,
    endAgain(listed) {
      for (const [channel, reason] of [...ending])
        if (listed.has(channel)) void end(channel, reason);
        else gone(channel);
    },
    stop() {
      for (const cancel of retries.values()) cancel();
      retries.clear();
      ending.clear();
    },
  };
}
