import { randomUUID } from 'node:crypto';
import { certificateFor, type HostCertificate } from '../../../tests/fakes/certificates';
import { Operator, tlsOperator } from '../../../tests/fakes/operator';
import { sipResponse, type RawMessage } from '../../../tests/fakes/raw-sip';
import { SipPhone } from '../../../tests/fakes/sip-phone';
import { TcpOperator } from '../../../tests/fakes/tcp-operator';
import { createToldEvents } from '../../../tests/fakes/told-events';
import { startAnnouncing, startTrunkSwitch } from '../../../tests/fakes/trunk-switch';
import { aTrunk } from '../../../tests/fakes/trunks';
import type { UdpCall } from '../../../tests/fakes/udp-sip';
import type { CallId, DeviceId, LegId, OrganisationId } from '../../contract/ids';
import type { RunningAsterisk } from '../../local/asterisk/asterisk-process';
import { operatorNumbers } from '../../local/asterisk/operator-numbers';
import type { Trunk } from '../port';
import type { AsteriskSwitch } from './index';

const organisationId = randomUUID() as OrganisationId;
const { events, onEvent, until, stateOf, becomes, of, told, endOf, arrival } = createToldEvents();

let asterisk: RunningAsterisk;
let telephony: AsteriskSwitch;
let first: Operator;
let second: Operator;
let one: Trunk;
let two: Trunk;
let sipPort = 0;
let certificate: HostCertificate;

beforeAll(async () => {
  ({ asterisk, telephony, certificate, sipPort } = await startTrunkSwitch(onEvent));
  // Certificates of operators are checked by those whom the machine believes.
  expect(await asterisk.cli('pjsip show transports')).toMatch(/ tls /);
  first = await Operator.open(sipPort);
  second = await Operator.open(sipPort);
  [one, two] = [trunkTo(first), trunkTo(second)];
});

afterAll(async () => {
  first.sip.close();
  second.sip.close();
  await telephony.stop();
  await asterisk.stop();
});

const trunkTo = (operator: Operator, over: Partial<Trunk> = {}): Trunk =>
  aTrunk({ organisationId, host: '127.0.0.1', port: operator.port, ...over });

const neighbours = randomUUID() as OrganisationId;
/** The neighbours have these numbers, we have all others. */
const ownerOf = (number: string): OrganisationId => (number.startsWith('+4631') ? neighbours : organisationId);

async function have(...trunks: readonly Trunk[]): Promise<void> {
  await telephony.trunks(trunks, ownerOf);
  for (const { trunkId } of trunks) await becomes(trunkId, { reachable: true });
}

function dial(
  number: string,
  over: { readonly callerNumber?: string | null; readonly forwardedFrom?: string } = {},
): LegId {
  const leg = randomUUID() as LegId;
  const caller = { callId: randomUUID() as CallId, organisationId, callerName: 'Anna', callerNumber: '+46851920011' };
  telephony.dial(leg, { kind: 'outside', number }, { ...caller, autoAnswer: false, ...over });
  return leg;
}

test('an operator known by its address is called as it wants to be, and its answers are told', async () => {
  await have(trunkTo(first, { calledFormat: 'zeros', callerFormat: 'digits', diversionField: 'diversion' }));
  const leg = dial('+46701740601', { forwardedFrom: '+46851920012' });
  const invite = await first.invited();
  expect(invite.text).toMatch(/^INVITE sip:0046701740601@127\.0\.0\.1/);
  expect(invite.header('P-Asserted-Identity')).toMatch('sip:46851920011@127.0.0.1');
  expect(invite.header('From')).toMatch('sip:46851920011@127.0.0.1');
  expect(invite.header('Diversion')).toBe('<sip:46851920012@127.0.0.1>;reason=unconditional');
  expect(invite.text).not.toMatch(/X-Vaxel|Anna/);
  first.sip.respond(invite, 183);
  await told(leg, 'legHeard');
  first.sip.respond(invite, 180);
  await told(leg, 'legRinging');
  first.sip.respond(invite, 200);
  await told(leg, 'legAnswered');
  telephony.hangUp(leg, 'hungUp');
  const withheld = dial('112', { callerNumber: null });
  const hidden = await first.invited();
  expect(hidden.text).toMatch(/^INVITE sip:112@/);
  expect(hidden.header('From')).toMatch('<sip:anonymous@');
  expect(hidden.header('Privacy')).toBe('id');
  expect(hidden.header('P-Asserted-Identity')).toMatch('sip:46851920000@');
  first.sip.respond(hidden, 404);
  expect(await endOf(withheld)).toMatchObject({ reason: 'unknownNumber', status: 404 });
});

