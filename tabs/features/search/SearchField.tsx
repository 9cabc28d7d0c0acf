import { Button, Input, makeStyles, tokens, useId } from '@fluentui/react-components';
import { CallRegular } from '@fluentui/react-icons/svg/call';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ShowOnce } from '../number-to-show/slots';
import { SearchGrid } from './slots';
import { useNumbers } from '../../ui/use-numbers';
import { nameOf } from '../../view-models/search-results';
import type { SearchRow } from '../../view-models/search-results';
import { useShortcutKeys } from '../../ui/use-shortcut-keys';
import { comboboxProps } from './combobox-props';
import { useFieldActions } from './use-field-actions';
import { useSearchField, useSearchFieldKeys } from './use-search-field';
import type { SearchFieldState } from './use-search-field';
import type { SearchRows } from './use-search-rows';

const useStyles = makeStyles({
  box: { position: 'relative', flex: '1 1 520px', maxWidth: '520px', minWidth: 0 },
  field: { width: '100%', '& input:placeholder-shown': { textOverflow: 'ellipsis' } },
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
  const keys = useShortcutKeys('search');
  const gridId = useId('search');
  const input = useRef<HTMLInputElement>(null);
  const field = useSearchField();
  const { box, search, shown, change, openUp } = field;
  const { text, current } = search;
  const keyDown = useSearchFieldKeys(field);
  const clear = (): void => {
    change('');
    input.current?.focus();
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
        contentAfter={text === '' ? null : <FieldButtons search={search} onCall={field.call} onClear={clear} />}
        onChange={(_, data) => change(data.value)}
        onFocus={openUp}
        onClick={openUp}
        onKeyDown={keyDown}
      />
      {shown && <Popup gridId={gridId} field={field} />}
    </div>
  );
}

interface FieldButtonsProps {
  readonly search: SearchRows;
  readonly onCall: (row: SearchRow) => void;
  readonly onClear: () => void;
}

/** In the field, behind what was typed: calls the row that Enter is about, and takes the text away. */
function FieldButtons({ search: { current, fresh }, onCall, onClear }: FieldButtonsProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const numbers = useNumbers();
  return (
    <>
      {current && current.number !== null && (
        <Button
          appearance="transparent"
          size="small"
          className={styles.call}
          icon={<CallRegular />}
          aria-label={t('action.callWho', { who: nameOf(current) ?? numbers.readable(current.number) })}
          disabled={!fresh && current.kind !== 'typed'}
          onClick={() => onCall(current)}
        />
      )}
      <Button
        appearance="transparent"
        size="small"
        icon={<DismissRegular />}
        aria-label={t('search.clear')}
        title={t('search.clear')}
        onClick={onClear}
      />
    </>
  );
}

/** The rows below the field, and from which number the one that Enter is about is called. */
function Popup({ gridId, field }: { gridId: string; field: SearchFieldState }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { search, typed, show, setShow } = field;
  const actions = useFieldActions(field.call, field.done);
  return (
    <div className={styles.popup}>
      <div className={styles.rows}>
        <SearchGrid
          id={gridId}
          label={t(typed ? 'search.results' : 'search.latest')}
          search={search}
          actions={actions}
        />
      </div>
      {search.current && (
        <div className={styles.foot}>
          <ShowOnce value={show} onChange={setShow} />
        </div>
      )}
    </div>
  );
}
