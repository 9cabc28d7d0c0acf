import { WebSocket } from 'ws';
import type { Clock } from '../../ports/clock';
import type { Logger } from '../../ports/logger';
import { readAnswer, readEvent, type AriEvent } from './events';

export interface AriOptions {
  /** `http://host:port`, without a path. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly application: string;
  readonly clock: Clock;
  /** Time in which we listened: an answer that lies unread is none that did not come. */
  readonly listening: Clock;
  readonly logger: Logger;
  readonly onEvent: (event: AriEvent) => void;
  /** The application is registered: from here on events come. */
  readonly onUp: () => void;
  /** Not when we have ended it ourselves. */
  readonly onDown: () => void;
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
export type Query = Readonly<Record<string, string | number>>;

/** Asterisk's REST interface: events by one WebSocket, requests by HTTP. */
export interface Ari {
  /** Connects, and does so again whenever the connection is lost, until `stop`. */
  start(): void;
  stop(): void;
  /** Begins anew: the connection stands and is of no use. */
  reconnect(): void;
  isUp(): boolean;
  /** @throws AriError when Asterisk refuses, cannot be reached or is silent */
  request(method: Method, path: string, query?: Query, body?: object): Promise<unknown>;
  /**
   * Reads a file of Asterisk's, piece by piece.
   * @throws AriError as `request`, also in its middle, and what `take` throws
   */
  download(path: string, take: (piece: Uint8Array) => Promise<void>): Promise<void>;
}

/** `status` 0 = there was no answer. */
export class AriError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = 'AriError';
  }
}

/** For what need not be there. */
export function unlessGone(error: unknown): null {
  if (error instanceof AriError && error.status === 404) return null;
  throw error;
}

/** Asterisk starts in less than a second; one that is away for long is not asked more often than this. */
const [firstRetryMs, lastRetryMs] = [100, 5_000];
const requestLimitMs = 5_000;
const [lookMs, mostLooks] = [50, 20];
/** A socket that answers no ping for so long, while we listened, leads nowhere. */
const pingMs = 5_000;

export function createAri(options: AriOptions): Ari {
  const { clock, logger } = options;
  const authorization = `Basic ${Buffer.from(`${options.user}:${options.password}`).toString('base64')}`;
  const base = `${options.url.replace(/\/$/, '')}/ari`;
  const request = requester(base, authorization, options.listening);
  let socket: WebSocket | null = null;
  let isUp = false;
  let isStopped = true;
  let retryMs = firstRetryMs;
  let cancelTimer: () => void = () => undefined;

  /**
   * Asterisk takes leave of an application with the connection that it had last, also of one that has another by then,
   * and that one hears nothing. An old one that Asterisk does not miss in time is superseded.
   */
  function connect(looks = mostLooks): void {
    let isOff = false;
    cancelTimer = () => (isOff = true);
    const isThere = request('GET', `/applications/${options.application}`).then(
      () => true,
      () => false,
    );
    void isThere.then((isOld) => {
      if (isOff) return;
      if (isOld && looks > 1) cancelTimer = clock.after(lookMs, () => connect(looks - 1));
      else open();
    });
  }

  function open(): void {
    const url = `${base.replace(/^http/, 'ws')}/events?app=${options.application}&subscribeAll=true`;
    const opened = new WebSocket(url, { headers: { authorization }, handshakeTimeout: requestLimitMs });
    socket = opened;
    opened.on('open', () => {
      isUp = true;
      cancelTimer = keepAlive(opened, options.listening);
      options.onUp();
    });
    opened.on('message', (data) => {
      const event = readEvent(String(data));
      if (event !== null && socket === opened) options.onEvent(event);
    });
    // It has stood for a while: what is of no use again and again is asked for less and less often.
    opened.on('pong', () => (retryMs = firstRetryMs));
    // What went wrong is told by the close that follows.
    opened.on('error', (error) => logger.debug({ error: error.message }, 'ARI connection failed'));
    opened.on('close', () => socket === opened && closed());
  }

  function closed(): void {
    cancelTimer();
    socket = null;
    const wasUp = isUp;
    isUp = false;
    if (isStopped) return;
    if (wasUp) {
      logger.warn({}, 'Asterisk is away');
      options.onDown();
    }
    cancelTimer = clock.after(retryMs, () => connect());
    retryMs = Math.min(2 * retryMs, lastRetryMs);
  }

  return {
    start() {
      isStopped = false;
      connect();
    },
    stop() {
      isStopped = true;
      cancelTimer();
      socket?.terminate();
      if (socket !== null) closed();
    },
    reconnect: () => socket?.terminate(),
    isUp: () => isUp,
    request,
    download: downloader(base, authorization, options.listening),
  };
}

