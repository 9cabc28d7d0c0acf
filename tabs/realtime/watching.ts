import { mostWatched } from '../../src/contract/lines/most-watched';
import type { Clock } from '../clock';

/** What the parts of the page show now: people, or contacts. */
export interface Watching<Id extends string> {
  /** From now until the returned function is called. Several parts may show the same. */
  add(ids: readonly Id[]): () => void;
}

/** While somebody scrolls, rows come and go; the server is told when that stops. */
const restMs = 150;

export interface WatchingOptions<Id extends string> {
  readonly clock: Clock;
  readonly watch: (ids: readonly Id[]) => void;
}

/** Tells `watch` of what is on screen, the newest 300 if there are more. */
export function createWatching<Id extends string>({ clock, watch }: WatchingOptions<Id>): Watching<Id> {
  // In the order in which they came, with how many parts show them.
  const shown = new Map<Id, number>();
  let told: readonly Id[] = [];
  let cancel: (() => void) | null = null;

  function tellSoon(): void {
    cancel?.();
    cancel = clock.after(restMs, () => {
      cancel = null;
      const ids = [...shown.keys()].slice(-mostWatched);
      if (ids.length === told.length && ids.every((id, index) => told[index] === id)) return;
      told = ids;
      watch(ids);
    });
  }

  return {
    add(ids) {
      for (const id of ids) shown.set(id, (shown.get(id) ?? 0) + 1);
      tellSoon();
      return () => {
        for (const id of ids) {
          const left = (shown.get(id) ?? 1) - 1;
          if (left > 0) shown.set(id, left);
          else shown.delete(id);
        }
        tellSoon();
      };
    },
  };
}
