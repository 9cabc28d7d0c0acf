import type { EventLog, LogEntry, StreamId } from './event-log';

export type StreamListener = (entry: LogEntry) => void;

/** One subscription of the log for all connections that read a stream. */
export interface FanOut {
  join(stream: StreamId, listener: StreamListener): void;
  leave(stream: StreamId, listener: StreamListener): void;
}

export function createFanOut(log: EventLog): FanOut {
  const streams = new Map<StreamId, { readonly listeners: Set<StreamListener>; readonly end: () => void }>();
  return {
    join(stream, listener) {
      let found = streams.get(stream);
      if (found === undefined) {
        const listeners = new Set<StreamListener>();
        const end = log.subscribe(stream, (entry) => listeners.forEach((deliver) => deliver(entry)));
        found = { listeners, end };
        streams.set(stream, found);
      }
      found.listeners.add(listener);
    },
    leave(stream, listener) {
      const found = streams.get(stream);
      if (found === undefined) return;
      found.listeners.delete(listener);
      if (found.listeners.size > 0) return;
      found.end();
      streams.delete(stream);
    },
  };
}
