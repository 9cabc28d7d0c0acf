import { createHash } from 'node:crypto';
import type { DeviceEnrolment, PlainPhone } from '../port';
import { arrivals, realm, watched } from './configuration';
import { fieldsOf, type PjsipObject } from './pjsip-memory';

/** Whoever may register: a browser, or a plain phone. */
export type Registrant = DeviceEnrolment | PlainPhone;
export const isPlain = (device: Registrant): device is PlainPhone => 'digest' in device;

export interface DeviceSettings {
  readonly registrationSeconds: number;
  readonly minRegistrationSeconds: number;
  readonly minSessionSeconds: number;
  readonly sessionSeconds: number;
  /** How often a registered device is asked for a sign of life, and how long it may take to answer. */
  readonly qualifySeconds: number;
  readonly qualifyTimeoutSeconds: number;
  /** The same of plain phones: often enough for the way through a router's table to stay open. */
  readonly plainQualifySeconds: number;
  /** An Asterisk that starts anew knows no phone before it has registered again. */
  readonly plainRegistrationSeconds: number;
  /** The same of operators. */
  readonly trunkQualifySeconds: number;
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
  plainQualifySeconds: 10,
  plainRegistrationSeconds: 120,
  trunkQualifySeconds: 15,
  mediaAddress: null,
};

/**
 * One device as Asterisk knows it, in the order in which the parts need each other; all have the name of its
 * credentials. The secret itself is in none of them, only what is left when name, realm and secret are hashed.
 */
export function deviceObjects(device: Registrant, settings: DeviceSettings): readonly PjsipObject[] {
  const { username } = device;
  return [
    {
      type: 'auth',
      fields: [...fieldsOf({ auth_type: 'digest', username, realm, ...nonces(device) }), ...digests(device)],
    },
    { type: 'aor', fields: fieldsOf(addressOfRecord(device, settings)) },
    { type: 'endpoint', fields: fieldsOf(endpoint(device, settings)) },
  ];
}

/** The best one first. */
export const codecsOf = (device: Registrant): string => (isPlain(device) ? 'g722,alaw,ulaw,opus' : 'opus,alaw,ulaw');

/**
 * A window signs its INVITE with the nonce of its registration, which it renews every 225 s: nobody has to ask. Who is
 * not behind TLS is asked anew after Asterisk's own 32 s.
 */
const nonces = (device: Registrant): Record<string, number> => (isPlain(device) ? {} : { nonce_lifetime: 300 });

/** Phones that know no other than MD5 take no challenge that offers a better one beside it. */
function digests(device: Registrant): PjsipObject['fields'] {
  if (isPlain(device))
    return [
      ...fieldsOf({ supported_algorithms_uas: 'MD5', supported_algorithms_uac: 'MD5' }),
      { attribute: 'password_digest', value: `MD5:${device.digest}` },
    ];
  const hash = (algorithm: string): string =>
    createHash(algorithm).update(`${device.username}:${realm}:${device.password}`).digest('hex');
  return [
    { attribute: 'password_digest', value: `SHA-256:${hash('sha256')}` },
    { attribute: 'password_digest', value: `MD5:${hash('md5')}` },
  ];
}

/** How often its device is asked for a sign of life. */
export const qualifyEvery = (device: Registrant, settings: DeviceSettings): number =>
  isPlain(device) ? settings.plainQualifySeconds : settings.qualifySeconds;

function addressOfRecord(device: Registrant, settings: DeviceSettings): Record<string, string | number> {
  const longest = isPlain(device) ? settings.plainRegistrationSeconds : settings.registrationSeconds;
  return {
    // A window that is loaded anew comes while Asterisk may not have noticed yet that the old one is gone: which one
    // counts, the driver knows.
    max_contacts: 3,
    remove_existing: 'yes',
    minimum_expiration: settings.minRegistrationSeconds,
    maximum_expiration: longest,
    default_expiration: longest,
    qualify_frequency: qualifyEvery(device, settings),
    qualify_timeout: settings.qualifyTimeoutSeconds,
    support_path: 'no',
  };
}

/** A browser: ICE, DTLS, both kinds of RTP over one port. */
const browser = { webrtc: 'yes', identify_by: 'auth_username' } as const;

/** What its keys may show. */
export const watchingOf = ({ username }: PlainPhone) => ({
  allow_subscribe: 'yes',
  subscribe_context: watched(username),
});

/** A plain phone: packets of sound as they are, encrypted where it offers to over TLS. */
const plain = (phone: PlainPhone) => ({
  // Known before it is asked for its secret, so that it is asked in the one way that it knows.
  identify_by: 'auth_username,username',
  ...watchingOf(phone),
  ...(phone.transport === 'tls' ? { media_encryption: 'sdes', media_encryption_optimistic: 'yes' } : {}),
});

/**
 * A phone that knows SIP and nothing of our server. Its REFER is read: our own windows ask the server, and whoever is
 * outside moves no calls of ours. One of a certain kind ends Asterisk 22.10.1 (docs/operations.md).
 */
export const isOfAnotherMake = (device: Registrant): boolean =>
  device.side.kind === 'inside' && (isPlain(device) || device.wantsOffer === true);

function endpoint(device: Registrant, settings: DeviceSettings): Record<string, string | number> {
  const { username, deviceId, side } = device;
  return {
    aors: username,
    auth: username,
    context: arrivals,
    // Comes with every event of its channels.
    accountcode: deviceId,
    disallow: 'all',
    allow: codecsOf(device),
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
    allow_transfer: isOfAnotherMake(device) ? 'yes' : 'no',
    allow_subscribe: 'no',
    ...(isPlain(device) ? plain(device) : browser),
    device_state_busy_at: 0,
    timers: 'yes',
    timers_min_se: settings.minSessionSeconds,
    timers_sess_expires: settings.sessionSeconds,
    // Both RFC 4733 and INFO, whichever the phone does.
    dtmf_mode: 'auto_info',
  };
}
