import type { Clock } from '../clock';
import { backoffMs } from '../backoff';
import { createStore } from '../state/store';
import type { Store } from '../state/store';

/** Loads code that comes after the first view; what the network loses is fetched again until it is there. */
export interface Parts {
  /** Never rejects: tries again with growing pauses. Components ask as often as they like. */
  load<T>(name: string, fetchPart: () => Promise<T>): Promise<T>;
  /** Names of what could not be loaded so far, for the person to be told. */
  readonly missing: Store<readonly string[]>;
  /** Does not wait for the next try, e.g. because the network is back. */
  retryNow(): void;
}

export interface PartsOptions {
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: (line: string) => void;
}

export function createParts({ clock, random, log }: PartsOptions): Parts {
  const missing = createStore<readonly string[]>([]);
  const pauses = new Set<() => void>();

  function pause(attempt: number): Promise<void> {
    return new Promise((resolve) => {
      const go = (): void => {
        cancel();
        pauses.delete(go);
        resolve();
      };
      const cancel = clock.after(backoffMs(attempt, random()), go);
      pauses.add(go);
    });
  }

  return {
    missing,
    retryNow: () => [...pauses].forEach((go) => go()),
    async load(name, fetchPart) {
      for (let attempt = 0; ; attempt += 1) {
        try {
          const part = await fetchPart();
          missing.update((names) => (names.includes(name) ? names.filter((other) => other !== name) : names));
          return part;
        } catch (error) {
          log(`page: ${name} not loaded: ${String(error)}`);
          missing.update((names) => (names.includes(name) ? names : [...names, name]));
          await pause(attempt);
        }
      }
    },
  };
}
