import { resolve } from 'node:path';
import { z } from 'zod';
import { VaxelError } from './contract/errors';
import type { PhoneTransport } from './contract/devices/desk-phones';
import type { TurnServers } from './devices/ice-servers';
import type { TranscriptionConfig } from './transcription/driver';

const port = z.coerce.number().int().min(1).max(65_535);
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

const days = z.coerce.number().int().min(1).max(3_650);

/** Every variable of the environment that the server reads; env/.env.example says what each is for. */
export const Shared = z.object({
  PORT: port.default(3978),
  VAXEL_DATA: z.string().min(1).default('.data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).optional(),
  SWITCH: z.enum(['embedded', 'asterisk']).default('embedded'),
  ASTERISK_URL: z.url({ protocol: /^https?$/ }).optional(),
  ASTERISK_USER: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be letters and digits')
    .default('vaxel'),
  ASTERISK_PASSWORD: z
    .string()
    .regex(/^[A-Za-z0-9_-]{16,128}$/, 'must be letters and digits, 16 or more')
    .optional(),
  ASTERISK_WEBSOCKET_URL: z.url({ protocol: /^wss?$/ }).optional(),
  ASTERISK_SOUNDS: z
    .string()
    .regex(/^\/[^\s,]*$/, 'must be a folder from the root on')
    .default('/usr/share/vaxel/sounds'),
  PHONE_HOST: z
    .string()
    .regex(/^[A-Za-z0-9.-]{1,253}$/, 'must be a name or an address without port')
    .optional(),
  PHONE_PORTS: list
    .pipe(z.array(z.string().regex(/^(?:udp|tcp|tls):[1-9]\d{0,4}$/, 'each has to be like udp:5060')).min(1))
    .default(['udp:5060', 'tcp:5060']),
  /** Where Asterisk is, for the server to start its own. Local mode only. */
  ASTERISK_FOLDER: z.string().min(1).optional(),
  MEDIA_ADDRESS: z.union([z.ipv4(), z.ipv6()]).optional(),
  MEDIA_PORTS: z
    .string()
    .regex(/^\d+-\d+$/)
    .optional(),
  STUN_URLS: list.pipe(z.array(z.string().regex(/^stuns?:/, 'each has to begin with stun: or stuns:'))).default([]),
  TURN_URLS: list.pipe(z.array(z.string().regex(/^turns?:/, 'each has to begin with turn: or turns:'))).default([]),
  TURN_SECRET: z.string().min(16).optional(),
  SECRETS_KEY: list.pipe(z.array(z.string().min(32, 'each has to have at least 32 characters')).min(1)).optional(),
  TRANSCRIPTION: z.enum(['none', 'openai', 'whisper']).default('none'),
  TRANSCRIPTION_URL: z.url({ protocol: /^https?$/ }).optional(),
  TRANSCRIPTION_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{1,1000}$/, 'must be letters, digits and signs without spaces')
    .optional(),
  TRANSCRIPTION_MODEL: z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, 'must be a name without spaces')
    .default('whisper-1'),
  TERMS_URL: z.url().optional(),
  SUPPORT_CONTACT: z.string().trim().min(1).max(200).optional(),
  ANCHOR_SECONDS: z.coerce.number().int().min(1).max(600).default(60),
  KEEP_CALLS_DAYS: days.default(30),
  KEEP_HISTORY_DAYS: days.default(730),
  KEEP_DEVICES_DAYS: days.default(30),
  KEEP_CARDS_DAYS: days.min(30).default(90),
  KEEP_JOBS_DAYS: days.default(7),
  KEEP_ACTIVITIES_DAYS: days.default(365),
  KEEP_AUDIT_DAYS: days.default(730),
  KEEP_LINK_REQUESTS_DAYS: days.default(90),
  /** Set while the Microsoft 365 Agents Playground talks to the bot: no tokens are asked of it. Local mode only. */
  BOT_PLAYGROUND: z.stringbool().default(false),
  /** Invented colleagues besides the demo's own. Local mode only. */
  DEMO_PEOPLE: z.coerce.number().int().min(0).max(1_000_000).default(0),
});

