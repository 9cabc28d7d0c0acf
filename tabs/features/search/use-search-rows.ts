import { useMemo, useState } from 'react';
import { useServices } from '../../ui/services';
import { useNumbers } from '../../ui/use-numbers';
import { useLines } from '../../ui/use-line';
import { useHistory } from '../../ui/use-history';
import { useStore } from '../../ui/use-store';
import { isNamedBy, latestRows, searchRows } from '../../view-models/search-results';
import type { LeftOut, SearchRow } from '../../view-models/search-results';
import { moveActive } from './search-keys';
import type { SearchAction } from './search-keys';
import { useContactSearch } from './use-contact-search';

export interface SearchRows {
  readonly text: string;
  readonly rows: readonly SearchRow[];
  /**
   * Index of the row that Enter is about; it stays with its row when others come and go around it. Of the latest calls
   * none is, at first: -1.
   */
  readonly active: number;
  readonly current: SearchRow | null;
  /** The row that the person went to. */
  readonly chosen: string | null;
  /** The rows are the answer to this very text. */
  readonly fresh: boolean;
  readonly failed: boolean;
  /**
   * Enter may act on the current row: the text names it, or the person went to it. Else the person is asked by
   * `choose`.
   */
  readonly meant: boolean;
  /** The person was asked to press Enter once more. */
  readonly asked: boolean;
  choose(): void;
  change(text: string): void;
  setActive(index: number): void;
  toggle(contactId: string, on: boolean): void;
  /** Carries out what moves or opens rows. */
  go(action: SearchAction): void;
}

export interface SearchRowsOptions {
  /** Show the directory while nothing is typed. */
  readonly all?: boolean;
  /** Show the latest calls while nothing is typed. */
  readonly latest?: boolean;
  /** Somebody who makes no sense here, besides oneself. */
  readonly without?: LeftOut | null;
}

/** The state of a field that finds people and numbers. */
export function useSearchRows(options: SearchRowsOptions = {}): SearchRows {
  const [text, setText] = useState('');
  const [activeId, setActiveId] = useState<string | null>(null);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const { rows, resting, fresh, failed } = useRowsFor(text, expanded, options);
  const active = Math.max(
    resting ? -1 : 0,
    rows.findIndex(({ id }) => id === activeId),
  );
  const current = rows[active] ?? null;
  const [asked, setAsked] = useState(false);
  const setActive = (index: number): void => {
    setActiveId(rows[index]?.id ?? null);
    setAsked(false);
  };

  function toggle(contactId: string, on: boolean): void {
    setExpanded((value) => {
      const next = new Set(value);
      if (on) next.add(contactId);
      else next.delete(contactId);
      return next;
    });
  }

  return {
    text,
    rows,
    active,
    current,
    chosen: activeId,
    fresh,
    failed,
    asked,
    setActive,
    toggle,
    meant: current !== null && (current.id === activeId || isNamedBy(current, text)),
    choose() {
      setActive(active);
      setAsked(true);
    },
    change(value) {
      setText(value);
      setActiveId(null);
      setAsked(false);
      setExpanded(new Set());
    },
    go(action) {
      if (action === 'next' || action === 'previous' || action === 'first' || action === 'last')
        return setActive(moveActive(action, active, rows.length));
      if ((action !== 'expand' && action !== 'collapse') || !current || !('contact' in current)) return;
      toggle(current.contact.id, action === 'expand');
      if (current.kind === 'number') setActiveId(current.contact.id);
    },
  };
}

interface RowsFor extends Pick<SearchRows, 'rows' | 'fresh' | 'failed'> {
  /** They are the latest calls, since nothing is typed. */
  readonly resting: boolean;
}

/** The rows for a text: the number that it is, whom it finds, and the numbers of the contacts that are expanded. */
function useRowsFor(
  text: string,
  expanded: ReadonlySet<string>,
  { all = false, latest = false, without = null }: SearchRowsOptions,
): RowsFor {
  const { store } = useServices();
  const numbers = useNumbers();
  const { contacts, fresh, failed } = useContactSearch(text, all);
  const lines = useLines(useMemo(() => contacts.flatMap(({ userId }) => userId ?? []), [contacts]));
  const typed = useMemo(() => numbers.read(text), [numbers, text]);
  const me = useStore(store, (state) => state.me?.user);
  const { entries } = useHistory('all', '', latest);
  const resting = latest && text.trim() === '';
  const rows = useMemo(() => {
    if (resting) return latestRows(entries);
    // A number that is typed is meant, even one's own: the answer says why it cannot be called.
    const myself: LeftOut[] = me ? [{ userId: me.id, contactId: me.contactId, number: null }] : [];
    return searchRows({ typed, contacts, lines, expanded, without: without ? [...myself, without] : myself });
  }, [resting, entries, typed, contacts, lines, expanded, without, me]);
  return { rows, resting, fresh, failed };
}
