import { createHash } from 'node:crypto';
import { unlessGone, type Ari } from './ari';
import { watched } from './configuration';
import { deviceObjects, isPlain, watchingOf, type DeviceSettings, type Registrant } from './device-objects';
import { readEndpoints, readFields } from './events';
import type { Lamps } from './lamps';
import { createPjsipMemory, fieldsOf, type PjsipObject } from './pjsip-memory';
import { trunkPrefix } from './trunk-objects';

/** What Asterisk's memory holds of devices. */
export interface DeviceStore {
  /**
   * Lets a device register; resolves with whether Asterisk knew it already, as those of an earlier server's are.
   * @throws AriError
   */
  put(device: Registrant): Promise<boolean>;
  /** Gives it another secret and nothing else: what is a list grows with each time that it is told. @throws AriError */
  renew(device: Registrant): Promise<void>;
  /** What it is registered with included; harmless when it is not there. @throws AriError when Asterisk is away */
  remove(username: string, contacts: readonly string[]): Promise<void>;
  /** Forgets one of the addresses that it is registered with. */
  removeContact(username: string, contact: string): Promise<void>;
  /** What is registered at an address; null when nothing is. @throws AriError when Asterisk is away */
  registered(username: string, contact: string): Promise<{ readonly userAgent: string | null } | null>;
  /** Who can register, by name, trunks aside. @throws AriError when Asterisk is away */
  names(): Promise<readonly string[]>;
  /** Lets Asterisk ask a device for a sign of life soon, and tell what came of it. @throws AriError */
  askAnew(device: Registrant): Promise<void>;
}

/** Name of a contact in PJSIP's own memory. */
const contactId = (username: string, uri: string): string =>
  `${username};@${createHash('md5').update(uri).digest('hex')}`;

export function createDeviceStore(
  ari: Ari,
  settings: DeviceSettings,
  lamps: Pick<Lamps, 'open' | 'close'>,
): DeviceStore {
  const memory = createPjsipMemory(ari);
  async function put(device: Registrant, types: readonly PjsipObject['type'][], as = settings): Promise<void> {
    for (const object of deviceObjects(device, as))
      if (types.includes(object.type)) await memory.put(object, device.username);
  }

  /** Asterisk has it, and lets it watch lines: a plain phone, and not by a server of before that knew of no lamps. */
  const isWatching = (endpoint: unknown, username: string): boolean =>
    endpoint !== null && readFields(endpoint).some(({ value }) => value === watched(username));

  const removeContact = (username: string, uri: string): Promise<void> =>
    memory.remove('contact', contactId(username, uri));

  return {
    async put(device) {
      // Before it can ask for any.
      if (isPlain(device)) await lamps.open(device);
      const endpoint = await memory.read('endpoint', device.username);
      const known = endpoint !== null;
      // Its secrets would be a list, and without an endpoint it would be asked for no sign of life.
      if (known) await memory.remove('auth', device.username);
      if (known && isPlain(device) && !isWatching(endpoint, device.username))
        await memory.put({ type: 'endpoint', fields: fieldsOf(watchingOf(device)) }, device.username);
      await put(device, known ? ['auth', 'aor'] : ['auth', 'aor', 'endpoint']);
      return known;
    },
    async names() {
      const answer = await ari.request('GET', '/endpoints/PJSIP').catch(unlessGone);
      return readEndpoints(answer ?? []).filter((name) => !name.startsWith(trunkPrefix));
    },
    renew: (device) => put(device, ['auth']),
    async remove(username, contacts) {
      const watches = isWatching(await memory.read('endpoint', username), username);
      for (const type of ['endpoint', 'auth'] as const) await memory.remove(type, username);
      if (watches) await lamps.close(username);
      for (const uri of contacts) await removeContact(username, uri);
      await memory.remove('aor', username);
    },
    removeContact,
    async registered(username, uri) {
      const answer = await memory.read('contact', contactId(username, uri));
      if (answer === null) return null;
      const userAgent = readFields(answer).find(({ attribute }) => attribute === 'user_agent')?.value ?? '';
      return { userAgent: userAgent === '' ? null : userAgent };
    },
    async askAnew(device) {
      // What is put as it was, changes nothing: whoever was not asked for a while is asked again, and that is told of.
      await put(device, ['aor'], { ...settings, qualifySeconds: 0, plainQualifySeconds: 0 });
      await put(device, ['aor']);
    },
  };
}
