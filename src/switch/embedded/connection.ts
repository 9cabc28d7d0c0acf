import type { WebSocket } from 'ws';
import type { Clock } from '../../ports/clock';
import type { Logger } from '../../ports/logger';
import type { TakeMessage } from './traffic';
import { createSipReader, type ReadResult } from './sip-messages';

/**
 * A ping each period, and an answer to it within the limit. Whether a device is there is asked much sooner (prober.ts),
 * and audio is missed in 2 s (leg-watch.ts): this only ends what is dead for good. A computer that is very busy answers
 * late, and without its socket its phone would be gone until it has registered anew.
 */
const pingPeriodMs = 5000;
const pongLimitMs = 15_000;
/** How long messages of one socket are read on end. */
const longestTurnMs = 4;
/** What one socket may send of nonsense before it is closed. */
const maxMalformed = 100;
/** Close code for a connection that ended without a close frame (RFC 6455 §7.4.1). */
const vanished = 1006;

/** One SIP WebSocket (RFC 7118). */
export interface SipConnection {
  readonly id: string;
  /** Where it comes from, as the limits count it. */
  readonly address: string;
  /** Digest failures on this socket so far. */
  failures: number;
  isOpen(): boolean;
  /** It has said something that we have not come to read yet. */
  isWaiting(): boolean;
  /** From now on it is asked for signs of life, and ended when it gives none. */
  watch(): void;
  send(text: string): void;
  close(code: number, reason: string): void;
}

export interface ConnectionEvents {
  /** May the next message be read? */
  take(goOn: () => void): ReturnType<TakeMessage>;
  /** Sees every text first; true = that was all that it was for. */
  onText(text: string): boolean;
  onMessage(message: Exclude<ReadResult, { kind: 'malformed' }>): void;
  /** Once, whatever ended the socket; with the close code of RFC 6455 §7.4.1. */
  onClosed(code: number): void;
}

export function createConnection(deps: {
  listening: Clock;
  logger: Logger;
  id: string;
  address: string;
  socket: WebSocket;
  events: ConnectionEvents;
}): SipConnection {
  const { listening, logger, id, address, socket, events } = deps;
  const read = createSipReader(logger);
  let malformed = 0;
  let alive = true;
  let closed = false;
  /** What had been read when there was too much; the socket is not read on until this is done. */
  const waiting: string[] = [];
  /**
   * Of this turn of the event loop. A flood comes in many at a time, and audio must not wait until all of it is read.
   */
  let spentMs = 0;
  let nextTurn: NodeJS.Immediate | null = null;
  /** Leaves the row in which it waits. */
  let cancelWait: (() => void) | null = null;
  let cancelPing: (() => void) | null = null;

  function ping(): void {
    alive = false;
    socket.ping();
    cancelPing = listening.after(pongLimitMs, judge);
  }

  function judge(): void {
    if (closed) return;
    // Its answer may lie in what we do not read.
    if (!alive && waiting.length === 0) {
      logger.info({ connection: id }, 'SIP socket does not answer pings');
      socket.terminate();
      return ended(vanished);
    }
    cancelPing = listening.after(pingPeriodMs, ping);
  }

  function ended(code: number): void {
    if (closed) return;
    closed = true;
    cancelPing?.();
    cancelWait?.();
    waiting.length = 0;
    events.onClosed(code);
  }

  function readOn(): void {
    while (waiting.length > 0 && spentMs < longestTurnMs) {
      const turn = events.take(goOn);
      if (turn === 'over') return connection.close(1008, 'too many messages');
      if (turn !== 'now') {
        cancelWait = turn;
        break;
      }
      readOne();
    }
    if (waiting.length > 0) socket.pause();
    else socket.resume();
  }

  function goOn(): void {
    cancelWait = null;
    readOne();
    readOn();
  }

  function readOne(): void {
    const startMs = performance.now();
    const text = waiting.shift();
    if (text !== undefined) safely(text);
    spentMs += performance.now() - startMs;
    nextTurn ??= setImmediate(() => {
      nextTurn = null;
      spentMs = 0;
      if (!closed && cancelWait === null) readOn();
    });
  }

  function safely(text: string): void {
    try {
      receive(text);
    } catch (cause) {
      // One message must never take the switch down with it.
      logger.warn({ connection: id, cause }, 'SIP message could not be handled');
    }
  }

  function receive(text: string): void {
    // Keep-alive of RFC 5626 §4.4.1: CRLFCRLF is answered with CRLF.
    if (text.trim() === '') return text.startsWith('\r\n\r\n') ? send('\r\n') : undefined;
    const result = read(text);
    if (result.kind !== 'malformed') return events.onMessage(result);
    malformed += 1;
    logger.debug({ connection: id, malformed }, 'malformed SIP message');
    if (result.reply !== null) send(result.reply);
    if (malformed >= maxMalformed) socket.close(1008, 'too many malformed messages');
  }

  function send(text: string): void {
    if (socket.readyState === socket.OPEN) socket.send(text);
  }

  socket.on('pong', () => (alive = true));
  socket.on('message', (data: Buffer) => {
    alive = true;
    const text = data.toString('utf8');
    if (closed || events.onText(text)) return;
    waiting.push(text);
    if (cancelWait === null) readOn();
  });
  socket.on('error', (cause) => logger.debug({ connection: id, cause }, 'SIP socket error'));
  socket.on('close', ended);

  const connection: SipConnection = {
    id,
    address,
    failures: 0,
    isOpen: () => !closed && socket.readyState === socket.OPEN,
    isWaiting: () => waiting.length > 0,
    watch: () => void (cancelPing ??= listening.after(pingPeriodMs, ping)),
    send,
    close(code, reason) {
      socket.close(code, reason);
      // A dead peer never answers the close; nothing more is expected from it.
      ended(code);
      listening.after(1000, () => socket.terminate());
    },
  };
  return connection;
}
