import { createHash } from 'node:crypto';
import { auditLog } from '../audit/record';
import { addOrganisation, addUser, type TestOrganisation } from '../../tests/fakes/organisation';
import { createFakeClock, type FakeClock } from '../../tests/fakes/clock';
import { createTestDatabase, type TestDatabase } from '../../tests/fakes/database';
import { createLosableOwnership } from '../../tests/fakes/ownership';
import { createRecordingSwitch, type RecordingSwitch } from '../../tests/fakes/recording-switch';
import { eventually } from '../../tests/fakes/waiters';
import { mostDeskPhones, phoneSetupLastsMs } from '../contract/devices/phone-limits';
import { VaxelError } from '../contract/errors';
import type { DeviceId } from '../contract/ids';
import { createLines, type Lines } from '../lines/lines';
import type { Logger } from '../ports/logger';
import type { PlainPhone, PlainPhones } from '../switch/port';
import { createDeskPhones, type By, type DeskPhones } from './desk-phones';
import type { Owner } from './desk-phone-store';
import { purgeUnusedDevices } from './enrol';
import { createDeviceRegistry, type DeviceRegistry } from './registry';

const logger: Logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const wanted = { label: 'Kontoret', transport: 'udp' } as const;
const publicUrl = 'https://phone.fjallbo.example';

let database: TestDatabase;
let fjallbo: TestOrganisation;
let sjobris: TestOrganisation;
let anna: Owner;
let by: By;
let clock: FakeClock;
let registry: DeviceRegistry;
let telephony: RecordingSwitch;
let enrolled: PlainPhone[];
let isSwitchAway: boolean;
let phones: DeskPhones;
let lines: Lines;

const person = async (organisation: TestOrganisation): Promise<Owner> => ({
  organisationId: organisation.id,
  userId: (await addUser(database.db, organisation)).userId,
});

beforeAll(async () => {
  database = await createTestDatabase();
  [fjallbo, sjobris] = [await addOrganisation(database.db), await addOrganisation(database.db)];
});
afterAll(() => database.close());
beforeEach(async () => {
  anna = await person(fjallbo);
  by = { actor: { userId: anna.userId, roles: ['user'] } };
  clock = createFakeClock();
  enrolled = [];
  isSwitchAway = false;
  const service: PlainPhones = {
    host: 'sip.fjallbo.example',
    ports: { udp: 5060, tls: 5061 },
    realm: 'vaxel',
    async enrol(phone) {
      if (isSwitchAway) throw new VaxelError('server.unavailable');
      enrolled.push(phone);
    },
    showLine: () => undefined,
  };
  telephony = { ...createRecordingSwitch(), phones: service };
  registry = createDeviceRegistry(createLosableOwnership());
  phones = await start(registry);
});

async function start(devices: DeviceRegistry): Promise<DeskPhones> {
  lines = createLines(database.db);
  await lines.load();
  const { db } = database;
  return createDeskPhones({
    db,
    audit: auditLog,
    clock,
    logger,
    switch: telephony,
    registry: devices,
    lines,
    publicUrl,
  });
}

const digestOf = ({ username, password }: { username: string; password: string }): string =>
  createHash('md5').update(`${username}:vaxel:${password}`).digest('hex');

test('a phone gets an account that is shown once, of which only a digest is kept', async () => {
  const account = await phones.add(anna, wanted, by);
  expect(account).toMatchObject({ host: 'sip.fjallbo.example', port: 5060, phone: { label: 'Kontoret' } });
  expect(account.uri).toBe(`sip:${account.username}:${account.password}@sip.fjallbo.example:5060;transport=udp`);
  expect(enrolled).toMatchObject([{ username: account.username, digest: digestOf(account), transport: 'udp' }]);
  const stored = JSON.stringify(await database.db.selectFrom('desk_phone').selectAll().execute());
  expect(stored).toContain(digestOf(account));
  expect(stored).not.toContain(account.password);
  expect(await phones.list(anna)).toMatchObject({ transports: ['udp', 'tls'], phones: [{ registered: false }] });
  expect(registry.views(anna.userId)).toMatchObject([{ kind: 'deskPhone', label: 'Kontoret', reachable: false }]);
});

