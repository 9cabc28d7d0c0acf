import type { Cursor, ServerEvent, ServerMessage } from '../../src/contract/realtime';

type Events = Extract<ServerMessage, { type: 'events' }>;

export interface Resume {
  readonly epoch: string;
  readonly cursor: Cursor;
}

/** How far this window has come in each stream of the server's events. */
export interface Streams {
  /** From where the next connection goes on; null: with a new snapshot. */
  resume(): Resume | null;
  begin(from: Resume): void;
  /**
   * Hands on what is next, in order, and nothing twice; false where something is missing, and then all has to begin
   * anew.
   */
  take(message: Events): boolean;
}

export function createStreams(onEvent: (event: ServerEvent) => void, log: (line: string) => void): Streams {
  let resume: Resume | null = null;
  return {
    resume: () => resume,
    begin: (from) => void (resume = from),
    take({ stream, seq, events }) {
      const last = resume?.cursor[stream];
      if (!resume || last === undefined || seq <= last) return true;
      if (seq !== last + 1) {
        log(`realtime: gap in ${stream} at ${seq}`);
        resume = null;
        return false;
      }
      resume = { ...resume, cursor: { ...resume.cursor, [stream]: seq } };
      for (const event of events) onEvent(event);
      return true;
    },
  };
}
