import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

interface Service {
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly command?: readonly string[];
  readonly network_mode?: string;
  readonly networks?: Readonly<Record<string, { readonly ipv4_address?: string }>>;
}

interface Network {
  readonly ipam?: { readonly config: readonly { readonly subnet: string; readonly gateway: string }[] };
}

const read = (path: string): string => readFileSync(join(__dirname, '../..', path), 'utf8');

export const compose = parse(read('compose.yml')) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly networks: Readonly<Record<string, Network>>;
};

/** `NAME=value` lines, as docker compose reads an .env file. */
export const valuesOf = (text: string): Map<string, string> =>
  new Map([...text.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]));

export const example: ReadonlyMap<string, string> = valuesOf(read('.env.example'));

/** What somebody fills in, whose names say what they have to look like. */
export function filledIn(name: string): string {
  if (/_IDS?$/.test(name)) return '11111111-2222-4333-8444-555555555555';
  if (name === 'MEDIA_ADDRESS') return '192.0.2.7';
  return /_HOST$/.test(name) ? 'phone.example.com' : '0123456789abcdef0123456789abcdef';
}

/** All of .env.example filled in. */
export const given = new Map([...example].map(([name, value]) => [name, value === '' ? filledIn(name) : value]));
for (const name of ['TERMS_URL', 'SUPPORT_CONTACT', 'LOG_LEVEL']) given.set(name, '');

/** `${NAME}`, `${NAME:-other}` and `${NAME:?words}`. @throws Error as docker compose ends for what is required */
export function interpolated(text: string): string {
  return text.replaceAll(
    /\$\{([A-Z_]+)(?::([-?])([^}]*))?\}/g,
    (_whole, name: string, how?: string, words?: string) => {
      const value = given.get(name) ?? '';
      if (value !== '') return value;
      if (how === '?') throw new Error(`${name}: ${words}`);
      return how === '-' ? (words ?? '') : '';
    },
  );
}

/** What a service's programs find in their environment. */
export const environmentOf = (service: string): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(compose.services[service]?.environment ?? {}).map(([name, value]) => [name, interpolated(value)]),
  );
