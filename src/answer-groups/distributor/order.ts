import type { AnswerGroupId } from '../../contract/ids';
import { groupOf } from './draft';
import type { Draft } from './draft';
import type { Entry } from './state';

type Seen = Pick<Draft, 'setup' | 'entries' | 'offers' | 'context'>;

/** Nobody is being connected to it: it waits, whether or not it rings. */
export const isInLine = ({ offers }: Pick<Draft, 'offers'>, { offerId }: Entry): boolean =>
  offerId === null || offers.get(offerId)?.phase !== 'connecting';

/** Priority with what waiting has added to it: whoever waits for long comes before whatever is new. */
function rankOf({ setup, context }: Seen, { groupId, priority, enteredAtMs }: Entry): number {
  const every = setup.groups.get(groupId)?.ageEveryMs ?? null;
  return every === null ? priority : priority + Math.floor((context.nowMs - enteredAtMs) / every);
}

/**
 * In the order in which they are served: the heavier group first (groups share agents), then by priority, then who
 * came first to any of the groups.
 */
export function inOrder(seen: Seen, entries: readonly Entry[]): readonly Entry[] {
  const ranked = entries.map((entry) => ({
    entry,
    weight: groupOf(seen, entry.groupId)?.weight ?? 0,
    rank: rankOf(seen, entry),
  }));
  ranked.sort(
    (a, b) =>
      b.weight - a.weight ||
      b.rank - a.rank ||
      a.entry.enteredAtMs - b.entry.enteredAtMs ||
      (a.entry.id < b.entry.id ? -1 : 1),
  );
  return ranked.map(({ entry }) => entry);
}

/** The callers and callbacks of a group, the one that is served first at the beginning. */
export const lineOf = (seen: Seen, groupId: AnswerGroupId): readonly Entry[] =>
  inOrder(
    seen,
    [...seen.entries.values()].filter((entry) => entry.groupId === groupId && isInLine(seen, entry)),
  );
