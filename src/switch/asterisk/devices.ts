import type { DeviceId } from '../../contract/ids';
import { VaxelError } from '../../contract/errors';
import type { Clock } from '../../ports/clock';
import type { Logger } from '../../ports/logger';
import type { SocketState } from '../leg-watch';
import type { SwitchEvent } from '../port';
import { AriError } from './ari';
import { createContacts, isSocket, type Contact, type Contacts } from './contacts';
import { createDeafness } from './deafness';
import { isPlain, qualifyEvery, type DeviceSettings, type Registrant } from './device-objects';
import type { DeviceStore } from './device-store';

export interface DevicesDeps {
  readonly store: DeviceStore;
  readonly clock: Clock;
  readonly listening: Clock;
  readonly logger: Logger;
  readonly settings: DeviceSettings;
  readonly emit: (event: SwitchEvent) => void;
  /** The connection of a run of the device's program is gone. */
  readonly onGone: (deviceId: DeviceId, boot: string) => void;
  /** Another run of its program has registered; what earlier ones had and have no connection for is lost. */
  readonly onAnotherRun: (deviceId: DeviceId, boot: string) => void;
}

/** The devices that may register, and where they are. */
export interface Devices {
  /** @throws VaxelError server.unavailable */
  enrol(device: Registrant): Promise<void>;
  /** Returns whether there was one. */
  revoke(deviceId: DeviceId): boolean;
  find(deviceId: DeviceId): Registrant | null;
  outside(number: string): readonly Registrant[];
  /** Where to dial it; null = it is not registered. */
  contactOf(deviceId: DeviceId): Contact | null;
  probe(deviceId: DeviceId, timeoutMs: number): Promise<boolean>;
  socketOf(deviceId: DeviceId, boot: string): SocketState;
  /** Asterisk tells of an address of a device. */
  told(username: string, uri: string, status: string): void;
  /** Asterisk is back: it is told of all devices if it has forgotten them, and asked which ones are still there. */
  restore(hasForgotten: boolean): Promise<void>;
  /** Nothing is registered any more. */
  lose(): void;
  stop(): void;
}

interface Device {
  enrolment: Registrant;
  readonly contacts: Contacts;
  /** When the way to a run of its program became what it is, by the listening clock. */
  readonly changedMs: Map<string, number>;
  /** Since when we know of it, by the listening clock. */
  readonly knownMs: number;
  /** What the listeners believe. */
  isReachable: boolean;
  /** Who waits for a sign of life. */
  readonly waiting: Set<() => void>;
  /** What is heard of it before whoever lets it in knows that it is: told thereafter. */
  early: (() => void)[] | null;
  cancelExpiry: () => void;
  cancelDoubt: () => void;
}

/** Of the runs of a device's program that we have seen the end of; more than a person's window has in a day. */
const mostBoots = 20;

/** Credentials of windows are made for less than this. */
const longestCredentialsMs = 15 * 60_000;

