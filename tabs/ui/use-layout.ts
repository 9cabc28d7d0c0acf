import { useSyncExternalStore } from 'react';

/** wide: all columns. medium: icon rail. narrow: bottom bar, one column, calls in a sheet. */
export type Layout = 'wide' | 'medium' | 'narrow';

/**
 * Where the calls have their place, kept free also while there is none, so that nothing moves when one comes: a column,
 * a rail from which they lie over the detail, or a sheet over the end of the section.
 */
export type PanelPlace = 'column' | 'rail' | 'sheet';

const wide = '(min-width: 1180px)';
const column = '(min-width: 1000px)';
const medium = '(min-width: 720px)';

function subscribe(listener: () => void): () => void {
  const lists = [wide, column, medium].map((query) => window.matchMedia(query));
  for (const list of lists) list.addEventListener('change', listener);
  return () => {
    for (const list of lists) list.removeEventListener('change', listener);
  };
}

const matches = (query: string): boolean => window.matchMedia(query).matches;

export function useLayout(): Layout {
  return useSyncExternalStore(subscribe, () => (matches(wide) ? 'wide' : matches(medium) ? 'medium' : 'narrow'));
}

export function usePanelPlace(): PanelPlace {
  return useSyncExternalStore(subscribe, () => (matches(column) ? 'column' : matches(medium) ? 'rail' : 'sheet'));
}
