import type { ServerEvent, Snapshot } from '../../src/contract/realtime';

/** One part of what the server has told this window: how it begins, and what each word of the server makes of it. */
export interface Slice<T> {
  readonly initial: T;
  /** All is new; what the person is still looking at may stay. */
  snapshot?(before: T, snapshot: Snapshot, nowMs: number): T;
  /** What does not concern it leaves it as it is, and the same object. */
  event?(before: T, event: ServerEvent, nowMs: number): T;
}
