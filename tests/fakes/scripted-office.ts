import { randomUUID } from 'node:crypto';
import type { CallId, DeviceId, LegId, OrganisationId } from '../../src/contract/ids';
import type { Clock } from '../../src/ports/clock';
import type { AsteriskSwitch, AsteriskSwitchOptions } from '../../src/switch/asterisk/index';
import { legOf } from '../../src/switch/asterisk/leg';
import type { SwitchEvent } from '../../src/switch/port';
import { systemClock } from '../../src/time/system-clock';
import { patienceMs } from '../patience';
import { ScriptedAri } from './scripted-ari';
import { driverFor } from './scripted-driver';
import { Waiters } from './waiters';

export const scriptedCaller = {
  callId: randomUUID() as CallId,
  callerName: 'Anna Ek',
  callerNumber: '1001',
  autoAnswer: false,
};

export const scriptedDevice = () => {
  const deviceId = randomUUID() as DeviceId;
  const side = { kind: 'inside', organisationId: randomUUID() as OrganisationId } as const;
  const name = { user: '1001', domain: 'fjallbo.vaxel', username: deviceId, password: 'secret' };
  return { deviceId, side, ...name, expiresAtMs: Date.now() + 60_000 };
};

/** A clock by which some waits, of so many ms, are over in a part of it. */
export const hurried = (waits: Readonly<Record<number, number>>): Clock => ({
  ...systemClock,
  after: (ms, work) => systemClock.after(waits[ms] ?? ms, work),
});

/** A clock that runs so many times as fast as others. */
export function quick(times: number): Clock {
  const beginMs = systemClock.nowMs();
  return {
    ...systemClock,
    nowMs: () => beginMs + (systemClock.nowMs() - beginMs) * times,
    after: (ms, work) => systemClock.after(ms / times, work),
  };
}

/** Our driver over a scripted Asterisk, with phones and calls. */
export class ScriptedOffice {
  readonly events: SwitchEvent[] = [];
  private readonly waiters = new Waiters();

  private constructor(
    readonly asterisk: ScriptedAri,
    public telephony: AsteriskSwitch,
  ) {}

  static async start(clock: Clock = systemClock, more: Partial<AsteriskSwitchOptions> = {}): Promise<ScriptedOffice> {
    const asterisk = await ScriptedAri.start();
    const office: ScriptedOffice = new ScriptedOffice(
      asterisk,
      driverFor(asterisk, (event) => office.onEvent(event), clock, more),
    );
    await office.telephony.start();
    return office;
  }

  /** Another server in its place, by another clock. */
  async startAnew(clock: Clock): Promise<AsteriskSwitch> {
    await this.telephony.stop();
    this.telephony = driverFor(this.asterisk, (event) => this.onEvent(event), clock);
    await this.telephony.start();
    return this.telephony;
  }

  async close(): Promise<void> {
    await this.telephony.stop();
    await this.asterisk.die();
  }

  readonly onEvent = (event: SwitchEvent): void => {
    this.events.push(event);
    this.waiters.wake();
  };

  readonly typesOf = (leg: LegId): string[] =>
    this.events.filter((event) => 'leg' in event && event.leg === leg).map(({ type }) => type);

  until(condition: () => boolean): Promise<void> {
    return this.waiters.until(condition, patienceMs, () => `events, got ${JSON.stringify(this.events)}`);
  }

  told(type: SwitchEvent['type'], leg: LegId): Promise<void> {
    return this.until(() => this.typesOf(leg).includes(type));
  }

  /** All that was said before has been read: what is said last is answered. */
  async heard(): Promise<void> {
    await this.enrolled();
  }

  /** A device that is registered. */
  async enrolled(more: { readonly side?: { readonly kind: 'outside'; readonly number: string } } = {}) {
    const device = { ...scriptedDevice(), ...more };
    await this.telephony.enrol(device);
    this.contact(device.deviceId, 'NonQualified');
    await this.until(() =>
      this.events.some((event) => event.type === 'deviceReachable' && event.deviceId === device.deviceId),
    );
    return device;
  }

  contact(deviceId: DeviceId, status: string): void {
    const contact_info = { uri: `sip:run@127.0.0.1:4711;transport=ws`, contact_status: status, aor: deviceId };
    this.asterisk.say({ type: 'ContactStatusChange', endpoint: { resource: deviceId }, contact_info });
  }

  /** A leg that its phone has begun. */
  async arrived(id = `17957.${Math.random()}`) {
    const { deviceId } = await this.enrolled();
    const channel = { id, accountcode: deviceId };
    this.asterisk.tell('StasisStart', channel);
    const leg = legOf({ id, channelvars: {} });
    await this.told('legArrived', leg);
    return { leg, channel, deviceId };
  }

  async up() {
    const call = await this.arrived();
    this.telephony.answer(call.leg);
    await this.asterisk.next(/POST .*\/answer$/);
    this.asterisk.tell('ChannelStateChange', { ...call.channel, state: 'Up' });
    await this.told('legAnswered', call.leg);
    return call;
  }

  /** A leg towards a device of ours. */
  dial(deviceId: DeviceId): LegId {
    const leg = randomUUID() as LegId;
    this.telephony.dial(leg, { kind: 'device', deviceId }, scriptedCaller);
    return leg;
  }
}
