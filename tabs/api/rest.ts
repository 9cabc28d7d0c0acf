import type {
  HistoryDelete,
  HistoryDeletion,
  HistoryPage,
  HistoryQuery,
  HistorySeen,
} from '../../src/contract/history/history';
import type { DeviceEnrolment, SipCredentials } from '../../src/contract/devices/devices';
import type { Problem } from '../../src/contract/errors';
import type { ContactPage, ContactQuery, ContactView } from '../../src/contract/people/people';
import type { Settings, SettingsChange } from '../../src/contract/settings/settings';
import type { Versions } from '../../src/contract/support/versions';
import { ClientError } from './client-error';
import { longestWaitMs } from './within';

/** The server's REST interface, one function for each request. All throw ClientError. */
export interface Rest {
  history(query: Partial<HistoryQuery>, signal?: AbortSignal): Promise<HistoryPage>;
  seeHistory(what: HistorySeen): Promise<void>;
  deleteHistory(what: HistoryDelete): Promise<HistoryDeletion>;
  restoreHistory(deletionId: string): Promise<void>;
  contacts(query: Partial<ContactQuery>, signal?: AbortSignal): Promise<ContactPage>;
  contact(contactId: string, signal?: AbortSignal): Promise<ContactView>;
  changeSettings(change: SettingsChange): Promise<Settings>;
  enrolDevice(device: DeviceEnrolment): Promise<SipCredentials>;
  revokeDevice(deviceId: string): Promise<void>;
  versions(): Promise<Versions>;
  logBundle(lines: readonly string[]): Promise<Blob>;
  /** For sections that few open: any request below `/api`. */
  ask(method: string, path: string, options?: AskOptions): Promise<Response>;
}

export interface AskOptions {
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** A file goes as it is, everything else as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
  /** How long it may take; 20 s unless it is a file. */
  readonly patienceMs?: number;
}

export interface RestOptions {
  readonly fetch: typeof fetch;
  readonly getToken: () => Promise<string>;
  readonly log: (line: string) => void;
}

export function createRest(options: RestOptions): Rest {
  const send = createSend(options);
  const read = async <T>(path: string, signal?: AbortSignal): Promise<T> =>
    (await send('GET', path, undefined, signal)).json() as Promise<T>;
  const write = async <T>(method: string, path: string, body: unknown): Promise<T> =>
    (await send(method, path, body)).json() as Promise<T>;

  return {
    history: (query, signal) => read(`/api/history${queryString(query)}`, signal),
    seeHistory: async (what) => void (await send('POST', '/api/history/seen', what)),
    deleteHistory: (what) => write('POST', '/api/history/delete', what),
    restoreHistory: async (deletionId) => void (await send('POST', '/api/history/restore', { deletionId })),
    contacts: (query, signal) => read(`/api/contacts${queryString(query)}`, signal),
    contact: (contactId, signal) => read(`/api/contacts/${encodeURIComponent(contactId)}`, signal),
    changeSettings: (change) => write('PATCH', '/api/settings', change),
    enrolDevice: (device) => write('POST', '/api/devices', device),
    revokeDevice: async (deviceId) => void (await send('DELETE', `/api/devices/${encodeURIComponent(deviceId)}`)),
    versions: () => read('/api/versions'),
    logBundle: async (lines) => (await send('POST', '/api/log-bundle', { lines })).blob(),
    ask: (method, path, { query = {}, body, signal, patienceMs } = {}) =>
      send(method, `/api${path}${queryString(query)}`, body, signal, patienceMs),
  };
}

/** Throws ClientError unless the server says that it is well. */
type Send = (method: string, path: string, body?: unknown, signal?: AbortSignal, ms?: number) => Promise<Response>;

function createSend({ fetch, getToken, log }: RestOptions): Send {
  /** The last token that the server took. */
  let accepted: string | null = null;

  async function request(
    token: string,
    method: string,
    path: string,
    body?: unknown,
    signal?: AbortSignal,
    ms?: number,
  ): Promise<Response> {
    const isFile = body instanceof Blob;
    const response = await fetch(path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': isFile ? 'application/octet-stream' : 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
      signal: limited(signal, ms),
      keepalive: method === 'PATCH',
    }).catch((cause: unknown) => {
      // A request that we gave up ourselves is no fault of the connection.
      if (signal?.aborted) throw cause;
      throw new ClientError('client.offline', `${method} ${path}`, { cause });
    });
    if (response.status !== 401) accepted = token;
    else if (accepted === token) accepted = null;
    return response;
  }

  return async (method, path, body, signal, ms) => {
    // What a person has changed arrives also when the page goes in the same moment: it does not wait for the host's
    // token.
    const early =
      method === 'PATCH' && accepted !== null ? await request(accepted, method, path, body, signal, ms) : null;
    const response =
      early !== null && early.status !== 401 ? early : await request(await getToken(), method, path, body, signal, ms);
    if (response.ok) return response;
    const problem = await readProblem(response);
    log(`rest: ${method} ${path.split('?')[0]} ${response.status} ${problem.code}`);
    throw problem;
  };
}

/** A server that takes a request and never answers counts as gone. */
function limited(signal?: AbortSignal, ms = longestWaitMs): AbortSignal {
  const limit = AbortSignal.timeout(ms);
  return signal ? AbortSignal.any([signal, limit]) : limit;
}

function queryString(query: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(query).filter(
    (entry): entry is [string, string | number] => entry[1] !== undefined && entry[1] !== '',
  );
  return given.length === 0
    ? ''
    : `?${new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString()}`;
}

async function readProblem(response: Response): Promise<ClientError> {
  try {
    const problem = (await response.json()) as Partial<Problem>;
    if (problem.code) return new ClientError(problem.code, problem.detail);
  } catch {
    // No problem details: a proxy or the network spoke instead of the server.
  }
  return new ClientError(
    response.status === 401 ? 'auth.invalid' : response.status >= 500 ? 'server.unavailable' : 'server.error',
    `status ${response.status}`,
  );
}
