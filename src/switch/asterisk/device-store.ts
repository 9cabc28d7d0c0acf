import { createHash } from 'node:crypto';
import { AriError, type Ari } from './ari';
import { deviceObjects, isPlain, type ConfigObject, type DeviceSettings, type Registrant } from './device-objects';
import { readFields } from './events';

/** What Asterisk's memory holds of devices. */
export interface DeviceStore {
  /** Lets a device register, also one that Asterisk knows already. @throws AriError */
  put(device: Registrant): Promise<void>;
  /** Gives it another secret and nothing else: what is a list grows with each time that it is told. @throws AriError */
  renew(device: Registrant): Promise<void>;
  /** What it is registered with included; harmless when it is not there. @throws AriError when Asterisk is away */
  remove(username: string, contacts: readonly string[]): Promise<void>;
  /** Forgets one of the addresses that it is registered with. */
  removeContact(username: string, contact: string): Promise<void>;
  /** What is registered at an address; null when nothing is. @throws AriError when Asterisk is away */
  registered(username: string, contact: string): Promise<{ readonly userAgent: string | null } | null>;
  /** Lets Asterisk ask a device for a sign of life soon, and tell what came of it. @throws AriError */
  askAnew(device: Registrant): Promise<void>;
}

const path = (type: string, id: string): string =>
  `/asterisk/config/dynamic/res_pjsip/${type}/${encodeURIComponent(id)}`;

/** Name of a contact in PJSIP's own memory. */
const contactId = (username: string, uri: string): string =>
  `${username};@${createHash('md5').update(uri).digest('hex')}`;

export function createDeviceStore(ari: Ari, settings: DeviceSettings): DeviceStore {
  async function put(device: Registrant, types: readonly ConfigObject['type'][]): Promise<void> {
    for (const { type, fields } of deviceObjects(device, settings))
      if (types.includes(type)) await ari.request('PUT', path(type, device.username), {}, { fields });
  }

  /** What is not there need not be removed. */
  const remove = (type: string, id: string): Promise<unknown> =>
    ari.request('DELETE', path(type, id)).catch(unlessGone);

  const removeContact = async (username: string, uri: string): Promise<void> =>
    void (await remove('contact', contactId(username, uri)));

  return {
    async put(device) {
      const known = isPlain(device) && (await ari.request('GET', path('endpoint', device.username)).catch(unlessGone));
      // A phone that stays is there from before us. Its secrets would be a list, and without an endpoint it would be
      // asked for no sign of life.
      if (known) await remove('auth', device.username);
      await put(device, known ? ['auth', 'aor'] : ['auth', 'aor', 'endpoint']);
    },
    renew: (device) => put(device, ['auth']),
    async remove(username, contacts) {
      for (const type of ['endpoint', 'auth'] as const) await remove(type, username);
      for (const uri of contacts) await removeContact(username, uri);
      await remove('aor', username);
    },
    removeContact,
    async registered(username, uri) {
      const answer = await ari.request('GET', path('contact', contactId(username, uri))).catch(unlessGone);
      if (answer === null) return null;
      const userAgent = readFields(answer).find(({ attribute }) => attribute === 'user_agent')?.value ?? '';
      return { userAgent: userAgent === '' ? null : userAgent };
    },
    askAnew: (device) => put(device, ['aor']),
  };
}

function unlessGone(error: unknown): null {
  if (error instanceof AriError && error.status === 404) return null;
  throw error;
}
