import { sections } from '../../src/contract/deep-links';
import type { Section } from '../../src/contract/deep-links';

/** Where a person was. */
export interface KeptPlace {
  readonly section: Section;
  readonly selected: string | null;
}

/** Longest name of a row: an id, a number. */
const longest = 100;

/**
 * Remembers where a person was, over a reload and over each visit to another app of Teams, which makes a new page. By
 * person, since several can share a browser; without storage, which a host may block, one begins at the calls each
 * time.
 */
export interface PlaceMemory {
  read(userId: string): KeptPlace | null;
  keep(userId: string, place: KeptPlace): void;
}

const keyOf = (userId: string): string => `vaxel.place.${userId}`;

/** @param storage asked for at each use: where it is blocked, asking throws */
export function createPlaceMemory(storage: () => Pick<Storage, 'getItem' | 'setItem'>): PlaceMemory {
  return {
    read(userId) {
      try {
        const kept = JSON.parse(storage().getItem(keyOf(userId)) ?? 'null') as {
          section?: unknown;
          selected?: unknown;
        } | null;
        const section = sections.find((name) => name === kept?.section);
        const selected = typeof kept?.selected === 'string' && kept.selected.length <= longest ? kept.selected : null;
        return section === undefined ? null : { section, selected };
      } catch {
        return null;
      }
    },
    keep(userId, { section, selected }) {
      try {
        storage().setItem(keyOf(userId), JSON.stringify({ section, selected }));
      } catch {
        // Blocked or full: only the memory is lost.
      }
    },
  };
}
