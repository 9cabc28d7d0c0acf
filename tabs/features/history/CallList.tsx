import { Button, makeStyles, tokens, useMergedRefs } from '@fluentui/react-components';
import { CallMissedRegular } from '@fluentui/react-icons/svg/call-missed';
import { CallRegular } from '@fluentui/react-icons/svg/call';
import { PlugDisconnectedRegular } from '@fluentui/react-icons/svg/plug-disconnected';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FocusScope } from '../../session/focus-keeper';
import { CallRowMenu } from './slots';
import { useServices } from '../../ui/services';
import { useFocusScope } from '../../ui/use-focus-scope';
import { EmptyState } from '../../ui/EmptyState';
import { useRowKeys } from '../../ui/use-row-keys';
import { useWhen } from '../../ui/use-when';
import type { CallDay, CallGroup } from '../../view-models/call-list';
import { SectionSkeleton } from '../../ui/SectionSkeleton';
import { CallRow } from './CallRow';
import { useDeleteCalls } from './use-delete-calls';
import type { History } from '../../ui/use-history';

const rows: FocusScope = { items: '[data-row]' };

type Line = { readonly kind: 'day'; readonly date: string } | { readonly kind: 'group'; readonly group: CallGroup };

const useStyles = makeStyles({
  scroll: { flex: 1, overflowY: 'auto', minHeight: 0, outline: 'none' },
  inner: { position: 'relative', width: '100%' },
  line: { position: 'absolute', top: 0, left: 0, width: '100%' },
  day: {
    padding: `10px ${tokens.spacingHorizontalL} 4px`,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightSemibold,
    margin: 0,
  },
});

export interface CallListProps {
  readonly days: readonly CallDay[];
  readonly history: History;
  readonly show: 'all' | 'missed';
  readonly q: string;
  readonly selected: string | null;
  readonly onSelect: (party: string) => void;
}

/** Endless: only the rows in view are in the page, and older pages come as one scrolls. */
export function CallList({ days, history, show, q, selected, onSelect }: CallListProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const when = useWhen();
  const scroll = useRef<HTMLDivElement>(null);
  const lines = useMemo(
    () =>
      days.flatMap(({ date, groups }): Line[] => [
        { kind: 'day', date },
        ...groups.map((group): Line => ({ kind: 'group', group })),
      ]),
    [days],
  );
  // oxlint-disable-next-line react/incompatible-library -- the virtualizer changes by itself as one scrolls
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroll.current,
    estimateSize: (index) => (lines[index]?.kind === 'day' ? 30 : 56),
    getItemKey: (index) => lineKey(lines[index]),
    overscan: 12,
    initialRect: { width: 340, height: 800 },
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const { more, loadMore } = history;
  const groups = useMemo(() => days.flatMap((day) => day.groups), [days]);
  const drawn = items.flatMap(({ index }) => {
    const line = lines[index];
    return line?.kind === 'group' ? [line.group.key] : [];
  });
  const keys = useRowKeys({
    keys: useMemo(() => groups.map(({ key }) => key), [groups]),
    drawn,
    preferred: groups.find(({ party }) => party === selected)?.key,
    reveal: (key) => virtual.scrollToIndex(lines.findIndex((line) => line.kind === 'group' && line.group.key === key)),
  });
  const ref = useMergedRefs(scroll, useFocusScope(rows));
  const { calls } = useServices();
  const { deleteCalls } = useDeleteCalls();
  const [menu, setMenu] = useState<{
    readonly group: CallGroup;
    readonly at: { readonly x: number; readonly y: number };
  } | null>(null);
  const call = ({ other }: CallGroup): void => {
    if (other.number !== null) calls.place(other.number, other.name);
  };
  const remove = ({ entries }: CallGroup): void => deleteCalls(entries.map(({ callId }) => callId));
  useEffect(() => {
    if (more && last >= lines.length - 10) loadMore();
  }, [more, last, lines.length, loadMore]);

  if (history.loading) return <SectionSkeleton />;
  if (history.failed && lines.length === 0) {
    const retry = <Button onClick={history.retry}>{t('action.retry')}</Button>;
    return <EmptyState icon={<PlugDisconnectedRegular />} title={t('history.failed')} action={retry} />;
  }
  if (lines.length === 0) return <EmptyList show={show} q={q} />;

  return (
    <div ref={ref} className={styles.scroll} role="presentation" onFocus={keys.onFocus} onKeyDown={keys.onKeyDown}>
      <div className={styles.inner} role="list" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const line = lines[index];
          if (!line) return null;
          return (
            <div
              key={key}
              className={styles.line}
              role="listitem"
              style={{ transform: `translateY(${start}px)` }}
              data-index={index}
              ref={virtual.measureElement}
              {...(line.kind === 'group'
                ? { 'aria-posinset': groups.indexOf(line.group) + 1, 'aria-setsize': more ? -1 : groups.length }
                : {})}
            >
              {line.kind === 'day' ? (
                <h2 className={styles.day}>{when.day(line.date)}</h2>
              ) : (
                <CallRow
                  group={line.group}
                  selected={line.group.party === selected}
                  stop={line.group.key === keys.stop}
                  onSelect={onSelect}
                  onCall={() => call(line.group)}
                  onDelete={() => remove(line.group)}
                  onMenu={(x, y) => setMenu({ group: line.group, at: { x, y } })}
                />
              )}
            </div>
          );
        })}
      </div>
      {menu && (
        <CallRowMenu
          {...menu}
          onCall={() => call(menu.group)}
          onDelete={() => remove(menu.group)}
          onClose={() => setMenu(null)}
        />
      )}
    </div>
  );
}

function lineKey(line: Line | undefined): string {
  return line === undefined ? '' : line.kind === 'day' ? line.date : line.group.key;
}

function EmptyList({ show, q }: { show: 'all' | 'missed'; q: string }): ReactNode {
  const { t } = useTranslation();
  if (q !== '') return <EmptyState icon={<SearchRegular />} title={t('history.emptySearch', { text: q })} />;
  if (show === 'missed') {
    const hint = t('history.emptyMissedHint');
    return <EmptyState icon={<CallMissedRegular />} title={t('history.emptyMissed')} hint={hint} />;
  }
  return <EmptyState icon={<CallRegular />} title={t('history.empty')} hint={t('history.emptyHint')} />;
}
