import { useEffect, useRef } from 'react';
import { useServices } from '../../ui/services';
import type { SearchRow } from '../../view-models/search-results';
import type { SearchRows } from './use-search-rows';

/** An answer that comes later than this finds somebody who has stopped waiting: they are asked to press Enter again. */
const wishMs = 5_000;

interface Wish {
  readonly text: string;
  /** The row that the person went to by hand, if any. */
  readonly chosen: string | null;
  readonly atMs: number;
  readonly act: (row: SearchRow) => void;
}

/**
 * Acts on the current row if the text names it, else asks; before the answer to the text is there, as soon as it is.
 */
export type PressEnter = (act: (row: SearchRow) => void) => void;

/**
 * Enter in a field that finds people and numbers. A hit of an older text is never acted on: Enter waits for the answer
 * to this very text, and is forgotten when the text or the chosen row changes meanwhile, or the rows are closed. A
 * number needs no answer.
 */
export function useEnter(search: SearchRows, open = true): PressEnter {
  const { clock } = useServices();
  const wish = useRef<Wish | null>(null);
  const { text, chosen, fresh, failed, current, meant } = search;

  useEffect(() => {
    const waiting = wish.current;
    if (waiting === null) return;
    const changed = !open || waiting.text !== text || waiting.chosen !== chosen;
    if (!changed && !failed && !fresh) return;
    wish.current = null;
    if (changed || failed || current === null) return;
    const same = waiting.chosen === null || waiting.chosen === current.id;
    if (meant && same && clock.nowMs() - waiting.atMs <= wishMs) waiting.act(current);
    else search.choose();
  });

  return (act) => {
    wish.current = null;
    if (!fresh && current?.kind !== 'typed') wish.current = { text, chosen, atMs: clock.nowMs(), act };
    else if (current !== null && meant) act(current);
    else if (current !== null) search.choose();
  };
}
