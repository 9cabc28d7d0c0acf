import type { UserId } from '../../contract/ids';
import type { Event } from '../distributor/protocol';
import { beganAtMs } from './cells';

/** What an agent's time is counted as. */
export type SpanKind = 'work' | 'ready' | 'paused';

/** How long agents did something in a part of a time. */
export interface SpanCell {
  readonly part: number;
  /** Null = of all together. */
  readonly userId: UserId | null;
  readonly kind: SpanKind;
  readonly ms: number;
}

interface Span {
  readonly userId: UserId;
  readonly kind: SpanKind;
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * What agents did, from what they told in its order; the last of it lasts until the end. `readSpans` says the same in
 * SQL.
 */
export function* spansOf(events: readonly Event[], endMs: number): Generator<Span> {
  const states = new Map<UserId, { readonly state: string; readonly sinceMs: number }>();
  const over = function* (userId: UserId, toMs: number): Generator<Span> {
    const { state, sinceMs } = states.get(userId) ?? { state: 'loggedOut', sinceMs: toMs };
    if (state === 'ready' || state === 'paused') yield { userId, kind: state, fromMs: sinceMs, toMs };
  };
  for (const event of events) {
    if (event.event === 'agent') {
      yield* over(event.userId, event.atMs);
      states.set(event.userId, { state: event.to, sinceMs: event.atMs });
    } else if (event.event === 'talked' || event.event === 'handled')
      yield { userId: event.userId, kind: 'work', fromMs: beganAtMs(event), toMs: event.atMs };
  }
  for (const userId of states.keys()) yield* over(userId, endMs);
}

/** What of a time falls into which part of the day. @param bounds where the parts begin, and the end of the last */
export function* partsOf({ userId, kind, fromMs, toMs }: Span, bounds: readonly number[]): Generator<SpanCell> {
  for (const [part, beganMs] of bounds.slice(0, -1).entries()) {
    const ms = Math.min(toMs, bounds[part + 1] ?? beganMs) - Math.max(fromMs, beganMs);
    if (ms > 0) yield { part, userId, kind, ms };
  }
}
