import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type { PersonActivity } from '../../src/contract/activities/activity';
import type { CallView } from '../../src/contract/calls/call-view';
import type { HistoryEntry } from '../../src/contract/history/history';
import type { UserId } from '../../src/contract/ids';
import type { LineState } from '../../src/contract/lines/line-state';
import { ServerMessage } from '../../src/contract/realtime';
import type { ClientMessage, Command, Cursor, Snapshot, Values } from '../../src/contract/realtime';

export interface RealtimeClientOptions {
  /** Asked for at each connection when it is a function. */
  readonly url: string | (() => string);
  readonly token: string;
  readonly windowId?: string;
  readonly timeZone?: string;
  readonly origin?: string;
  /** False: what the server says is not held against the contract; for benches, which measure how fast it comes. */
  readonly checked?: boolean;
  /** Called after each server message that was applied. */
  onMessage?(message: ServerMessage): void;
}

/** What a window shows: the snapshot with every event since applied to it, as the tab does it. */
export interface ClientState {
  calls: Map<string, CallView>;
  history: Map<string, HistoryEntry>;
  /** Of the people that are watched. */
  lines: Map<string, LineState | null>;
  activities: Map<UserId, PersonActivity>;
  settings: Snapshot['settings'] | null;
  devices: Snapshot['devices'];
}

/** A small client of the realtime protocol, with resumption. It connects only when told to. */
export interface RealtimeClient {
  readonly state: ClientState;
  /** Everything the server has said, in order, over all connections. */
  readonly received: ServerMessage[];
  readonly cursor: Cursor;
  /** Sequence numbers that came a second time or left a gap, e.g. `user 5 after 3`. */
  readonly faults: string[];
  /**
   * Connects and says hello; resolves with the welcome, rejects with the bye or with the way in which the socket ended.
   */
  connect(): Promise<Extract<ServerMessage, { type: 'welcome' }>>;
  /** Watches these besides those it watched before, also over later connections. */
  watch(...people: UserId[]): void;
  command(command: Command): Promise<Extract<ServerMessage, { type: 'ack' }>>;
  send(message: ClientMessage): void;
  sendRaw(data: string | Buffer): void;
  /** Resolves with the first message, of those that have come or will come, for which `test` is true. */
  next<T extends ServerMessage>(test: (message: ServerMessage) => message is T): Promise<T>;
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
  /** Breaks the connection as a lost network does. */
  drop(): void;
  readonly socket: WebSocket | null;
}

function applyValues({ lines, activities }: ClientState, values: Values): void {
  for (const { userId, line } of values.people ?? []) lines.set(userId, line);
  for (const value of values.activities ?? []) activities.set(value.userId, value);
}

