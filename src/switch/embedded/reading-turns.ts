import type { WebSocket } from 'ws';
import type { TakeMessage } from './traffic';

/** How long messages of one socket are read on end. */
const longestTurnMs = 4;
export interface ReadingTurnsDeps {
  readonly socket: Pick<WebSocket, 'pause' | 'resume'>;
  /** May the next message be read? */
  readonly take: (goOn: () => void) => ReturnType<TakeMessage>;
  readonly read: (text: string) => void;
  /** The socket has said too much for good. */
  readonly onOver: () => void;
}

/**
 * Reads what a socket says when its turn is. A flood comes in many at a time, and audio must not wait until all of it
 * is read.
 */
export interface ReadingTurns {
  add(text: string): void;
  /** Something has not been read yet. */
  isWaiting(): boolean;
  /** What waits is forgotten. */
  stop(): void;
}

export function createReadingTurns({ socket, take, read, onOver }: ReadingTurnsDeps): ReadingTurns {
  /** What had been read when there was too much; the socket is not read on until this is done. */
  const waiting: string[] = [];
  /** Of this turn of the event loop. */
  let spentMs = 0;
  let nextTurn: NodeJS.Immediate | null = null;
  /** Leaves the row in which it waits. */
  let cancelWait: (() => void) | null = null;
  let stopped = false;

  function readOn(): void {
    while (waiting.length > 0 && spentMs < longestTurnMs) {
      const turn = take(goOn);
      if (turn === 'over') return onOver();
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
    if (text !== undefined) read(text);
    spentMs += performance.now() - startMs;
    nextTurn ??= setImmediate(() => {
      nextTurn = null;
      spentMs = 0;
      if (!stopped && cancelWait === null) readOn();
    });
  }

  return {
    add(text) {
      waiting.push(text);
      if (cancelWait === null) readOn();
    },
    isWaiting: () => waiting.length > 0,
    stop() {
      stopped = true;
      cancelWait?.();
      waiting.length = 0;
    },
  };
}
