import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { CallMissedRegular } from '@fluentui/react-icons/svg/call-missed';
import { CallRegular } from '@fluentui/react-icons/svg/call';
import { PlugDisconnectedRegular } from '@fluentui/react-icons/svg/plug-disconnected';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/EmptyState';
import { useWhen } from '../../components/use-when';
import type { CallDay, CallGroup } from '../../view-models/call-list';
import { SectionSkeleton } from '../shell/ShellSkeleton';
import { CallRow } from './CallRow';
import type { History } from './use-history';

type Line = { readonly kind: 'day'; readonly date: string } | { readonly kind: 'group'; readonly group: CallGroup };

const useStyles = makeStyles({
  scroll: { flex: 1, overflowY: 'auto', minHeight: 0, outline: 'none' },
  inner: { position: 'relative', width: '100%' },
  line: { position: 'absolute', top: 0, left: 0, width: '100%' },
  day: { padding: `10px ${tokens.spacingHorizontalL} 4px`, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200, fontWeight: tokens.fontWeightSemibold, margin: 0 },
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
  const lines = useMemo(() => days.flatMap(({ date, groups }): Line[] => [{ kind: 'day', date }, ...groups.map((group): Line => ({ kind: 'group', group }))]), [days]);
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
  useEffect(() => {
    if (more && last >= lines.length - 10) loadMore();
  }, [more, last, lines.length, loadMore]);

  if (history.loading) return <SectionSkeleton />;
  if (history.failed && lines.length === 0) return <EmptyState icon={<PlugDisconnectedRegular />} title={t('calls.failed')} action={<Button onClick={history.retry}>{t('action.retry')}</Button>} />;
  if (lines.length === 0) return <EmptyList show={show} q={q} />;

  const arrows = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const rows = [...(scroll.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
    const next = rows[rows.indexOf(document.activeElement as HTMLElement) + (event.key === 'ArrowDown' ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  return (
    <div ref={scroll} className={styles.scroll} role="presentation" onKeyDown={arrows}>
      <div className={styles.inner} role="list" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const line = lines[index];
          if (!line) return null;
          return (
            <div key={key} className={styles.line} role="listitem" style={{ transform: `translateY(${start}px)` }} data-index={index} ref={virtual.measureElement}>
              {line.kind === 'day' ? <h2 className={styles.day}>{when.day(line.date)}</h2> : <CallRow group={line.group} selected={line.group.party === selected} onSelect={onSelect} />}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function lineKey(line: Line | undefined): string {
  return line === undefined ? '' : line.kind === 'day' ? line.date : line.group.key;
}

function EmptyList({ show, q }: { show: 'all' | 'missed'; q: string }): ReactNode {
  const { t } = useTranslation();
  if (q !== '') return <EmptyState icon={<SearchRegular />} title={t('calls.emptySearch', { text: q })} />;
  if (show === 'missed') return <EmptyState icon={<CallMissedRegular />} title={t('calls.emptyMissed')} hint={t('calls.emptyMissedHint')} />;
  return <EmptyState icon={<CallRegular />} title={t('calls.empty')} hint={t('calls.emptyHint')} />;
}
