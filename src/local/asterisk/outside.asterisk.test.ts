import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeviceId } from '../../contract/ids';
import { findAsterisk } from '../../../tests/fakes/asterisk';
import { SipPhone } from '../../../tests/fakes/sip-phone';
import { UdpSip } from '../../../tests/fakes/udp-sip';
import { eventually } from '../../../tests/fakes/waiters';
import { operatorNumbers } from './operator-numbers';
import { startOutsideNetwork, type OutsideNetwork } from './outside-network';
import { freePorts } from './ports';

let network: OutsideNetwork;
let company: UdpSip;
const phones: SipPhone[] = [];

/** Two seconds of a loud square wave in place of the announcement. */
const tone = Buffer.alloc(64_000);
for (let at = 0; at < tone.length; at += 2) tone.writeInt16LE((at >> 5) & 1 ? 12_000 : -12_000, at);

beforeAll(async () => {
  const [ports, ours] = [await freePorts(), await freePorts()];
  company = await UdpSip.open(ours.sip, ports.sip);
  network = await startOutsideNetwork({
    install: findAsterisk(),
    company: ours.sip,
    ports,
    writeSounds: (folder) => writeFileSync(join(folder, 'not-in-use-sv.sln16'), tone),
  });
});

afterEach(async () => {
  await Promise.all(phones.splice(0).map((phone) => phone.close()));
});

afterAll(async () => {
  company.close();
  await network.stop();
});

const enrolment = (number: string, deviceId = randomUUID() as DeviceId) => ({
  deviceId,
  side: { kind: 'outside', number } as const,
  user: number,
  domain: 'outside.vaxel',
  username: deviceId,
  password: randomUUID(),
  expiresAtMs: Date.now() + 600_000,
});

async function phone(number: string): Promise<{ phone: SipPhone; deviceId: DeviceId }> {
  const { username, password, deviceId, ...device } = enrolment(number);
  await network.enrol({ username, password, deviceId, ...device });
  const account = { addressOfRecord: `sip:${number}@outside.vaxel`, username, password };
  const made = new SipPhone({ url: network.transport.url, account, offersCandidates: true });
  phones.push(made);
  await made.register();
  return { phone: made, deviceId };
}

test('a number that is nobody’s is announced as early media, and ends as unallocated', async () => {
  const call = company.invite('+46701740699');
  expect((await call.response()).status).toBe(183);
  await company.hears(20);
  expect((await call.final()).status).toBe(404);
});

test.each([
  ['busy', 486],
  ['rejected', 403],
  ['congestion', 503],
] as const)('the number that is %s says so', async (name, status) => {
  expect((await company.invite(operatorNumbers[name]).final()).status).toBe(status);
});

test('numbers that answer are heard, and one rings for ever', async () => {
  const answered = company.invite(operatorNumbers.tone);
  expect((await answered.final()).status).toBe(200);
  const before = company.heard;
  await company.hears(before + 20);
  answered.bye();
  const unanswered = company.invite(operatorNumbers.noAnswer);
  expect((await unanswered.response()).status).toBe(180);
  unanswered.request('CANCEL', [], '');
  expect((await unanswered.final()).status).toBe(487);
});

test('a phone calls the company, which is told who calls, or that it may not say so', async () => {
  const { phone: caller } = await phone('+46701740605');
  const dialled = caller.dial('+46313900600', { toneHz: 600 });
  const invite = await company.take(({ method }) => method === 'INVITE', 'the call');
  expect(invite.text).toMatch('INVITE sip:+46313900600@');
  expect(invite.header('From')).toMatch('<sip:+46701740605@');
  company.respond(invite, 200);
  await dialled.until('established');
  const before = company.heard;
  await company.hears(before + 20);
  await dialled.hangUp();
  const bye = await company.take(({ method }) => method === 'BYE', 'its end');
  company.respond(bye, 200);
  caller.dial('0313900600', { anonymous: true });
  const withheld = await company.take(({ method }) => method === 'INVITE', 'the call of nobody');
  expect(withheld.text).toMatch('INVITE sip:+46313900600@');
  expect(withheld.header('From')).toMatch('anonymous@anonymous.invalid');
  expect(withheld.header('Privacy')).toBe('id');
  company.respond(withheld, 404);
});

test('the company calls a phone by its number until it is forgotten', async () => {
  const { phone: called, deviceId } = await phone('+46701740606');
  const call = company.invite('+46701740606', { from: '+46313900601' });
  const ringing = await called.nextCall();
  expect((await call.response()).status).toBe(180);
  expect(ringing.caller.user).toBe('+46313900601');
  ringing.answer(900);
  expect((await call.final()).status).toBe(200);
  await ringing.openMedia();
  const before = company.heard;
  await company.hears(before + 20);
  call.bye();
  await ringing.until('ended');
  await called.unregister();
  network.revoke(deviceId);
  // Nobody waits for it: a call before that finds the phone away.
  await eventually('it to be forgotten', async () => {
    return (await company.invite('+46701740606').final()).status === 404;
  });
});
