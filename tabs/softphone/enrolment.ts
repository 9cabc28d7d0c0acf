import type { SipCredentials } from '../../src/contract/devices/devices';
import { errorCode } from '../api/client-error';
import type { ClientErrorCode } from '../api/client-error';
import { longestWaitMs, within } from '../api/within';
import type { Clock } from '../clock';

const firstRetryMs = 1_000;
const longestRetryMs = 30_000;
/** Renewal comes when this much of the credentials' life is left. */
const renewAtLeft = 0.3;

export interface EnrolmentOptions {
  readonly enrol: () => Promise<SipCredentials>;
  readonly clock: Clock;
  readonly onCredentials: (credentials: SipCredentials) => void;
  /** Enrolment does not succeed; it goes on trying unless the window was refused for good. */
  readonly onProblem: (code: ClientErrorCode | null) => void;
}

export interface Enrolment {
  start(): void;
  /** The server may have forgotten the device, e.g. after a restart. */
  renewNow(): void;
  stop(): void;
}

/** Keeps this window enrolled as a phone: credentials live in memory, for minutes, and are renewed before they end. */
export function createEnrolment({ enrol, clock, onCredentials, onProblem }: EnrolmentOptions): Enrolment {
  let cancel = (): void => undefined;
  let round = 0;
  let failures = 0;

  function next(delayMs: number): void {
    cancel();
    cancel = clock.after(delayMs, run);
  }

  function run(): void {
    const mine = ++round;
    within(clock, longestWaitMs, enrol(), 'enrolment').then(
      (credentials) => {
        if (mine !== round) return;
        failures = 0;
        onProblem(null);
        onCredentials(credentials);
        next(Math.max(firstRetryMs, credentials.validForMs * (1 - renewAtLeft)));
      },
      (error: unknown) => {
        if (mine !== round) return;
        onProblem(errorCode(error));
        next(Math.min(longestRetryMs, firstRetryMs * 2 ** failures));
        failures += 1;
      },
    );
  }

  return {
    start: run,
    renewNow() {
      failures = 0;
      cancel();
      run();
    },
    stop() {
      round += 1;
      cancel();
    },
  };
}
