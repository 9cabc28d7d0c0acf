/** Minutes that a caller is told; `to` = null: more than that. */
export interface WaitRange {
  readonly from: number;
  readonly to: number | null;
}

/** Wide enough that they hold, and fewer than anybody would want to argue about. */
export const waitRanges: readonly WaitRange[] = [
  { from: 0, to: 1 },
  { from: 1, to: 2 },
  { from: 2, to: 4 },
  { from: 4, to: 7 },
  { from: 7, to: 12 },
  { from: 12, to: 20 },
  { from: 20, to: null },
];

/** @param waitMs from now on */
export function rangeOf(waitMs: number): WaitRange {
  const minutes = waitMs / 60_000;
  const found = waitRanges.find(({ to }) => to === null || minutes < to);
  return found ?? { from: 20, to: null };
}

/** What was said stays, unless less can be said. */
export const noLonger = (said: WaitRange | null, now: WaitRange | null): WaitRange | null =>
  said === null || now === null ? now : now.from <= said.from ? now : said;