test('it is what it calls itself, and was here last when it went', async () => {
  const { phone } = await phones.add(anna, wanted, by);
  registry.setReachable(phone.id, true);
  telephony.raise({ type: 'deviceReachable', deviceId: phone.id, userAgent: 'Yealink SIP-T54W 96.86.0.70' });
  const first = async () => (await phones.list(anna)).phones[0];
  await eventually('its model', async () => (await first())?.model === 'Yealink SIP-T54W 96.86.0.70');
  expect(await first()).toMatchObject({ registered: true, seenAtMs: null });
  registry.setReachable(phone.id, false);
  telephony.raise({ type: 'deviceUnreachable', deviceId: phone.id });
  await eventually('its time', async () => (await first())?.seenAtMs !== null);
});

test('another secret takes the place of the one before, and a phone that is taken away is gone', async () => {
  const account = await phones.add(anna, wanted, by);
  const renewed = await phones.renew(anna, account.phone.id, by);
  expect(renewed.username).toBe(account.username);
  expect(enrolled.at(-1)?.digest).toBe(digestOf(renewed));
  await phones.remove(anna, account.phone.id, by);
  expect(telephony.operations).toContainEqual(['revoke', account.phone.id]);
  expect((await phones.list(anna)).phones).toEqual([]);
  expect(registry.devicesOf(anna.userId)).toEqual([]);
  const told = await database.db
    .selectFrom('audit')
    .select('action')
    .where('object_id', '=', account.phone.id)
    .execute();
  expect(told.map(({ action }) => action).sort()).toEqual(['phone.added', 'phone.removed', 'phone.renewed']);
});

test('nobody has to do with the phones of another organisation or person', async () => {
  const { phone } = await phones.add(anna, wanted, by);
  for (const stranger of [await person(fjallbo), await person(sjobris), { ...anna, organisationId: sjobris.id }]) {
    await expect(phones.renew(stranger, phone.id, by)).rejects.toMatchObject({ code: 'request.notFound' });
    await expect(phones.remove(stranger, phone.id, by)).rejects.toMatchObject({ code: 'request.notFound' });
    await expect(phones.makeSetup(stranger, phone.id, 'snom', by)).rejects.toMatchObject({ code: 'request.notFound' });
    expect((await phones.list(stranger)).phones).toEqual([]);
  }
  const nobody = { ...anna, organisationId: sjobris.id };
  await expect(phones.add(nobody, wanted, by)).rejects.toMatchObject({ code: 'request.notFound' });
});

test('there are so many phones at most, of transports that there are, and none while the switch is away', async () => {
  await expect(phones.add(anna, { ...wanted, transport: 'tcp' }, by)).rejects.toMatchObject({
    code: 'request.invalid',
  });
  isSwitchAway = true;
  await expect(phones.add(anna, wanted, by)).rejects.toMatchObject({ code: 'server.unavailable' });
  isSwitchAway = false;
  expect((await phones.list(anna)).phones).toEqual([]);
  const both = await Promise.allSettled(Array.from({ length: mostDeskPhones + 2 }, () => phones.add(anna, wanted, by)));
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(mostDeskPhones);
  await expect(phones.add(anna, wanted, by)).rejects.toMatchObject({ code: 'device.tooManyPhones' });
  telephony = { ...telephony, phones: null };
  phones = await start(registry);
  await expect(phones.add(anna, wanted, by)).rejects.toMatchObject({ code: 'request.notFound' });
  expect((await phones.list(anna)).transports).toEqual([]);
});

