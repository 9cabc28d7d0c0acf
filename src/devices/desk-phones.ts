import { createHash, randomBytes } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type {
  DeskPhone,
  DeskPhoneAccount,
  DeskPhoneList,
  NewDeskPhone,
  PhoneSetup,
  PhoneSetupAddress,
} from '../contract/devices/desk-phones';
import type { AuditAction } from '../contract/audit/audit';
import { phoneTransports } from '../contract/devices/phone-limits';
import { VaxelError } from '../contract/errors';
import type { DeviceId } from '../contract/ids';
import type { Lines } from '../lines/lines';
import type { AuditActor, AuditEntry, AuditLog } from '../ports/audit';
import type { Clock } from '../ports/clock';
import type { Database } from '../ports/database';
import type { Logger } from '../ports/logger';
import type { PlainPhones, Switch } from '../switch/port';
import type { DeskPhoneRow, Owner } from './desk-phone-store';
import {
  allDeskPhones,
  deleteDeskPhone,
  deskPhonesOf,
  insertDeskPhone,
  newUsername,
  readDeskPhone,
  storeDigest,
  storeSeen,
  storeSetup,
  takeSetup,
} from './desk-phone-store';
import { forgetDevice } from './enrol';
import { fileFor, makeOf } from './phone-files';
import type { DeviceRegistry } from './registry';

export interface DeskPhonesDeps {
  readonly db: Kysely<Database>;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly switch: Switch;
  readonly registry: DeviceRegistry;
  readonly lines: Lines;
  /** Where phones fetch their settings, without a path. */
  readonly publicUrl: string;
}

/** Who does it. */
export interface By {
  readonly actor: AuditActor;
  readonly request?: NonNullable<AuditEntry['request']>;
}

/** Plain SIP phones of people: each is a device like a window, but stays until it is taken away. */
export interface DeskPhones {
  list(owner: Owner): Promise<DeskPhoneList>;
  /** @throws VaxelError request.notFound | device.tooManyPhones | server.unavailable */
  add(owner: Owner, wanted: NewDeskPhone, by: By): Promise<DeskPhoneAccount>;
  /** Another secret in place of the one before, which is worth nothing from now on. @throws VaxelError as `add` */
  renew(owner: Owner, deviceId: DeviceId, by: By): Promise<DeskPhoneAccount>;
  /** @throws VaxelError request.notFound */
  remove(owner: Owner, deviceId: DeviceId, by: By): Promise<void>;
  /** @throws VaxelError request.notFound */
  makeSetup(owner: Owner, deviceId: DeviceId, make: PhoneSetup['make'], by: By): Promise<PhoneSetupAddress>;
  /** The settings of the phone that asks, with a new secret; null: there are none at this address. */
  setUp(token: string, file: string): Promise<{ readonly type: string; readonly text: string } | null>;
  /** Lets all register that are there and may not yet. */
  restore(): Promise<void>;
  stop(): void;
}

/** A switch that was away is asked again after so long. */
const againMs = 5_000;
/** After somebody came; whoever makes a phone together with its person has done so by then. */
const comeMs = 500;
/** So many at once: a switch has other things to do when it starts. */
const together = 20;

interface Secret {
  readonly username: string;
  readonly password: string;
  readonly digest: string;
}

export function createDeskPhones(deps: DeskPhonesDeps): DeskPhones {
  follow(deps);
  const tools = createTools(deps);
  const restoring = createRestore(deps);
  return { ...createChanges(deps, tools), setUp: createSetUp(deps, tools), ...restoring };
}

type Tools = ReturnType<typeof createTools>;

function createTools(deps: DeskPhonesDeps) {
  const { db, registry, lines } = deps;
  const views = (row: DeskPhoneRow): DeskPhone => viewOf(row, registry.isReachable(row.device_id));

  /** @throws VaxelError request.notFound where the switch knows no such phones */
  function served(): PlainPhones {
    const { phones } = deps.switch;
    if (phones === null) throw new VaxelError('request.notFound', 'this switch serves no plain SIP phones');
    return phones;
  }

  function accountOf(row: DeskPhoneRow, { username, password }: Secret): DeskPhoneAccount {
    const { host, ports } = served();
    const { transport } = row;
    const port = ports[transport] ?? 0;
    const uri = `sip:${username}:${password}@${host}:${port};transport=${transport}`;
    return { phone: views(row), host, port, username, password, uri };
  }

  /** What a change is stored, told and done with, all or nothing. */
  function change<Result>(
    owner: Owner,
    by: By,
    action: AuditAction,
    work: (transaction: Transaction<Database>) => Promise<readonly [DeskPhoneRow, Result]>,
  ): Promise<Result> {
    return db.transaction().execute(async (transaction) => {
      const [row, result] = await work(transaction);
      const object = { kind: 'device' as const, id: row.device_id, name: row.label };
      const after = { person: lines.user(owner.userId)?.displayName ?? '' };
      await deps.audit.record(transaction, owner.organisationId, { ...by, action, object, after, source: 'tab' });
      return result;
    });
  }

  /** Another secret for a phone, which may register with it from now on. */
  async function another(transaction: Transaction<Database>, row: DeskPhoneRow): Promise<DeskPhoneAccount> {
    const secret = mint(served().realm, row.username);
    await storeDigest(transaction, row, secret.digest);
    await letRegister(deps, { ...row, digest: secret.digest });
    return accountOf(row, secret);
  }

  return { views, served, accountOf, change, another };
}

