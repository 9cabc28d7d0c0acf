import type { SearchRow } from '../../view-models/search-results';

export type SearchAction = 'close' | 'open' | 'call' | 'expand' | 'collapse' | 'next' | 'previous' | 'first' | 'last';

export interface SearchKeyContext {
  readonly open: boolean;
  readonly row: SearchRow | null;
  /** Right arrow expands only where it does not move the caret. */
  readonly caretAtEnd: boolean;
}

/** What a key in the search field means; null leaves it to the field. */
export function searchKey(key: string, { open, row, caretAtEnd }: SearchKeyContext): SearchAction | null {
  if (key === 'Escape') return 'close';
  if (key === 'ArrowDown') return open ? 'next' : 'open';
  if (!open) return null;
  switch (key) {
    case 'ArrowUp':
      return 'previous';
    case 'PageDown':
      return 'last';
    case 'PageUp':
      return 'first';
    case 'Enter':
      return 'call';
    case 'ArrowRight':
      return caretAtEnd && row?.kind === 'contact' && row.expandable && !row.expanded ? 'expand' : null;
    case 'ArrowLeft':
      return caretAtEnd && ((row?.kind === 'contact' && row.expanded) || row?.kind === 'number') ? 'collapse' : null;
    default:
      return null;
  }
}

/** Wraps around at both ends; from none (-1) to the first or the last. */
export function moveActive(action: SearchAction, active: number, count: number): number {
  if (count === 0) return 0;
  if (action === 'first') return 0;
  if (action === 'last') return count - 1;
  return (action === 'next' ? active + 1 : Math.max(active, 0) + count - 1) % count;
}
