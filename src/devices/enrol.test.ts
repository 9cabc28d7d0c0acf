import { randomUUID } from 'node:crypto';
import { VaxelError } from '../contract/errors';
import type { TestDatabase } from '../../tests/fakes/database';
import { createTestDatabase } from '../../tests/fakes/database';
import { createFakeClock } from '../../tests/fakes/clock';
import type { FakeClock } from '../../tests/fakes/clock';
import { createLosableOwnership } from '../../tests/fakes/ownership';
import type { TestOrganisation } from '../../tests/fakes/organisation';
import { addOrganisation, addUser } from '../../tests/fakes/organisation';
import { createLines } from '../lines/lines';
import type { DeviceId } from '../contract/ids';
import type { DeviceEnrolment as Wanted } from '../contract/devices/devices';
import type { Principal } from '../ports/principal';
import type { DeviceEnrolment } from '../switch/port';
import { createEnrolDevice, createRevokeDevice, purgeUnusedDevices } from './enrol';
import type { DeviceRegistry } from './registry';
import { createDeviceRegistry } from './registry';

let database: TestDatabase;
let fjallbo: TestOrganisation;
let sjobris: TestOrganisation;
let anna: Principal;
let olga: Principal;
let clock: FakeClock;
let registry: DeviceRegistry;
let ownership: ReturnType<typeof createLosableOwnership>;
let enrolled: DeviceEnrolment[];
let revoked: string[];
let isSwitchAway: boolean;
let whileEnrolling: (deviceId: DeviceId) => void;
let enrol: ReturnType<typeof createEnrolDevice>;
let revoke: ReturnType<typeof createRevokeDevice>;

const person = async (organisation: TestOrganisation): Promise<Principal> => ({
  organisationId: organisation.id,
  userId: (await addUser(database.db, organisation)).userId,
  roles: ['user'],
  expiresAtMs: 0,
});
const tab = (windowId: string = randomUUID()): Wanted => ({ windowId, kind: 'tab', label: 'Teams' });

beforeAll(async () => {
  database = await createTestDatabase();
  [fjallbo, sjobris] = [await addOrganisation(database.db), await addOrganisation(database.db)];
});
afterAll(() => database.close());
beforeEach(async () => {
  [anna, olga] = [await person(fjallbo), await person(sjobris)];
  const lines = createLines(database.db);
  await lines.load();
  ownership = createLosableOwnership();
  registry = createDeviceRegistry(ownership);
  enrolled = [];
  revoked = [];
  isSwitchAway = false;
  whileEnrolling = () => undefined;
  const telephony = {
    transport: { kind: 'address', url: 'wss://switch.fjallbo.example/ws' } as const,
    capabilities: {
      withoutCandidates: false,
      mixing: false,
      whisper: false,
      recording: false,
      playsRecordings: false,
      earlyMedia: true,
      trunks: false,
      keepsLegs: false,
      messagesUnasked: false,
    },
    async enrol(device: DeviceEnrolment) {
      if (isSwitchAway) throw new VaxelError('server.unavailable');
      enrolled.push(device);
      whileEnrolling(device.deviceId);
      return { nonce: 'of the switch' };
    },
    revoke: (id: string) => void revoked.push(id),
  };
  clock = createFakeClock();
  const deps = { db: database.db, switch: telephony, registry, lines, clock, iceServers: () => [] };
  enrol = createEnrolDevice(deps);
  revoke = createRevokeDevice(deps);
});

test('a window is told where the switch is and what it needs, and is no phone while that cannot take it', async () => {
  expect(await enrol(anna, tab())).toMatchObject({
    webSocketPath: 'wss://switch.fjallbo.example/ws',
    withoutCandidates: false,
    nonce: 'of the switch',
  });
  isSwitchAway = true;
  await expect(enrol(olga, tab())).rejects.toMatchObject({ code: 'server.unavailable' });
  expect(registry.views(olga.userId)).toEqual([]);
});

test('a reloaded window keeps its device and gets a new secret', async () => {
  const wanted = tab();
  const first = await enrol(anna, wanted);
  const second = await enrol(anna, wanted);
  expect(second.deviceId).toBe(first.deviceId);
  expect(second.password).not.toBe(first.password);
  expect(registry.views(anna.userId)).toHaveLength(1);
});

test('two windows of one name get names that tell them apart, also opened together; each keeps its own', async () => {
  const [first, second] = [tab(), tab()];
  await Promise.all([enrol(anna, first), enrol(anna, second)]);
  expect(
    registry
      .views(anna.userId)
      .map(({ label }) => label)
      .sort(),
  ).toEqual(['Teams', 'Teams 2']);
  const before = registry.views(anna.userId);
  await enrol(anna, second);
  await enrol(anna, first);
  expect(registry.views(anna.userId)).toEqual(before);
  await enrol(olga, tab());
  expect(registry.views(olga.userId).map(({ label }) => label)).toEqual(['Teams']);
});

test('the name of a window that is gone is free again', async () => {
  await enrol(anna, tab());
  clock.advance(60_000);
  await enrol(anna, tab());
  expect(registry.views(anna.userId).map(({ label }) => label)).toEqual(['Teams', 'Teams']);
});

test('a standard phone that its user enrols is a desk phone of the user, and never the ringing window', async () => {
  const { deviceId, addressOfRecord } = await enrol(anna, {
    windowId: randomUUID(),
    kind: 'deskPhone',
    label: 'Desk phone',
  });
  registry.setReachable(deviceId, true);
  expect(registry.views(anna.userId)).toEqual([
    { id: deviceId, kind: 'deskPhone', label: 'Desk phone', reachable: true, ringer: false },
  ]);
  expect(enrolled).toEqual([
    expect.objectContaining({ deviceId, side: { kind: 'inside', organisationId: fjallbo.id }, username: deviceId }),
  ]);
  expect(addressOfRecord).toContain(enrolled[0]?.domain);
});

