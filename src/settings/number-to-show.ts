import { showNoNumber } from '../contract/devices/sip';
import type { UserId } from '../contract/ids';
import type { Clock } from '../ports/clock';
import type { Logger } from '../ports/logger';
import type { LineUser } from '../lines/line-user';
import type { NumberToShow } from '../calls/number-to-show';
import type { StoredNumbers } from './stored-numbers';

const retryMs = 1_000;

/**
 * Decides what is shown, here and nowhere else. Everybody's default is held in memory; while it is not known, the user
 * is anonymous, and where it is not the user's number any more, the first number is shown.
 */
export interface NumbersToShow extends NumberToShow {
  /** Reads everybody's default. @throws VaxelError server.unavailable */
  load(): Promise<void>;
  /**
   * Carries out a change of the user's default, and reads what came of it also when that failed.
   * @throws what `write` throws
   */
  change<T>(userId: UserId, write: () => Promise<T>): Promise<T>;
}

export interface NumbersToShowDeps {
  readonly stored: StoredNumbers;
  readonly clock: Clock;
  readonly logger: Logger;
}

export function createNumbersToShow({ stored, clock, logger }: NumbersToShowDeps): NumbersToShow {
  /** Null until everybody's is loaded; absent in it = the first number. */
  let defaults: Map<UserId, string> | null = null;
  /** Whose default is being changed or read anew, and by which of several that do. */
  const unsure = new Map<UserId, symbol>();

  async function read(userId: UserId): Promise<void> {
    const mine = Symbol(userId);
    unsure.set(userId, mine);
    try {
      const value = await stored.of(userId);
      if (unsure.get(userId) !== mine) return;
      unsure.delete(userId);
      if (value === null) defaults?.delete(userId);
      else defaults?.set(userId, value);
    } catch (error) {
      logger.warn({ err: error, userId }, 'the number to show could not be read: the user calls anonymously');
      clock.after(retryMs, () => unsure.get(userId) === mine && void read(userId));
    }
  }

  function defaultOf({ userId, numbers }: LineUser): string | null {
    if (defaults === null || unsure.has(userId)) return null;
    const chosen = defaults.get(userId);
    if (chosen === showNoNumber) return null;
    return (chosen !== undefined && numbers.includes(chosen) ? chosen : numbers[0]) ?? null;
  }

  return {
    async load() {
      defaults = new Map(await stored.all());
    },
    async change(userId, write) {
      unsure.set(userId, Symbol(userId));
      try {
        return await write();
      } finally {
        await read(userId);
      }
    },
    of(user, wanted) {
      if (wanted === null) return { shown: defaultOf(user), allowed: true };
      if (wanted === showNoNumber) return { shown: null, allowed: true };
      const allowed = user.numbers.includes(wanted);
      return { shown: allowed ? wanted : null, allowed };
    },
  };
}
