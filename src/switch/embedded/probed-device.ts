import { randomBytes } from 'node:crypto';
import { URI } from 'sip.js/lib/core/index.js';
import type { Clock } from '../../ports/clock';
import type { Registration } from './registrations';

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

/**
 * One registered device as the prober knows it.
 *
 *     reachable ── no answer within the limit ──► unreachable ── any message ──► reachable
 *
 * The question is text with a number in it and its answer is known by its branch alone: the parser would cost ten times
 * as much.
 */
export interface ProbedDevice {
  readonly registration: Registration;
  isReachable(): boolean;
  /** When it said something last. */
  heardMs(): number;
  /** It has said something. */
  heard(): void;
  /** Judges its silence, then asks when that is due. */
  check(nowMs: number): void;
  /** Asks now. True = the device said something within `timeoutMs`. */
  probe(timeoutMs: number): Promise<boolean>;
}

export interface ProbedDeviceDeps {
  readonly listening: Clock;
  readonly times: ProbeTimes;
  /** Begins the branch of every question. */
  readonly branch: string;
  /** No two questions have the same number. */
  readonly nextNumber: () => number;
  readonly onReachable: (registration: Registration) => void;
  readonly onUnreachable: (registration: Registration) => void;
}

/** A device that has just registered: reachable, and asked when it has said nothing for a while. */
export function createProbedDevice(deps: ProbedDeviceDeps, registration: Registration): ProbedDevice {
  const { listening, times } = deps;
  const question = questionTo(registration, deps.branch);
  const waiting = new Set<() => void>();
  let isReachable = true;
  let heardMs = listening.nowMs();
  /** When the next question is due. */
  let dueMs = listening.nowMs() + times.periodMs;
  /** When the oldest question without an answer was sent. */
  let askedMs: number | null = null;

  function ask(nowMs: number): void {
    askedMs ??= nowMs;
    dueMs = nowMs + (isReachable ? times.periodMs : times.unreachablePeriodMs);
    registration.connection.send(question(deps.nextNumber()));
  }

  function judge(nowMs: number): void {
    if (!isReachable || askedMs === null || nowMs - askedMs < times.limitMs) return;
    isReachable = false;
    deps.onUnreachable(registration);
  }

  return {
    registration,
    isReachable: () => isReachable,
    heardMs: () => heardMs,
    heard() {
      askedMs = null;
      heardMs = listening.nowMs();
      dueMs = listening.nowMs() + times.periodMs;
      for (const alive of [...waiting]) alive();
      if (isReachable) return;
      isReachable = true;
      deps.onReachable(registration);
    },
    check(nowMs) {
      judge(nowMs);
      if (nowMs >= dueMs) ask(nowMs);
    },
    probe: (timeoutMs) =>
      new Promise((resolve) => {
        const finish = (isAlive: boolean): void => {
          cancelTimeout();
          waiting.delete(alive);
          resolve(isAlive);
        };
        const alive = (): void => finish(true);
        const cancelTimeout = listening.after(timeoutMs, () => finish(false));
        waiting.add(alive);
        ask(listening.nowMs());
      }),
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
