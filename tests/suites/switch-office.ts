import { randomUUID } from 'node:crypto';
import type { CallId, DeviceId, LegId, OrganisationId } from '../../src/contract/ids';
import type { DeviceEnrolment, DialOptions, Switch, SwitchEvent } from '../../src/switch/port';
import { SipPhone, type PhoneAccount, type SipPhoneOptions } from '../fakes/sip-phone';
import { RawSip } from '../fakes/raw-sip';
import { Waiters } from '../fakes/waiters';
import { patienceMs } from '../patience';

/** What a driver's test gives: a started switch and where its phones connect. */
export interface SwitchHarness {
  readonly switch: Switch;
  /** Address of the SIP WebSocket. */
  readonly url: string;
  /** What phones of this switch have to do. */
  readonly phones?: Partial<SipPhoneOptions>;
  /** Where its recordings go. */
  readonly recordingsFolder?: string;
  stop(): Promise<void>;
}

type EventOf<Type extends SwitchEvent['type']> = Extract<SwitchEvent, { type: Type }>;

export interface Device {
  readonly enrolment: DeviceEnrolment;
  readonly id: DeviceId;
  readonly account: PhoneAccount;
  /** It can register. */
  readonly enrolled: Promise<unknown>;
}

/** A switch with phones, and its events in a row that tests take from. */
export class Office {
  readonly events: SwitchEvent[] = [];
  private readonly untaken: SwitchEvent[] = [];
  private readonly waiters = new Waiters();
  private readonly phones: SipPhone[] = [];
  private readonly raws: RawSip[] = [];
  private readonly devices: Device[] = [];
  readonly organisationId = randomUUID() as OrganisationId;
  private readonly unsubscribe: () => void;

  constructor(
    private readonly harness: SwitchHarness,
    readonly domain = `d${randomUUID().slice(0, 8)}.vaxel`,
  ) {
    this.unsubscribe = harness.switch.onEvent((event) => {
      this.events.push(event);
      this.untaken.push(event);
      this.waiters.wake();
    });
  }

  get switch(): Switch {
    return this.harness.switch;
  }

  get url(): string {
    return this.harness.url;
  }

  get recordingsFolder(): string {
    return this.harness.recordingsFolder ?? 'nowhere';
  }

  /** Those who make a phone of it wait until it can register. */
  enrol(user: string, over: Partial<DeviceEnrolment> = {}): Device {
    const enrolment: DeviceEnrolment = {
      deviceId: randomUUID() as DeviceId,
      side: { kind: 'inside', organisationId: this.organisationId },
      user,
      domain: this.domain,
      username: randomUUID(),
      password: randomUUID(),
      expiresAtMs: Date.now() + 3_600_000,
      ...over,
    };
    const enrolled = this.switch.enrol(enrolment);
    const { deviceId: id, username, password } = enrolment;
    const device = {
      enrolment,
      id,
      enrolled,
      account: { addressOfRecord: `sip:${encodeURIComponent(enrolment.user)}@${enrolment.domain}`, username, password },
    };
    this.devices.push(device);
    return device;
  }

  /** A phone in the outside world with that number. */
  enrolOutside(number: string): Device {
    return this.enrol(number, { side: { kind: 'outside', number }, domain: 'outside.vaxel' });
  }

  /** What a phone of the device is made with. */
  phoneOptions({ account }: Device, options: Partial<SipPhoneOptions> = {}): SipPhoneOptions {
    return { url: this.url, account, ...this.harness.phones, ...options };
  }

  unregistered(device: Device, options: Partial<SipPhoneOptions> = {}): SipPhone {
    const phone = new SipPhone(this.phoneOptions(device, options));
    this.phones.push(phone);
    return phone;
  }

  async phone(device: Device, options: Partial<SipPhoneOptions> = {}): Promise<SipPhone> {
    await device.enrolled;
    const phone = this.unregistered(device, options);
    await phone.register();
    await this.next('deviceReachable', (event) => event.deviceId === device.id);
    return phone;
  }

