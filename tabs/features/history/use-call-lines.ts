import { useVirtualizer } from '@tanstack/react-virtual';
import type { Virtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import type { RefObject } from 'react';
import type { History } from '../../ui/use-history';
import { useRowKeys } from '../../ui/use-row-keys';
import type { RowKeys } from '../../ui/use-row-keys';
import type { CallDay, CallGroup } from '../../view-models/call-list';

type Line = { readonly kind: 'day'; readonly date: string } | { readonly kind: 'group'; readonly group: CallGroup };

export interface CallLines {
  /** What scrolls. */
  readonly scroll: RefObject<HTMLDivElement | null>;
  /** Which lines are in the page, and where. */
  readonly virtual: Virtualizer<HTMLDivElement, Element>;
  /** Each day, followed by its groups. */
  readonly lines: readonly Line[];
  readonly groups: readonly CallGroup[];
  readonly keys: RowKeys;
}

/** The lines of the call list as one scrolls through them: what is drawn, what the keys reach, and when more is due. */
export function useCallLines(
  days: readonly CallDay[],
  { more, loadMore }: History,
  selected: string | null,
): CallLines {
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
  const virtual = useVirtualizer<HTMLDivElement, Element>({
    count: lines.length,
    getScrollElement: () => scroll.current,
    estimateSize: (index) => (lines[index]?.kind === 'day' ? 30 : 56),
    getItemKey: (index) => lineKey(lines[index]),
    overscan: 12,
    initialRect: { width: 340, height: 800 },
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
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
  useEffect(() => {
    if (more && last >= lines.length - 10) loadMore();
  }, [more, last, lines.length, loadMore]);
  return { scroll, virtual, lines, groups, keys };
}

function lineKey(line: Line | undefined): string {
  return line === undefined ? '' : line.kind === 'day' ? line.date : line.group.key;
}
