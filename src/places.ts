/** Open connections by their place: the address of those that have not said yet who they are, the user of others. */
export interface Places {
  /** Counts one; `drop` ends it when there are too many. Returns how to say that it is no longer there, however that came. */
  add(place: string, drop: () => void): () => void;
  readonly size: number;
}

export interface PlaceLimits {
  /** A company may sit behind one address, and all of it comes back at once after a restart. */
  readonly perPlace: number;
  readonly total: number;
}

/** Of too many, the oldest of their place goes: a stranger who means it has said long before who it is. */
export function createPlaces({ perPlace, total }: PlaceLimits): Places {
  const places = new Map<string, Set<() => void>>();
  let size = 0;

  function leave(place: string, drop: () => void): boolean {
    const waiting = places.get(place);
    if (waiting?.delete(drop) !== true) return false;
    size -= 1;
    if (waiting.size === 0) places.delete(place);
    return true;
  }

  function dropOldestOf(place: string): void {
    const [oldest] = places.get(place) ?? [];
    if (oldest !== undefined && leave(place, oldest)) oldest();
  }

  function fullestPlace(): string {
    let fullest = '';
    for (const [place, waiting] of places) if (waiting.size > (places.get(fullest)?.size ?? 0)) fullest = place;
    return fullest;
  }

  return {
    add(place, drop) {
      const own = () => drop();
      const waiting = places.get(place) ?? new Set();
      places.set(place, waiting.add(own));
      size += 1;
      if (waiting.size > perPlace) dropOldestOf(place);
      else if (size > total) dropOldestOf(fullestPlace());
      return () => void leave(place, own);
    },
    get size() {
      return size;
    },
  };
}
