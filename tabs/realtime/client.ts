import type { UserId } from '../../src/contract/ids';
import type { PersonState } from '../../src/contract/lines/line-state';
import type { ClientMessage, Command, Cursor, ServerEvent, ServerMessage, Snapshot } from '../../src/contract/realtime';
import { ClientError, errorCode } from '../api/client-error';
import type { Clock } from '../clock';
import { longestWaitMs, within } from '../api/within';
import { backoffMs } from '../backoff';
import { createPendingCommands } from './pending-commands';
import type { Network, OpenSocket, RealtimeSocket } from './ports';
import type { ConnectionStatus } from '../state/connection-status';

const livenessMs = 5_000;
const commandTimeoutMs = 10_000;
/** A line that a sleeping machine may have lost is asked for a sign of life; the answer is a round trip away. */
const wakeMs = 2_000;
/** Renewal comes this long before the token ends, or after three quarters of a short life. */
const renewBeforeMs = 60_000;
const renewAtLeastAfterMs = 5_000;
/** A measure of the server's clock may be this wrong besides what the way took: a smaller change is noise. */
const skewNoiseMs = 1_000;

export interface RealtimeOptions {
  readonly openSocket: OpenSocket;
  readonly network: Network;
  readonly clock: Clock;
  readonly random: () => number;
  readonly windowId: string;
  readonly getToken: () => Promise<string>;
  /** IANA name of this computer's zone, now. */
  readonly timeZone: () => string;
  /** The server's clock minus ours, again whenever one of them was set. */
  readonly onClockSkew: (skewMs: number) => void;
  /** All is new: whatever the window held is void. */
  readonly onSnapshot: (snapshot: Snapshot) => void;
  /** In order, each exactly once. */
  readonly onEvent: (event: ServerEvent) => void;
  /** The newest of people that are watched. */
  readonly onValues: (people: readonly PersonState[]) => void;
  readonly onStatus: (status: ConnectionStatus) => void;
  readonly log: (line: string) => void;
}

export interface RealtimeClient {
  start(): void;
  stop(): void;
  /** Tries at once, e.g. because the user asks for it. */
  retryNow(): void;
  /** The page lives again after a pause: finds out within 2 s whether the connection does too. */
  wake(): void;
  /** Tells the server that the person uses this window. Lost when offline, which is harmless. */
  used(): void;
  /** Whose values this window wants from now on, also over later connections. */
  watch(people: readonly UserId[]): void;
  /** Resolves when the server has carried it out. @throws ClientError the server's code, client.offline or client.timeout */
  command(command: Command): Promise<void>;
}

