import { useSyncExternalStore } from 'react';

/** wide: all columns. medium: icon rail. narrow: bottom bar, one column, calls in a sheet. */
export type Layout = 'wide' | 'medium' | 'narrow';

const wide = '(min-width: 1180px)';
const medium = '(min-width: 720px)';

function subscribe(listener: () => void): () => void {
  const lists = [window.matchMedia(wide), window.matchMedia(medium)];
  for (const list of lists) list.addEventListener('change', listener);
  return () => {
    for (const list of lists) list.removeEventListener('change', listener);
  };
}

export function useLayout(): Layout {
  return useSyncExternalStore(subscribe, () => (window.matchMedia(wide).matches ? 'wide' : window.matchMedia(medium).matches ? 'medium' : 'narrow'));
}
