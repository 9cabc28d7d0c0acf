import { randomBytes, randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { VaxelError } from '../contract/errors';
import type { DeviceEnrolment, SipCredentials } from '../contract/devices';
import type { DeviceId } from '../contract/ids';
import type { LineDirectory } from '../calls/directory';
import type { Clock } from '../clock';
import type { Principal } from '../identity/principal';
import type { Database } from '../storage/schema';
import type { Switch } from '../switch/port';
import type { IceServersFor } from './ice-servers';
import type { DeviceRegistry } from './registry';

export interface EnrolDeps {
  readonly db: Kysely<Database>;
  readonly switch: Pick<Switch, 'enrol' | 'revoke'>;
  readonly registry: DeviceRegistry;
  readonly directory: LineDirectory;
  readonly clock: Clock;
  readonly iceServers: IceServersFor;
}

/** Credentials outlive a lost connection but not a lost laptop; the window renews them at half time. */
export const credentialLifetimeMs = 10 * 60_000;
/** More windows than anybody works in; beyond it, devices that do not answer make room. */
const maxDevices = 20;

/** The path of the SIP WebSocket on the server's own origin. */
export const sipPath = '/sip';

/**
 * Makes a window a phone: mints SIP credentials for it, or renews them. The same window keeps its device. A standard SIP phone
 * over WebSocket is a device too (`deskPhone`): the user enrols it with an id of its own instead of a window's.
 * @throws VaxelError device.tooMany | auth.notLinked | server.unavailable
 */
export function createEnrolDevice(deps: EnrolDeps) {
  return async (principal: Principal, wanted: DeviceEnrolment): Promise<SipCredentials> => {
    const user = deps.directory.user(principal.userId);
    const organisation = deps.directory.organisation(principal.organisationId);
    if (!user || !organisation) throw new VaxelError('auth.notLinked');
    const deviceId = await storeDevice(deps.db, principal, wanted);
    makeRoom(deps, principal, deviceId);
    const credentials = { username: deviceId, password: randomBytes(24).toString('base64url'), expiresAtMs: deps.clock.nowMs() + credentialLifetimeMs };
    deps.registry.add({ id: deviceId, organisationId: principal.organisationId, userId: principal.userId, kind: wanted.kind, label: wanted.label }, wanted.windowId);
    deps.switch.enrol({
      ...credentials,
      deviceId,
      side: { kind: 'inside', organisationId: principal.organisationId },
      user: user.extension,
      domain: organisation.domain,
    });
    return {
      ...credentials,
      validForMs: credentialLifetimeMs,
      deviceId,
      addressOfRecord: `sip:${user.extension}@${organisation.domain}`,
      realm: organisation.domain,
      webSocketPath: sipPath,
      iceServers: deps.iceServers(principal.userId),
    };
  };
}

/** Forgets a device of the user's: it cannot register any more, and a call on it is lost. */
export function createRevokeDevice(deps: Pick<EnrolDeps, 'switch' | 'registry'>) {
  return (principal: Principal, deviceId: DeviceId): void => {
    if (deps.registry.find(deviceId)?.userId !== principal.userId) throw new VaxelError('device.notFound');
    deps.switch.revoke(deviceId);
    deps.registry.remove(deviceId);
  };
}

async function storeDevice(db: Kysely<Database>, principal: Principal, wanted: DeviceEnrolment): Promise<DeviceId> {
  const row = { kind: wanted.kind, label: wanted.label, enrolled_at: new Date() };
  const { id } = await db
    .insertInto('device')
    .values({ ...row, id: randomUUID() as DeviceId, organisation_id: principal.organisationId, user_id: principal.userId, window_id: wanted.windowId })
    .onConflict((conflict) => conflict.columns(['user_id', 'window_id']).doUpdateSet(row))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

function makeRoom(deps: EnrolDeps, principal: Principal, newcomer: DeviceId): void {
  const others = deps.registry.devicesOf(principal.userId).filter((device) => device.id !== newcomer);
  if (others.length < maxDevices) return;
  const silent = others.find((device) => !deps.registry.isReachable(device.id));
  if (!silent) throw new VaxelError('device.tooMany', `at most ${maxDevices} windows can be phones at once`);
  deps.switch.revoke(silent.id);
  deps.registry.remove(silent.id);
}