test('we register with our account, again when it has been mended, and are told when it is refused', async () => {
  const registered = trunkTo(second, { registers: true, account: '46851920000', password: 'p;a"s s\\w' });
  await have(registered);
  await becomes(registered.trunkId, { registration: 'registered' });
  expect(second.authorised[0]?.header('Authorization')).toMatch('username="46851920000"');
  // It calls us at the contact that we have registered, and names the number in To.
  const before = events.length;
  const contact = /<sip:([^>]+)>/.exec(second.authorised[0]?.header('Contact') ?? '')?.[1] ?? '';
  expect(contact).toMatch(/^46851920000@/);
  second.registering = 'refuses';
  await have({ ...registered, password: 'another' });
  await becomes(registered.trunkId, { registration: 'rejected' });
  await until('why', () => JSON.stringify(stateOf(registered.trunkId)).includes('credentials'));
  expect(stateOf(registered.trunkId)).toMatchObject({ refusal: { reason: 'credentials', status: 403 } });
  second.registering = 'challenges';
  await have({ ...registered, password: 'p;a"s s\\w' });
  await becomes(registered.trunkId, { registration: 'registered', refusal: null });
  expect(events.slice(before).filter((event) => event.type === 'legArrived')).toEqual([]);
});

test('of two organisations at one operator each has its own calls, however the operator tells them', async () => {
  const mine = trunkTo(second, { registers: true, account: '46851920000', password: 'a' });
  const theirs = trunkTo(second, {
    ...{ organisationId: neighbours, comingFormat: 'national', callsAtOnce: 1 },
    ...{ registers: true, account: '46317000000', password: 'b' },
  });
  await have(mine, theirs);
  for (const { trunkId } of [mine, theirs]) await becomes(trunkId, { registration: 'registered' });
  const contactOf = ({ account }: Trunk): string =>
    second.authorised
      .flatMap((each) => /<sip:([^@]+)@[^>]+(;line=[^>;]+)/.exec(each.header('Contact') ?? '') ?? [])
      .filter((_, at, all) => all[at - 1] === account)
      .at(-1) ?? '';
  const arrives = async (number: string, dialled: string, of: Trunk, more: object = {}): Promise<void> => {
    const before = events.length;
    const call = second.sip.invite(number, more);
    const arrived = await arrival(before);
    expect([arrived.dialled, arrived.from]).toEqual([
      dialled,
      expect.objectContaining({ organisationIds: [of.organisationId] }),
    ]);
    telephony.hangUp(arrived.leg, 'busy');
    expect((await call.final()).status).toBe(486);
  };
  // By the contact that each has registered, by its account alone, and by the number that is called.
  for (const trunk of [mine, theirs]) {
    const to = trunk === mine ? '+46851920011' : '0317000011';
    const dialled = trunk === mine ? to : '+46317000011';
    expect(contactOf(trunk)).toMatch('line=');
    await arrives(trunk.account ?? '', dialled, trunk, { to, line: contactOf(trunk) });
    await arrives(trunk.account ?? '', dialled, trunk, { to });
  }
  await have({ ...mine, registers: false, account: null }, { ...theirs, registers: false, account: null });
  await arrives('+46851920011', '+46851920011', mine);
  await arrives('0317000011', '+46317000011', theirs);
  await arrives('0317000011', '+46317000011', theirs);
});

test('the next trunk takes what the first one fails with, and not what somebody has refused', async () => {
  await have(one, two);
  for (const status of [503, 408, 500]) {
    const leg = dial('+46701740602');
    await first.refuses(status);
    const invite = await second.invited();
    second.sip.respond(invite, 200);
    await told(leg, 'legAnswered');
    telephony.hangUp(leg, 'hungUp');
  }
  for (const [status, reason] of [
    [486, 'busy'],
    [603, 'declined'],
    [404, 'unknownNumber'],
  ] as const) {
    const leg = dial('+46701740602');
    await first.refuses(status);
    expect(await endOf(leg)).toMatchObject({ reason, status });
  }
  const both = dial('+46701740602');
  await first.refuses(503);
  await second.refuses(503);
  expect(await endOf(both)).toMatchObject({ reason: 'noNetwork', status: 503 });
});

test('an operator that says nothing at all is left after some seconds', async () => {
  await have(one, two);
  const leg = dial('+46701740603');
  await first.invited();
  second.sip.respond(await second.invited(), 200);
  await told(leg, 'legAnswered');
  telephony.hangUp(leg, 'hungUp');
});