test('the next server lets the phones register again, once the switch is there, and forgets none by age', async () => {
  const { phone } = await phones.add(anna, wanted, by);
  const next = createDeviceRegistry(createLosableOwnership());
  const others = await start(next);
  isSwitchAway = true;
  await others.restore();
  expect(next.find(phone.id)).toBeUndefined();
  isSwitchAway = false;
  enrolled = [];
  await clock.advance(5_000);
  await eventually('the phone', async () => next.find(phone.id) !== undefined);
  expect(enrolled.map(({ deviceId }) => deviceId)).toContain(phone.id);
  await database.db
    .updateTable('device')
    .set({ enrolled_at: new Date(0) })
    .where('id', '=', phone.id)
    .execute();
  await purgeUnusedDevices(database.db, 30);
  expect((await phones.list(anna)).phones).toHaveLength(1);
  others.stop();
});

test('a phone of somebody who came a moment ago registers as soon as its person is known here', async () => {
  const others = [await person(fjallbo), await person(fjallbo)];
  const made: DeviceId[] = [];
  for (const other of others) made.push((await phones.add(other, wanted, by)).phone.id);
  expect(enrolled).toEqual([]);
  await lines.apply(others);
  await clock.advance(500);
  await eventually('both phones', async () => made.every((id) => registry.find(id) !== undefined));
  expect(enrolled.map(({ deviceId }) => deviceId)).toEqual(expect.arrayContaining(made));
});

const fileOf = async (id: DeviceId, make: 'yealink' | 'snom') => {
  const { address } = await phones.makeSetup(anna, id, make, by);
  const [, token, file] = /\/phones\/([\w-]+)\/(.*)$/.exec(address) ?? [];
  return { address, token: token ?? '', file: file ?? '' };
};

test('phones of Yealink and Snom fetch their settings once, with a secret that nobody else has seen', async () => {
  const { phone, username, password } = await phones.add(anna, { label: 'A & <b>', transport: 'tls' }, by);
  const { address, token, file } = await fileOf(phone.id, 'yealink');
  expect(address.startsWith(`${publicUrl}/phones/`)).toBe(true);
  expect(await phones.setUp(token, 'y000000000096.cfg')).toBeNull();
  expect(await phones.setUp(`${token}x`, file)).toBeNull();
  const answers = await Promise.all([phones.setUp(token, '805ec0aabbcc.cfg'), phones.setUp(token, file)]);
  const [yealink, ...more] = answers.flatMap((answer) => answer ?? []);
  expect(more).toEqual([]);
  const said = (name: string) => new RegExp(`^account\\.1\\.${name} = (.*)$`, 'm').exec(yealink?.text ?? '')?.[1] ?? '';
  expect([said('user_name'), said('sip_server\\.1\\.address'), said('sip_server\\.1\\.transport_type')]).toEqual([
    username,
    'sip.fjallbo.example',
    '2',
  ]);
  expect(said('password')).not.toBe(password);
  expect(enrolled.at(-1)?.digest).toBe(digestOf({ username, password: said('password') }));

  const snom = await fileOf(phone.id, 'snom');
  const xml = (await phones.setUp(snom.token, snom.file))?.text ?? '';
  const document = new RegExp(`<user_name idx="1" perm="">${username}</user_name>`);
  expect(xml).toMatch(document);
  expect(xml).toContain('sip.fjallbo.example:5061;transport=tls');
});

test('an address is over after an hour, and when there is a newer one', async () => {
  const { phone } = await phones.add(anna, wanted, by);
  const first = await fileOf(phone.id, 'snom');
  const second = await fileOf(phone.id, 'snom');
  expect(await phones.setUp(first.token, first.file)).toBeNull();
  await database.db
    .updateTable('desk_phone_setup')
    .set({ expires_at: new Date(Date.now() - phoneSetupLastsMs) })
    .execute();
  expect(await phones.setUp(second.token, second.file)).toBeNull();
});
