import { createStore } from '../state/store';
import type { Store } from '../state/store';
import type { Seen } from '../view-models/call-list';

const longest = 200;
/** A browser that has never shown the list counts what was missed in the last day as news. */
const firstLookMs = 24 * 3_600_000;

/** What the person has looked at in the call list, kept in this browser. */
export interface SeenCalls {
  readonly seen: Store<Seen>;
  sawAll(nowMs: number): void;
  saw(callIds: readonly string[]): void;
}

export function createSeenCalls(storage: Pick<Storage, 'getItem' | 'setItem'>, userId: string, nowMs: number): SeenCalls {
  const key = `vaxel.seen.${userId}`;
  const seen = createStore<Seen>(read(storage, key, nowMs - firstLookMs));
  seen.subscribe(() => {
    try {
      storage.setItem(key, JSON.stringify(seen.get()));
    } catch {
      // Without storage the badge only remembers until the window closes.
    }
  });
  return {
    seen,
    sawAll: (nowMs) => seen.set({ untilMs: nowMs, callIds: [] }),
    saw: (callIds) => seen.update((value) => (callIds.every((id) => value.callIds.includes(id)) ? value : { ...value, callIds: [...new Set([...value.callIds, ...callIds])].slice(-longest) })),
  };
}

function read(storage: Pick<Storage, 'getItem'>, key: string, untilMs: number): Seen {
  try {
    const kept = JSON.parse(storage.getItem(key) ?? '{}') as Partial<Seen>;
    return { untilMs: typeof kept.untilMs === 'number' ? kept.untilMs : untilMs, callIds: Array.isArray(kept.callIds) ? kept.callIds.filter((id) => typeof id === 'string') : [] };
  } catch {
    return { untilMs, callIds: [] };
  }
}