test('a call that is given up stays so, however late the network says it has heard', async () => {
  await have(one);
  const leg = dial('+46701740604');
  const invite = await first.invited();
  first.sip.respond(invite, 180);
  await told(leg, 'legRinging');
  telephony.hangUp(leg, 'cancelled');
  const cancel = await first.sip.take(({ method }) => method === 'CANCEL', 'the end');
  first.sip.send(sipResponse(cancel, 200));
  const next = dial('+46701740605');
  const other = await first.invited();
  first.sip.respond(invite, 487);
  first.sip.respond(other, 200);
  await told(next, 'legAnswered');
  telephony.hangUp(next, 'hungUp');
  expect(of(leg).map(({ type }) => type)).toEqual(['legRinging']);
});

test.each([
  ['"A \\"q\\" <sip:112@x>, åäö \\\\" ', '+46317000001', [], '+46317000001'],
  [`"${'å'.repeat(300)}" `, '0317000001', [], '+46317000001'],
  ['', 'unknown', ['P-Asserted-Identity: "x" <sip:+46317000002@op>'], '+46317000002'],
  ['', 'anonymous', ['P-Asserted-Identity: "x" <sip:+46317000002@op>'], null],
  ['', '+46317000001', ['P-Asserted-Identity: <tel:+46317000002>', 'Privacy: id'], null],
  ['', "'; drop table call; --".replaceAll(/[^a-z]/g, ''), [], null],
])('who calls by %s<%s> %j is %s', async (name, from, extra, number) => {
  await have(one);
  const before = events.length;
  const call = first.sip.invite('+46851920011', { from, name, extra });
  const arrived = await arrival(before);
  expect(arrived).toMatchObject({
    from: { kind: 'outside', number, organisationIds: [organisationId] },
    dialled: '+46851920011',
    callId: null,
  });
  telephony.hangUp(arrived.leg, 'busy');
  expect((await call.final()).status).toBe(486);
});

test('a call from a stranger’s address is refused, and one that says BYE before it is answered is over', async () => {
  await have(one);
  const before = events.length;
  const stranger = second.sip.invite('+46851920011');
  expect((await stranger.final()).status).toBe(401);
  const call = first.sip.invite('+46851920012');
  const arrived = await arrival(before);
  expect(arrived.dialled).toBe('+46851920012');
  telephony.ring(arrived.leg);
  await call.response((status) => status === 180 || status === 183);
  call.bye();
  expect(await endOf(arrived.leg)).toMatchObject({ reason: 'cancelled' });
});

/** A fax machine asks for another kind of call. */
const faxOffer = (port: number): string =>
  ['v=0', 'o=- 1 2 IN IP4 127.0.0.1', 's=-', 'c=IN IP4 127.0.0.1', 't=0 0', `m=image ${port} udptl t38`, ''].join(
    '\r\n',
  );

test('keys go both ways, and sound is encrypted where the operator does it', async () => {
  await have({ ...one, encryption: 'offered' });
  const before = events.length;
  const call = first.sip.invite('+46851920011', { isEncrypted: true });
  const { leg } = await arrival(before);
  telephony.answer(leg);
  expect((await call.final()).body).toMatch(/RTP\/SAVP[^]*a=crypto:1 AES_CM_128_HMAC_SHA1_80/);
  call.bye();
  await endOf(leg);
  await have(one);
  const secret = first.sip.invite('+46851920011', { isEncrypted: true });
  expect((await secret.final()).status).toBe(488);
  const next = events.length;
  const plain = first.sip.invite('+46851920011');
  const arrived = await arrival(next);
  telephony.answer(arrived.leg);
  const answer = await plain.final();
  await told(arrived.leg, 'legAnswered');
  first.sip.press('7', answer);
  await told(arrived.leg, 'digit');
  expect(of(arrived.leg)).toContainEqual({ type: 'digit', leg: arrived.leg, digit: '7' });
  telephony.sendDigits(arrived.leg, '5#');
  await first.sip.hearsKeys('5#');
  plain.bye();
});

