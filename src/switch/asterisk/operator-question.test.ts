import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { certificateFor } from '../../../tests/fakes/certificates';
import { tlsOperator } from '../../../tests/fakes/operator';
import { readMessage, sipResponse, type RawMessage } from '../../../tests/fakes/raw-sip';
import { hurried } from '../../../tests/fakes/scripted-office';
import { aTrunk } from '../../../tests/fakes/trunks';
import { freePorts } from '../../local/asterisk/ports';
import { systemClock } from '../../time/system-clock';
import { isDigestRight, parseDigest } from '../embedded/digest';
import type { Trunk } from '../port';
import { askOperator, type QuestionOptions } from './operator-question';

let socket: Socket;
let asked: RawMessage[];
/** What the operator says to each. */
let answers: (request: RawMessage) => string | null;

beforeEach(async () => {
  asked = [];
  socket = createSocket('udp4');
  socket.on('message', (data, from) => {
    const request = readMessage(String(data));
    asked.push(request);
    const answer = answers(request);
    if (answer !== null) socket.send(answer, from.port, from.address);
  });
  const bound = once(socket, 'listening');
  socket.bind(0, '127.0.0.1');
  await bound;
});
afterEach(() => void socket.close());

const password = 'p;a"s s\\w';
const account = { host: '127.0.0.1', registers: true, account: '46851920000', password, domain: 'operator.example' };
const trunk = (over: Partial<Trunk> = {}): Trunk => aTrunk({ ...account, port: socket.address().port, ...over });
const ask = (of: Trunk, over: Partial<QuestionOptions> = {}) =>
  askOperator(of, { listening: systemClock, signal: new AbortController().signal, ...over });

const challenge = (request: RawMessage, algorithm: string): string =>
  sipResponse(request, 401, '', [
    `WWW-Authenticate: Digest realm="an \\"operator\\"", nonce="n", algorithm=${algorithm}, qop="auth-int,auth"`,
  ]);

test.each(['MD5', 'SHA-256'])(
  'it proves its password (%s), says it to nobody, and changes nothing',
  async (algorithm) => {
    answers = (request) => {
      const digest = parseDigest(request.header('Authorization'));
      if (digest === null) return challenge(request, algorithm);
      return sipResponse(request, isDigestRight(digest, 'REGISTER', password) ? 200 : 403);
    };
    expect(await ask(trunk())).toBeNull();
    expect(asked.map((each) => [each.method, each.header('Contact'), each.header('CSeq')])).toEqual([
      ['REGISTER', undefined, '1 REGISTER'],
      ['REGISTER', undefined, '2 REGISTER'],
    ]);
    expect(asked[1]?.header('To')).toBe('<sip:46851920000@operator.example>');
    expect(asked.map(({ text }) => text).join('')).not.toContain(password);
    expect(await ask(trunk({ password: 'another' }))).toEqual({ reason: 'credentials', status: 403 });
    expect(await ask(trunk({ password: null }))).toEqual({ reason: 'credentials', status: 401 });
  },
);

test.each([
  [403, 'credentials'],
  [404, 'unknownAccount'],
  [408, 'timeout'],
  [488, 'refused'],
  [503, 'failing'],
  [603, 'refused'],
] as const)('%i means %s', async (status, reason) => {
  answers = (request) => sipResponse(request, status);
  expect(await ask(trunk())).toEqual({ reason, status });
});

test('what is lost is said again, what is provisional is waited through, and silence has an end', async () => {
  const asking = new AbortController();
  answers = (request) => {
    if (asked.length === 3) asking.abort();
    return asked.length === 1 ? null : sipResponse(request, 100);
  };
  const listening = hurried({ 500: 20, 1_000: 20, 4_000: 60_000 });
  const silent = { reason: 'timeout', status: null };
  expect(await ask(trunk(), { listening, signal: asking.signal })).toEqual(silent);
  expect(asked).toHaveLength(3);
  answers = () => null;
  expect(await ask(trunk(), { listening: hurried({ 4_000: 20 }) })).toEqual(silent);
});

test('a name that nobody knows, a port where nobody is, and certificates that are not good', async () => {
  const lookup = () => Promise.reject(new Error('ENOTFOUND'));
  expect(await ask(trunk({ host: 'sip.operator.example' }), { lookup })).toMatchObject({ reason: 'nameUnknown' });
  const { http: free } = await freePorts();
  expect(await ask(trunk({ transport: 'tcp', port: free }))).toEqual({ reason: 'unreachable', status: null });
  const server = await tlsOperator(await certificateFor(['127.0.0.1'], 30));
  expect(await ask(trunk({ transport: 'tls', port: server.port }))).toEqual({ reason: 'certificate', status: null });
  server.close();
});

test('behind a proxy the proxy is asked, and told where to', async () => {
  answers = (request) => sipResponse(request, 404);
  const proxy = `127.0.0.1:${(socket.address() as AddressInfo).port}`;
  const lookup = () => Promise.reject(new Error('nobody asks for it'));
  const behind = trunk({ host: 'sip.operator.example', port: null, proxy });
  expect(await ask(behind, { lookup })).toEqual({ reason: 'unknownAccount', status: 404 });
  expect(asked[0]?.text).toMatch(/^REGISTER sip:sip\.operator\.example SIP/);
  expect(asked[0]?.header('Route')).toBe(`<sip:${proxy};lr>`);
});
