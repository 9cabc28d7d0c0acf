/** Open connections by their place: the address of those that have not said yet who they are, the user of others. */
export interface Places {
  /**
   * Counts one; `drop` ends it when there are too many, but not while it waits for us. Returns how to say that it is no
   * longer there, however that came.
   */
  add(place: string, drop: () => void, waitsForUs?: () => boolean): () => void;
  readonly size: number;
}

export interface PlaceLimits {
  /** A company may sit behind one address, and all of it comes back at once after a restart. */
  readonly perPlace: number;
  readonly total: number;
}

/**
 * Of too many, the oldest of their place goes: a stranger who means it has said long before who it is. Those who have
 * said it and wait in a row for us to hear it are not at fault; where all are such, the newest goes, and finds a
 * shorter row when it comes back.
 */
export function createPlaces({ perPlace, total }: PlaceLimits): Places {
  const places = new Map<string, Map<() => void, () => boolean>>();
  let size = 0;

  function leave(place: string, drop: () => void): boolean {
    const waiting = places.get(place);
    if (waiting?.delete(drop) !== true) return false;
    size -= 1;
    if (waiting.size === 0) places.delete(place);
    return true;
  }

  function dropOneOf(place: string): void {
    const waiting = [...(places.get(place) ?? [])];
    const [drop] = waiting.find(([, waitsForUs]) => !waitsForUs()) ?? waiting.at(-1) ?? [];
    if (drop !== undefined && leave(place, drop)) drop();
  }

  function fullestPlace(): string {
    let fullest = '';
    for (const [place, waiting] of places) if (waiting.size > (places.get(fullest)?.size ?? 0)) fullest = place;
    return fullest;
  }

  return {
    add(place, drop, waitsForUs = () => false) {
      const own = () => drop();
      const waiting = places.get(place) ?? new Map<() => void, () => boolean>();
      places.set(place, waiting.set(own, waitsForUs));
      size += 1;
      if (waiting.size > perPlace) dropOneOf(place);
      else if (size > total) dropOneOf(fullestPlace());
      return () => void leave(place, own);
    },
    get size() {
      return size;
    },
  };
}
