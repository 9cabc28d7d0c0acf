import { unlessGone, type Ari } from './ari';

type Type = 'auth' | 'aor' | 'contact' | 'endpoint' | 'identify' | 'registration';

/** An object of PJSIP's configuration, as ARI pushes it. */
export interface PjsipObject {
  readonly type: Type;
  readonly fields: readonly { readonly attribute: string; readonly value: string }[];
}

export const fieldsOf = (values: Readonly<Record<string, string | number>>): PjsipObject['fields'] =>
  Object.entries(values).map(([attribute, value]) => ({ attribute, value: String(value) }));

/** Those that are in Asterisk's memory, and in no file. @throws AriError when Asterisk is away */
export interface PjsipMemory {
  /** What is a list grows with each time that it is told. @throws AriError also when Asterisk will not have it */
  put(object: PjsipObject, id: string): Promise<void>;
  /** Null: it is not there. */
  read(type: Type, id: string): Promise<unknown>;
  /** What is not there need not be removed. */
  remove(type: Type, id: string): Promise<void>;
}

const path = (type: Type, id: string): string => `/asterisk/config/dynamic/res_pjsip/${type}/${encodeURIComponent(id)}`;

export const createPjsipMemory = (ari: Ari): PjsipMemory => ({
  put: async ({ type, fields }, id) => void (await ari.request('PUT', path(type, id), {}, { fields })),
  read: (type, id) => ari.request('GET', path(type, id)).catch(unlessGone),
  remove: async (type, id) => void (await ari.request('DELETE', path(type, id)).catch(unlessGone)),
});
