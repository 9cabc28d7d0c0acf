import { Router } from 'express';
import { sql } from 'kysely';
import type { UserId } from '../contract/ids';
import type { Feature, Infrastructure } from '../feature';
import { deleteInParts } from '../limits/delete-in-parts';
import { counter, gauge } from '../metrics/measures';
import type { LinesFeature } from '../lines/feature';
import { createDeskPhoneRoutes, createPhoneFileRoutes } from './desk-phone-routes';
import { createDeskPhones } from './desk-phones';
import { createEnrolDevice, createRevokeDevice, forgetDevice, purgeUnusedDevices, type EnrolDevice } from './enrol';
import { createIceServers, type TurnServers } from './ice-servers';
import { createDeviceRegistry, type Device, type DeviceRegistry } from './registry';
import { createDeviceRoutes } from './routes';
import { showLines } from './show-lines';
import { showReachable } from './show-reachable';

export interface DevicesFeature extends Feature {
  readonly devices: DeviceRegistry;
  readonly enrol: EnrolDevice;
  /** The person has a tab or a window of its own open, which answers. */
  hasWindow(userId: UserId): boolean;
}

/** How long a phone of somebody who has left may still hear that its calls end. */
const goodbyeMs = 300;

export interface DevicesDeps extends Pick<LinesFeature, 'lines' | 'lineStates'> {
  readonly media: { readonly stunUrls: readonly string[]; readonly turn: TurnServers | null };
  /** How long a device is remembered that is not used. */
  readonly keepDays: number;
  /** Where phones fetch their settings, without a path. */
  readonly publicUrl: string;
}

/** The windows and phones that people's calls ring on. */
export function createDevicesFeature(infrastructure: Infrastructure, deps: DevicesDeps): DevicesFeature {
  const { db, clock, publisher } = infrastructure;
  const { lines, lineStates, media, keepDays, publicUrl } = deps;
  const devices = createDeviceRegistry(infrastructure.ownership);
  showReachable(devices, lineStates);
  showLines(lines, lineStates, infrastructure.switch.phones);
  const tell = ({ organisationId, userId }: Device): void => {
    publisher.toUser(organisationId, userId, { type: 'devices', devices: devices.views(userId) });
  };
  const changes = counter('vaxel_device_changes_total', 'Devices that came, and that went or fell silent', ['to']);
  infrastructure.switch.onEvent(({ type }) => {
    if (type === 'deviceReachable') changes.inc({ to: 'reachable' });
    if (type === 'deviceUnreachable') changes.inc({ to: 'unreachable' });
  });
  devices.onChange(tell);
  devices.onRingerMoved(tell);
  lines.onGone(({ userId }) => {
    const forget = (): void => {
      if (lines.user(userId) !== undefined) return;
      for (const { id } of devices.devicesOf(userId)) forgetDevice(infrastructure.switch, devices, id);
    };
    // Phones are told first that their calls are over.
    clock.after(goodbyeMs, forget);
  });
  const enrolDeps = { ...infrastructure, registry: devices, lines, iceServers: createIceServers({ ...media, clock }) };
  const enrol = createEnrolDevice(enrolDeps);
  const phones = createDeskPhones({ ...infrastructure, registry: devices, lines, publicUrl });
  return {
    devices,
    enrol,
    hasWindow: (userId) => devices.reachableOf(userId).some(({ kind }) => kind === 'tab' || kind === 'popout'),
    router: Router()
      .use(createDeviceRoutes({ enrol, revoke: createRevokeDevice(enrolDeps) }))
      .use(createDeskPhoneRoutes(phones)),
    publicRouter: createPhoneFileRoutes(phones, clock),
    snapshot: { devices: ({ userId }) => devices.views(userId) },
    windows: { used: ({ userId }, windowId) => devices.windowUsed(userId, windowId) },
    metrics: [
      changes,
      gauge(
        'vaxel_devices_reachable',
        'Windows and phones that answer now',
        () => [...devices.countReachable()].map(([kind, count]) => [{ kind }, count] as const),
        ['kind'],
      ),
    ],
    start: phones.restore,
    async stop() {
      phones.stop();
      devices.releaseAll();
    },
    async purge() {
      await purgeUnusedDevices(db, keepDays);
      await deleteInParts(db, 'desk_phone_setup', sql`expires_at < now()`);
    },
  };
}
