import type { Ownership } from '../ports/ownership';

export interface ProcessOwnership extends Ownership {
  /** How many subjects are owned now. */
  count(): number;
}

/**
 * Ownership where a database has one server: whoever has its lock owns everything, so nobody is asked. The subjects
 * are remembered all the same, so that what is not given back shows here and not when there are several servers. With
 * the lock all is lost.
 * @param lost aborted when the lock is
 */
export function createProcessOwnership(lost: AbortSignal): ProcessOwnership {
  const leases = new Map<string, { readonly onLost: () => void }>();
  lost.addEventListener('abort', () => {
    const all = [...leases.values()];
    leases.clear();
    for (const { onLost } of all) onLost();
  });
  return {
    count: () => leases.size,
    async own({ kind, id }, onLost) {
      const key = `${kind} ${id}`;
      if (lost.aborted || leases.has(key)) return null;
      const mine = { onLost };
      leases.set(key, mine);
      const isOurs = (): boolean => leases.get(key) === mine;
      return { isOurs, release: () => void (isOurs() && leases.delete(key)) };
    },
  };
}
