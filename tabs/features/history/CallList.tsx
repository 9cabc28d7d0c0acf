import { Button, makeStyles, tokens, useMergedRefs } from '@fluentui/react-components';
import { CallMissedRegular } from '@fluentui/react-icons/svg/call-missed';
import { CallRegular } from '@fluentui/react-icons/svg/call';
import { PlugDisconnectedRegular } from '@fluentui/react-icons/svg/plug-disconnected';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FocusScope } from '../../session/focus-keeper';
import { CallRowMenu, VirtualLines } from './slots';
import { useServices } from '../../ui/services';
import { useFocusScope } from '../../ui/use-focus-scope';
import { EmptyState } from '../../ui/EmptyState';
import { useWhen } from '../../ui/use-when';
import type { CallDay, CallGroup } from '../../view-models/call-list';
import { SectionSkeleton } from '../../ui/SectionSkeleton';
import { CallRow } from './CallRow';
import { lineKey, useCallLines } from './use-call-lines';
import { useDeleteCalls } from './use-delete-calls';
import type { History } from '../../ui/use-history';

const rows: FocusScope = { items: '[data-row]' };

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
  const when = useWhen();
  const { scroll, drawn, virtual, lines, groups, keys } = useCallLines(days, history, selected);
  const ref = useMergedRefs(scroll, useFocusScope(rows));
  const [menu, setMenu] = useState<{
    readonly group: CallGroup;
    readonly at: { readonly x: number; readonly y: number };
  } | null>(null);
  const { call, remove } = useRowActions();

  if (history.loading) return <SectionSkeleton />;
  if (lines.length === 0) return <EmptyList history={history} show={show} q={q} />;

  return (
    <>
      <div ref={ref} className={styles.scroll} role="presentation" onFocus={keys.onFocus} onKeyDown={keys.onKeyDown}>
        <div className={styles.inner} role="list" style={{ height: drawn.height }}>
          {drawn.lines.map(({ index, start }) => {
            const line = lines[index];
            if (!line) return null;
            return (
              <div
                key={lineKey(line)}
                className={styles.line}
                role="listitem"
                style={{ transform: `translateY(${start}px)` }}
                data-index={index}
                ref={drawn.measure}
                {...(line.kind === 'group'
                  ? {
                      'aria-posinset': groups.indexOf(line.group) + 1,
                      'aria-setsize': history.more ? -1 : groups.length,
                    }
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
      {/* After what scrolls, which it looks for. */}
      <VirtualLines {...virtual} />
    </>
  );
}

/** What can be done with the calls of one row. */
function useRowActions(): { readonly call: (group: CallGroup) => void; readonly remove: (group: CallGroup) => void } {
  const { calls } = useServices();
  const { deleteCalls } = useDeleteCalls();
  return {
    call({ other }) {
      if (other.number !== null) calls.place(other.number, other.name);
    },
    remove: ({ entries }) => deleteCalls(entries.map(({ callId }) => callId)),
  };
}

function EmptyList({ history, show, q }: Pick<CallListProps, 'history' | 'show' | 'q'>): ReactNode {
  const { t } = useTranslation();
  if (history.failed) {
    const retry = <Button onClick={history.retry}>{t('action.retry')}</Button>;
    return <EmptyState icon={<PlugDisconnectedRegular />} title={t('history.failed')} action={retry} />;
  }
  if (q !== '') return <EmptyState icon={<SearchRegular />} title={t('history.emptySearch', { text: q })} />;
  if (show === 'missed') {
    const hint = t('history.emptyMissedHint');
    return <EmptyState icon={<CallMissedRegular />} title={t('history.emptyMissed')} hint={hint} />;
  }
  return <EmptyState icon={<CallRegular />} title={t('history.empty')} hint={t('history.emptyHint')} />;
}
