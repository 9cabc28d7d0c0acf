import { randomBytes } from 'node:crypto';
import { VaxelError } from '../../contract/errors';
import type { DeviceId } from '../../contract/ids';
import type { DeviceEnrolment, Switch, SwitchCapabilities, Transport } from '../../switch/port';
import { startAsterisk, type AsteriskFolders, type AsteriskInstall } from './asterisk-process';
import { outsideConfiguration, phonesVariable } from './outside-configuration';
import { allAtLoopback, freePorts, type AsteriskPorts } from './ports';

export interface OutsideNetworkOptions {
  readonly install: AsteriskInstall;
  /** Where the company's switch speaks SIP over UDP. */
  readonly company: number;
  readonly companyNumbers?: readonly string[];
  readonly ports?: AsteriskPorts;
  /** Writes our sounds as Asterisk's own form has them. */
  readonly writeSounds: (folder: string) => void;
}

/** Where phones of the outside world register. */
export interface OutsideExchange extends Pick<Switch, 'enrol' | 'revoke' | 'transport'> {
  readonly capabilities: Pick<SwitchCapabilities, 'withoutCandidates'>;
}

/** The telephone network outside the company, with the phones that it has. */
export interface OutsideNetwork extends OutsideExchange {
  readonly transport: Extract<Transport, { kind: 'address' }>;
  /** Where it speaks SIP over UDP. */
  readonly sip: number;
  /** Its end, however it comes. */
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}

/** Starts an Asterisk that plays the telephone network: calls come to the company over a trunk, as from an operator. */
export async function startOutsideNetwork(options: OutsideNetworkOptions): Promise<OutsideNetwork> {
  const ports = options.ports ?? (await freePorts());
  const ari = { user: 'operator', password: randomBytes(24).toString('base64url') };
  const asterisk = await startAsterisk({
    install: options.install,
    files: ({ sounds }) =>
      outsideConfiguration({
        ...ports,
        ari,
        company: options.company,
        companyNumbers: options.companyNumbers ?? [],
        soundsFolder: sounds,
        reachedAt: allAtLoopback(),
      }),
    prepare: ({ sounds }: AsteriskFolders) => options.writeSounds(sounds),
  });
  const ask = createAsking(`http://127.0.0.1:${ports.http}/ari/asterisk`, ari);
  const phones = createPhones(ask);
  return {
    ...phones,
    transport: { kind: 'address', url: `ws://127.0.0.1:${ports.http}/ws` },
    capabilities: { withoutCandidates: false },
    sip: ports.sip,
    exited: asterisk.exited,
    stop: asterisk.stop,
  };
}

type Ask = (method: 'PUT' | 'POST' | 'DELETE', path: string, body?: unknown) => Promise<void>;

function createAsking(url: string, { user, password }: { user: string; password: string }): Ask {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  return async (method, path, body) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      throw new VaxelError('server.unavailable', 'The outside network does not answer', { cause: error });
    });
    // What is not there any more need not be removed.
    if (response.ok || (method === 'DELETE' && response.status === 404)) return;
    throw new VaxelError('server.unavailable', `The outside network refused ${path}: ${await response.text()}`);
  };
}

/** Phones by their device, and the variables of the dialplan in which each number has those that ring for it. */
function createPhones(ask: Ask): Pick<OutsideNetwork, 'enrol' | 'revoke'> {
  const numbers = new Map<DeviceId, string>();

  const tellWhoRings = (number: string): Promise<void> => {
    const ids = [...numbers].filter(([, of]) => of === number).map(([id]) => `PJSIP/${id}`);
    const query = new URLSearchParams({ variable: phonesVariable(number), value: ids.join('&') });
    return ask('POST', `/variable?${query.toString()}`);
  };

  return {
    async enrol(device) {
      const { deviceId, user } = device;
      for (const [type, fields] of objectsOf(device)) await ask('PUT', pathOf(type, deviceId), { fields });
      numbers.set(deviceId, user);
      await tellWhoRings(user);
      return { nonce: null };
    },
    revoke(deviceId) {
      const number = numbers.get(deviceId);
      if (number === undefined) return;
      numbers.delete(deviceId);
      const forget = async (): Promise<void> => {
        await tellWhoRings(number);
        for (const type of ['endpoint', 'aor', 'auth'] as const) await ask('DELETE', pathOf(type, deviceId));
      };
      // It ends together with the network, which forgets everything then.
      forget().catch(() => undefined);
    },
  };
}

type Fields = readonly { readonly attribute: string; readonly value: string }[];
type Kind = 'auth' | 'aor' | 'endpoint';

const pathOf = (kind: Kind, deviceId: DeviceId): string => `/config/dynamic/res_pjsip/${kind}/${deviceId}`;

const fieldsOf = (values: Readonly<Record<string, string>>): Fields =>
  Object.entries(values).map(([attribute, value]) => ({ attribute, value }));

/** In the order in which they need each other. */
function objectsOf({ deviceId, username, password, user, domain }: DeviceEnrolment): readonly [Kind, Fields][] {
  return [
    ['auth', fieldsOf({ auth_type: 'digest', username, password })],
    ['aor', fieldsOf({ max_contacts: '1', remove_existing: 'yes', support_path: 'no' })],
    [
      'endpoint',
      fieldsOf({
        aors: deviceId,
        auth: deviceId,
        identify_by: 'auth_username',
        context: 'vaxel',
        webrtc: 'yes',
        disallow: 'all',
        allow: 'opus,alaw,ulaw',
        direct_media: 'no',
        media_address: '127.0.0.1',
        bind_rtp_to_media_address: 'yes',
        // Whatever the phone says, its operator knows whose it is.
        callerid: `<${user}>`,
        from_domain: domain,
        trust_id_outbound: 'no',
        dtmf_mode: 'auto_info',
      }),
    ],
  ];
}
