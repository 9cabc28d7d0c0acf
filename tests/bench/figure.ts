/** One measured figure, as `npm run bench` prints it. */
export interface Figure {
  /** Id of the goal, e.g. `B1`; null for figures without a goal. */
  readonly id: string | null;
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** What it was measured against in the same run. */
  readonly peer?: { readonly what: string; readonly value: number };
  /** The goal in words, and whether it was reached. */
  readonly goal?: { readonly text: string; readonly reached: boolean };
}

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