const Production = z.object({
  HOST: z.string().default('127.0.0.1'),
  /**
   * Proxies in front whose X-Forwarded-For is believed; without it every client would count as one address in the
   * limits.
   */
  PROXIES: z.coerce.number().int().min(0).max(10).default(1),
  METRICS_TOKEN: z.string().min(16).optional(),
  PUBLIC_URL: z.url({ protocol: /^https$/ }),
  ENTRA_TENANT_IDS: list.pipe(z.array(z.uuid()).min(1)),
  ENTRA_CLIENT_ID: z.uuid(),
  TEAMS_APP_ID: z.uuid(),
  BOT_ID: z.uuid(),
  BOT_PASSWORD: z.string().min(1),
  BOT_TENANT_ID: z.uuid(),
});

/** An Asterisk that runs beside the server. */
export interface AsteriskConfig {
  readonly kind: 'asterisk';
  /** Where it answers ARI, and who asks. */
  readonly ari: { readonly url: string; readonly user: string; readonly password: string };
  /** Where browsers reach its WebSocket. */
  readonly webSocketUrl: string;
  /** Folder of our sounds, as Asterisk sees it. */
  readonly soundsFolder: string;
  /** Where plain SIP phones register, as they are told; absent = they are not served. */
  readonly phones?: { readonly host: string; readonly ports: Readonly<Partial<Record<PhoneTransport, number>>> };
}

/** One that the server starts by itself, from where it was brought to. Local mode only. */
export interface OwnAsteriskConfig {
  readonly kind: 'ownAsterisk';
  readonly folder: string;
}

type SwitchConfig = { readonly kind: 'embedded' } | AsteriskConfig | OwnAsteriskConfig;

interface SharedConfig {
  readonly port: number;
  readonly switch: SwitchConfig;
  /** All that the server writes, absolute. */
  readonly dataFolder: string;
  /** What is kept of calls, within it. */
  readonly recordingsFolder: string;
  /** What passwords at operators are sealed with, the newest first; null = a key of the server's own, in its folder. */
  readonly secretKeys: readonly string[] | null;
  /** Null = the server runs its own PostgreSQL in the data folder. */
  readonly databaseUrl: string | null;
  readonly logLevel: NonNullable<z.infer<typeof Shared>['LOG_LEVEL']>;
  readonly media: {
    /** Address that browsers send audio to, when it is not the one that the server is bound to. */
    readonly publicAddress: string | null;
    readonly ports: { readonly begin: number; readonly end: number } | null;
    readonly stunUrls: readonly string[];
    /** Relays for networks that let no audio through; null = none. */
    readonly turn: TurnServers | null;
  };
  /** Who writes voicemail messages down; null = nobody. */
  readonly transcription: TranscriptionConfig | null;
  readonly termsUrl: string | null;
  /** Whom users turn to when something does not work: a number, an address, or words. */
  readonly supportContact: string | null;
  /** How long a call waits for a device that was lost, before the person's other devices ring. */
  readonly anchorForMs: number;
  /** What has an end: days until it leaves the database. */
  readonly keepDays: {
    readonly calls: number;
    readonly history: number;
    readonly devices: number;
    readonly cards: number;
    readonly jobs: number;
    readonly activities: number;
    readonly audit: number;
    readonly linkRequests: number;
  };
}

export interface LocalConfig extends SharedConfig {
  readonly mode: 'local';
  readonly host: '127.0.0.1';
  readonly publicUrl: string;
  readonly botPlayground: boolean;
  /** Invented colleagues besides the demo's own. */
  readonly demoPeople: number;
}