export function createDevices(deps: DevicesDeps): Devices {
  const { store, clock, listening, logger, emit } = deps;
  const devices = new Map<DeviceId, Device>();
  const byName = new Map<string, Device>();
  const deafness = createDeafness(clock, listening);
  let cancelOthers = (): void => undefined;
  let isStopped = false;
  const verdictMsOf = ({ enrolment }: Device): number =>
    (qualifyEvery(enrolment, deps.settings) + deps.settings.qualifyTimeoutSeconds) * 1000;

  const failed = (what: string) => (error: unknown) =>
    logger.warn({ error: error instanceof Error ? error.message : 'failed' }, what);

  function remember(enrolment: Registrant): Device {
    const known = devices.get(enrolment.deviceId);
    const device = known ?? {
      enrolment,
      contacts: createContacts(),
      changedMs: new Map<string, number>(),
      knownMs: listening.nowMs(),
      isReachable: false,
      waiting: new Set<() => void>(),
      early: null,
      cancelExpiry: () => undefined,
      cancelDoubt: () => undefined,
    };
    byName.delete(device.enrolment.username);
    device.enrolment = enrolment;
    devices.set(enrolment.deviceId, device);
    byName.set(enrolment.username, device);
    device.cancelExpiry();
    if (isPlain(enrolment)) return device;
    device.cancelExpiry = clock.after(Math.max(0, enrolment.expiresAtMs - clock.nowMs()), () => forget(device));
    return device;
  }

  function drop(device: Device): void {
    device.cancelExpiry();
    device.cancelDoubt();
    devices.delete(device.enrolment.deviceId);
    byName.delete(device.enrolment.username);
  }

  /** No secret outlives its time, and nothing that was registered with it. */
  function forget(device: Device): void {
    const { username } = device.enrolment;
    drop(device);
    const contacts = device.contacts.all();
    store
      .remove(
        username,
        contacts.map(({ uri }) => uri),
      )
      .catch(failed('a device was not forgotten by Asterisk'));
    for (const { uri } of contacts) gone(device, uri);
  }

  function unreachable(device: Device): void {
    device.cancelDoubt();
    if (!device.isReachable) return;
    device.isReachable = false;
    emit({ type: 'deviceUnreachable', deviceId: device.enrolment.deviceId });
  }

  function reachable(device: Device, userAgent: string | null): void {
    if (device.early !== null) return void device.early.push(() => reachable(device, userAgent));
    device.cancelDoubt();
    for (const alive of [...device.waiting]) alive();
    if (device.isReachable) return;
    device.isReachable = true;
    emit({ type: 'deviceReachable', deviceId: device.enrolment.deviceId, userAgent });
  }

  function changed(device: Device, boot: string): void {
    device.changedMs.delete(boot);
    device.changedMs.set(boot, listening.nowMs());
    for (const oldest of device.changedMs.keys())
      if (device.changedMs.size > mostBoots) device.changedMs.delete(oldest);
  }

  function gone(device: Device, uri: string): void {
    const contact = device.contacts.remove(uri);
    if (contact === null) return;
    if (device.contacts.ofBoot(contact.boot) === null) {
      changed(device, contact.boot);
      if (isSocket(uri)) deps.onGone(device.enrolment.deviceId, contact.boot);
    }
    if (device.contacts.newest()?.isAlive !== true) unreachable(device);
  }

  async function came(device: Device, uri: string): Promise<void> {
    const contact = device.contacts.add(uri);
    if (contact === null) return;
    if (device.contacts.all().filter(({ boot }) => boot === contact.boot).length === 1) changed(device, contact.boot);
    deps.onAnotherRun(device.enrolment.deviceId, contact.boot);
    const registered = await store.registered(device.enrolment.username, uri).catch(() => null);
    if (device.contacts.newest() !== contact || !contact.isAlive) return;
    // Another run of its program is news, also while the one before it still stands.
    const isAnother = device.contacts.all().some(({ boot }) => boot !== contact.boot);
    if (isAnother) device.isReachable = false;
    reachable(device, registered?.userAgent ?? null);
  }

  function silent(device: Device, uri: string): void {
    const contact = device.contacts.find(uri);
    if (contact === null) return;
    const judge = (): void => {
      contact.isAlive = false;
      if (device.contacts.newest() === contact) unreachable(device);
    };
    device.cancelDoubt();
    // Who was deaf, or was on a machine that was, does not judge: the next answer shows who is there.
    const verdictMs = verdictMsOf(device);
    if (deafness.within(verdictMs)) device.cancelDoubt = listening.after(verdictMs, judge);
    else judge();
  }

  function spoke(device: Device, uri: string): void {
    const contact = device.contacts.find(uri);
    if (contact === null) return void came(device, uri);
    contact.isAlive = true;
    if (device.contacts.newest() !== contact) return;
    if (device.isReachable) return reachable(device, null);
    void store
      .registered(device.enrolment.username, uri)
      .catch(() => null)
      .then((registered) => contact.isAlive && reachable(device, registered?.userAgent ?? null));
  }

  /** Each address that Asterisk has of a phone is told of when the phone answers there. */
  const askWhere = ({ enrolment }: Device): void =>
    void store.askAnew(enrolment).catch(failed('a device could not be asked for a sign of life'));

  /** What an earlier server let in has run out by then, unless it has come to us: no secret outlives its time. */
  async function expectOthers(): Promise<void> {
    const others = await store.names();
    // We have ended while Asterisk was asked.
    if (isStopped) return;
    cancelOthers();
    cancelOthers = clock.after(longestCredentialsMs, () => {
      for (const name of others)
        if (!byName.has(name)) store.remove(name, []).catch(failed('a device of before was not forgotten'));
    });
  }

  async function restore(device: Device, hasForgotten: boolean): Promise<void> {
    const { username } = device.enrolment;
    // Also where it was told of it before we heard anything of it: it takes requests before it tells of events.
    const isKnown = hasForgotten ? await store.put(device.enrolment) : true;
    for (const { uri } of device.contacts.all())
      if ((await store.registered(username, uri)) === null) gone(device, uri);
    // What has registered meanwhile, nobody has told.
    const isNew = device.contacts.newest() === null || (isPlain(device.enrolment) && !hasForgotten);
    if (isKnown && isNew) askWhere(device);
  }

  return {
    async enrol(enrolment) {
      const before = devices.get(enrolment.deviceId)?.enrolment;
      // It may register, and Asterisk tell so, before we read that it can.
      const device = remember(enrolment);
      const isRenewed = before?.username === enrolment.username && !isPlain(enrolment);
      const told = isRenewed ? store.renew(enrolment).then(() => false) : store.put(enrolment);
      if (before === undefined) device.early ??= [];
      const isFromBefore = await told.catch((cause: unknown) => {
        if (before !== undefined) remember(before);
        else if (devices.get(enrolment.deviceId) === device) drop(device);
        throw new VaxelError('server.unavailable', 'Asterisk cannot be reached', { cause });
      });
      const early = device.early ?? [];
      device.early = null;
      if (early.length > 0) clock.after(0, () => early.forEach((tell) => tell()));
      // It does not register anew because we have started.
      if (isPlain(enrolment) || isFromBefore) askWhere(device);
    },
    revoke(deviceId) {
      const device = devices.get(deviceId);
      if (device !== undefined) forget(device);
      return device !== undefined;
    },
    find: (deviceId) => devices.get(deviceId)?.enrolment ?? null,
    outside: (number) =>
      [...devices.values()]
        .map(({ enrolment }) => enrolment)
        .filter(({ side }) => side.kind === 'outside' && side.number === number),
    contactOf: (deviceId) => devices.get(deviceId)?.contacts.newest() ?? null,
    probe(deviceId, timeoutMs) {
      const device = devices.get(deviceId);
      if (device === undefined || device.contacts.newest() === null) return Promise.resolve(false);
      const { waiting } = device;
      const answered = new Promise<boolean>((resolve) => {
        const finish = (isAlive: boolean) => () => {
          cancel();
          waiting.delete(alive);
          resolve(isAlive);
        };
        const alive = finish(true);
        const cancel = listening.after(timeoutMs, finish(false));
        waiting.add(alive);
      });
      askWhere(device);
      return answered;
    },
    socketOf(deviceId, boot) {
      const device = devices.get(deviceId);
      // Of one that has not come back to us since we are there, nothing is known.
      if (device === undefined) return { isOpen: true, sinceMs: 0, isSuperseded: false };
      const newest = device.contacts.newest();
      return {
        isOpen: device.contacts.ofBoot(boot) !== null,
        sinceMs: device.changedMs.get(boot) ?? device.knownMs,
        isSuperseded: newest !== null && newest.boot !== boot,
      };
    },
    told(username, uri, status) {
      const device = byName.get(username);
      if (device === undefined) return;
      if (status === 'Removed') gone(device, uri);
      else if (status === 'Unreachable') silent(device, uri);
      else if (status === 'Reachable') spoke(device, uri);
      else void came(device, uri);
    },
    async restore(hasForgotten) {
      for (const device of [...devices.values()]) {
        await restore(device, hasForgotten).catch((error: unknown) => {
          // It may be away again; else it is this device's fault alone.
          if (error instanceof AriError && error.status === 0) throw error;
          failed('a device could not be restored')(error);
        });
      }
      if (!hasForgotten) await expectOthers().catch(failed('devices of before are not known'));
    },
    lose() {
      for (const device of devices.values()) for (const { uri } of device.contacts.all()) gone(device, uri);
    },
    stop() {
      isStopped = true;
      deafness.stop();
      cancelOthers();
      for (const device of devices.values()) {
        device.cancelExpiry();
        device.cancelDoubt();
      }
      devices.clear();
      byName.clear();
    },
  };
}
