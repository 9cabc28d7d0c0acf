import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Kysely, SqlBool } from 'kysely';
import { VaxelError } from '../contract/errors';
import type { DeviceEnrolment, SipCredentials } from '../contract/devices/devices';
import type { DeviceId } from '../contract/ids';
import { distinctLabel } from './distinct-label';
import { deleteInParts } from '../limits/delete-in-parts';
import type { Lines } from '../lines/lines';
import type { Clock } from '../ports/clock';
import type { Principal } from '../ports/principal';
import type { Database } from '../ports/database';
import type { DeviceEnrolment as DeviceOnSwitch, Switch, Transport } from '../switch/port';
import type { IceServersFor } from './ice-servers';
import type { DeviceRegistry } from './registry';

export interface EnrolDeps {
  readonly db: Kysely<Database>;
  readonly switch: Pick<Switch, 'enrol' | 'revoke' | 'transport' | 'capabilities'>;
  readonly registry: DeviceRegistry;
  readonly lines: Lines;
  readonly clock: Clock;
  readonly iceServers: IceServersFor;
}

/** Credentials outlive a lost connection but not a lost laptop; the window renews them at half time. */
export const credentialLifetimeMs = 10 * 60_000;
/** More windows than anybody works in; beyond it, devices that do not answer make room. */
const maxDevices = 20;
/** A window that enrolled this lately is about to answer its first probe: its name is taken. */
const startingForMs = 60_000;
/** Of the person's devices, the newest this many are looked at for their names. */
const namedDevices = 50;

/**
 * Makes a window a phone: mints SIP credentials for it, or renews them. The same window keeps its device. A standard
 * SIP phone over WebSocket is a device too (`deskPhone`): the user enrols it with an id of its own instead of a
 * window's.
 * @throws VaxelError device.tooMany | auth.notLinked | server.unavailable
 */
export function createEnrolDevice(deps: EnrolDeps) {
  return async (principal: Principal, wanted: DeviceEnrolment): Promise<SipCredentials> => {
    const user = deps.lines.user(principal.userId);
    const organisation = deps.lines.organisation(principal.organisationId);
    if (!user || !organisation) throw new VaxelError('auth.notLinked');
    const { id: deviceId, label } = await storeDevice(deps, principal, wanted);
    await dropOldest(deps.db, principal, deviceId);
    makeRoom(deps, principal, deviceId);
    const credentials = {
      username: deviceId,
      password: randomBytes(24).toString('base64url'),
      expiresAtMs: deps.clock.nowMs() + credentialLifetimeMs,
    };
    const { nonce } = await enrolOwn(deps, {
      ...credentials,
      deviceId,
      side: { kind: 'inside', organisationId: principal.organisationId },
      user: user.extension,
      domain: organisation.domain,
      wantsOffer: wanted.kind === 'deskPhone',
    });
    deps.registry.add(
      { id: deviceId, organisationId: principal.organisationId, userId: principal.userId, kind: wanted.kind, label },
      wanted.windowId,
    );
    return {
      ...credentials,
      validForMs: credentialLifetimeMs,
      deviceId,
      addressOfRecord: `sip:${user.extension}@${organisation.domain}`,
      realm: organisation.domain,
      nonce,
      webSocketPath: placeOf(deps.switch.transport),
      withoutCandidates: deps.switch.capabilities.withoutCandidates,
      iceServers: deps.iceServers(principal.userId),
    };
  };
}

/**
 * @throws VaxelError server.unavailable, also when another server has the device | device.notFound when it was
 * revoked meanwhile
 */
async function enrolOwn(
  { switch: onSwitch, registry }: EnrolDeps,
  device: DeviceOnSwitch,
): Promise<{ readonly nonce: string | null }> {
  const { deviceId } = device;
  if (!(await registry.own(deviceId))) throw new VaxelError('server.unavailable', 'another server has this device');
  const enrolled = await onSwitch.enrol(device).catch((error: unknown) => {
    // It is no phone: nothing of it is kept.
    if (registry.find(deviceId) === undefined) registry.remove(deviceId);
    throw error;
  });
  if (registry.isOwn(deviceId)) return enrolled;
  onSwitch.revoke(deviceId);
  throw new VaxelError('device.notFound');
}

/** As phones are told it: a path of this server, or an address. */
export const placeOf = (transport: Transport): string => (transport.kind === 'path' ? transport.path : transport.url);

