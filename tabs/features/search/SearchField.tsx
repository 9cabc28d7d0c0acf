import { Button, Input, makeStyles, tokens, useId } from '@fluentui/react-components';
import { CallRegular } from '@fluentui/react-icons/svg/call';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ShowOnce } from '../number-to-show/slots';
import { SearchGrid } from './slots';
import { useServices } from '../../ui/services';
import { useNumbers } from '../../ui/use-numbers';
import { afterOf, nameOf } from '../../view-models/search-results';
import type { SearchRow } from '../../view-models/search-results';
import { useShortcutKeys } from '../../ui/use-shortcut-keys';
import { comboboxProps } from './combobox-props';
import { searchKey } from './search-keys';
import { useEnter } from './use-enter';
import { useFieldActions } from './use-field-actions';
import { useSearchRows } from './use-search-rows';

const useStyles = makeStyles({
  box: { position: 'relative', flex: '1 1 520px', maxWidth: '520px', minWidth: 0 },
  field: { width: '100%' },
  call: { color: tokens.colorPaletteGreenForeground1 },
  popup: {
    position: 'absolute',
    top: 'calc(100% + 4px)',
    left: 0,
    right: 0,
    minWidth: 'min(360px, calc(100vw - 16px))',
    zIndex: 1000,
    display: 'flex',
    flexDirection: 'column',
    maxHeight: 'min(480px, calc(100vh - 120px))',
    backgroundColor: tokens.colorNeutralBackground1,
    borderRadius: tokens.borderRadiusMedium,
    boxShadow: tokens.shadow16,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    boxSizing: 'border-box',
  },
  rows: { overflowY: 'auto', padding: tokens.spacingVerticalXS, minHeight: 0 },
  foot: { borderTop: `1px solid ${tokens.colorNeutralStroke2}`, padding: `2px ${tokens.spacingHorizontalXS}` },
});

/** One field for people and numbers: calls them, and hands a call that is up over to them. */
export function SearchField(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { calls } = useServices();
  const numbers = useNumbers();
  const keys = useShortcutKeys('search');
  const gridId = useId('search');
  const input = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const search = useSearchRows({ latest: true });
  const { text, current, fresh } = search;
  const [show, setShow] = useState<string | undefined>();
  const typed = text.trim() !== '';
  const shown = open && (typed || search.rows.length > 0);
  const pressEnter = useEnter(search, shown);
  const openUp = (): void => {
    // What was highlighted when it closed is not what Enter is about now.
    if (!open && !typed) search.change('');
    setOpen(true);
  };

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
  }, []);

  const change = (value: string): void => {
    search.change(value);
    setOpen(true);
    if (value === '') setShow(undefined);
  };
  const done = (): void => {
    change('');
    setOpen(false);
  };
  const call = (row: SearchRow): void => {
    if (row.number === null) return;
    calls.place(row.number, nameOf(row), { show, after: afterOf(row) });
    done();
  };
  const actions = useFieldActions(call, done);

  const keyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const action = searchKey(event.key, {
      open: shown,
      row: current,
      caretAtEnd: event.currentTarget.selectionStart === text.length,
    });
    if (action === null) return;
    event.preventDefault();
    if (action === 'close') {
      if (shown) setOpen(false);
      else done();
    } else if (action === 'open') {
      openUp();
      if (!typed) search.go('next');
    } else if (action === 'call') pressEnter(call);
    else search.go(action);
  };

  return (
    <div ref={box} className={styles.box} role="search">
      <Input
        input={{ ref: input }}
        className={styles.field}
        value={text}
        {...comboboxProps({ gridId, open: shown, currentId: current?.id, label: t('search.label') })}
        data-shortcut="search"
        aria-keyshortcuts={keys?.aria}
        title={keys === null ? undefined : `${t('search.label')} (${keys.readable})`}
        contentBefore={<SearchRegular />}
        contentAfter={
          text === '' ? null : (
            <>
              {current && current.number !== null && (
                <Button
                  appearance="transparent"
                  size="small"
                  className={styles.call}
                  icon={<CallRegular />}
                  aria-label={t('action.callWho', { who: nameOf(current) ?? numbers.readable(current.number) })}
                  disabled={!fresh && current.kind !== 'typed'}
                  onClick={() => call(current)}
                />
              )}
              <Button
                appearance="transparent"
                size="small"
                icon={<DismissRegular />}
                aria-label={t('search.clear')}
                title={t('search.clear')}
                onClick={() => {
                  change('');
                  input.current?.focus();
                }}
              />
            </>
          )
        }
        onChange={(_, data) => change(data.value)}
        onFocus={openUp}
        onClick={openUp}
        onKeyDown={keyDown}
      />
      {shown && (
        <div className={styles.popup}>
          <div className={styles.rows}>
            <SearchGrid
              id={gridId}
              label={t(typed ? 'search.results' : 'search.latest')}
              search={search}
              actions={actions}
            />
          </div>
          {current && (
            <div className={styles.foot}>
              <ShowOnce value={show} onChange={setShow} />
            </div>
          )}
        </div>
      )}
    </div>
  );
}