/** Ends a connection that leads nowhere; returns what ends the asking. */
function keepAlive(opened: WebSocket, listening: Clock): () => void {
  let isAlive = true;
  opened.on('pong', () => (isAlive = true));
  const ask = (): void => {
    if (!isAlive) return opened.terminate();
    isAlive = false;
    opened.ping();
    cancel = listening.after(pingMs, ask);
  };
  let cancel = listening.after(pingMs, ask);
  return () => cancel();
}

/**
 * Asterisk has ten connections wait for it at most, and each further one is tried again after a second, then three:
 * what comes at once goes over a few.
 */
const mostAtOnce = 8;

function createGate(most: number) {
  let free = most;
  const waiting: (() => void)[] = [];
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}

function requester(base: string, authorization: string, listening: Clock): Ari['request'] {
  const ask = asker(base, authorization, listening);
  const inTurn = createGate(mostAtOnce);
  return (...asked) => inTurn(() => ask(...asked));
}

function asker(base: string, authorization: string, listening: Clock): Ari['request'] {
  return async (method, path, query = {}, body) => {
    const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
    const headers = { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const limit = new AbortController();
    const { signal } = limit;
    const cancel = listening.after(requestLimitMs, () => limit.abort(new Error('no answer')));
    const failed = (error: unknown): never => {
      throw new AriError(0, `${method} ${path}: ${error instanceof Error ? error.message : 'failed'}`);
    };
    const response = await fetch(`${base}${path}${search.size === 0 ? '' : `?${search}`}`, {
      method,
      headers,
      signal,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      cancel();
      return failed(error);
    });
    // It may go away in the middle of its answer.
    const text = await response.text().catch(failed).finally(cancel);
    if (!response.ok) throw new AriError(response.status, `${method} ${path}: ${response.status} ${text}`);
    try {
      return readAnswer(text);
    } catch (error) {
      return failed(error);
    }
  };
}

/** Beside what calls need: what is kept of them can wait. */
const mostDownloads = 2;

function downloader(base: string, authorization: string, listening: Clock): Ari['download'] {
  const inTurn = createGate(mostDownloads);
  return (path, take) => inTurn(() => readPieces({ url: `${base}${path}`, authorization, listening }, take));
}

interface Download {
  readonly url: string;
  readonly authorization: string;
  readonly listening: Clock;
}

/** However long it is, each piece comes in time; who takes it may need longer. */
async function readPieces(
  { url, authorization, listening }: Download,
  take: (piece: Uint8Array) => Promise<void>,
): Promise<void> {
  const limit = new AbortController();
  const failed = (error: unknown): never => {
    throw new AriError(0, `GET ${url}: ${error instanceof Error ? error.message : 'failed'}`);
  };
  const inTime = <Result>(work: Promise<Result>): Promise<Result> =>
    work.catch(failed).finally(listening.after(requestLimitMs, () => limit.abort(new Error('no answer'))));
  try {
    const response = await inTime(fetch(url, { headers: { authorization }, signal: limit.signal }));
    if (!response.ok || response.body === null) throw new AriError(response.status, `GET ${url}: ${response.status}`);
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await inTime(reader.read());
      if (done) return;
      await take(value);
    }
  } finally {
    limit.abort();
  }
}
