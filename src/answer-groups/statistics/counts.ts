import { noCounts, type Counts } from '../../contract/answer-groups/figures';
import type { Cell, CellKind } from './cells';

/** What a cell adds; a callback that was open at closing is one that came to nothing. */
const adds: Readonly<Record<CellKind, (cell: Cell) => Partial<Counts>>> = {
  entered: ({ count }) => ({ entered: count }),
  answered: ({ count, isLate, ms, longestMs }) => ({
    ...{ answered: count, answeredSoon: isLate ? 0 : count, waitedMs: ms, longestMs },
  }),
  abandoned: ({ count, isLate, longestMs }) => ({ abandoned: count, lostLate: isLate ? count : 0, longestMs }),
  short: ({ count }) => ({ short: count }),
  overflowed: ({ count, isLate }) => ({ overflowed: count, lostLate: isLate ? count : 0 }),
  calledBack: ({ count }) => ({ calledBack: count }),
  callbackLost: ({ count }) => ({ callbacksLost: count }),
  closed: ({ count }) => ({ callbacksLost: count }),
  talked: ({ count, ms, heldMs }) => ({ talks: count, talkMs: ms, heldMs }),
  handled: ({ ms }) => ({ wrapUpMs: ms }),
  missed: ({ count }) => ({ missed: count }),
  declined: ({ count }) => ({ declined: count }),
};

export const counted = (counts: Counts, cell: Cell): Counts => plus(counts, adds[cell.kind](cell));

const names = Object.keys(noCounts) as (keyof Counts)[];

/** The longest of both, and the sum of everything else. */
export function plus(counts: Counts, more: Partial<Counts>): Counts {
  const sums = names.map((name) => {
    const [one, other] = [counts[name], more[name] ?? 0];
    return [name, name === 'longestMs' ? Math.max(one, other) : one + other];
  });
  return Object.fromEntries(sums) as Record<keyof Counts, number>;
}

/** How many have ended in some way: with those who wait it is as many as have come. */
export const ended = (counts: Counts): number =>
  counts.answered + counts.abandoned + counts.short + counts.overflowed + counts.calledBack + counts.callbacksLost;
