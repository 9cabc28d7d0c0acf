import { EventEmitter } from 'node:events';
import { EmitterImpl, TransportState, type Transport } from 'sip.js';
import { WebSocket } from 'ws';

export interface PhoneTransportOptions {
  readonly url: string;
  /** Told of every message, both ways; for tests that look at the wire. */
  readonly wire: EventEmitter<{ sent: [string]; received: [string] }>;
}

/** SIP over WebSocket (RFC 7118) for sip.js in Node, where its own transport finds no browser. */
export class PhoneTransport implements Transport {
  readonly protocol = 'WS';
  readonly stateChange = new EmitterImpl<TransportState>();
  state = TransportState.Disconnected;
  onConnect: (() => void) | undefined;
  onDisconnect: ((error?: Error) => void) | undefined;
  onMessage: ((message: string) => void) | undefined;
  private socket: WebSocket | null = null;
  /** Drops what comes in, as a device that hangs does. */
  deaf = false;

  constructor(
    _logger: unknown,
    private readonly options: PhoneTransportOptions,
  ) {}

  isConnected(): boolean {
    return this.state === TransportState.Connected;
  }

  connect(): Promise<void> {
    const socket = new WebSocket(this.options.url, 'sip');
    this.socket = socket;
    socket.on('message', (data) => {
      if (this.deaf) return;
      const text = String(data);
      this.options.wire.emit('received', text);
      this.onMessage?.(text);
    });
    socket.on('close', () => {
      if (this.socket !== socket) return;
      this.change(TransportState.Disconnected);
      this.onDisconnect?.();
    });
    return new Promise((resolve, reject) => {
      socket.once('open', () => {
        this.change(TransportState.Connected);
        this.onConnect?.();
        resolve();
      });
      socket.once('error', reject);
    });
  }

  disconnect(): Promise<void> {
    this.socket?.close();
    return Promise.resolve();
  }

  /** As if the network or the page were gone: no close frame. */
  terminate(): void {
    this.socket?.terminate();
  }

  /** The socket stays open but nothing answers any more, not even pings. */
  freeze(): void {
    this.deaf = true;
    this.socket?.pause();
  }

  dispose(): Promise<void> {
    return this.disconnect();
  }

  send(message: string): Promise<void> {
    if (this.socket?.readyState !== WebSocket.OPEN) return Promise.reject(new Error('not connected'));
    this.options.wire.emit('sent', message);
    this.socket.send(message);
    return Promise.resolve();
  }

  private change(state: TransportState): void {
    this.state = state;
    this.stateChange.emit(state);
  }
}
