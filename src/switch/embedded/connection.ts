import type { WebSocket } from 'ws';
import type { Clock } from '../../ports/clock';
import type { Logger } from '../../ports/logger';
import type { TakeMessage } from './traffic';
import { createReadingTurns } from './reading-turns';
import { createSipReader, type ReadResult } from './sip-messages';
import { createSocketPings } from './socket-pings';

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
  /** How long we have listened since it said something; ever since it came, if it has not. */
  silentForMs(): number;
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

export interface ConnectionDeps {
  readonly listening: Clock;
  readonly logger: Logger;
  readonly id: string;
  readonly address: string;
  readonly socket: WebSocket;
  readonly events: ConnectionEvents;
}

export function createConnection({ listening, logger, id, address, socket, events }: ConnectionDeps): SipConnection {
  let closed = false;
  let saidMs = listening.nowMs();
  const send = (text: string): void => {
    if (socket.readyState === socket.OPEN) socket.send(text);
  };
  const endByForce = createForce(listening, socket);
  const turns = createReadingTurns({
    socket,
    take: events.take,
    read: createReceive({ logger, id, socket, events, send }),
    onOver: () => connection.close(1008, 'too many messages'),
  });
  const pings = createSocketPings({
    listening,
    socket,
    isWaiting: turns.isWaiting,
    onDead() {
      logger.info({ connection: id }, 'SIP socket does not answer pings');
      socket.terminate();
      ended(vanished);
    },
  });

  function ended(code: number): void {
    if (closed) return;
    closed = true;
    pings.stop();
    turns.stop();
    events.onClosed(code);
  }

  socket.on('pong', pings.heard);
  socket.on('message', (data: Buffer) => {
    pings.heard();
    saidMs = listening.nowMs();
    const text = data.toString('utf8');
    if (!closed && !events.onText(text)) turns.add(text);
  });
  socket.on('error', (cause) => logger.debug({ connection: id, cause }, 'SIP socket error'));
  socket.on('close', ended);

  const connection: SipConnection = {
    id,
    address,
    failures: 0,
    isOpen: () => !closed && socket.readyState === socket.OPEN,
    isWaiting: turns.isWaiting,
    silentForMs: () => listening.nowMs() - saidMs,
    watch: pings.start,
    send,
    close(code, reason) {
      socket.close(code, reason);
      // A dead peer never answers the close; nothing more is expected from it.
      ended(code);
      endByForce();
    },
  };
  return connection;
}

/** Ends the socket a second later, unless that has closed by then. */
function createForce(listening: Clock, socket: WebSocket): () => void {
  let cancel = (): void => undefined;
  socket.on('close', () => cancel());
  return () => {
    cancel();
    if (socket.readyState !== socket.CLOSED) cancel = listening.after(1000, () => socket.terminate());
  };
}

/** Hands on what is a SIP message, and answers what is not. */
function createReceive({
  logger,
  id,
  socket,
  events,
  send,
}: Pick<ConnectionDeps, 'logger' | 'id' | 'socket' | 'events'> & Pick<SipConnection, 'send'>): (text: string) => void {
  const read = createSipReader(logger);
  let malformed = 0;

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

  return (text) => {
    try {
      receive(text);
    } catch (cause) {
      // One message must never take the switch down with it.
      logger.warn({ connection: id, cause }, 'SIP message could not be handled');
    }
  };
}
