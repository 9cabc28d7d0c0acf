import type { Cursor, Snapshot } from '../contract/realtime';
import type { Principal } from '../identity/principal';
import type { EventLog, LogEntry } from './event-log';
import { organisationStream, userStream } from './event-log';
import type { FanOut } from './fan-out';

export interface Welcome {
  readonly cursor: Cursor;
  /** Absent = resumed. */
  readonly snapshot?: Snapshot;
}

export interface Reader {
  /** Finds where the client stands, says so through `welcome`, then delivers what it missed and all that follows. */
  open(resume: { readonly epoch: string; readonly cursor: Cursor } | undefined, welcome: (welcome: Welcome) => void): Promise<void>;
  close(): void;
}

export interface ReaderDeps {
  readonly log: EventLog;
  readonly fanOut: FanOut;
  readonly principal: Pick<Principal, 'organisationId' | 'userId'>;
  snapshot(): Promise<Snapshot>;
  send(frame: Buffer): void;
}

type Kind = keyof Cursor;

/** Follows a person's two streams for one connection, without a gap and without sending an entry twice. */
export function createReader({ log, fanOut, principal, snapshot, send }: ReaderDeps): Reader {
  const streams = { user: userStream(principal.organisationId, principal.userId), organisation: organisationStream(principal.organisationId) };
  // Until the client knows where it stands, new entries wait here.
  let waiting: { kind: Kind; entry: LogEntry }[] | null = [];
  const last: Cursor = { user: 0, organisation: 0 };

  const listeners = { user: (entry: LogEntry) => receive('user', entry), organisation: (entry: LogEntry) => receive('organisation', entry) };

  function receive(kind: Kind, entry: LogEntry): void {
    if (waiting !== null) waiting.push({ kind, entry });
    else if (entry.seq > last[kind]) deliver(kind, entry);
  }

  function deliver(kind: Kind, entry: LogEntry): void {
    last[kind] = entry.seq;
    send(entry.frame);
  }

  async function missedSince(resume: { epoch: string; cursor: Cursor } | undefined): Promise<{ user: readonly LogEntry[]; organisation: readonly LogEntry[] } | null> {
    if (resume === undefined || resume.epoch !== log.epoch) return null;
    const [user, organisation] = await Promise.all([log.readAfter(streams.user, resume.cursor.user), log.readAfter(streams.organisation, resume.cursor.organisation)]);
    return user === null || organisation === null ? null : { user, organisation };
  }

  return {
    async open(resume, welcome) {
      // Joined before anything is read, so that nothing falls between.
      fanOut.join(streams.user, listeners.user);
      fanOut.join(streams.organisation, listeners.organisation);
      const missed = await missedSince(resume);
      if (resume !== undefined && missed !== null) {
        Object.assign(last, resume.cursor);
        welcome({ cursor: resume.cursor });
        missed.user.forEach((entry) => deliver('user', entry));
        missed.organisation.forEach((entry) => deliver('organisation', entry));
      } else {
        // The cursor is older than the snapshot: what happens meanwhile is in both, and events carry whole states.
        const [user, organisation] = await Promise.all([log.head(streams.user), log.head(streams.organisation)]);
        Object.assign(last, { user, organisation });
        welcome({ cursor: { user, organisation }, snapshot: await snapshot() });
      }
      const meanwhile = waiting ?? [];
      waiting = null;
      for (const { kind, entry } of meanwhile) receive(kind, entry);
    },
    close() {
      fanOut.leave(streams.user, listeners.user);
      fanOut.leave(streams.organisation, listeners.organisation);
      waiting = null;
    },
  };
}
