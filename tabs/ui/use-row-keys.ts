import { useLayoutEffect, useRef, useState } from 'react';
import type { FocusEvent, KeyboardEvent } from 'react';

export interface RowKeys {
  /** The one row that Tab reaches. */
  readonly stop: string | undefined;
  readonly onFocus: (event: FocusEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

export interface RowKeysOptions {
  /** The keys of all rows in their order. */
  readonly keys: readonly string[];
  /** Those of them that are in the page; absent: all. */
  readonly drawn?: readonly string[];
  /** Where Tab leads as long as no row has had the focus. */
  readonly preferred?: string | undefined;
  /**
   * What rows are marked with, and their key in it: `data-row`, of which F6 takes the one that Tab reaches, or
   * `data-entry`.
   */
  readonly mark?: 'row' | 'entry';
  /** Scrolls to a row that is not in the page, which is drawn then. */
  readonly reveal?: (key: string) => void;
}

/**
 * Rows as one stop: Tab reaches one, the arrows, Home and End go on from there (ARIA APG, roving tabindex), to the ends
 * of the list itself.
 */
export function useRowKeys({ keys, drawn = keys, preferred, mark = 'row', reveal }: RowKeysOptions): RowKeys {
  const [last, setLast] = useState<string>();
  const wanted = useRef<{ readonly list: HTMLElement; readonly key: string } | null>(null);
  const stop = [last, preferred].find((key) => key !== undefined && drawn.includes(key)) ?? drawn[0];
  const rowsOf = (list: HTMLElement): HTMLElement[] => [...list.querySelectorAll<HTMLElement>(`[data-${mark}]`)];
  const go = (list: HTMLElement, key: string): boolean => {
    const row = rowsOf(list).find(({ dataset }) => dataset[mark] === key);
    row?.focus();
    return row !== undefined;
  };

  // In the very change that draws it: the row that had the focus leaves the page with it.
  useLayoutEffect(() => {
    if (wanted.current !== null && go(wanted.current.list, wanted.current.key)) wanted.current = null;
  });

  return {
    stop,
    onFocus: ({ target }) => setLast((key) => target.closest<HTMLElement>(`[data-${mark}]`)?.dataset[mark] ?? key),
    onKeyDown(event) {
      const list = event.currentTarget;
      const row =
        document.activeElement instanceof HTMLElement && rowsOf(list).includes(document.activeElement)
          ? document.activeElement
          : null;
      const at = keys.indexOf(row?.dataset[mark] ?? '');
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: keys.length - 1 }[event.key];
      const key = at === -1 || to === undefined ? undefined : keys[to];
      if (key === undefined) return;
      event.preventDefault();
      wanted.current = go(list, key) ? null : { list, key };
      if (wanted.current !== null) reveal?.(key);
    },
  };
}
