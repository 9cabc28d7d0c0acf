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
