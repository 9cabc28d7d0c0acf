import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { RefObject } from 'react';
import type { History } from '../../ui/use-history';
import { useRowKeys } from '../../ui/use-row-keys';
import type { RowKeys } from '../../ui/use-row-keys';
import type { CallDay, CallGroup } from '../../view-models/call-list';
import { firstDrawn } from './drawn-lines';
import type { DrawnLines } from './drawn-lines';
import type { VirtualLinesProps } from './VirtualLines';

type Line = { readonly kind: 'day'; readonly date: string } | { readonly kind: 'group'; readonly group: CallGroup };

export interface CallLines {
  /** What scrolls. */
  readonly scroll: RefObject<HTMLDivElement | null>;
  readonly drawn: DrawnLines;
  /** What says which lines are drawn, once it is loaded. */
  readonly virtual: VirtualLinesProps;
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
  const estimate = useCallback((index: number) => (lines[index]?.kind === 'day' ? 30 : 56), [lines]);
  const keyOf = useCallback((index: number) => lineKey(lines[index]), [lines]);
  const first = useMemo(() => firstDrawn(lines.length, estimate), [lines, estimate]);
  const [followed, onDrawn] = useState<DrawnLines>();
  const drawn = followed ?? first;
  const last = drawn.lines.at(-1)?.index ?? 0;
  const groups = useMemo(() => days.flatMap((day) => day.groups), [days]);
  const rows = drawn.lines.flatMap(({ index }) => {
    const line = lines[index];
    return line?.kind === 'group' ? [line.group.key] : [];
  });
  const keys = useRowKeys({
    keys: useMemo(() => groups.map(({ key }) => key), [groups]),
    drawn: rows,
    preferred: groups.find(({ party }) => party === selected)?.key,
    reveal: (key) => drawn.reveal(lines.findIndex((line) => line.kind === 'group' && line.group.key === key)),
  });
  useEffect(() => {
    if (more && last >= lines.length - 10) loadMore();
  }, [more, last, lines.length, loadMore]);
  const virtual = { count: lines.length, scroll, estimate, keyOf, onDrawn };
  return { scroll, drawn, virtual, lines, groups, keys };
}

export function lineKey(line: Line | undefined): string {
  return line === undefined ? '' : line.kind === 'day' ? line.date : line.group.key;
}
