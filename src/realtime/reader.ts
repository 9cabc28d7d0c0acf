import type { Cursor, Snapshot } from '../contract/realtime';
import type { EventLog, LogEntry, Stream } from './event-log';
import type { FanOut } from './fan-out';

export interface Welcome {
  readonly cursor: Cursor;
  /** Absent = resumed. */
  readonly snapshot?: Snapshot;
}

export interface Reader {
  /** Finds where the client stands, says so through `welcome`, then delivers what it missed and all that follows. */
  open(
    resume: { readonly epoch: string; readonly cursor: Cursor } | undefined,
    welcome: (welcome: Welcome) => void,
  ): Promise<void>;
  close(): void;
}

export interface ReaderDeps {
  readonly log: EventLog;
  readonly fanOut: FanOut;
  /** Of the person. */
  readonly streams: readonly Stream[];
  snapshot(): Promise<Snapshot>;
  send(frame: Buffer): void;
}

/** Follows a person's streams for one connection, without a gap and without sending an entry twice. */
export function createReader({ log, fanOut, streams, snapshot, send }: ReaderDeps): Reader {
  // Until the client knows where it stands, new entries wait here.
  let waiting: (() => void)[] | null = [];
  const last = new Map<Stream, number>();
  const listeners = new Map(streams.map((stream) => [stream, (entry: LogEntry) => receive(stream, entry)] as const));

  function receive(stream: Stream, entry: LogEntry): void {
    if (waiting !== null) waiting.push(() => receive(stream, entry));
    else if (entry.seq > (last.get(stream) ?? 0)) deliver(stream, entry);
  }

  function deliver(stream: Stream, entry: LogEntry): void {
    last.set(stream, entry.seq);
    send(entry.frame);
  }

  /** Null: of one of the streams it cannot be said any more, or the client does not know of it yet. */
  async function missedSince(
    resume: { epoch: string; cursor: Cursor } | undefined,
  ): Promise<(readonly LogEntry[])[] | null> {
    if (resume === undefined || resume.epoch !== log.epoch) return null;
    const all = await Promise.all(
      streams.map(({ id, name }) =>
        resume.cursor[name] === undefined ? null : log.readAfter(id, resume.cursor[name]),
      ),
    );
    return all.every((missed) => missed !== null) ? all : null;
  }

  const cursor = (): Cursor => Object.fromEntries(streams.map((stream) => [stream.name, last.get(stream) ?? 0]));

  return {
    async open(resume, welcome) {
      // Joined before anything is read, so that nothing falls between.
      for (const [{ id }, listener] of listeners) fanOut.join(id, listener);
      const missed = await missedSince(resume);
      if (missed !== null) {
        for (const stream of streams) last.set(stream, resume?.cursor[stream.name] ?? 0);
        welcome({ cursor: cursor() });
        streams.forEach((stream, index) => missed[index]?.forEach((entry) => deliver(stream, entry)));
      } else {
        // The cursor is older than the snapshot: what happens meanwhile is in both, and events carry whole states.
        const heads = await Promise.all(streams.map(({ id }) => log.head(id)));
        streams.forEach((stream, index) => last.set(stream, heads[index] ?? 0));
        welcome({ cursor: cursor(), snapshot: await snapshot() });
      }
      const meanwhile = waiting ?? [];
      waiting = null;
      for (const receiveNow of meanwhile) receiveNow();
    },
    close() {
      for (const [{ id }, listener] of listeners) fanOut.leave(id, listener);
      waiting = null;
    },
  };
}
