import type { RawData, WebSocket } from 'ws';
import { z } from 'zod';
import { createBucket } from '../limits/bucket';
import type { Clock } from '../ports/clock';
import { VaxelError } from '../contract/errors';
import type { Command, ServerMessage, Snapshot, Watched } from '../contract/realtime';
import { ClientMessage } from '../contract/realtime';
import { TooManyRequests } from '../errors/too-many-requests';
import { toVaxelError } from '../errors/to-vaxel-error';
import type { Authenticate, Principal } from '../ports/principal';
import type { Logger } from '../ports/logger';
import type { TopicGuards, TopicId, TopicName } from '../ports/topics';
import type { EventLog, Stream } from './event-log';
import type { FanOut } from './fan-out';
import { createLanes } from '../time/lanes';
import type { Reader } from './reader';
import { createReader } from './reader';
import { allowed, isAllowed } from './topics';
import type { Topics, Watcher } from './topics';

export interface ConnectionDeps {
  readonly log: EventLog;
  readonly fanOut: FanOut;
  readonly topics: Topics;
  readonly mayWatch?: TopicGuards | undefined;
  readonly clock: Clock;
  /** Of the deadlines that judge the client. */
  readonly listening: Clock;
  readonly logger: Logger;
  /** Of a renewed token. */
  readonly authenticate: Authenticate;
  /** Of the token in the hello. */
  readonly authenticateNewcomer: Authenticate;
  /** The client has said hello, whatever comes of it. */
  greeted(): void;
  streamsOf(principal: Principal): readonly Stream[];
  snapshot(principal: Principal): Promise<Snapshot>;
  /** What a command is about: commands about the same are carried out in their order. */
  subjectsOf(command: Command): readonly string[];
  execute(principal: Principal, command: Command): Promise<void>;
  /** The person opened the window's page, looks at it or touches it. */
  used(principal: Principal, windowId: string): void;
  /** IANA name of the zone of the person's computer. */
  timeZone(principal: Principal, timeZone: string): void;
  /** Lets the connection in beside the person's others. @throws VaxelError request.tooMany */
  admit(connection: Connection, principal: Principal, windowId: string, version: string | null): void;
  /** Called once, after the end. */
  closed(connection: Connection): void;
}

export type ByeReason = Extract<ServerMessage, { type: 'bye' }>['reason'];

/** One client's WebSocket, as the gateway sees it. */
export interface Connection {
  /** Says why, and when to come back if that is known; then closes. */
  bye(reason: ByeReason, problem?: VaxelError, retryInMs?: number): void;
  /** Ends it without a word, e.g. because its window has a new one. */
  cut(): void;
  /** Asks for a sign of life; a connection that did not answer the last time is cut. */
  beat(): void;
}

const helloTimeoutMs = 10_000;
/** Messages of one window. Fast typing on the keypad is some 10 a second. */
const messageRate = { burst: 60, perSecond: 20 };
/** Lines of the log about what was refused: enough for support, and not for who wants to fill it. */
const refusedRate = { burst: 20, perSecond: 0.2 };
/** Of whom so many are watched anew counts as one message more: all that is new is read and told at once. */
const watchedInOne = 100;
/** Bytes that a client may be behind before it is cut; it comes back and resumes. */
const largestBacklog = 2_000_000;
/** Bytes that a client may be behind before watched values wait for it. */
const valuesBacklog = 64_000;
/** A token that the allowed clock skew has kept alive: time to fetch a new one. */
const skewGraceMs = 60_000;
const closeCodes: Record<ByeReason, number> = { tokenExpired: 4401, tooSlow: 4408, shutdown: 1012, protocol: 1008 };

/**
 * The server's side of the realtime protocol (contract/realtime.ts) for one socket:
 *
 *     new ──hello──► joining ──welcome──► live ──► closed        any state ──bye / cut / socket gone──► closed
 */
