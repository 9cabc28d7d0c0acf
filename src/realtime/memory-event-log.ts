import { randomUUID } from 'node:crypto';
import type { EventLog, LogEntry, StreamId } from './event-log';
import { encodeEntry } from './event-log';

export interface MemoryEventLogOptions {
  /** Most entries kept for one stream. */
  readonly entriesPerStream?: number;
  /** Most bytes kept for one stream. */
  readonly bytesPerStream?: number;
  /** Most bytes kept in all; the streams that were silent longest lose their entries first. */
  readonly bytes?: number;
}

interface Held {
  head: number;
  entries: LogEntry[];
  bytes: number;
  readonly listeners: Set<(entry: LogEntry) => void>;
}

/**
 * The event log of a single server. Entries are lost with the process: its epoch is new at each start, and clients take
 * a snapshot.
 */
export function createMemoryEventLog(options: MemoryEventLogOptions = {}): EventLog {
  // The numbering of a stream outlives its entries.
  const streams = new Map<StreamId, Held>();
  const keep = createKeep(options);

  function streamOf(id: StreamId): Held {
    const found = streams.get(id);
    if (found !== undefined) return found;
    const stream: Held = { head: 0, entries: [], bytes: 0, listeners: new Set() };
    streams.set(id, stream);
    return stream;
  }

  return {
    epoch: randomUUID(),
    async append(stream, events) {
      const held = streamOf(stream.id);
      held.head += 1;
      const entry = encodeEntry(stream, held.head, events);
      keep(stream.id, held, entry);
      for (const listener of held.listeners) listener(entry);
      return entry.seq;
    },
    head: async (id) => streams.get(id)?.head ?? 0,
    async readAfter(id, seq) {
      const { head, entries } = streams.get(id) ?? { head: 0, entries: [] };
      if (seq > head || seq < head - entries.length) return null;
      return entries.slice(entries.length - (head - seq));
    },
    subscribe(id, listener) {
      const { listeners } = streamOf(id);
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Keeps an entry in its stream, and drops old ones: of the stream, and of those least recently written. */
function createKeep({ entriesPerStream = 1_000, bytesPerStream = 512_000, bytes = 64_000_000 }: MemoryEventLogOptions) {
  // Streams that hold entries, least recently written first.
  const filled = new Map<StreamId, Held>();
  let total = 0;

  function keep(id: StreamId, stream: Held, entry: LogEntry): void {
    stream.entries.push(entry);
    grow(stream, entry.frame.length);
    filled.delete(id);
    filled.set(id, stream);
    let dropped = 0;
    while (stream.entries.length - dropped > entriesPerStream || stream.bytes > bytesPerStream) {
      grow(stream, -(stream.entries[dropped]?.frame.length ?? 0));
      dropped += 1;
    }
    if (dropped > 0) stream.entries = stream.entries.slice(dropped);
    shrink();
  }

  function shrink(): void {
    for (const [id, stream] of filled) {
      if (total <= bytes) return;
      grow(stream, -stream.bytes);
      stream.entries = [];
      filled.delete(id);
    }
  }

  function grow(stream: Held, by: number): void {
    stream.bytes += by;
    total += by;
  }

  return keep;
}
