import { randomUUID } from 'node:crypto';
import { RawSip, nonceOf, rawOffer, sipRequest } from '../../../tests/fakes/raw-sip';
import type { PhoneAccount } from '../../../tests/fakes/sip-phone';
import { systemClock } from '../../time/system-clock';
import type { DeviceId, OrganisationId } from '../../contract/ids';
import { createHttpServer, type HttpServer } from '../../http/server';
import { createCallLimits } from '../../limits/call-limits';
import type { SwitchEvent } from '../port';
import { createEmbeddedSwitch, type EmbeddedSwitch, type EmbeddedSwitchOptions } from './index';

const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const domain = 'd1.vaxel';
const organisationId = randomUUID() as OrganisationId;

let telephony: EmbeddedSwitch;
let server: HttpServer;
let url: string;
let raws: RawSip[];
let arrived: Extract<SwitchEvent, { type: 'legArrived' }>[];

async function start(options: Partial<EmbeddedSwitchOptions> = {}): Promise<void> {
  telephony = createEmbeddedSwitch({ clock: systemClock, logger: quiet, bindAddress: '127.0.0.1', ...options });
  telephony.onEvent((event) => void (event.type === 'legArrived' && arrived.push(event)));
  await telephony.start();
  server = createHttpServer((_request, response) => response.end(), { '/sip': telephony.transport.upgrade });
  url = `ws://127.0.0.1:${await server.listen('127.0.0.1', 0)}/sip`;
}

beforeEach(() => {
  raws = [];
  arrived = [];
});
afterEach(async () => {
  for (const raw of raws) raw.close();
  await telephony.stop();
  await server.close(0);
});

function enrol(
  user: string,
  password: string = randomUUID(),
  username: string = randomUUID(),
  deviceId = randomUUID() as DeviceId,
): PhoneAccount & { deviceId: DeviceId; enrolled: ReturnType<EmbeddedSwitch['enrol']> } {
  const expiresAtMs = Date.now() + 3_600_000 + Math.floor(Math.random() * 1_000);
  const enrolled = telephony.enrol({
    deviceId,
    side: { kind: 'inside', organisationId },
    user,
    domain,
    username,
    password,
    expiresAtMs,
  });
  return { addressOfRecord: `sip:${user}@${domain}`, username, password, deviceId, enrolled };
}

async function connect(): Promise<RawSip> {
  const raw = await RawSip.connect(url);
  raws.push(raw);
  return raw;
}

async function registered(account: PhoneAccount): Promise<RawSip> {
  const raw = await connect();
  expect((await raw.register(account)).status).toBe(200);
  return raw;
}

const invite = ({ addressOfRecord }: PhoneAccount, number = '1099') =>
  sipRequest({
    method: 'INVITE',
    uri: `sip:${number}@${domain}`,
    from: addressOfRecord,
    to: `sip:${number}@${domain}`,
    cseq: 1,
    callId: randomUUID(),
    extra: [`Contact: <${addressOfRecord}>`],
    body: rawOffer,
  });

describe('a message before it is parsed', () => {
  beforeEach(() => start());

  test.each([
    [
      'thousands of Contacts in long lines',
      Array.from({ length: 7 }, () => `Contact: ${'<sip:a>,'.repeat(250)}<sip:a>`),
    ],
    ['a hundred Contacts', Array.from({ length: 100 }, () => 'm: <sip:a>')],
    ['Contacts in lines that go on', ['Contact: <sip:a>', ...Array.from({ length: 30 }, () => ' ,<sip:a>')]],
    ['many proxies', [`Record-Route: ${'<sip:p;lr>,'.repeat(40)}<sip:p;lr>`]],
  ])('is refused as too large: %s', async (_, extra) => {
    const { addressOfRecord } = enrol('1001');
    const raw = await connect();
    expect((await raw.request('REGISTER', `sip:${domain}`, addressOfRecord, addressOfRecord, extra)).status).toBe(513);
  });

  test('with the ten addresses of a long way is taken', async () => {
    const account = enrol('1001');
    const raw = await registered(account);
    const route = Array.from({ length: 10 }, (_, n) => `Record-Route: <sip:p${n}.example;lr>`);
    expect(
      (await raw.request('OPTIONS', `sip:${domain}`, account.addressOfRecord, account.addressOfRecord, route)).status,
    ).toBe(200);
  });
});

describe('strangers', () => {
  test('a socket that only asks and never registers is closed', async () => {
    await start({ rates: { stranger: { burst: 10, perSecond: 0.1 } } });
    const account = enrol('1001');
    const raw = await connect();
    for (let n = 0; n < 10; n += 1) expect((await raw.challenge(account)).status).toBe(401);
    raw.challenge(account).catch(() => undefined);
    await raw.closed();
  });

  test('a flood from their address waits; who has registered is answered at once, and newcomers get in', async () => {
    await start({ rates: { address: { burst: 10, perSecond: 20 } } });
    const anna = enrol('1001');
    const phone = await registered(anna);
    const strangers = await Promise.all(Array.from({ length: 5 }, connect));
    for (let n = 0; n < 20; n += 1) for (const raw of strangers) raw.challenge(anna).catch(() => undefined);
    const answers = () => strangers.reduce((sum, raw) => sum + raw.received.length, 0);
    for (let n = 0; n < 20; n += 1)
      expect((await phone.request('OPTIONS', `sip:${domain}`, anna.addressOfRecord, anna.addressOfRecord)).status).toBe(
        200,
      );
    expect(answers()).toBeLessThan(60);
    await registered(enrol('1002'));
  });

  test('of 1,001 sockets from one address the oldest goes; those of registered devices stay', async () => {
    await start();
    const phone = await registered(enrol('1001'));
    const first = await connect();
    await Promise.all(Array.from({ length: 1_000 }, connect));
    await first.closed();
    expect(raws.filter((raw) => raw.isClosed)).toEqual([first]);
    expect(phone.isClosed).toBe(false);
  });

  test('phones of a whole company behind one address all register, more than are heard at once', async () => {
    await start({ rates: { address: { burst: 5, perSecond: 100 } } });
    const accounts = Array.from({ length: 60 }, (_, n) => enrol(String(1001 + n)));
    await Promise.all(accounts.map((account) => registered(account)));
    expect(raws.filter((raw) => raw.isClosed)).toEqual([]);
  });

  test('a user’s device that registers over ever new sockets has 40 of them at most', async () => {
    await start();
    const account = enrol('1001');
    const first = await registered(account);
    for (let n = 0; n < 40; n += 1) await registered(account);
    await first.closed();
  });
});

