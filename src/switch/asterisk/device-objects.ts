import { createHash } from 'node:crypto';
import type { DeviceEnrolment } from '../port';
import { arrivals, realm } from './configuration';

export interface DeviceSettings {
  readonly registrationSeconds: number;
  readonly minRegistrationSeconds: number;
  readonly minSessionSeconds: number;
  readonly sessionSeconds: number;
  /** How often a registered device is asked for a sign of life, and how long it may take to answer. */
  readonly qualifySeconds: number;
  readonly qualifyTimeoutSeconds: number;
  /** The address that audio is bound to; null = every one that Asterisk has. */
  readonly mediaAddress: string | null;
}

export const usualDeviceSettings: DeviceSettings = {
  registrationSeconds: 600,
  minRegistrationSeconds: 30,
  sessionSeconds: 1800,
  // The shortest that RFC 4028 has, and the shortest that Asterisk takes.
  minSessionSeconds: 90,
  qualifySeconds: 2,
  qualifyTimeoutSeconds: 2,
  mediaAddress: null,
};

/** An object of PJSIP's configuration, as ARI pushes it. */
export interface ConfigObject {
  readonly type: 'auth' | 'aor' | 'endpoint';
  readonly fields: readonly { readonly attribute: string; readonly value: string }[];
}

/**
 * One device as Asterisk knows it, in the order in which the parts need each other; all have the name of its
 * credentials. The secret itself is in none of them, only what is left when name, realm and secret are hashed.
 */
export function deviceObjects(device: DeviceEnrolment, settings: DeviceSettings): readonly ConfigObject[] {
  const { username } = device;
  return [
    {
      type: 'auth',
      fields: [...fieldsOf({ auth_type: 'digest', username, realm }), ...digests(device)],
    },
    { type: 'aor', fields: fieldsOf(addressOfRecord(settings)) },
    { type: 'endpoint', fields: fieldsOf(endpoint(device, settings)) },
  ];
}

const fieldsOf = (values: Readonly<Record<string, string | number>>): ConfigObject['fields'] =>
  Object.entries(values).map(([attribute, value]) => ({ attribute, value: String(value) }));

function digests({ username, password }: DeviceEnrolment): ConfigObject['fields'] {
  const hash = (algorithm: string): string =>
    createHash(algorithm).update(`${username}:${realm}:${password}`).digest('hex');
  return [
    { attribute: 'password_digest', value: `SHA-256:${hash('sha256')}` },
    { attribute: 'password_digest', value: `MD5:${hash('md5')}` },
  ];
}

function addressOfRecord(settings: DeviceSettings): Record<string, string | number> {
  return {
    // A window that is loaded anew comes while Asterisk may not have noticed yet that the old one is gone: which one
    // counts, the driver knows.
    max_contacts: 3,
    remove_existing: 'yes',
    minimum_expiration: settings.minRegistrationSeconds,
    maximum_expiration: settings.registrationSeconds,
    default_expiration: settings.registrationSeconds,
    qualify_frequency: settings.qualifySeconds,
    qualify_timeout: settings.qualifyTimeoutSeconds,
    support_path: 'no',
  };
}

function endpoint(device: DeviceEnrolment, settings: DeviceSettings): Record<string, string | number> {
  const { username, deviceId, side } = device;
  return {
    aors: username,
    auth: username,
    identify_by: 'auth_username',
    context: arrivals,
    // Comes with every event of its channels.
    accountcode: deviceId,
    webrtc: 'yes',
    disallow: 'all',
    allow: 'opus,alaw,ulaw',
    direct_media: 'no',
    ...(settings.mediaAddress === null
      ? {}
      : { media_address: settings.mediaAddress, bind_rtp_to_media_address: 'yes' }),
    rtp_symmetric: 'yes',
    force_rport: 'yes',
    rewrite_contact: 'yes',
    // Who calls, the device is told once; who changes, by the server over its own channel.
    send_connected_line: 'no',
    // A phone of the outside world is shown what its network would show it.
    send_pai: side.kind === 'inside' ? 'yes' : 'no',
    trust_id_outbound: 'yes',
    allow_transfer: side.kind === 'inside' ? 'yes' : 'no',
    allow_subscribe: 'no',
    device_state_busy_at: 0,
    timers: 'yes',
    timers_min_se: settings.minSessionSeconds,
    timers_sess_expires: settings.sessionSeconds,
    // Both RFC 4733 and INFO, whichever the phone does.
    dtmf_mode: 'auto_info',
  };
}