export function createConnection(socket: WebSocket, deps: ConnectionDeps): Connection {
  const { clock, logger } = deps;
  let state: 'new' | 'joining' | 'live' | 'closed' = 'new';
  let principal: Principal | null = null;
  let window: string | null = null;
  let reader: Reader | null = null;
  let watcher: Watcher | null = null;
  let alive = true;
  /** Nothing of what the client says is done before. */
  let welcomed: Promise<void> = Promise.resolve();
  const lanes = createLanes();
  let cancelTimer = deps.listening.after(helloTimeoutMs, () =>
    connection.bye('protocol', new VaxelError('auth.missing', 'No hello within 10 s.')),
  );
  const limit = createBucket(clock, messageRate);
  const refusals = createBucket(clock, refusedRate);

  const connection: Connection = {
    bye(reason, problem, retryInMs) {
      if (state === 'closed') return;
      send({
        type: 'bye',
        reason,
        ...(problem === undefined ? {} : { problem: problem.toProblem() }),
        ...(retryInMs === undefined ? {} : { retryInMs }),
      });
      socket.close(closeCodes[reason]);
      end();
    },
    cut() {
      socket.terminate();
      end();
    },
    beat() {
      if (!alive) return connection.cut();
      alive = false;
      socket.ping();
    },
  };

  socket.on('message', (data, isBinary) => receive(data, isBinary));
  socket.on('pong', () => (alive = true));
  socket.on('close', () => end());
  // Broken frames and resets; `close` follows.
  socket.on('error', () => undefined);
  return connection;

  function end(): void {
    if (state === 'closed') return;
    state = 'closed';
    cancelTimer();
    reader?.close();
    if (watcher !== null) deps.topics.leave(watcher);
    watcher = null;
    deps.closed(connection);
  }

  function send(message: ServerMessage): void {
    sendFrame(JSON.stringify(message));
  }

  function sendFrame(frame: Buffer | string): void {
    if (state === 'closed' || socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > largestBacklog) {
      logger.warn({ userId: principal?.userId }, 'realtime connection cut: it reads too slowly');
      return connection.cut();
    }
    socket.send(frame, { binary: false });
  }

  function receive(data: RawData, isBinary: boolean): void {
    if (state === 'closed') return;
    alive = true;
    if (!limit.take()) return tooMany();
    const message = isBinary ? null : parse(data);
    if (message?.type === 'watch' && !takeFor(message.watched)) return tooMany();
    if (message === null || (message.type === 'hello') !== (state === 'new'))
      return connection.bye('protocol', new VaxelError('request.invalid', 'This message is not understood here.'));
    if (message.type === 'hello') welcomed = hello(message);
    else if (message.type === 'ping') send({ type: 'pong', t: message.t, serverTimeMs: clock.nowMs() });
    else void welcomed.then(() => carryOut(message));
  }

  function tooMany(): void {
    connection.bye('protocol', new VaxelError('request.tooMany', 'Too many messages.'));
  }

  function takeFor(watched: Watched): boolean {
    const more = Math.floor(Object.values(watched).flat().length / watchedInOne);
    return Array.from({ length: more }, () => limit.take()).every(Boolean);
  }

  function carryOut(message: Exclude<ClientMessage, { type: 'hello' | 'ping' }> | UnfitCommand): void {
    switch (message.type) {
      case 'command':
        return void lanes.run(deps.subjectsOf(message.command), () => command(message.id, message.command));
      case 'unfit':
        // What a person typed may be unfit; that costs the person the command, not the window.
        return send({ type: 'ack', id: message.id, ok: false, problem: new VaxelError('request.invalid').toProblem() });
      case 'token':
        return void renew(message.token);
      case 'watch':
        if (watcher !== null && principal !== null)
          deps.topics.watch(watcher, allowed(deps.mayWatch ?? {}, principal, message.watched));
        return;
      case 'used':
        return used();
    }
  }

  /** The window is the one that said hello here: nobody can speak for another's. */
  function used(): void {
    if (principal !== null && window !== null) deps.used(principal, window);
  }

  async function hello({
    token,
    windowId,
    timeZone,
    version,
    resume,
  }: Extract<ClientMessage, { type: 'hello' }>): Promise<void> {
    state = 'joining';
    cancelTimer();
    deps.greeted();
    try {
      const found = await deps.authenticateNewcomer(token);
      if (isClosed()) return;
      principal = found;
      deps.admit(connection, found, windowId, version ?? null);
      window = windowId;
      // A page that comes back after a break was not opened by anybody.
      if (resume === undefined) used();
      if (timeZone !== undefined) deps.timeZone(found, timeZone);
      watchExpiry(found);
      const theirs = { streams: deps.streamsOf(found), snapshot: () => deps.snapshot(found) };
      reader = createReader({ ...deps, ...theirs, send: sendFrame });
      await reader.open(resume, (welcome) =>
        send({
          type: 'welcome',
          epoch: deps.log.epoch,
          ...welcome,
          serverTimeMs: clock.nowMs(),
          tokenExpiresAtMs: found.expiresAtMs,
        }),
      );
      if (isClosed()) return reader.close();
      const isBehind = (): boolean => socket.bufferedAmount > valuesBacklog;
      watcher = { organisationId: found.organisationId, isBehind, mayWatch, send: sendFrame };
      state = 'live';
    } catch (error) {
      refuse(error);
    }
  }

  /** As the person is by then: roles come and go with tokens, and supervisors with their groups. */
  function mayWatch(name: TopicName, id: TopicId<TopicName>): boolean {
    return principal !== null && isAllowed(deps.mayWatch ?? {}, principal, name, id);
  }

  /** A function, since the state changes while an `await` waits, which the compiler cannot see. */
  function isClosed(): boolean {
    return state === 'closed';
  }

  async function renew(token: string): Promise<void> {
    try {
      const renewed = await deps.authenticate(token);
      if (isClosed()) return;
      if (
        principal === null ||
        renewed.userId !== principal.userId ||
        renewed.organisationId !== principal.organisationId
      )
        throw new VaxelError('auth.invalid', 'The new token is another person’s.');
      principal = renewed;
      watchExpiry(renewed);
      send({ type: 'token.accepted', tokenExpiresAtMs: renewed.expiresAtMs });
    } catch (error) {
      // The old token still counts; the client tries again until it has expired.
      if (toVaxelError(error).code !== 'server.unavailable') refuse(error);
    }
  }

  async function command(id: number, wanted: Command): Promise<void> {
    if (isClosed() || principal === null) return;
    try {
      await deps.execute(principal, wanted);
      send({ type: 'ack', id, ok: true });
    } catch (error) {
      const problem = toVaxelError(error);
      const facts = { userId: principal.userId, command: wanted.name, code: problem.code };
      if (problem.code === 'server.error') logger.error({ ...facts, err: problem.cause }, 'command failed');
      else if (refusals.take()) logger.info({ ...facts, why: problem.message }, 'command refused');
      send({ type: 'ack', id, ok: false, problem: problem.toProblem() });
    }
  }

  function watchExpiry({ expiresAtMs }: Principal): void {
    cancelTimer();
    const leftMs = expiresAtMs - clock.nowMs();
    // A new token may lie unread while we are late.
    cancelTimer = deps.listening.after(leftMs > 0 ? leftMs : skewGraceMs, () =>
      connection.bye('tokenExpired', new VaxelError('auth.expired')),
    );
  }

  function refuse(error: unknown): void {
    const problem = toVaxelError(error);
    if (problem.code === 'server.error')
      logger.error({ userId: principal?.userId, err: problem.cause }, 'realtime connection failed');
    const retryInMs = problem instanceof TooManyRequests ? problem.retryAfterSeconds * 1_000 : undefined;
    connection.bye(problem.code === 'auth.expired' ? 'tokenExpired' : 'protocol', problem, retryInMs);
  }
}

/** A command that is none of ours, but says where its answer is awaited. */
const UnfitCommand = z.object({ type: z.literal('command'), id: z.number().int().min(0) });
interface UnfitCommand {
  readonly type: 'unfit';
  readonly id: number;
}

function parse(data: RawData): ClientMessage | UnfitCommand | null {
  try {
    const json: unknown = JSON.parse(data.toString());
    const parsed = ClientMessage.safeParse(json);
    if (parsed.success) return parsed.data;
    const unfit = UnfitCommand.safeParse(json);
    return unfit.success ? { type: 'unfit', id: unfit.data.id } : null;
  } catch {
    return null;
  }
}