describe('guesses at a password', () => {
  const statusOf = async (account: PhoneAccount, password?: string) => {
    const raw = await connect();
    const nonce = nonceOf(await raw.challenge(account));
    const answer = await raw.register(account, { nonce, ...(password === undefined ? {} : { password }) });
    raw.close();
    return answer;
  };
  const words = ({ text }: { text: string }) =>
    text.replace(/nonce="[^"]*"|branch=\S+|tag=\S+|Call-ID: \S+|username="[^"]*"/g, '*');

  test('are over after ten, over any number of sockets; the right one then looks like a wrong one', async () => {
    await start();
    const [account, other] = [enrol('1001'), enrol('1002')];
    const stranger = { ...account, username: randomUUID() };
    for (let n = 0; n < 10; n += 1) expect((await statusOf(account, `guess ${n}`)).status).toBe(401);
    for (let n = 0; n < 10; n += 1) expect((await statusOf(stranger, `guess ${n}`)).status).toBe(401);
    const [late, unknown] = [await statusOf(account), await statusOf(stranger)];
    expect(late.status).toBe(401);
    expect(words(late)).toBe(words(unknown));
    // A colleague behind the same address gets in.
    expect((await statusOf(other)).status).toBe(200);
    // So does the device itself, once it has fetched new credentials.
    const renewed = enrol('1001', 'new', account.username, account.deviceId);
    expect((await statusOf(renewed)).status).toBe(200);
  });

  test('are not made easier by the nonce of the enrolment, which signs one REGISTER unasked', async () => {
    await start();
    const account = enrol('1001');
    const { nonce } = await account.enrolled;
    if (nonce === null) throw new Error('no nonce');
    const [first, second] = [await connect(), await connect()];
    expect((await first.register(account, { nonce })).status).toBe(200);
    // Whoever has overheard it cannot say it again.
    expect((await second.register(account, { nonce })).status).toBe(401);
    expect((await second.register(account, { nonce, nonceCount: 2, password: 'guess' })).status).toBe(401);
  });

  test('do not put out the device that is in', async () => {
    await start();
    const account = enrol('1001');
    const phone = await registered(account);
    for (let n = 0; n < 12; n += 1) await statusOf(account, `guess ${n}`);
    expect((await phone.register(account)).status).toBe(200);
  });
});

describe('calls that devices make', () => {
  test('more at once than a user may start get a 503 that says when to come back; a colleague’s does not', async () => {
    await start({
      admitCall: createCallLimits(systemClock, { user: { fresh: { burst: 3, perSecond: 0.01 }, most: 10 } }),
    });
    const [anna, bjorn] = [enrol('1001'), enrol('1002')];
    const [flood, phone] = [await registered(anna), await registered(bjorn)];
    for (let n = 0; n < 20; n += 1) flood.send(invite(anna));
    const refused = await flood.take(({ status }) => status === 503, 'a 503');
    expect(refused.header('Retry-After')).toBe('5');
    phone.send(invite(bjorn));
    await phone.take(({ status }) => status === 100, 'the call to be taken');
    for (let n = 0; n < 16; n += 1) await flood.take(({ status }) => status === 503, 'a 503');
    expect(arrived).toHaveLength(4);
  });

  test('calls in progress are counted until they are over', async () => {
    await start({
      admitCall: createCallLimits(systemClock, { user: { fresh: { burst: 100, perSecond: 1 }, most: 2 } }),
    });
    const anna = enrol('1001');
    const phone = await registered(anna);
    for (let n = 0; n < 3; n += 1) phone.send(invite(anna));
    await phone.take(({ status }) => status === 503, 'a 503');
    const [first] = arrived;
    if (first === undefined) throw new Error('no call arrived');
    telephony.hangUp(first.leg, 'busy');
    await phone.take(({ status }) => status === 486, 'a 486');
    phone.send(invite(anna));
    await phone.request('OPTIONS', `sip:${domain}`, anna.addressOfRecord, anna.addressOfRecord);
    expect(arrived).toHaveLength(3);
  });

  test('a user who sends ever more is not read on for a while, and loses nothing', async () => {
    await start({ rates: { user: { burst: 10, perSecond: 50 } } });
    const anna = enrol('1001');
    const phone = await registered(anna);
    const options = Array.from({ length: 40 }, () =>
      phone.request('OPTIONS', `sip:${domain}`, anna.addressOfRecord, anna.addressOfRecord),
    );
    expect((await Promise.all(options)).map(({ status }) => status)).toEqual(options.map(() => 200));
  });
});
