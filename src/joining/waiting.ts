import type { Clock } from '../ports/clock';
import type { Wakes } from '../ports/wakes';

export interface Waiting {
  start(): Promise<void>;
  /**
   * Resolves when something was said of the account or its tenant, when the time is up, or when `signal` says that
   * nobody waits any more. Of one account at most some wait: the one that has waited longest goes.
   */
  change(keys: readonly string[], forMs: number, signal: AbortSignal): Promise<void>;
}

const mostOfOne = 4;

/** Pages that wait for what somebody else does about them. */
export function createWaiting({ wakes, clock }: { readonly wakes: Wakes; readonly clock: Clock }): Waiting {
  const waiting = new Map<string, Set<() => void>>();
  const wake = (key: string): void => [...(waiting.get(key) ?? [])].forEach((go) => go());
  return {
    start: () =>
      wakes.listen('link_changed', {
        onNotice: wake,
        onGap: () => [...waiting.keys()].forEach(wake),
      }),
    change: (keys, forMs, signal) =>
      new Promise((resolve) => {
        const go = (): void => {
          cancel();
          signal.removeEventListener('abort', go);
          for (const key of keys) leave(key, go);
          resolve();
        };
        const cancel = clock.after(forMs, go);
        signal.addEventListener('abort', go);
        for (const key of keys) {
          const others = waiting.get(key) ?? new Set();
          waiting.set(key, others.add(go));
        }
        const [first] = waiting.get(keys[0] ?? '') ?? [];
        if ((waiting.get(keys[0] ?? '')?.size ?? 0) > mostOfOne) first?.();
      }),
  };

  function leave(key: string, go: () => void): void {
    const others = waiting.get(key);
    others?.delete(go);
    if (others?.size === 0) waiting.delete(key);
  }
}
