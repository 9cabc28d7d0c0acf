import { Button, Input, makeStyles, tokens, useId } from '@fluentui/react-components';
import { CallRegular } from '@fluentui/react-icons/svg/call';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../app/services';
import { useNumbers } from '../../components/use-numbers';
import { useStore } from '../../state/store';
import { searchRows } from '../../view-models/search-results';
import type { SearchRow } from '../../view-models/search-results';
import { moveActive, searchKey } from './search-keys';
import { SearchResults } from './SearchResults';
import { useContactSearch } from './use-contact-search';

const useStyles = makeStyles({
  box: { position: 'relative', flex: '1 1 auto', maxWidth: '520px', minWidth: 0 },
  field: { width: '100%' },
  call: { color: tokens.colorPaletteGreenForeground1 },
});

/** One field for people and numbers: an editable combobox with a grid, since each hit has buttons of its own (ARIA APG). */
export function SearchField(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { calls, store } = useServices();
  const numbers = useNumbers();
  const lines = useStore(store, (state) => state.lines);
  const gridId = useId('search');
  const input = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const { contacts, fresh, failed } = useContactSearch(text);
  const typed = numbers.target(text);
  const rows = useMemo(() => searchRows({ typed, contacts, lines, expanded }), [typed, contacts, lines, expanded]);
  const current = rows[active];
  const shown = open && text.trim() !== '';

  useEffect(() => {
    const outside = (event: PointerEvent): void => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, []);

  const change = (value: string): void => {
    setText(value);
    setOpen(true);
    setActive(0);
    setExpanded(new Set());
  };
  const call = (row: SearchRow): void => {
    const number = row.number;
    if (number === null) return;
    calls.place(number, row.kind === 'typed' ? null : row.contact.displayName);
    change('');
    setOpen(false);
  };
  const toggle = (contactId: string, on: boolean): void =>
    setExpanded((value) => {
      const next = new Set(value);
      if (on) next.add(contactId);
      else next.delete(contactId);
      return next;
    });

  const keyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const action = searchKey(event.key, { open: shown, row: current ?? null, caretAtEnd: event.currentTarget.selectionStart === text.length });
    if (action === null) return;
    event.preventDefault();
    if (action === 'close') {
      if (shown) setOpen(false);
      else change('');
    } else if (action === 'open') setOpen(true);
    else if (action === 'call') {
      // A hit of an older text is never called by mistake; a typed number needs no answer.
      if (current && (fresh || current.kind === 'typed')) call(current);
    } else if (action === 'expand' || action === 'collapse') {
      if (current && current.kind !== 'typed') {
        toggle(current.contact.id, action === 'expand');
        if (current.kind === 'number') setActive(rows.findIndex(({ id }) => id === current.contact.id));
      }
    } else setActive(moveActive(action, active, rows.length));
  };

  return (
    <div ref={box} className={styles.box} role="search">
      <Input
        input={{ ref: input }}
        className={styles.field}
        value={text}
        type="text"
        inputMode="search"
        autoComplete="off"
        placeholder={t('search.label')}
        aria-label={t('search.label')}
        role="combobox"
        aria-expanded={shown}
        aria-haspopup="grid"
        aria-autocomplete="list"
        aria-controls={gridId}
        {...(shown && current ? { 'aria-activedescendant': `${gridId}-${current.id}` } : {})}
        data-shortcut="search"
        contentBefore={<SearchRegular />}
        contentAfter={
          text === '' ? null : (
            <>
              {current && current.number !== null && (
                <Button appearance="transparent" size="small" className={styles.call} icon={<CallRegular />} aria-label={t('action.callWho', { who: current.kind === 'typed' ? numbers.readable(current.number) : current.contact.displayName })} disabled={!fresh && current.kind !== 'typed'} onClick={() => call(current)} />
              )}
              <Button appearance="transparent" size="small" icon={<DismissRegular />} aria-label={t('search.clear')} onClick={() => { change(''); input.current?.focus(); }} />
            </>
          )
        }
        onChange={(_, data) => change(data.value)}
        onFocus={() => setOpen(true)}
        onKeyDown={keyDown}
      />
      {shown && <SearchResults id={gridId} rows={rows} active={active} text={text.trim()} fresh={fresh} failed={failed} onCall={call} onToggle={toggle} onActive={setActive} />}
    </div>
  );
}