/** The window's end of the realtime protocol, contract/realtime.ts. */
export function createRealtimeClient(options: RealtimeOptions): RealtimeClient {
  const { clock, log } = options;
  const pending = createPendingCommands(clock, commandTimeoutMs);
  let running = false;
  let status: ConnectionStatus = { state: 'connecting' };
  /** Only the newest connection may speak; late events of an older one find another number here. */
  let generation = 0;
  let socket: RealtimeSocket | null = null;
  let resume: { epoch: string; cursor: Cursor } | null = null;
  let attempt = 0;
  let tokensRefused = 0;
  let signedIn = false;
  let nextCommandId = 0;
  let frames = 0;
  let watched: readonly UserId[] = [];
  /** Server's clock minus ours; null until the first welcome. */
  let clockSkewMs: number | null = null;
  let timers: (() => void)[] = [];
  let stopNetwork = (): void => undefined;

  function setStatus(next: ConnectionStatus): void {
    status = next;
    options.onStatus(next);
  }

  function later(delayMs: number, callback: () => void): void {
    timers.push(clock.after(delayMs, callback));
  }

  function drop(): void {
    generation += 1;
    for (const cancel of timers) cancel();
    timers = [];
    socket?.close();
    socket = null;
    pending.failAll();
  }

  function token(): Promise<string> {
    return within(clock, longestWaitMs, options.getToken(), 'token');
  }

  function connect(): void {
    drop();
    if (!running) return;
    if (!options.network.online()) return setStatus({ state: 'waiting', retryAtMs: null });
    const mine = generation;
    if (status.state !== 'waiting') setStatus({ state: 'connecting' });
    token().then(
      (fresh) => {
        if (mine === generation) open(fresh, mine);
      },
      (error: unknown) => {
        if (mine !== generation) return;
        log(`realtime: no token, ${errorCode(error)}`);
        // Who was signed in once is so still: the host may be without network for a while, as we are.
        if (errorCode(error) === 'client.noToken' && !signedIn) refuse('client.noToken');
        else waitAndRetry();
      },
    );
  }

  function open(token: string, mine: number): void {
    const opened = options.openSocket({
      onOpen: () => {
        if (mine !== generation) return;
        send({ type: 'hello', token, windowId: options.windowId, timeZone: options.timeZone(), ...(resume ? { resume } : {}) });
        keepAlive();
      },
      onText: (text) => {
        if (mine !== generation) return;
        frames += 1;
        receive(JSON.parse(text) as ServerMessage);
      },
      onClose: () => {
        if (mine !== generation) return;
        log('realtime: closed');
        waitAndRetry();
      },
    });
    socket = opened;
    // A server that accepts and then says nothing is as gone as one that refuses.
    later(2 * livenessMs, () => {
      if (mine === generation && status.state !== 'online') waitAndRetry();
    });
  }

  function send(message: ClientMessage): void {
    socket?.send(JSON.stringify(message));
  }

  /** Pings every 5 s; a ping that 5 s later has had no frame in answer means that the line is dead. */
  function keepAlive(): void {
    probe(livenessMs, waitAndRetry, keepAlive);
  }

  function probe(withinMs: number, dead: () => void, alive: () => void): void {
    const mine = generation;
    const seen = frames;
    send({ type: 'ping', t: clock.nowMs() });
    later(withinMs, () => {
      if (mine !== generation) return;
      if (frames !== seen) return alive();
      log('realtime: silent');
      dead();
    });
  }

  function waitAndRetry(): void {
    drop();
    if (!running) return;
    if (!options.network.online()) return setStatus({ state: 'waiting', retryAtMs: null });
    const delayMs = backoffMs(attempt, options.random());
    attempt += 1;
    setStatus({ state: 'waiting', retryAtMs: clock.nowMs() + delayMs });
    later(delayMs, connect);
  }

  function refuse(code: ClientError['code']): void {
    drop();
    setStatus({ state: 'refused', code });
  }

  function receive(message: ServerMessage): void {
    switch (message.type) {
      case 'welcome':
        return welcome(message);
      case 'events':
        return events(message);
      case 'values':
        return options.onValues(message.people);
      case 'ack':
        return pending.settle(message);
      case 'token.accepted':
        return renewLater(message.tokenExpiresAtMs - clock.nowMs() - (clockSkewMs ?? 0));
      case 'bye':
        return bye(message);
      case 'pong':
        // As the server's clock stood half a round trip ago.
        return measureSkew(message.serverTimeMs - (message.t + clock.nowMs()) / 2, (clock.nowMs() - message.t) / 2);
    }
  }

  /** `uncertainMs`: how far the measure can be off, since nobody knows how long each way took. */
  function measureSkew(measuredMs: number, uncertainMs: number): void {
    if (clockSkewMs !== null && Math.abs(measuredMs - clockSkewMs) < skewNoiseMs + uncertainMs) return;
    clockSkewMs = Math.round(measuredMs);
    options.onClockSkew(clockSkewMs);
  }

  function welcome(message: Extract<ServerMessage, { type: 'welcome' }>): void {
    attempt = 0;
    tokensRefused = 0;
    signedIn = true;
    measureSkew(message.serverTimeMs - clock.nowMs(), 0);
    if (message.snapshot) {
      resume = { epoch: message.epoch, cursor: message.cursor };
      options.onSnapshot(message.snapshot);
    }
    setStatus({ state: 'online' });
    tellWatched();
    renewLater(message.tokenExpiresAtMs - message.serverTimeMs);
  }

  /** A new connection watches nothing yet. */
  function tellWatched(): void {
    if (watched.length > 0) send({ type: 'watch', watched: { people: [...watched] } });
  }

  function events({ stream, seq, events: list }: Extract<ServerMessage, { type: 'events' }>): void {
    const last = resume?.cursor[stream];
    if (!resume || last === undefined || seq <= last) return;
    if (seq !== last + 1) {
      log(`realtime: gap in ${stream} at ${seq}`);
      resume = null;
      return connect();
    }
    resume = { ...resume, cursor: { ...resume.cursor, [stream]: seq } };
    for (const event of list) options.onEvent(event);
  }

  function bye({ reason, problem }: Extract<ServerMessage, { type: 'bye' }>): void {
    log(`realtime: bye ${reason} ${problem?.code ?? ''}`);
    const code = problem?.code;
    // One more token may help when the old one had just expired; a second refusal is meant.
    if (code === 'auth.notLinked' || code === 'auth.noOrganisation' || code === 'auth.otherOrganisation') return refuse(code);
    if (code === 'auth.invalid' || code === 'auth.missing' || code === 'auth.expired') {
      tokensRefused += 1;
      return tokensRefused > 1 ? refuse(code) : connect();
    }
    if (reason === 'tokenExpired' || reason === 'tooSlow') return connect();
    waitAndRetry();
  }

  /** Renews well before the token ends, and keeps trying: the connection lives until then, when the server says bye. */
  function renewLater(lifeMs: number): void {
    const mine = generation;
    later(Math.max(renewAtLeastAfterMs, lifeMs - renewBeforeMs, lifeMs * 0.75), () => {
      token().then(
        (fresh) => {
          if (mine === generation) send({ type: 'token', token: fresh });
        },
        (error: unknown) => {
          log(`realtime: renewal failed, ${errorCode(error)}`);
          if (mine === generation) renewLater(0);
        },
      );
    });
  }

  return {
    start() {
      if (running) return;
      running = true;
      stopNetwork = options.network.onChange(() => {
        if (options.network.online()) {
          attempt = 0;
          connect();
        } else waitAndRetry();
      });
      connect();
    },
    stop() {
      running = false;
      stopNetwork();
      drop();
    },
    retryNow() {
      attempt = 0;
      tokensRefused = 0;
      if (running && status.state !== 'online') connect();
    },
    wake() {
      if (!running || status.state === 'refused') return;
      attempt = 0;
      if (status.state === 'online') probe(wakeMs, connect, () => undefined);
      // What was under way when the page was put away may never be answered: it begins anew.
      else connect();
    },
    used() {
      if (status.state === 'online') send({ type: 'used' });
    },
    watch(people) {
      if (people.length === 0 && watched.length === 0) return;
      watched = people;
      if (status.state === 'online') send({ type: 'watch', watched: { people: [...people] } });
    },
    async command(command) {
      if (status.state !== 'online') throw new ClientError('client.offline');
      const id = nextCommandId++;
      const done = pending.add(id);
      send({ type: 'command', id, command });
      return done;
    },
  };
}
