import { Button, Input, Text, makeStyles, tokens, useId } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { useEffect, useMemo, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallCard } from '../../view-models/call-card';
import { comboboxProps } from '../search/combobox-props';
import { searchKey } from '../search/search-keys';
import { SearchGrid } from '../search/SearchGrid';
import type { RowAction } from '../search/SearchGrid';
import { useEnter } from '../search/use-enter';
import { useTransferActions } from '../search/use-field-actions';
import { useSearchRows } from '../search/use-search-rows';
import type { SearchRows } from '../search/use-search-rows';
import { useAddActions } from './use-add-actions';

const useStyles = makeStyles({
  // Last in the page so that the field is what gets the focus, first to the eye.
  head: {
    order: -1,
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding:
      `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM} ` +
      `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL}`,
  },
  title: { flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  field: { margin: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalS}`, minWidth: 0 },
  rows: { flex: 1, minHeight: 0, overflowY: 'auto', padding: `0 ${tokens.spacingHorizontalS}` },
  foot: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalL}`,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  key: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    whiteSpace: 'nowrap',
    '& svg': { fontSize: '16px' },
  },
  kbd: {
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase100,
    padding: `0 ${tokens.spacingHorizontalXS}`,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusSmall,
  },
});

/** What somebody is picked for. */
export type PickTask = 'transfer' | 'add';

/**
 * Finds people and numbers to hand a call over to, or to call into it. Enter calls first, since that can be undone;
 * Ctrl+Enter (⌘) hands over at once.
 */
export function TransferSearch({
  task,
  card,
  title,
  onClose,
}: {
  task: PickTask;
  card: CallCard;
  title: string;
  onClose: () => void;
}): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const gridId = useId('transfer');
  const input = useRef<HTMLInputElement>(null);
  // The card is drawn anew with each change of the call; who it is with is the same.
  const { userId, contactId, number } = card;
  const without = useMemo(() => ({ userId, contactId, number }), [userId, contactId, number]);
  const search = useSearchRows({ all: true, without });
  const { text, current, rows } = search;
  const transfer = useTransferActions(card.id, onClose);
  const add = useAddActions(card.id, onClose);
  const actions = task === 'add' ? add : transfer;
  const keyDown = useTransferKeys(search, actions, onClose);

  useEffect(() => {
    input.current?.focus();
  }, []);

  return (
    <>
      <Input
        input={{ ref: input }}
        className={styles.field}
        value={text}
        aria-describedby={`${gridId}-keys`}
        {...comboboxProps({ gridId, open: rows.length > 0, currentId: current?.id, label: t(`${task}.search`) })}
        contentBefore={<SearchRegular />}
        onChange={(_, data) => search.change(data.value)}
        onKeyDown={keyDown}
      />
      <div className={styles.rows}>
        <SearchGrid id={gridId} label={t(`${task}.people`)} search={search} actions={actions} tabbable />
      </div>
      <Keys id={`${gridId}-keys`} actions={actions} />
      <Head title={title} onClose={onClose} />
    </>
  );
}

/** What the keys of the field do: they go through the rows, hand over, call first or close. */
function useTransferKeys(
  search: SearchRows,
  actions: readonly RowAction[],
  onClose: () => void,
): (event: KeyboardEvent<HTMLInputElement>) => void {
  const pressEnter = useEnter(search);
  return (event) => {
    const action = searchKey(event.key, {
      open: true,
      row: search.current,
      caretAtEnd: event.currentTarget.selectionStart === search.text.length,
    });
    if (action === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (action === 'close') onClose();
    else if (action !== 'call') search.go(action);
    else {
      const isMain = !event.ctrlKey && !event.metaKey;
      pressEnter((row) => actions.find(({ main }) => main === isMain)?.run(row));
    }
  };
}

function Head({ title, onClose }: { title: string; onClose: () => void }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <div className={styles.head}>
      <Text as="h2" weight="semibold" size={400} className={styles.title} style={{ margin: 0 }}>
        {title}
      </Text>
      <Button appearance="subtle" icon={<DismissRegular />} aria-label={t('action.close')} onClick={onClose} />
    </div>
  );
}

function Keys({ id, actions }: { id: string; actions: readonly RowAction[] }): ReactNode {
  const styles = useStyles();
  return (
    <div id={id} className={styles.foot}>
      {actions.toReversed().map(({ name, icon, main }) => (
        <span key={name} className={styles.key}>
          {icon} {name} <kbd className={styles.kbd}>{main ? 'Enter' : 'Ctrl+Enter'}</kbd>
        </span>
      ))}
    </div>
  );
}