test('over TCP an operator registers us, is called, and calls', async () => {
  const operator = await TcpOperator.open(sipPort);
  const account = { registers: true, account: '46851920000', password: 'secret' };
  const trunk = aTrunk({ organisationId, host: '127.0.0.1', port: operator.port, transport: 'tcp', ...account });
  await have(trunk);
  await becomes(trunk.trunkId, { registration: 'registered' });
  const isLogin = (each: RawMessage): boolean => each.header('Authorization') !== undefined;
  const { text } = await operator.take(isLogin, 'a login');
  expect(text).toMatch(/^Via: SIP\/2\.0\/TCP /m);
  expect(text).toMatch(/^Contact: <sip:46851920000@[^>]*;transport=tcp/im);
  const leg = dial('+46701740606');
  const isCall = ({ method }: RawMessage): boolean => method === 'INVITE';
  expect((await operator.take(isCall, 'a call')).text).toMatch(/^INVITE sip:\+46701740606@127\.0\.0\.1/);
  await told(leg, 'legAnswered');
  telephony.hangUp(leg, 'hungUp');
  await operator.take(({ method }) => method === 'BYE', 'the end');
  const before = events.length;
  const call = operator.call('+46851920011');
  const arrived = await arrival(before);
  expect(arrived).toMatchObject({ dialled: '+46851920011', from: { number: '+46317000000' } });
  telephony.hangUp(arrived.leg, 'busy');
  expect((await call).status).toBe(486);
  await telephony.trunks([], ownerOf);
  operator.close();
});

test('behind an outbound proxy everything goes over it, and what comes from it is the trunk’s', async () => {
  const account = { registers: true, account: '46851920000', password: 'secret' };
  const place = { host: 'operator.invalid', port: null, proxy: `127.0.0.1:${second.port}` };
  const trunk = aTrunk({ organisationId, ...place, ...account });
  await have(trunk);
  await becomes(trunk.trunkId, { registration: 'registered', fault: null });
  expect(second.authorised.at(-1)?.text).toMatch(/^REGISTER sip:operator\.invalid SIP/);
  const leg = dial('+46701740607');
  const invite = await second.invited();
  expect(invite.text).toMatch(/^INVITE sip:\+46701740607@operator\.invalid SIP/);
  second.sip.respond(invite, 486);
  expect(await endOf(leg)).toMatchObject({ reason: 'busy' });
  const before = events.length;
  const call = second.sip.invite('+46851920011');
  telephony.hangUp((await arrival(before)).leg, 'busy');
  expect((await call.final()).status).toBe(486);
});

test('over TLS an operator is asked whose certificate is good, and no other', async () => {
  const [good, bad] = [await tlsOperator(certificate), await tlsOperator(await certificateFor(['127.0.0.1'], 30))];
  const over = { organisationId, host: '127.0.0.1', transport: 'tls' } as const;
  const [known, unknown] = [aTrunk({ ...over, port: good.port }), aTrunk({ ...over, port: bad.port })];
  await telephony.trunks([known, unknown], ownerOf);
  await becomes(known.trunkId, { reachable: true });
  await becomes(unknown.trunkId, { reachable: false });
  await telephony.trunks([], ownerOf);
  good.close();
  bad.close();
});

test('fax is refused, and the call goes on', async () => {
  await have(one);
  const before = events.length;
  const call: UdpCall = first.sip.invite('+46851920011');
  const { leg } = await arrival(before);
  telephony.answer(leg);
  expect((await call.final()).status).toBe(200);
  await told(leg, 'legAnswered');
  call.request('INVITE', [], faxOffer(first.port), true, 2);
  expect((await call.answerTo(2, 'INVITE')).status).toBe(488);
  expect(of(leg).map(({ type }) => type)).toEqual(['legArrived', 'legAnswered']);
  call.bye();
  expect(await endOf(leg)).toMatchObject({ reason: 'hungUp' });
});

test('who calls out hears what the network says before anybody answers', async () => {
  const network = await startAnnouncing(sipPort);
  await have(aTrunk({ organisationId, host: '127.0.0.1', port: network.sip }));
  const deviceId = randomUUID() as DeviceId;
  const account = { addressOfRecord: 'sip:1001@fjallbo.vaxel', username: deviceId, password: randomUUID() };
  await telephony.enrol({
    ...{ deviceId, side: { kind: 'inside', organisationId }, user: '1001', domain: 'fjallbo.vaxel' },
    ...account,
    expiresAtMs: Date.now() + 600_000,
  });
  const phone = new SipPhone({ url: telephony.transport.url, account, offersCandidates: true });
  await phone.register();
  const before = events.length;
  const call = phone.dial(operatorNumbers.announcedFirst, { toneHz: 700 });
  const { leg } = await arrival(before);
  const out = dial(operatorNumbers.announcedFirst);
  await told(out, 'legHeard');
  telephony.hear(leg, [out]);
  await call.hearsTone(500);
  expect(of(out).map(({ type }) => type)).toEqual(['legHeard']);
  await told(out, 'legAnswered');
  telephony.answer(leg);
  telephony.hear(out, [leg]);
  await told(leg, 'legAnswered');
  await call.hearsTone(700);
  telephony.hangUp(out, 'hungUp');
  telephony.hangUp(leg, 'hungUp');
  await phone.close();
  await network.stop();
});