  async raw(): Promise<RawSip> {
    await Promise.all(this.devices.map(({ enrolled }) => enrolled));
    const raw = await RawSip.connect(this.url);
    this.raws.push(raw);
    return raw;
  }

  /** The next event of this type that nobody has taken. */
  async next<Type extends SwitchEvent['type']>(
    type: Type,
    matches: (event: EventOf<Type>) => boolean = () => true,
    timeoutMs = patienceMs,
  ): Promise<EventOf<Type>> {
    const find = (): number =>
      this.untaken.findIndex((event) => event.type === type && matches(event as EventOf<Type>));
    await this.until(() => find() >= 0, timeoutMs, type);
    return this.untaken.splice(find(), 1)[0] as EventOf<Type>;
  }

  /** Waits for a condition over the events; looked at when one comes. */
  until(condition: () => boolean, timeoutMs: number, what: string): Promise<void> {
    return this.waiters.until(
      condition,
      timeoutMs,
      () => `${what}; the last events not taken were ${JSON.stringify(this.untaken.slice(-8))}`,
    );
  }

  /** How many events of a type there were for a leg, ever. */
  count(type: SwitchEvent['type'], leg: LegId): number {
    return this.events.filter((event) => event.type === type && 'leg' in event && event.leg === leg).length;
  }

  dial(device: Device, over: Partial<DialOptions> = {}): LegId {
    const leg = randomUUID() as LegId;
    this.switch.dial(
      leg,
      { kind: 'device', deviceId: device.id },
      { callId: randomUUID() as CallId, callerName: 'Anna Ek', callerNumber: '1001', autoAnswer: false, ...over },
    );
    return leg;
  }

  dialOutside(number: string, over: Partial<DialOptions> = {}): LegId {
    const leg = randomUUID() as LegId;
    this.switch.dial(
      leg,
      { kind: 'outside', number },
      { callId: randomUUID() as CallId, callerName: null, callerNumber: '+4684000001', autoAnswer: false, ...over },
    );
    return leg;
  }

  /** Two legs that hear each other. */
  join(a: LegId, b: LegId): void {
    this.switch.hear(a, [b]);
    this.switch.hear(b, [a]);
  }

  /** Legs that hear nobody any more. */
  part(...legs: readonly LegId[]): void {
    for (const leg of legs) this.switch.hear(leg, []);
  }

  /** A leg that hears itself. */
  echo(leg: LegId): void {
    this.switch.hear(leg, [leg]);
  }

  /** Two phones, each with an answered leg, that hear each other; the first sends 600 Hz, the second 900 Hz. */
  async talk(over: Partial<DeviceEnrolment> = {}, options: Partial<SipPhoneOptions> = {}): Promise<Talk> {
    const [a, b] = [this.enrol('1001', over), this.enrol('1002', over)];
    const [phoneA, phoneB] = await Promise.all([this.phone(a, options), this.phone(b, options)]);
    const callA = phoneA.dial('1002', { toneHz: 600 });
    const { leg: legA } = await this.next('legArrived', ({ from }) => from.kind === 'device' && from.deviceId === a.id);
    const legB = this.dial(b);
    const callB = await phoneB.nextCall();
    callB.answer(900);
    await this.next('legAnswered', ({ leg }) => leg === legB);
    this.switch.answer(legA);
    this.join(legA, legB);
    await this.next('legAnswered', ({ leg }) => leg === legA);
    await Promise.all([callA.until('established'), callB.until('established')]);
    await Promise.all([callA.openMedia(), callB.openMedia()]);
    return { a, b, phoneA, phoneB, callA, callB, legA, legB };
  }

  async close(): Promise<void> {
    this.unsubscribe();
    for (const { id } of this.devices) this.switch.revoke(id);
    for (const raw of this.raws) raw.close();
    await Promise.all(this.phones.map((phone) => phone.close()));
  }
}

export interface Talk {
  readonly a: Device;
  readonly b: Device;
  readonly phoneA: SipPhone;
  readonly phoneB: SipPhone;
  readonly callA: ReturnType<SipPhone['dial']>;
  readonly callB: ReturnType<SipPhone['dial']>;
  readonly legA: LegId;
  readonly legB: LegId;
}
