import { noCounts, type Counts } from '../../contract/answer-groups/figures';
import type { Statistics, StatisticsRow } from '../../contract/answer-groups/statistics';
import type { UserId } from '../../contract/ids';
import { collatorOf } from '../../people/index/letters';
import { counted, plus } from './counts';
import type { Cell } from './cells';
import type { PartCell } from './read-cells';
import type { SpanCell, SpanKind } from './spans';

const timeOf: Readonly<Record<SpanKind, keyof Counts>> = { work: 'workMs', ready: 'readyMs', paused: 'pausedMs' };

/** Sums by something. */
export function sumsBy<Key>(
  cells: readonly PartCell[],
  spans: readonly SpanCell[],
  keyOf: (cell: PartCell | SpanCell) => Key,
): ReadonlyMap<Key, Counts> {
  const sums = new Map<Key, Counts>();
  const sum = (key: Key): Counts => sums.get(key) ?? noCounts;
  for (const cell of cells) sums.set(keyOf(cell), counted(sum(keyOf(cell)), cell));
  for (const span of spans) sums.set(keyOf(span), plus(sum(keyOf(span)), { [timeOf[span.kind]]: span.ms }));
  return sums;
}

/** A row for each part of the time. */
export function rowsByTime(
  cells: readonly PartCell[],
  spans: readonly SpanCell[],
  bounds: readonly number[],
): StatisticsRow[] {
  const sums = sumsBy(cells, spans, ({ part }) => part);
  return bounds.slice(0, -1).map((startMs, part) => ({
    ...{ startMs, endMs: bounds[part + 1] ?? startMs, userId: null, name: null },
    counts: sums.get(part) ?? noCounts,
  }));
}

/**
 * A row for each agent, by name as it is sorted in `language` (BCP 47); who has been erased is in none of them.
 */
export function rowsByAgent(
  cells: readonly PartCell[],
  spans: readonly SpanCell[],
  nameOf: (userId: UserId) => string | null,
  language: string,
): StatisticsRow[] {
  const rows = [...sumsBy(cells, spans, ({ userId }) => userId)].flatMap(([userId, counts]) => {
    const name = userId && nameOf(userId);
    return userId && name !== null ? [{ startMs: null, endMs: null, userId, name, counts }] : [];
  });
  const { compare } = collatorOf(language);
  return rows.sort((a, b) => compare(a.name ?? '', b.name ?? ''));
}

/** Why callers went on elsewhere, the most frequent reason first. */
export function overflowsIn(cells: readonly Cell[]): Statistics['overflows'] {
  const sums = new Map<string, number>();
  for (const { reason, count } of cells) if (reason !== null) sums.set(reason, (sums.get(reason) ?? 0) + count);
  return [...sums].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count);
}
