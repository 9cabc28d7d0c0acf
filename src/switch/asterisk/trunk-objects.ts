import { addressOf, placesOf } from '../../contract/trunks/same-operator';
import { trunkRetrySeconds } from '../../contract/trunks/choices';
import type { Trunk } from '../port';
import { arrivals } from './configuration';
import type { DeviceSettings } from './device-objects';
import { fieldsOf, type PjsipObject } from './pjsip-memory';

export type TrunkObjectSettings = Pick<DeviceSettings, 'mediaAddress' | 'trunkQualifySeconds'>;

/** What Asterisk calls all parts of a trunk; devices have names of other kinds. */
export const trunkName = ({ trunkId }: Pick<Trunk, 'trunkId'>): string => `${trunkPrefix}${trunkId}`;
export const trunkPrefix = 'trunk-';

/** The endpoint that a channel belongs to: PJSIP/<name>-<number in hexadecimal>. */
export const endpointOfChannel = (name: string): string => /^PJSIP\/(.*)-[0-9a-f]{8}$/.exec(name)?.[1] ?? '';

/** How long a sign of life of an operator may take. */
const qualifyTimeoutSeconds = 3;
const registrationSeconds = 300;

export const usualPorts = { udp: 5060, tcp: 5060, tls: 5061 } as const;

/** Where an operator's host is asked: with a port only what has one, since DNS says more of the others. */
export function uriOf({ host, port, transport }: Pick<Trunk, 'host' | 'port' | 'transport'>, user = ''): string {
  const isAddress = /^[0-9.]+$/.test(host) || host.startsWith('[');
  const at = port ?? (isAddress ? usualPorts[transport] : null);
  const over = transport === 'udp' ? '' : `;transport=${transport}`;
  return `sip:${user === '' ? '' : `${user}@`}${host}${at === null ? '' : `:${at}`}${over}`;
}

/**
 * One trunk as Asterisk knows it, in the order in which the parts need each other. Its password is in Asterisk's memory
 * as it is, since nobody knows the operator's realm before it asks.
 */
export function trunkObjects(trunk: Trunk, settings: TrunkObjectSettings): readonly PjsipObject[] {
  const name = trunkName(trunk);
  const { account, loginName, password, registers } = trunk;
  const login = loginName ?? account;
  const hasLogin = login !== null && password !== null;
  return [
    ...(hasLogin
      ? [{ type: 'auth' as const, fields: fieldsOf({ auth_type: 'userpass', username: login, password }) }]
      : []),
    { type: 'aor', fields: fieldsOf(addressOfRecord(trunk, settings)) },
    { type: 'endpoint', fields: fieldsOf(endpoint(trunk, name, hasLogin, settings)) },
    { type: 'identify', fields: [...fieldsOf({ endpoint: name }), ...matches(trunk)] },
    ...(registers ? [{ type: 'registration' as const, fields: fieldsOf(registration(trunk, name, hasLogin)) }] : []),
  ];
}

const proxyOf = (trunk: Trunk): Record<string, string> =>
  trunk.proxy === null ? {} : { outbound_proxy: `${uriOf({ ...addressOf(trunk), transport: trunk.transport })};lr` };

function addressOfRecord(trunk: Trunk, { trunkQualifySeconds }: TrunkObjectSettings): Record<string, string | number> {
  return {
    contact: uriOf(trunk),
    qualify_frequency: trunkQualifySeconds,
    qualify_timeout: qualifyTimeoutSeconds,
    ...proxyOf(trunk),
  };
}

const matches = (trunk: Trunk): PjsipObject['fields'] =>
  placesOf(trunk).map((value) => ({ attribute: 'match', value }));

function registration(trunk: Trunk, name: string, hasLogin: boolean): Record<string, string | number> {
  const { account, domain, host } = trunk;
  return {
    server_uri: uriOf(trunk),
    client_uri: `sip:${account ?? ''}@${domain ?? host}`,
    contact_user: account ?? '',
    ...(hasLogin ? { outbound_auth: name } : {}),
    ...proxyOf(trunk),
    transport: trunk.transport,
    expiration: registrationSeconds,
    retry_interval: trunkRetrySeconds,
    forbidden_retry_interval: trunkRetrySeconds,
    fatal_retry_interval: trunkRetrySeconds,
    max_retries: 1_000_000,
    max_random_initial_delay: 0,
    // Who has mistyped a password mends it here, and then it is asked again.
    auth_rejection_permanent: 'no',
    // Calls that come to our contact are known by it, from whatever address.
    line: 'yes',
    endpoint: name,
  };
}

function endpoint(
  trunk: Trunk,
  name: string,
  hasLogin: boolean,
  { mediaAddress }: TrunkObjectSettings,
): Record<string, string | number> {
  const { account, domain, host, fromShows, callerField, codecs, encryption, transport } = trunk;
  return {
    aors: name,
    ...(hasLogin ? { outbound_auth: name } : {}),
    ...proxyOf(trunk),
    identify_by: 'ip',
    context: arrivals,
    transport,
    disallow: 'all',
    allow: codecs.join(','),
    direct_media: 'no',
    ...(mediaAddress === null ? {} : { media_address: mediaAddress, bind_rtp_to_media_address: 'yes' }),
    rtp_symmetric: 'yes',
    from_domain: domain ?? host,
    ...(fromShows === 'account' && account !== null ? { from_user: account } : {}),
    // What the operator says of who calls is read by us (trunk-arrivals.ts).
    trust_id_inbound: 'no',
    trust_id_outbound: 'yes',
    send_pai: callerField === 'asserted' ? 'yes' : 'no',
    send_rpid: callerField === 'remoteParty' ? 'yes' : 'no',
    send_connected_line: 'no',
    media_encryption: encryption === 'none' ? 'no' : 'sdes',
    media_encryption_optimistic: encryption === 'offered' ? 'yes' : 'no',
    // Nobody outside transfers our calls by their own signalling, and fax is refused (488).
    allow_transfer: 'no',
    allow_subscribe: 'no',
    t38_udptl: 'no',
    device_state_busy_at: 0,
    timers: 'yes',
    dtmf_mode: 'auto',
  };
}
