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
  /** What came in while the device is frozen. */
  private frozen: string[] | null = null;

  constructor(
    _logger: unknown,
    private readonly options: PhoneTransportOptions,
  ) {}

  isConnected(): boolean {
    // A socket that was cut is gone at once, though its end is told a moment later.
    return this.state === TransportState.Connected && this.socket?.readyState === WebSocket.OPEN;
  }

  connect(): Promise<void> {
    const socket = new WebSocket(this.options.url, 'sip');
    this.socket = socket;
    socket.on('message', (data) => {
      const text = String(data);
      if (this.frozen === null) this.take(text);
      else this.frozen.push(text);
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
      // For as long as it is ours: it may fail after it was open as well.
      socket.on('error', reject);
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

  /** Close frame "going away" (RFC 6455 §7.4.1), as of a page that is unloaded. */
  goAway(): void {
    this.socket?.close(1001);
  }

  /** The socket stays open and answers pings, but nobody reads. */
  freeze(): void {
    this.frozen ??= [];
  }

  thaw(): void {
    const backlog = this.frozen ?? [];
    this.frozen = null;
    for (const text of backlog) this.take(text);
  }

  /** The socket stays open but nothing answers any more, not even pings. */
  hang(): void {
    this.frozen ??= [];
    this.socket?.pause();
  }

  private take(text: string): void {
    this.options.wire.emit('received', text);
    this.onMessage?.(text);
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
