/** One measured figure, as `npm run bench` prints it. */
export interface Figure {
  /** Id of the goal, e.g. `B1`; null for figures without a goal. */
  readonly id: string | null;
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** What it was measured against in the same run. */
  readonly peer?: { readonly what: string; readonly value: number };
  readonly goal?: Goal;
}

/** The goal in words, and whether it was reached. */
interface Goal {
  readonly text: string;
  readonly reached: boolean;
}

export const atMost = (value: number, limit: number, unit = ''): Goal => ({
  text: limit === 0 ? '0' : `≤ ${limit} ${unit}`.trimEnd(),
  reached: value <= limit,
});

/** A goal that is a share or a multiple of what the peer took in the same run. */
export const ratioAtMost = (value: number, peer: number, limit: number): Goal => ({
  text: `≤ ${limit} ×`,
  reached: value <= limit * peer,
});

/** The middle value; of an even count the lower one. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length - 1) * part))] ?? Number.NaN;
}

/** What a bench script prints when run by itself; `npm run bench` reads the last line. */
export function report(figures: readonly Figure[]): void {
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}
