import { Button, mergeClasses, useMergedRefs } from '@fluentui/react-components';
import { PlugDisconnectedRegular } from '@fluentui/react-icons/svg/plug-disconnected';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { VirtualItem, Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FocusScope } from '../../session/focus-keeper';
import { EmptyState } from '../../ui/EmptyState';
import type { Pages } from '../../ui/pages';
import { SectionSkeleton } from '../../ui/SectionSkeleton';
import { useFocusScope } from '../../ui/use-focus-scope';
import { useRowKeys } from '../../ui/use-row-keys';
import { useTableStyles } from './table-styles';

const rowsScope: FocusScope = { items: '[data-row]' };

export interface Column<Row> {
  readonly id: string;
  readonly label: string;
  /** The label is only for who cannot see the column. */
  readonly quiet?: boolean;
  /** A track of the grid, e.g. `minmax(0, 2fr)`. */
  readonly width: string;
  /** `stop`: Tab reaches the row; for the element of the first column that carries `data-row`. */
  readonly cell: (row: Row, stop: boolean) => ReactNode;
  /**
   * Where a row is a card: on the first line (`person`: with a picture, after a checkbox), below the words of a person,
   * at the end of its line, on a line of its own, or not there.
   */
  readonly onCard?: 'first' | 'person' | 'under' | 'end' | 'whole' | 'none';
}

export interface EndlessTableProps<Row> {
  /** Its name, and of what it says when there is nothing. */
  readonly label: string;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  readonly pages: Pages;
  /** The list is narrowed by words or filters. */
  readonly filtered: boolean;
  readonly empty: ReactNode;
  readonly selected?: string | null;
  /** A press anywhere in the row. */
  readonly onOpen?: (row: Row) => void;
}

/** Endless and virtual: 100,000 rows cost no more than those in view. The arrows go through the rows. */
export function EndlessTable<Row>(props: EndlessTableProps<Row>): ReactNode {
  const { rows, keyOf, columns, pages, label, selected } = props;
  const styles = useTableStyles();
  const scroll = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- the virtualizer changes by itself as one scrolls
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => 52,
    getItemKey: (index) => keyAt(rows, index, keyOf),
    overscan: 12,
    initialRect: { width: 800, height: 700 },
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const keys = useMemo(() => rows.map(keyOf), [rows, keyOf]);
  const rowKeys = useRowKeys({
    keys,
    drawn: items.map(({ key }) => String(key)),
    preferred: selected ?? undefined,
    reveal: (key) => virtual.scrollToIndex(keys.indexOf(key)),
  });
  const ref = useMergedRefs(scroll, useFocusScope(rowsScope));
  const { more, loadMore } = pages;
  useEffect(() => {
    if (more && last >= rows.length - 20) loadMore();
  }, [more, last, rows.length, loadMore]);

  if (pages.loading) return <SectionSkeleton />;
  if (rows.length === 0) return <NoRows {...props} />;
  return (
    <div
      ref={ref}
      role="presentation"
      className={styles.scroll}
      onFocus={rowKeys.onFocus}
      onKeyDown={rowKeys.onKeyDown}
    >
      <div role="table" aria-label={label} aria-rowcount={more ? -1 : rows.length + 1}>
        <TableHead columns={columns} />
        <div role="rowgroup" className={styles.body} style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => (
            <TableRow
              key={item.key}
              {...props}
              item={item}
              virtual={virtual}
              stop={String(item.key) === rowKeys.stop}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

const keyAt = <Row,>(rows: readonly Row[], index: number, keyOf: (row: Row) => string): string | number => {
  const row = rows[index];
  return row === undefined ? index : keyOf(row);
};

const tracks = (columns: readonly { readonly width: string }[]): string => columns.map(({ width }) => width).join(' ');

function TableHead<Row>({ columns }: Pick<EndlessTableProps<Row>, 'columns'>): ReactNode {
  const styles = useTableStyles();
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" className={styles.row} style={{ gridTemplateColumns: tracks(columns) }}>
        {columns.map(({ id, label, quiet = false }) => (
          <div key={id} role="columnheader" className={styles.cell}>
            {quiet ? <span className={styles.unseen}>{label}</span> : label}
          </div>
        ))}
      </div>
    </div>
  );
}

interface TableRowProps<Row> extends EndlessTableProps<Row> {
  readonly item: VirtualItem;
  readonly virtual: Virtualizer<HTMLDivElement, Element>;
  readonly stop: boolean;
}

function TableRow<Row>(props: TableRowProps<Row>): ReactNode {
  const { rows, columns, keyOf, selected, onOpen, item, virtual, stop } = props;
  const styles = useTableStyles();
  const row = rows[item.index];
  if (row === undefined) return null;
  const isSelected = keyOf(row) === selected;
  const open = ({ target }: MouseEvent): void => {
    // Buttons and fields of the row have a meaning of their own.
    if (!(target instanceof Element && target.closest('button, input, label, a') !== null)) onOpen?.(row);
  };
  return (
    <div
      role="row"
      // oxlint-disable-next-line react/refs -- a function that takes the element, no ref that is read
      ref={virtual.measureElement}
      data-index={item.index}
      aria-rowindex={item.index + 2}
      className={mergeClasses(styles.row, styles.line, onOpen && styles.pressable, isSelected && styles.selected)}
      style={{ gridTemplateColumns: tracks(columns), transform: `translateY(${item.start}px)` }}
      {...(onOpen && { onClick: open })}
    >
      {columns.map(({ id, cell, onCard }) => (
        <div
          key={id}
          role="cell"
          className={mergeClasses(
            styles.cell,
            onCard === 'first' || onCard === 'person' ? styles.grow : styles.more,
            onCard === 'person' && styles.person,
            onCard === 'under' && styles.under,
            onCard === 'end' && styles.end,
            onCard === 'whole' && styles.whole,
            onCard === 'none' && styles.empty,
          )}
        >
          {cell(row, stop)}
        </div>
      ))}
    </div>
  );
}

function NoRows<Row>({ pages, filtered, empty }: EndlessTableProps<Row>): ReactNode {
  const { t } = useTranslation();
  if (pages.failed) {
    const retry = <Button onClick={pages.retry}>{t('action.retry')}</Button>;
    return <EmptyState icon={<PlugDisconnectedRegular />} title={t('administration.failed')} action={retry} />;
  }
  if (!filtered) return empty;
  const texts = { title: t('administration.noHits'), hint: t('administration.noHitsHint') };
  return <EmptyState icon={<SearchRegular />} {...texts} />;
}
