import { useState } from 'react';
import type { FocusEvent, KeyboardEvent } from 'react';

export interface RowKeys {
  /** The one row that Tab reaches. */
  readonly stop: string | undefined;
  readonly onFocus: (event: FocusEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/** Rows marked `data-row` with their keys: Tab reaches one, the arrows, Home and End go on from there (ARIA APG, roving tabindex). */
export function useRowKeys(drawn: readonly string[], preferred: string | undefined): RowKeys {
  const [last, setLast] = useState<string>();
  const stop = [last, preferred].find((key) => key !== undefined && drawn.includes(key)) ?? drawn[0];
  return {
    stop,
    onFocus: ({ target }) => setLast((key) => target.closest<HTMLElement>('[data-row]')?.dataset['row'] ?? key),
    onKeyDown(event) {
      const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
      const at = rows.indexOf(document.activeElement as HTMLElement);
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
      const next = at === -1 || to === undefined ? undefined : rows[to];
      if (!next) return;
      event.preventDefault();
      next.focus();
    },
  };
}
