import { Counter, Gauge, Histogram, type Metric } from 'prom-client';

/**
 * Figures of one part of the server. They belong to no registry until the server adds them to its own, so that several
 * servers in one process, as in tests, do not share any.
 */
export type Measure = Metric;

type Read<Label extends string> = () => number | readonly (readonly [Record<Label, string>, number])[];

/** What is read when somebody asks; one value, or one for each label that there is at the moment. */
export function gauge<Label extends string = never>(
  name: string,
  help: string,
  read: Read<Label> | (() => Promise<ReturnType<Read<Label>>>),
  labelNames: readonly Label[] = [],
): Measure {
  const made: Gauge<Label> = new Gauge({
    name,
    help,
    labelNames: [...labelNames],
    registers: [],
    async collect() {
      const value = await read();
      if (typeof value === 'number') return made.set(value);
      made.reset();
      for (const [labels, each] of value) made.set(labels, each);
    },
  });
  return made;
}

export function counter<Label extends string = never>(
  name: string,
  help: string,
  labelNames: readonly Label[] = [],
): Counter<Label> {
  return new Counter({ name, help, labelNames: [...labelNames], registers: [] });
}

/** @param buckets each the highest value that counts in it; times are in seconds */
export function histogram<Label extends string = never>(
  name: string,
  help: string,
  buckets: readonly number[],
  labelNames: readonly Label[] = [],
): Histogram<Label> {
  return new Histogram({ name, help, buckets: [...buckets], labelNames: [...labelNames], registers: [] });
}