export interface ProductionConfig extends SharedConfig {
  readonly mode: 'production';
  readonly host: string;
  /** How many proxies in front tell the client's address. */
  readonly proxies: number;
  /** Null = /metrics answers this machine only. */
  readonly metricsToken: string | null;
  readonly publicUrl: string;
  readonly entra: { readonly tenantIds: readonly string[]; readonly clientId: string };
  readonly teamsAppId: string;
  readonly bot: { readonly appId: string; readonly password: string; readonly tenantId: string };
}

export type Config = LocalConfig | ProductionConfig;

/** Of the configuration's mode, where the build has left the local workplace out. */
export const noLocalMode = 'VAXEL_MODE: this is a production build, it has no local mode';

/** The environment does not say what the server needs; the message names each variable. */
export class ConfigError extends VaxelError {
  constructor(problems: readonly string[]) {
    super(
      'server.error',
      `The configuration is not complete:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    );
    this.name = 'ConfigError';
  }
}

/**
 * Reads the configuration. `VAXEL_MODE` is `production` unless it says `local`, so that a forgotten variable never
 * opens the local workplace to the world.
 * @throws ConfigError naming every variable that is missing or wrong
 */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const mode = environment['VAXEL_MODE'] ?? 'production';
  if (mode !== 'local' && mode !== 'production') throw new ConfigError(['VAXEL_MODE: must be local or production']);
  return mode === 'local' ? localConfig(environment) : productionConfig(environment);
}

function localConfig(environment: NodeJS.ProcessEnv): LocalConfig {
  const values = parse(Shared, environment);
  return {
    ...shared(values, 'warn'),
    switch: localSwitch(values),
    mode: 'local',
    host: '127.0.0.1',
    publicUrl: `http://127.0.0.1:${values.PORT}`,
    botPlayground: values.BOT_PLAYGROUND,
    demoPeople: values.DEMO_PEOPLE,
  };
}

function productionConfig(environment: NodeJS.ProcessEnv): ProductionConfig {
  const values = parse(Shared.extend(Production.shape), environment);
  if (values.BOT_PLAYGROUND)
    throw new ConfigError(['BOT_PLAYGROUND: only for local mode, it lets anybody speak to the bot']);
  return {
    ...shared(values, 'info'),
    switch: productionSwitch(values),
    mode: 'production',
    host: values.HOST,
    proxies: values.PROXIES,
    metricsToken: values.METRICS_TOKEN ?? null,
    publicUrl: values.PUBLIC_URL.replace(/\/$/, ''),
    entra: { tenantIds: values.ENTRA_TENANT_IDS, clientId: values.ENTRA_CLIENT_ID },
    teamsAppId: values.TEAMS_APP_ID,
    bot: { appId: values.BOT_ID, password: values.BOT_PASSWORD, tenantId: values.BOT_TENANT_ID },
  };
}

/** @throws ConfigError naming every variable that is missing or wrong */
export function parse<T extends z.ZodType>(schema: T, environment: NodeJS.ProcessEnv): z.infer<T> {
  // An empty value in an .env file means "not set".
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success)
    throw new ConfigError(
      parsed.error.issues.map(
        (issue) =>
          `${String(issue.path[0])}: ${given[String(issue.path[0])] === undefined ? 'is missing' : issue.message}`,
      ),
    );
  return parsed.data;
}

function turnServers({ TURN_URLS: urls, TURN_SECRET: secret }: z.infer<typeof Shared>): TurnServers | null {
  if (urls.length === 0) return null;
  if (secret === undefined) throw new ConfigError(['TURN_SECRET: is missing, and TURN_URLS is given']);
  return { urls, secret };
}

function transcription(values: z.infer<typeof Shared>): TranscriptionConfig | null {
  const { TRANSCRIPTION: kind, TRANSCRIPTION_URL: url, TRANSCRIPTION_KEY: key = null } = values;
  if (kind === 'none') return null;
  if (url === undefined) throw new ConfigError([`TRANSCRIPTION_URL: is missing, and TRANSCRIPTION is ${kind}`]);
  return { kind, url: url.replace(/\/$/, ''), key, model: values.TRANSCRIPTION_MODEL };
}