function createChanges(
  deps: DeskPhonesDeps,
  { views, served, accountOf, change, another }: Tools,
): Omit<DeskPhones, 'setUp' | 'restore' | 'stop'> {
  return {
    async list(owner) {
      const ports = deps.switch.phones?.ports ?? {};
      const transports = phoneTransports.filter((each) => ports[each] !== undefined);
      return { transports, phones: (await deskPhonesOf(deps.db, owner)).map(views) };
    },
    add: (owner, wanted, by) =>
      change(owner, by, 'phone.added', async (transaction) => {
        const phones = served();
        if (phones.ports[wanted.transport] === undefined) throw new VaxelError('request.invalid', 'no such transport');
        const secret = mint(phones.realm);
        const row = await insertDeskPhone(transaction, owner, wanted, secret);
        await letRegister(deps, row);
        return [row, accountOf(row, secret)];
      }),
    renew: (owner, deviceId, by) =>
      change(owner, by, 'phone.renewed', async (transaction) => {
        const row = await readDeskPhone(transaction, owner, deviceId);
        return [row, await another(transaction, row)];
      }),
    async remove(owner, deviceId, by) {
      await change(owner, by, 'phone.removed', async (transaction) => {
        const row = await readDeskPhone(transaction, owner, deviceId);
        await deleteDeskPhone(transaction, row);
        return [row, undefined];
      });
      forgetDevice(deps.switch, deps.registry, deviceId);
    },
    makeSetup: (owner, deviceId, make, by) =>
      change(owner, by, 'phone.addressMade', async (transaction) => {
        const row = await readDeskPhone(transaction, owner, deviceId);
        const token = randomBytes(24).toString('base64url');
        const expires = await storeSetup(transaction, row, token);
        const address = `${deps.publicUrl}/phones/${token}/${fileFor[make].name}`;
        return [row, { address, expiresAtMs: expires.getTime() }];
      }),
  };
}

const createSetUp =
  ({ db, lines }: DeskPhonesDeps, { another }: Tools): DeskPhones['setUp'] =>
  async (token, file) => {
    const make = makeOf(file);
    if (make === null) return null;
    return db.transaction().execute(async (transaction) => {
      const row = await takeSetup(transaction, token);
      const user = row === null ? undefined : lines.user(row.user_id);
      if (row === null || user === undefined) return null;
      return fileFor[make].write({ ...(await another(transaction, row)), extension: user.extension });
    });
  };

function createRestore(deps: DeskPhonesDeps): Pick<DeskPhones, 'restore' | 'stop'> {
  const { db, clock, logger, registry, lines } = deps;
  let cancelAgain: () => void = () => undefined;
  // Somebody is back, or is known here only now: as many as come at once are looked after in one go.
  let isSoon = false;
  lines.onCame(() => isSoon || soon(comeMs));
  async function restore(): Promise<void> {
    cancelAgain();
    isSoon = false;
    if (deps.switch.phones === null) return;
    const missing = (await allDeskPhones(db)).filter(({ device_id: id }) => !registry.isOwn(id));
    let failed = 0;
    for (let at = 0; at < missing.length; at += together) {
      const part = missing.slice(at, at + together).map((row) => letRegister(deps, row));
      failed += (await Promise.allSettled(part)).filter(({ status }) => status === 'rejected').length;
    }
    if (failed === 0) return;
    logger.warn({ failed }, 'desk phones cannot register yet');
    soon(againMs);
  }
  function soon(inMs: number): void {
    cancelAgain();
    isSoon = true;
    cancelAgain = clock.after(inMs, () => void restore().catch(() => undefined));
  }
  return { restore, stop: () => cancelAgain() };
}

/** So long that its digest is of no use to whoever would guess. */
function mint(realm: string, username = newUsername()): Secret {
  const password = randomBytes(18).toString('base64url');
  const digest = createHash('md5').update(`${username}:${realm}:${password}`).digest('hex');
  return { username, password, digest };
}

/** @throws VaxelError server.unavailable */
async function letRegister({ switch: telephony, registry, lines }: DeskPhonesDeps, row: DeskPhoneRow): Promise<void> {
  const { device_id: deviceId, organisation_id: organisationId, user_id: userId, label } = row;
  const [user, organisation] = [lines.user(userId), lines.organisation(organisationId)];
  // Whoever has left has no phone; it is there again when its person is (`restore`).
  if (user === undefined || organisation === undefined) return;
  if (!(await registry.own(deviceId))) throw new VaxelError('server.unavailable', 'another server has this device');
  const side = { kind: 'inside', organisationId } as const;
  const { username, transport, digest } = row;
  const address = { user: user.extension, domain: organisation.domain };
  await telephony.phones?.enrol({ deviceId, side, ...address, username, transport, digest }).catch((error: unknown) => {
    if (registry.find(deviceId) === undefined) registry.remove(deviceId);
    throw error;
  });
  registry.add({ id: deviceId, organisationId, userId, kind: 'deskPhone', label, stays: true });
}

/** Remembers what a phone calls itself, and when it was here last. */
function follow({ db, logger, switch: telephony, registry }: DeskPhonesDeps): void {
  telephony.onEvent((event) => {
    if (event.type !== 'deviceReachable' && event.type !== 'deviceUnreachable') return;
    if (registry.find(event.deviceId)?.stays !== true) return;
    const model = event.type === 'deviceReachable' ? (event.userAgent?.slice(0, 200) ?? null) : null;
    storeSeen(db, event.deviceId, model).catch((error: unknown) =>
      logger.warn({ error: error instanceof Error ? error.message : 'failed' }, 'a desk phone was not noted'),
    );
  });
}

const viewOf = (row: DeskPhoneRow, registered: boolean): DeskPhone => ({
  id: row.device_id,
  label: row.label,
  transport: row.transport,
  registered,
  model: row.user_agent,
  seenAtMs: registered ? null : (row.seen_at?.getTime() ?? null),
});
