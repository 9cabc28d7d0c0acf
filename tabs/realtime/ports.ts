import type { ServerEvent, Snapshot, Values } from '../../src/contract/realtime';
import type { Clock } from '../clock';
import type { ConnectionStatus } from '../state/connection-status';

/** The part of a WebSocket that the realtime client uses; tests put their own in its place. */
export interface RealtimeSocket {
  send(text: string): void;
  close(): void;
}

export interface RealtimeSocketEvents {
  onOpen(): void;
  onText(text: string): void;
  onClose(): void;
}

export type OpenSocket = (events: RealtimeSocketEvents) => RealtimeSocket;

/** Whether the machine has a network at all, as the browser says. */
export interface Network {
  online(): boolean;
  onChange(listener: () => void): () => void;
}

export interface RealtimeOptions {
  readonly openSocket: OpenSocket;
  readonly network: Network;
  readonly clock: Clock;
  readonly random: () => number;
  readonly windowId: string;
  readonly getToken: () => Promise<string>;
  /** IANA name of this computer's zone, now. */
  readonly timeZone: () => string;
  /** Of this page, for administrators to see which ones are old. */
  readonly version?: string;
  /** The server's clock minus ours, again whenever one of them was set. */
  readonly onClockSkew: (skewMs: number) => void;
  /** All is new: whatever the window held is void. */
  readonly onSnapshot: (snapshot: Snapshot) => void;
  /** In order, each exactly once. */
  readonly onEvent: (event: ServerEvent) => void;
  /** The newest of people that are watched. */
  readonly onValues: (values: Values) => void;
  /** Another token of the person holds from now on; it may say other roles. */
  readonly onRenewed: () => void;
  readonly onStatus: (status: ConnectionStatus) => void;
  readonly log: (line: string) => void;
}

export function webSocketOpener(url: string): OpenSocket {
  return (events) => {
    const socket = new WebSocket(url);
    socket.onopen = () => events.onOpen();
    socket.onmessage = ({ data }) => {
      if (typeof data === 'string') events.onText(data);
    };
    socket.onclose = () => events.onClose();
    return {
      send: (text) => {
        if (socket.readyState === WebSocket.OPEN) socket.send(text);
      },
      close: () => socket.close(),
    };
  };
}

export const browserNetwork: Network = {
  online: () => navigator.onLine,
  onChange(listener) {
    window.addEventListener('online', listener);
    window.addEventListener('offline', listener);
    return () => {
      window.removeEventListener('online', listener);
      window.removeEventListener('offline', listener);
    };
  },
};
