import { connect } from 'node:net';
import type { Clock } from '../../ports/clock';

export interface AbsenceOptions {
  /** Where Asterisk answers ARI. */
  readonly url: string;
  /** Time in which we listened: what others said while we did not is no silence of theirs. */
  readonly listening: Clock;
  /** Whoever was there is lost. */
  readonly onGone: () => void;
}

/** What an Asterisk that is not heard any more means: a connection that is lost, or a process that is. */
export interface Absence {
  begins(): void;
  /** It answers again, of whatever use that may be. */
  pauses(): void;
  ends(): void;
}

/** An Asterisk whose way is cut, or that hangs, may come back with its calls for so long. */
const silentLimitMs = 10_000;
/**
 * Nobody listens at its port: the process is gone. It is asked more than once, since a way may be refused for a moment
 * while a firewall is changed.
 */
const [lookMs, refusedLimitMs] = [250, 1_000];

export function createAbsence({ url, listening, onGone }: AbsenceOptions): Absence {
  /** One that comes again and again, and is of no use, is away all the time. */
  let sinceMs: number | null = null;
  let refusedSinceMs: number | null = null;
  let cancelLimit: () => void = () => undefined;
  let cancelLook: () => void = () => undefined;

  function pauses(): void {
    cancelLimit();
    cancelLook();
    refusedSinceMs = null;
  }

  function gone(): void {
    pauses();
    onGone();
  }

  const look = (): void => {
    cancelLook = ask(url, listening, (isRefused) => {
      const nowMs = listening.nowMs();
      refusedSinceMs = isRefused ? (refusedSinceMs ?? nowMs) : null;
      if (refusedSinceMs !== null && nowMs - refusedSinceMs >= refusedLimitMs) return gone();
      cancelLook = listening.after(lookMs, look);
    });
  };

  return {
    begins() {
      pauses();
      sinceMs ??= listening.nowMs();
      cancelLimit = listening.after(Math.max(0, sinceMs + silentLimitMs - listening.nowMs()), gone);
      look();
    },
    pauses,
    ends() {
      pauses();
      sinceMs = null;
    },
  };
}

/** Whether nobody listens there; what is silent may be busy. Returns what takes the question back. */
function ask(url: string, listening: Clock, tell: (isRefused: boolean) => void): () => void {
  const { hostname, port, protocol } = new URL(url);
  const usual = protocol === 'https:' ? 443 : 80;
  const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? usual : Number(port) });
  let isOver = false;
  const leave = (): void => {
    isOver = true;
    cancel();
    socket.destroy();
  };
  const told = (isRefused: boolean): void => {
    if (isOver) return;
    leave();
    tell(isRefused);
  };
  const cancel = listening.after(refusedLimitMs, () => told(false));
  socket.on('connect', () => told(false));
  socket.on('error', (error: NodeJS.ErrnoException) => told(error.code === 'ECONNREFUSED'));
  return leave;
}