export type EnrolDevice = ReturnType<typeof createEnrolDevice>;
export type RevokeDevice = ReturnType<typeof createRevokeDevice>;

/** Forgets a device of the user's. */
export function createRevokeDevice(deps: Pick<EnrolDeps, 'switch' | 'registry'>) {
  return (principal: Principal, deviceId: DeviceId): void => {
    const device = deps.registry.find(deviceId);
    if (device?.userId !== principal.userId || device.stays) throw new VaxelError('device.notFound');
    forgetDevice(deps.switch, deps.registry, deviceId);
  };
}

/** It cannot register any more, and a call on it is lost. */
export function forgetDevice(onSwitch: Pick<Switch, 'revoke'>, registry: DeviceRegistry, deviceId: DeviceId): void {
  onSwitch.revoke(deviceId);
  registry.remove(deviceId);
}

/**
 * Stores the device under a name that none of the person's other phones has just now; one after the other, so that two
 * that open together differ.
 */
function storeDevice(
  { db, registry, clock }: EnrolDeps,
  principal: Principal,
  { windowId, kind, label: wanted }: DeviceEnrolment,
): Promise<{ id: DeviceId; label: string }> {
  return db.transaction().execute(async (transaction) => {
    await transaction.selectFrom('app_user').select('id').where('id', '=', principal.userId).forNoKeyUpdate().execute();
    const known = await transaction
      .selectFrom('device')
      .select(['id', 'label', 'window_id', 'enrolled_at'])
      .where('user_id', '=', principal.userId)
      .where('organisation_id', '=', principal.organisationId)
      .orderBy('enrolled_at', 'desc')
      .limit(namedDevices)
      .execute();
    const isThere = (device: (typeof known)[number]): boolean =>
      registry.isReachable(device.id) || device.enrolled_at.getTime() > clock.nowMs() - startingForMs;
    const others = known.filter((device) => device.window_id !== windowId && isThere(device)).map(({ label }) => label);
    const row = {
      kind,
      label: distinctLabel(wanted, known.find((device) => device.window_id === windowId)?.label ?? null, others),
      enrolled_at: new Date(clock.nowMs()),
    };
    return transaction
      .insertInto('device')
      .values({
        ...row,
        id: randomUUID() as DeviceId,
        organisation_id: principal.organisationId,
        user_id: principal.userId,
        window_id: windowId,
      })
      .onConflict((conflict) => conflict.columns(['user_id', 'window_id']).doUpdateSet(row))
      .returning(['id', 'label'])
      .executeTakeFirstOrThrow();
  });
}

/** Devices that a person's windows and phones have been; of more, the longest unused are forgotten. */
const mostKept = 50;

async function dropOldest(
  db: Kysely<Database>,
  { userId, organisationId }: Principal,
  newcomer: DeviceId,
): Promise<void> {
  const mine = db.selectFrom('device').where('user_id', '=', userId).where('organisation_id', '=', organisationId);
  const newest = mine.select('id').orderBy('enrolled_at', 'desc').limit(mostKept);
  await db
    .deleteFrom('device')
    .where('user_id', '=', userId)
    .where('organisation_id', '=', organisationId)
    .where('id', 'not in', newest)
    .where('id', '<>', newcomer)
    .where('id', 'not in', db.selectFrom('desk_phone').select('device_id').where('user_id', '=', userId))
    .execute();
}

/** Phones that stay fetch no credentials. */
const unused = (keepDays: number) => sql<SqlBool>`enrolled_at < now() - make_interval(days => ${keepDays})
  and not exists (select from desk_phone where desk_phone.device_id = device.id)`;

/** Forgets devices that have fetched no credentials for so long. One that comes back is enrolled like a new one. */
export async function purgeUnusedDevices(db: Kysely<Database>, keepDays: number): Promise<void> {
  await deleteInParts(db, 'device', unused(keepDays));
}

function makeRoom(deps: EnrolDeps, principal: Principal, newcomer: DeviceId): void {
  const others = deps.registry.devicesOf(principal.userId).filter(({ id, stays }) => id !== newcomer && !stays);
  if (others.length < maxDevices) return;
  const silent = others.find((device) => !deps.registry.isReachable(device.id));
  if (!silent) throw new VaxelError('device.tooMany', `at most ${maxDevices} windows can be phones at once`);
  forgetDevice(deps.switch, deps.registry, silent.id);
}
