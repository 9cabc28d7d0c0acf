import { median } from '../figure';

/** Something that happened at one moment. */
export interface Mark {
  /** Epoch milliseconds of this machine: every process has the same clock. */
  readonly atMs: number;
  /** e.g. `out INVITE`; pages and the server say the same words, see words.ts. */
  readonly what: string;
}

/** A piece of time in one place. */
export interface Span {
  /** Who is busy or waited for, e.g. `server`. */
  readonly lane: string;
  readonly name: string;
  /** Since the beginning of what is measured. */
  readonly startMs: number;
  readonly endMs: number;
}

/** One part of the picture, e.g. a call from the press to the ring: medians over all rounds. */
export interface Part {
  readonly id: string;
  readonly title: string;
  readonly rounds: number;
  readonly spans: readonly Span[];
  /** What else was found, beside times. */
  readonly notes: readonly string[];
}

/** The middle begin and the middle length of each span over all rounds, in the order of their begin. */
export function middle(rounds: readonly (readonly Span[])[]): Span[] {
  const byKey = new Map<string, Span[]>();
  for (const span of rounds.flat()) {
    const key = `${span.lane}\n${span.name}`;
    const found = byKey.get(key);
    // A packet a span: a list that is copied for each would take the square of their number.
    if (found === undefined) byKey.set(key, [span]);
    else found.push(span);
  }
  const found = [...byKey.values()].flatMap((spans) => {
    const startMs = median(spans.map((each) => each.startMs));
    const endMs = startMs + median(spans.map((each) => each.endMs - each.startMs));
    return spans.slice(0, 1).map((span) => ({ ...span, startMs, endMs }));
  });
  return found.toSorted((one, other) => one.startMs - other.startMs);
}

/** The first mark that fits at or after a moment. @throws Error with what there was instead */
export function first(marks: readonly Mark[], what: string | RegExp, afterMs: number): number {
  const later = marks.filter(({ atMs }) => atMs >= afterMs);
  const found = later.find((mark) => (typeof what === 'string' ? mark.what === what : what.test(mark.what)));
  if (found === undefined)
    throw new Error(`no mark ${String(what)} among: ${later.map((mark) => mark.what).join(' | ')}`);
  return found.atMs;
}

/** Spans of one round, told by where they begin and end in the machine's time. */
export function createRound(startMs: number): {
  add(lane: string, name: string, fromMs: number, untilMs: number): void;
  readonly spans: Span[];
} {
  const spans: Span[] = [];
  return {
    spans,
    add: (lane, name, fromMs, untilMs) =>
      void spans.push({ lane, name, startMs: fromMs - startMs, endMs: untilMs - startMs }),
  };
}
