import { randomBytes } from 'node:crypto';
import { URI } from 'sip.js/lib/core/index.js';
import type { Clock } from '../../ports/clock';
import type { DeviceId } from '../../contract/ids';
import type { SipConnection } from './connection';
import type { Registration } from './registrar';

/** All in milliseconds. `periodMs` + `limitMs` is the longest that a dead device counts as reachable. */
export interface ProbeTimes {
  /** A device that has said nothing for so long is asked. */
  readonly periodMs: number;
  /** It is unreachable when it has not answered by then. */
  readonly limitMs: number;
  /** An unreachable device is asked less often; a page that runs again answers at once what it finds. */
  readonly unreachablePeriodMs: number;
}

export const probeTimes: ProbeTimes = { periodMs: 2000, limitMs: 2250, unreachablePeriodMs: 10_000 };

const tickMs = 250;

export interface ProberDeps {
  readonly listening: Clock;
  readonly times: ProbeTimes;
  readonly onReachable: (registration: Registration) => void;
  readonly onUnreachable: (registration: Registration) => void;
}

/**
 * Keeps asking registered devices for a sign of life (OPTIONS, RFC 3261 §11). A browser answers the pings of a socket
 * for a page that hangs (Chromium 156 does, with the page's script in a loop); only the page itself answers this.
 * Whatever a device sends counts, also a refusal. The registration stands meanwhile.
 *
 *     reachable ── no answer within the limit ──► unreachable ── any message ──► reachable
 *
 * The message is text with a number in it and its answer is known by its branch alone: the parser would cost ten times
 * as much.
 */
export interface Prober {
  /** The device has registered, for the first time or again. */
  watch(registration: Registration): void;
  /** True when the device was reachable until now. */
  forget(deviceId: DeviceId): boolean;
  /** To be told of every text that comes in; true = it was the answer to a probe. */
  heard(connection: SipConnection, text: string): boolean;
  isReachable(deviceId: DeviceId): boolean;
  /** When it said something last; -Infinity for one that is not watched. */
  heardMs(deviceId: DeviceId): number;
  /** Asks now. True = the device said something within `timeoutMs`. */
  probe(deviceId: DeviceId, timeoutMs: number): Promise<boolean>;
  start(): void;
  stop(): void;
}

interface Watched {
  readonly registration: Registration;
  readonly question: (count: number) => string;
  readonly waiting: Set<() => void>;
  isReachable: boolean;
  heardMs: number;
  /** When the next question is due. */
  dueMs: number;
  /** When the oldest question without an answer was sent. */
  askedMs: number | null;
}

export function createProber({ listening, times, onReachable, onUnreachable }: ProberDeps): Prober {
  const branch = `z9hG4bKprobe${randomBytes(6).toString('hex')}`;
  const devices = new Map<DeviceId, Watched>();
  const byConnection = new Map<SipConnection, Watched>();
  let count = 0;
  let cancelTick: (() => void) | null = null;

  function ask(watched: Watched, nowMs: number): void {
    count += 1;
    watched.askedMs ??= nowMs;
    watched.dueMs = nowMs + (watched.isReachable ? times.periodMs : times.unreachablePeriodMs);
    watched.registration.connection.send(watched.question(count));
  }

  function tick(): void {
    const nowMs = listening.nowMs();
    for (const watched of [...devices.values()]) {
      judge(watched, nowMs);
      if (nowMs >= watched.dueMs) ask(watched, nowMs);
    }
    cancelTick = listening.after(tickMs, tick);
  }

  function judge(watched: Watched, nowMs: number): void {
    if (!watched.isReachable || watched.askedMs === null || nowMs - watched.askedMs < times.limitMs) return;
    watched.isReachable = false;
    onUnreachable(watched.registration);
  }

  function forget(deviceId: DeviceId): boolean {
    const watched = devices.get(deviceId);
    if (watched === undefined) return false;
    devices.delete(deviceId);
    byConnection.delete(watched.registration.connection);
    return watched.isReachable;
  }

  return {
    watch(registration) {
      const { deviceId } = registration.device;
      forget(deviceId);
      const watched: Watched = {
        registration,
        question: questionTo(registration, branch),
        waiting: new Set(),
        isReachable: true,
        heardMs: listening.nowMs(),
        dueMs: listening.nowMs() + times.periodMs,
        askedMs: null,
      };
      devices.set(deviceId, watched);
      byConnection.set(registration.connection, watched);
    },
    forget,
    heard(connection, text) {
      const watched = byConnection.get(connection);
      if (watched === undefined) return false;
      watched.askedMs = null;
      watched.heardMs = listening.nowMs();
      watched.dueMs = listening.nowMs() + times.periodMs;
      for (const alive of [...watched.waiting]) alive();
      if (!watched.isReachable) {
        watched.isReachable = true;
        onReachable(watched.registration);
      }
      return text.startsWith('SIP/2.0 ') && text.includes(branch);
    },
    heardMs: (deviceId) => devices.get(deviceId)?.heardMs ?? -Infinity,
    isReachable: (deviceId) => devices.get(deviceId)?.isReachable === true,
    probe(deviceId, timeoutMs) {
      const watched = devices.get(deviceId);
      if (watched === undefined) return Promise.resolve(false);
      return new Promise((resolve) => {
        const finish = (isAlive: boolean): void => {
          cancelTimeout();
          watched.waiting.delete(alive);
          resolve(isAlive);
        };
        const alive = (): void => finish(true);
        const cancelTimeout = listening.after(timeoutMs, () => finish(false));
        watched.waiting.add(alive);
        ask(watched, listening.nowMs());
      });
    },
    start: tick,
    stop() {
      cancelTick?.();
      devices.clear();
      byConnection.clear();
    },
  };
}

function questionTo({ device, contact }: Registration, branch: string): (count: number) => string {
  const callId = randomBytes(8).toString('hex');
  const to = new URI('sip', device.user, device.domain).toString();
  const from = new URI('sip', 'vaxel', device.domain).toString();
  const head = `OPTIONS ${contact.uri.toString()} SIP/2.0\r\nVia: SIP/2.0/WSS vaxel.invalid;branch=${branch}`;
  const middle =
    `Max-Forwards: 70\r\nFrom: <${from}>;tag=${callId}\r\nTo: <${to}>\r\nCall-ID: ` +
    `${callId}@vaxel.invalid\r\nUser-Agent: Vaxel\r\nContent-Length: 0`;
  return (count) => `${head}${count}\r\n${middle}\r\nCSeq: ${count} OPTIONS\r\n\r\n`;
}