/** A page over https opens no other WebSocket than over TLS. */
function productionSwitch(values: z.infer<typeof Shared>): SwitchConfig {
  if (values.ASTERISK_WEBSOCKET_URL?.startsWith('ws:') === true)
    throw new ConfigError(['ASTERISK_WEBSOCKET_URL: has to begin with wss: in production']);
  return values.SWITCH === 'embedded' ? { kind: 'embedded' } : asterisk(values);
}

function localSwitch(values: z.infer<typeof Shared>): SwitchConfig {
  if (values.SWITCH === 'embedded') return { kind: 'embedded' };
  const { ASTERISK_URL: url, ASTERISK_FOLDER: folder } = values;
  return url === undefined && folder !== undefined ? { kind: 'ownAsterisk', folder } : asterisk(values);
}

/** Without the name of a place nobody can be told of it. */
function plainPhones({ PHONE_HOST: host, PHONE_PORTS: said }: z.infer<typeof Shared>): Pick<AsteriskConfig, 'phones'> {
  if (host === undefined) return {};
  const ports = Object.fromEntries(said.map((each) => each.split(':')).map(([name, number]) => [name, Number(number)]));
  return { phones: { host, ports } };
}

function asterisk(values: z.infer<typeof Shared>): AsteriskConfig {
  const { ASTERISK_URL: url, ASTERISK_PASSWORD: password, ASTERISK_WEBSOCKET_URL: webSocketUrl } = values;
  if (url === undefined || password === undefined || webSocketUrl === undefined)
    throw new ConfigError(
      Object.entries({ ASTERISK_URL: url, ASTERISK_PASSWORD: password, ASTERISK_WEBSOCKET_URL: webSocketUrl })
        .filter(([, value]) => value === undefined)
        .map(([name]) => `${name}: is missing, and SWITCH is asterisk`),
    );
  const ari = { url: url.replace(/\/$/, ''), user: values.ASTERISK_USER, password };
  return { kind: 'asterisk', ari, webSocketUrl, soundsFolder: values.ASTERISK_SOUNDS, ...plainPhones(values) };
}

function shared(
  values: z.infer<typeof Shared>,
  defaultLogLevel: SharedConfig['logLevel'],
): Omit<SharedConfig, 'switch'> {
  const [begin, end] = values.MEDIA_PORTS?.split('-').map(Number) ?? [];
  return {
    port: values.PORT,
    dataFolder: resolve(values.VAXEL_DATA),
    recordingsFolder: resolve(values.VAXEL_DATA, 'recordings'),
    secretKeys: values.SECRETS_KEY ?? null,
    databaseUrl: values.DATABASE_URL ?? null,
    logLevel: values.LOG_LEVEL ?? defaultLogLevel,
    media: {
      publicAddress: values.MEDIA_ADDRESS ?? null,
      ports: begin !== undefined && end !== undefined ? { begin, end } : null,
      stunUrls: values.STUN_URLS,
      turn: turnServers(values),
    },
    transcription: transcription(values),
    termsUrl: values.TERMS_URL ?? null,
    supportContact: values.SUPPORT_CONTACT ?? null,
    anchorForMs: values.ANCHOR_SECONDS * 1000,
    keepDays: {
      calls: values.KEEP_CALLS_DAYS,
      history: values.KEEP_HISTORY_DAYS,
      devices: values.KEEP_DEVICES_DAYS,
      cards: values.KEEP_CARDS_DAYS,
      jobs: values.KEEP_JOBS_DAYS,
      activities: values.KEEP_ACTIVITIES_DAYS,
      audit: values.KEEP_AUDIT_DAYS,
      linkRequests: values.KEEP_LINK_REQUESTS_DAYS,
    },
  };
}
