import type { DeviceView, SipCredentials } from '../../src/contract/devices/devices';
import type { ClientErrorCode } from '../api/client-error';
import type { Clock } from '../clock';
import { createEnrolment } from './enrolment';
import type { CreateSipClient, SipClient, SipSession, SipStatus } from './ports';
import type { PhoneStatus } from './softphone-state';

const longestRenewalMs = 30_000;

export interface PhoneLineOptions {
  readonly loadSipClient: () => Promise<CreateSipClient>;
  readonly enrol: () => Promise<SipCredentials>;
  readonly clock: Clock;
  readonly onIncoming: (session: SipSession) => void;
  readonly onPhone: (phone: PhoneStatus) => void;
  readonly onCredentials: (credentials: SipCredentials) => void;
  readonly log: (line: string) => void;
}

/** This window's registration: enrolled with the server, registered with the switch, and again after every break. */
export interface PhoneLine {
  start(): Promise<void>;
  /** Null until the first credentials are there. */
  client(): SipClient | null;
  /** Do not wait for the next retry. */
  reconnect(): void;
  /**
   * The devices that the server knows of mine. A switch that outlives the server keeps the registration, and the next
   * server would ring everybody but this window.
   */
  knownAre(devices: readonly Pick<DeviceView, 'id'>[]): void;
  stop(): Promise<void>;
}

export function createPhoneLine(options: PhoneLineOptions): PhoneLine {
  const { clock, log, onIncoming } = options;
  let client: SipClient | null = null;
  let createClient: CreateSipClient | null = null;
  let credentials: SipCredentials | null = null;
  let sipState: SipStatus['state'] = 'off';
  let everRegistered = false;
  let refusal: ClientErrorCode | null = null;

  const enrolment = createEnrolment({
    enrol: options.enrol,
    clock,
    onCredentials(latest) {
      credentials = latest;
      options.onCredentials(latest);
      use(latest);
    },
    onProblem(code) {
      refusal = code;
      tell();
    },
  });

  const renewal = createRenewal(clock, enrolment.renewNow);

  /** Nothing as long as the SIP stack is not loaded. */
  function use(latest: SipCredentials): void {
    client ??= createClient?.({ onStatus, onIncoming, log }) ?? null;
    client?.use(latest);
  }

  const status = (): PhoneStatus => statusOf(sipState, refusal, everRegistered);
  const tell = (): void => options.onPhone(status());

  function onStatus(next: SipStatus): void {
    log(`phone: ${next.state}${next.state === 'failed' ? ` ${next.detail}` : ''}`);
    sipState = next.state;
    everRegistered ||= next.state === 'registered';
    tell();
    if (next.state === 'registered') renewal.succeeded();
    // The server no longer knows our credentials (it restarted, or they ran out while the machine slept).
    if (next.state === 'failed') renewal.failed();
  }

  return {
    async start() {
      // The one takes as long as the other.
      enrolment.start();
      createClient = await options.loadSipClient();
      if (credentials !== null) use(credentials);
    },
    client: () => client,
    reconnect() {
      if (status().state === 'refused') enrolment.renewNow();
      else client?.retryNow();
    },
    knownAre(devices) {
      if (sipState !== 'registered' || devices.some(({ id }) => id === credentials?.deviceId)) return;
      log('phone: not known to the server');
      enrolment.renewNow();
    },
    async stop() {
      credentials = null;
      renewal.cancel();
      enrolment.stop();
      await client?.stop();
    },
  };
}

/** A registered phone stays one while its renewal fails: it rings until the registration runs out. */
function statusOf(sipState: SipStatus['state'], refusal: ClientErrorCode | null, everRegistered: boolean): PhoneStatus {
  if (sipState === 'registered') return { state: 'registered' };
  return refusal === null
    ? { state: everRegistered ? 'reconnecting' : 'starting' }
    : { state: 'refused', code: refusal };
}

interface Renewal {
  failed(): void;
  succeeded(): void;
  cancel(): void;
}

/** Renews after each failure, after twice the time when the one before it was of no use. */
function createRenewal(clock: Clock, renewNow: () => void): Renewal {
  let failures = 0;
  let cancel = (): void => undefined;
  return {
    failed() {
      cancel();
      cancel = clock.after(Math.min(longestRenewalMs, 1_000 * 2 ** failures), renewNow);
      failures += 1;
    },
    succeeded: () => void (failures = 0),
    cancel: () => cancel(),
  };
}
