import { settle } from '../fakes/fake-clock';
import { ClientError } from './client-error';
import { createRest } from './rest';

function setUp() {
  const tokens = ['first', 'second'];
  const sent: { readonly method: string; readonly token: string; readonly keepalive: boolean }[] = [];
  const refused = new Set<string>();
  const fetch = async (_path: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const token = new Headers(init?.headers).get('authorization')?.replace('Bearer ', '') ?? '';
    sent.push({ method: init?.method ?? '', token, keepalive: init?.keepalive ?? false });
    return {
      ok: !refused.has(token),
      status: refused.has(token) ? 401 : 200,
      json: async () => ({ code: 'auth.tokenInvalid' }),
    } as unknown as Response;
  };
  const rest = createRest({
    fetch: fetch as typeof globalThis.fetch,
    getToken: async () => tokens.shift() ?? 'none',
    log: () => undefined,
  });
  return { rest, sent, refused };
}

it('sends a change at once with the token that the server took last, so that it outlives the page', async () => {
  const { rest, sent } = setUp();
  await rest.versions();
  void rest.changeSettings({ language: 'sv' });
  // Nothing has been waited for.
  expect(sent.at(-1)).toEqual({ method: 'PATCH', token: 'first', keepalive: true });
  await settle();
  expect(sent).toHaveLength(2);
});

it('asks the host for another token when that one has ended', async () => {
  const { rest, sent, refused } = setUp();
  await rest.versions();
  refused.add('first');
  await rest.changeSettings({ language: 'sv' });
  expect(sent.slice(1).map(({ token }) => token)).toEqual(['first', 'second']);
  void rest.changeSettings({ language: 'en' });
  expect(sent.at(-1)?.token).toBe('second');
});

it('waits for the host when there has been no token yet', async () => {
  const { rest, sent } = setUp();
  const change = rest.changeSettings({ language: 'sv' });
  expect(sent).toEqual([]);
  await change;
  expect(sent).toEqual([{ method: 'PATCH', token: 'first', keepalive: true }]);
});

it('tells a refusal that another token does not help', async () => {
  const { rest, refused } = setUp();
  for (const token of ['first', 'second']) refused.add(token);
  await expect(rest.changeSettings({ language: 'sv' })).rejects.toMatchObject({ code: 'auth.tokenInvalid' });
});

describe('requests', () => {
  const rest = (answer: () => Promise<Response>, seen: Request[] = []) =>
    createRest({
      fetch: async (input, init) => {
        seen.push({ url: input, ...init } as unknown as Request);
        return answer();
      },
      getToken: async () => 'token',
      log: () => undefined,
    });
  const respond = (status: number, body: unknown) => async () =>
    ({ ok: status < 400, status, json: async () => body }) as Response;

  it('carry the token and only what was asked', async () => {
    const seen: Request[] = [];
    await rest(respond(200, {}), seen).contacts({ q: 'Å & Ö', limit: 20, after: undefined });
    expect(seen[0]).toMatchObject({
      url: '/api/contacts?q=%C3%85+%26+%C3%96&limit=20',
      method: 'GET',
      headers: { authorization: 'Bearer token' },
    });
  });

  it('fail with the server’s code, or with what the answer allows to say', async () => {
    await expect(
      rest(respond(409, { code: 'device.tooMany' })).enrolDevice({ windowId: 'w', kind: 'tab', label: 'Teams' }),
    ).rejects.toMatchObject({ code: 'device.tooMany' });
    await expect(rest(respond(502, null)).versions()).rejects.toMatchObject({ code: 'server.unavailable' });
    await expect(rest(() => Promise.reject(new TypeError('failed'))).versions()).rejects.toMatchObject({
      code: 'client.offline',
    });
    await expect(rest(respond(409, { code: 'device.tooMany' })).versions()).rejects.toBeInstanceOf(ClientError);
  });
});
