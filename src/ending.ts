import type { Logger } from './ports/logger';

/** How the server ends: first a word to everybody outside, then each part in the reverse order of its start. */
export interface Ending {
  /**
   * A part that tells windows or phones. All are called in one turn of the event loop, the newest first, before
   * anything else ends.
   */
  sayGoodbye(word: () => Promise<unknown>): void;
  /** A part to be ended; what was registered last ends first. */
  atEnd(end: () => unknown): void;
  /** Carries it out once; a part that fails does not keep the others from ending. */
  end(): Promise<void>;
}

export function createEnding(onFailure: (error: unknown) => void): Ending {
  const words: (() => Promise<unknown>)[] = [];
  const ends: (() => unknown)[] = [];
  const attempt = async (work: () => unknown) => {
    try {
      await work();
    } catch (error) {
      onFailure(error);
    }
  };
  return {
    sayGoodbye: (word) => void words.unshift(word),
    atEnd: (end) => void ends.unshift(end),
    async end() {
      await Promise.all(words.splice(0).map(attempt));
      for (const each of ends.splice(0)) await attempt(each);
    },
  };
}

/**
 * A stop that hangs is worse than one that is not clean: everything is stored before it is shown. Less than Docker
 * waits for by itself (10 s), and enough for a machine that has much else to do.
 */
const endLimitMs = 8_000;

/**
 * Ends the process in order on a signal, and on an error that nobody has caught: after one the state of the program is
 * unknown, but its windows and phones still learn that it goes. Returns how to end it for another reason, with an exit
 * code.
 */
export function endInOrder(
  end: () => Promise<void>,
  logger: Pick<Logger, 'error'>,
  host: NodeJS.Process = process,
): (code: number) => void {
  let isEnding = false;
  const stop = (code: number) => {
    if (isEnding) return;
    isEnding = true;
    setTimeout(() => host.exit(1), endLimitMs).unref();
    void end().then(
      () => host.exit(code),
      () => host.exit(1),
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) host.on(signal, () => stop(0));
  const uncaught = (what: string) => (error: unknown) => {
    logger.error({ err: error }, `${what}: the server ends`);
    stop(1);
  };
  host.on('uncaughtException', uncaught('an error that nobody caught'));
  host.on('unhandledRejection', uncaught('a rejection that nobody handled'));
  // Whoever reads our output may go before us (npm, a service manager); a line that nobody reads is no reason to end.
  for (const stream of [host.stdout, host.stderr]) stream.on('error', () => undefined);
  return stop;
}