export function createRealtimeClient(options: RealtimeClientOptions): RealtimeClient {
  const windowId = options.windowId ?? randomUUID();
  const state: ClientState = {
    calls: new Map(),
    history: new Map(),
    lines: new Map(),
    activities: new Map(),
    settings: null,
    devices: [],
  };
  const received: ServerMessage[] = [];
  const faults: string[] = [];
  const listeners = new Set<(message: ServerMessage) => void>();
  const cursor: Cursor = {};
  const watched = new Set<UserId>();
  let epoch: string | null = null;
  let socket: WebSocket | null = null;
  let closed: Promise<number> = Promise.resolve(0);
  let nextId = 1;

  function apply(message: ServerMessage): void {
    if (message.type === 'welcome') {
      epoch = message.epoch;
      Object.assign(cursor, message.cursor);
      if (message.snapshot !== undefined) replaceState(state, message.snapshot);
      if (watched.size > 0) tellWatched();
    } else if (message.type === 'events') {
      const last = cursor[message.stream] ?? Number.NaN;
      if (message.seq !== last + 1) faults.push(`${message.stream} ${message.seq} after ${last}`);
      cursor[message.stream] = message.seq;
      for (const event of message.events) applyEvent(state, event);
    } else if (message.type === 'values') applyValues(state, message);
    received.push(message);
    options.onMessage?.(message);
    for (const listener of [...listeners]) listener(message);
  }

  function tellWatched(): void {
    if (socket?.readyState === WebSocket.OPEN)
      client.send({ type: 'watch', watched: { people: [...watched], activities: [...watched] } });
  }

  const client: RealtimeClient = {
    state,
    received,
    cursor,
    faults,
    get closed() {
      return closed;
    },
    get socket() {
      return socket;
    },
    connect() {
      const opened = new WebSocket(typeof options.url === 'string' ? options.url : options.url(), {
        perMessageDeflate: false,
        ...(options.origin === undefined ? {} : { origin: options.origin }),
      });
      socket = opened;
      closed = new Promise((resolve) => opened.once('close', (code) => resolve(code)));
      opened.on('error', () => undefined);
      return new Promise((resolve, reject) => {
        opened.once('open', () => {
          const resume = epoch === null ? {} : { resume: { epoch, cursor: { ...cursor } } };
          client.send({
            type: 'hello',
            token: options.token,
            windowId,
            ...(options.timeZone === undefined ? {} : { timeZone: options.timeZone }),
            ...resume,
          });
        });
        opened.on('message', (data) => {
          // What still arrives on a connection that was given up is not ours any more.
          if (socket !== opened) return;
          const said: unknown = JSON.parse(String(data));
          const message = options.checked === false ? (said as ServerMessage) : ServerMessage.parse(said);
          apply(message);
          if (message.type === 'welcome') resolve(message);
          if (message.type === 'bye')
            reject(
              Object.assign(new Error(`bye ${message.reason}`, { cause: message.problem }), {
                bye: message,
              }),
            );
        });
        opened.once('unexpected-response', (_request, response) =>
          reject(Object.assign(new Error(`HTTP ${response.statusCode}`), { status: response.statusCode })),
        );
        opened.once('close', (code) => reject(Object.assign(new Error(`closed ${code}`), { closeCode: code })));
      });
    },
    watch(...people) {
      const isNew = people.some((userId) => !watched.has(userId));
      for (const userId of people) watched.add(userId);
      if (isNew) tellWatched();
    },
    async command(command) {
      const id = nextId++;
      client.send({ type: 'command', id, command });
      return client.next(
        (message): message is Extract<ServerMessage, { type: 'ack' }> => message.type === 'ack' && message.id === id,
      );
    },
    send: (message) => socket?.send(JSON.stringify(message)),
    sendRaw: (data) => socket?.send(data),
    next(test) {
      const found = received.find(test);
      if (found !== undefined) return Promise.resolve(found);
      return new Promise((resolve) => {
        const listener = (message: ServerMessage) => {
          if (!test(message)) return;
          listeners.delete(listener);
          resolve(message);
        };
        listeners.add(listener);
      });
    },
    drop() {
      const dropped = socket;
      socket = null;
      dropped?.terminate();
    },
  };
  return client;
}

function replaceState(state: ClientState, snapshot: Snapshot): void {
  state.calls = new Map(snapshot.calls.map((call) => [call.id, call]));
  state.history = new Map(snapshot.history.map((entry) => [entry.callId, entry]));
  state.settings = snapshot.settings;
  state.devices = snapshot.devices;
}

type ServerEvent = Extract<ServerMessage, { type: 'events' }>['events'][number];

function applyEvent(state: ClientState, event: ServerEvent): void {
  if (event.type === 'call') {
    const known = state.calls.get(event.call.id);
    if (known === undefined || event.call.revision > known.revision) state.calls.set(event.call.id, event.call);
  } else if (event.type === 'history.added') state.history.set(event.entry.callId, event.entry);
  else if (event.type === 'history.removed') {
    if (event.callIds === null) state.history.clear();
    else event.callIds.forEach((id) => state.history.delete(id));
  } else if (event.type === 'settings') state.settings = event.settings;
  else if (event.type === 'devices') state.devices = event.devices;
}
