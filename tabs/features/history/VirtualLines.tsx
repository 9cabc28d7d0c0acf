import { useVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect } from 'react';
import type { RefObject } from 'react';
import type { DrawnLines } from './drawn-lines';

export interface VirtualLinesProps {
  readonly count: number;
  readonly scroll: RefObject<HTMLDivElement | null>;
  /** Height in px until it was measured. */
  readonly estimate: (index: number) => number;
  readonly keyOf: (index: number) => string;
  readonly onDrawn: (drawn: DrawnLines) => void;
}

/** Draws nothing: says which lines are in the page, and where, as one scrolls. */
export function VirtualLines({ count, scroll, estimate, keyOf, onDrawn }: VirtualLinesProps): null {
  // oxlint-disable-next-line react/incompatible-library -- the virtualizer changes by itself as one scrolls
  const virtual = useVirtualizer<HTMLDivElement, Element>({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: estimate,
    getItemKey: keyOf,
    overscan: 12,
    initialRect: { width: 340, height: 800 },
  });
  const [lines, height] = [virtual.getVirtualItems(), virtual.getTotalSize()];
  // Before anything is painted, so that nobody sees what was.
  useLayoutEffect(
    () => onDrawn({ lines, height, measure: virtual.measureElement, reveal: (index) => virtual.scrollToIndex(index) }),
    [lines, height, virtual, onDrawn],
  );
  return null;
}
