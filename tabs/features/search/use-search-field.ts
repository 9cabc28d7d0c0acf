import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, RefObject } from 'react';
import { useServices } from '../../ui/services';
import { afterOf, nameOf } from '../../view-models/search-results';
import type { SearchRow } from '../../view-models/search-results';
import { searchKey } from './search-keys';
import { useEnter } from './use-enter';
import { useSearchRows } from './use-search-rows';
import type { SearchRows } from './use-search-rows';

/** The search field with the rows below it. */
export interface SearchFieldState {
  /** Around all that belongs to the field; the rows are shown while the focus is in it. */
  readonly box: RefObject<HTMLDivElement | null>;
  readonly search: SearchRows;
  readonly typed: boolean;
  /** There are rows to be seen. */
  readonly shown: boolean;
  /** The number to show for one call; undefined = the usual one. */
  readonly show: string | undefined;
  setShow(show: string | undefined): void;
  openUp(): void;
  /** Hides the rows, and keeps the text. */
  close(): void;
  change(text: string): void;
  /** The text has served. */
  done(): void;
  call(row: SearchRow): void;
}

export function useSearchField(): SearchFieldState {
  const { calls } = useServices();
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [show, setShow] = useState<string | undefined>();
  const search = useSearchRows({ latest: true });
  const typed = search.text.trim() !== '';
  useClosedElsewhere(box, setOpen);

  const change = (value: string): void => {
    search.change(value);
    setOpen(true);
    if (value === '') setShow(undefined);
  };
  const done = (): void => {
    change('');
    setOpen(false);
  };
  return {
    box,
    search,
    typed,
    shown: open && (typed || search.rows.length > 0),
    show,
    setShow,
    openUp() {
      // What was highlighted when it closed is not what Enter is about now.
      if (!open && !typed) search.change('');
      setOpen(true);
    },
    close: () => setOpen(false),
    change,
    done,
    call(row) {
      if (row.number === null) return;
      calls.place(row.number, nameOf(row), { show, after: afterOf(row) });
      done();
    },
  };
}

/** Pressing or going anywhere outside the box closes. */
function useClosedElsewhere(box: RefObject<HTMLElement | null>, setOpen: (open: false) => void): void {
  useEffect(() => {
    const went = ({ target }: Event): void => {
      // A menu of the field's is drawn at the end of the page.
      const inside =
        target instanceof Element && (box.current?.contains(target) || target.closest('[role=menu]') !== null);
      if (!inside) setOpen(false);
    };
    document.addEventListener('pointerdown', went);
    document.addEventListener('focusin', went);
    return () => {
      document.removeEventListener('pointerdown', went);
      document.removeEventListener('focusin', went);
    };
  }, [box, setOpen]);
}

/** What the keys of the field do: they open, go through the rows, call and close. */
export function useSearchFieldKeys(field: SearchFieldState): (event: KeyboardEvent<HTMLInputElement>) => void {
  const { search, shown, typed } = field;
  const pressEnter = useEnter(search, shown);
  return (event) => {
    const action = searchKey(event.key, {
      open: shown,
      row: search.current,
      caretAtEnd: event.currentTarget.selectionStart === search.text.length,
    });
    if (action === null) return;
    event.preventDefault();
    if (action === 'close') {
      if (shown) field.close();
      else field.done();
    } else if (action === 'open') {
      field.openUp();
      if (!typed) search.go('next');
    } else if (action === 'call') pressEnter(field.call);
    else search.go(action);
  };
}
