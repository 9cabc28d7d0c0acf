import type { UserId } from '../../src/contract/ids';
import { mostWatched } from '../../src/contract/lines/most-watched';
import type { Clock } from '../clock';

/** Whom the parts of the page show now. */
export interface Watching {
  /** From now until the returned function is called. Several parts may show the same person. */
  add(people: readonly UserId[]): () => void;
}

/** While somebody scrolls, rows come and go; the server is told when that stops. */
const restMs = 150;

export interface WatchingOptions {
  readonly clock: Clock;
  readonly watch: (people: readonly UserId[]) => void;
}

/** Tells `watch` of the people on screen, the newest 300 if there are more. */
export function createWatching({ clock, watch }: WatchingOptions): Watching {
  // In the order in which they came, with how many parts show them.
  const shown = new Map<UserId, number>();
  let told: readonly UserId[] = [];
  let cancel: (() => void) | null = null;

  function tellSoon(): void {
    cancel?.();
    cancel = clock.after(restMs, () => {
      cancel = null;
      const people = [...shown.keys()].slice(-mostWatched);
      if (people.length === told.length && people.every((userId, index) => told[index] === userId)) return;
      told = people;
      watch(people);
    });
  }

  return {
    add(people) {
      for (const userId of people) shown.set(userId, (shown.get(userId) ?? 0) + 1);
      tellSoon();
      return () => {
        for (const userId of people) {
          const left = (shown.get(userId) ?? 1) - 1;
          if (left > 0) shown.set(userId, left);
          else shown.delete(userId);
        }
        tellSoon();
      };
    },
  };
}
