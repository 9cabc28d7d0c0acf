import type { OrganisationId, UserId } from '../contract/ids';
import type { ServerEvent } from '../contract/realtime';

/** The key of a stream; the organisation is always part of it. */
export type StreamId = `${string}:${OrganisationId}:${string}`;

export interface Stream {
  readonly id: StreamId;
  /** What clients call it in their cursor. */
  readonly name: string;
}

/** What happens to one person. */
export const userStream = (organisationId: OrganisationId, userId: UserId): Stream => ({
  id: `user:${organisationId}:${userId}`,
  name: 'user',
});

export interface LogEntry {
  /** Grows by one in each stream, from 1. */
  readonly seq: number;
  /** The `events` message, encoded once for everyone who reads the stream. */
  readonly frame: Buffer;
}

/**
 * The port behind the gateway: streams of numbered events, which clients read on from where a connection broke. In
 * memory for one server; for several, a log they share (its subscription then also brings what the others appended).
 */
export interface EventLog {
  /** Changes when the numbering begins anew; a cursor of another epoch means nothing. */
  readonly epoch: string;
  /** Resolves with the entry's seq. Entries stand in the order of the calls, whether these are awaited or not. */
  append(stream: Stream, events: readonly ServerEvent[]): Promise<number>;
  /** Seq of the newest entry, 0 when there was none. */
  head(stream: StreamId): Promise<number>;
  /** The entries after `seq`, oldest first; null when the log does not reach back that far, or never was that far. */
  readAfter(stream: StreamId, seq: number): Promise<readonly LogEntry[] | null>;
  /** Calls back for each entry appended from now on, in order. Returns the unsubscriber. */
  subscribe(stream: StreamId, listener: (entry: LogEntry) => void): () => void;
}

/** Encodes one `events` message. */
export function encodeEntry({ name }: Stream, seq: number, events: readonly ServerEvent[]): LogEntry {
  return { seq, frame: Buffer.from(JSON.stringify({ type: 'events', stream: name, seq, events })) };
}