test('a pop-out is a device of its own beside the tab', async () => {
  await enrol(anna, tab());
  const { deviceId } = await enrol(anna, { windowId: randomUUID(), kind: 'popout', label: 'Own window' });
  registry.setReachable(deviceId, true);
  expect(registry.views(anna.userId).map(({ kind, ringer }) => [kind, ringer])).toEqual([
    ['tab', false],
    ['popout', true],
  ]);
});

test('a window id that belongs to somebody else’s window makes another device', async () => {
  const wanted = tab();
  const hers = await enrol(anna, wanted);
  const theirs = await enrol(olga, wanted);
  expect(theirs.deviceId).not.toBe(hers.deviceId);
  expect(registry.views(anna.userId).map(({ id }) => id)).toEqual([hers.deviceId]);
  expect(registry.views(olga.userId).map(({ id }) => id)).toEqual([theirs.deviceId]);
});

test('nobody revokes another’s device', async () => {
  const { deviceId } = await enrol(anna, tab());
  expect(() => revoke(olga, deviceId)).toThrow(expect.objectContaining({ code: 'device.notFound' }));
  expect(registry.find(deviceId)).toBeDefined();
  expect(revoked).toEqual([]);
  revoke(anna, deviceId);
  expect(revoked).toEqual([deviceId]);
  expect(registry.views(anna.userId)).toEqual([]);
});

test('of the devices that a person ever enrolled the newest 50 are kept, and nobody else’s are touched', async () => {
  await enrol(olga, tab());
  const windows = Array.from({ length: 60 }, () => tab());
  for (const wanted of windows) {
    await enrol(anna, wanted);
    clock.advance(1_000);
  }
  const kept = await database.db.selectFrom('device').select('window_id').where('user_id', '=', anna.userId).execute();
  expect(kept).toHaveLength(50);
  expect(kept.map(({ window_id }) => window_id)).toContain(windows.at(-1)?.windowId);
  expect(kept.map(({ window_id }) => window_id)).not.toContain(windows[0]?.windowId);
  expect(await database.db.selectFrom('device').select('id').where('user_id', '=', olga.userId).execute()).toHaveLength(
    1,
  );
});

test('a device that has fetched no credentials for a month is forgotten', async () => {
  const [old, used] = [await enrol(anna, tab()), await enrol(anna, tab())];
  await database.db
    .updateTable('device')
    .set({ enrolled_at: new Date(Date.now() - 31 * 86_400_000) })
    .where('id', '=', old.deviceId)
    .execute();
  await purgeUnusedDevices(database.db, 30);
  const left = await database.db.selectFrom('device').select('id').where('user_id', '=', anna.userId).execute();
  expect(left).toEqual([{ id: used.deviceId }]);
});

test('a device is this server’s from its enrolment until it is revoked or the server ends', async () => {
  const wanted = tab();
  const { deviceId } = await enrol(anna, wanted);
  await Promise.all([enrol(anna, wanted), enrol(anna, wanted), enrol(olga, tab())]);
  expect(ownership.count()).toBe(2);
  expect(await ownership.own({ kind: 'device', id: deviceId }, () => undefined)).toBeNull();
  revoke(anna, deviceId);
  expect(ownership.count()).toBe(1);
  registry.releaseAll();
  expect(ownership.count()).toBe(0);
});

test('a device that another server has is enrolled nowhere here, until that one lets go of it', async () => {
  const wanted = tab();
  const { deviceId } = await enrol(anna, wanted);
  revoke(anna, deviceId);
  const others = await ownership.own({ kind: 'device', id: deviceId }, () => undefined);
  enrolled.length = 0;
  await expect(enrol(anna, wanted)).rejects.toMatchObject({ code: 'server.unavailable' });
  expect([enrolled, registry.views(anna.userId)]).toEqual([[], []]);
  others?.release();
  expect(await enrol(anna, wanted)).toMatchObject({ deviceId });
});

test('a device that the switch does not take is not owned, and one that was goes on being so', async () => {
  const wanted = tab();
  isSwitchAway = true;
  await expect(enrol(anna, wanted)).rejects.toMatchObject({ code: 'server.unavailable' });
  expect(ownership.count()).toBe(0);
  isSwitchAway = false;
  const { deviceId } = await enrol(anna, wanted);
  isSwitchAway = true;
  await expect(enrol(anna, wanted)).rejects.toMatchObject({ code: 'server.unavailable' });
  expect([ownership.count(), registry.isOwn(deviceId)]).toEqual([1, true]);
});

test('a device that is revoked while the switch still takes it is no phone afterwards', async () => {
  const wanted = tab();
  const { deviceId } = await enrol(anna, wanted);
  whileEnrolling = (id) => revoke(anna, id);
  await expect(enrol(anna, wanted)).rejects.toMatchObject({ code: 'device.notFound' });
  expect(revoked).toEqual([deviceId, deviceId]);
  expect([registry.views(anna.userId), ownership.count()]).toEqual([[], 0]);
});

test('devices that another server may have from now on are nobody’s here', async () => {
  const { deviceId } = await enrol(anna, tab());
  ownership.lose();
  expect([registry.find(deviceId), registry.isOwn(deviceId), ownership.count()]).toEqual([undefined, false, 0]);
  await expect(enrol(anna, tab())).rejects.toMatchObject({ code: 'server.unavailable' });
});
