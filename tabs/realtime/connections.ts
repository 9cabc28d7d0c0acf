import type { ClientMessage, ServerMessage } from '../../src/contract/realtime';
import type { Clock } from '../clock';
import type { OpenSocket, RealtimeSocket } from './ports';

export interface ConnectionsOptions {
  readonly openSocket: OpenSocket;
  readonly clock: Clock;
  /** The connection is given up; what waited for an answer on it will not get one. */
  readonly onDrop: () => void;
  readonly log: (line: string) => void;
}

export interface ConnectionEvents {
  onOpen(): void;
  onMessage(message: ServerMessage): void;
  onClose(): void;
}

/**
 * One connection after the other, of which only the newest may speak: what was begun for an older one comes to
 * nothing.
 */
export interface Connections {
  open(events: ConnectionEvents): void;
  drop(): void;
  send(message: ClientMessage): void;
  /** What the returned function does is done only as long as nothing has been dropped since. */
  mine<Given extends readonly unknown[]>(run: (...given: Given) => void): (...given: Given) => void;
  /** On the connection of now: dropping it cancels. */
  later(delayMs: number, run: () => void): void;
  /** Asks for a sign of life: any frame that comes within the time is one. */
  probe(withinMs: number, dead: () => void, alive: () => void): void;
}

export function createConnections({ openSocket, clock, onDrop, log }: ConnectionsOptions): Connections {
  let generation = 0;
  let socket: RealtimeSocket | null = null;
  let frames = 0;
  let timers: (() => void)[] = [];

  const mine: Connections['mine'] = (run) => {
    const born = generation;
    return (...given) => {
      if (born === generation) run(...given);
    };
  };
  const later: Connections['later'] = (delayMs, run) => void timers.push(clock.after(delayMs, run));
  const send: Connections['send'] = (message) => socket?.send(JSON.stringify(message));

  return {
    mine,
    later,
    send,
    open({ onOpen, onMessage, onClose }) {
      socket = openSocket({
        onOpen: mine(onOpen),
        onText: mine((text: string) => {
          frames += 1;
          onMessage(JSON.parse(text) as ServerMessage);
        }),
        onClose: mine(onClose),
      });
    },
    drop() {
      generation += 1;
      for (const cancel of timers) cancel();
      timers = [];
      socket?.close();
      socket = null;
      onDrop();
    },
    probe(withinMs, dead, alive) {
      const seen = frames;
      send({ type: 'ping', t: clock.nowMs() });
      later(withinMs, () => {
        if (frames !== seen) return alive();
        log('realtime: silent');
        dead();
      });
    },
  };
}
