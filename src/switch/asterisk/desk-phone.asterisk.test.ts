import { createHash, randomUUID } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ari as login, startAsteriskFor } from '../../../tests/fakes/asterisk-switch';
import { Baresip, type BaresipOptions } from '../../../tests/fakes/baresip';
import { certificateFor } from '../../../tests/fakes/certificates';
import { analyse, isTone, type SoundAnalysis } from '../../../tests/fakes/sound-analysis';
import { LampPhone } from '../../../tests/fakes/lamp-phone';
import { UdpNat } from '../../../tests/fakes/udp-nat';
import { eventually, Waiters } from '../../../tests/fakes/waiters';
import { patienceMs } from '../../../tests/patience';
import type { PhoneTransport } from '../../contract/devices/desk-phones';
import type { CallId, DeviceId, LegId, OrganisationId } from '../../contract/ids';
import type { LineState } from '../../contract/lines/line-state';
import type { RunningAsterisk } from '../../local/asterisk/asterisk-process';
import { freePorts } from '../../local/asterisk/ports';
import type { Logger } from '../../ports/logger';
import { systemClock } from '../../time/system-clock';
import type { PlainPhone, SwitchEvent } from '../port';
import { realm } from './configuration';
import { createAsteriskSwitch, type AsteriskSwitch } from './index';

const logger: Logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const organisationId = randomUUID() as OrganisationId;
const loopback = '127.0.0.1';
const waiters = new Waiters();
const phones: Baresip[] = [];
let asterisk: RunningAsterisk;
let telephony: AsteriskSwitch;
let events: SwitchEvent[] = [];
let startSwitch: () => Promise<AsteriskSwitch>;
let ports: Record<PhoneTransport, number>;
let ari: { readonly url: string; readonly user: string; readonly password: string };

beforeAll(async () => {
  const [free, { sip: tls }] = [await freePorts(), await freePorts()];
  const { cert, key } = await certificateFor(['localhost'], 2);
  ari = { url: `http://${loopback}:${free.http}`, ...login };
  ports = { udp: free.sip, tcp: free.sip, tls };
  asterisk = await startAsteriskFor(free, ({ root }) => {
    const [certificateFile, keyFile] = [join(root, 'tls.crt'), join(root, 'tls.key')];
    writeFileSync(certificateFile, cert);
    writeFileSync(keyFile, key);
    return { tls: { port: tls, certificateFile, keyFile } };
  });
  startSwitch = async () => {
    const made = createAsteriskSwitch({
      clock: systemClock,
      logger,
      ari,
      webSocketUrl: `ws://${loopback}:${free.http}/ws`,
      soundsFolder: asterisk.folders.sounds,
      phones: { host: loopback, ports },
      device: { mediaAddress: loopback, minRegistrationSeconds: 1 },
    });
    made.onEvent((event) => {
      events.push(event);
      waiters.wake();
    });
    await made.start();
    return made;
  };
  telephony = await startSwitch();
});

afterEach(async () => {
  for (const phone of phones.splice(0)) await phone.stop();
});
afterAll(async () => {
  await telephony.stop();
  await asterisk.stop();
});

type Told<Type extends SwitchEvent['type']> = Extract<SwitchEvent, { type: Type }>;

/** The next event of this type that was not taken yet. */
async function told<Type extends SwitchEvent['type']>(
  type: Type,
  matches: (event: Told<Type>) => boolean = () => true,
): Promise<Told<Type>> {
  const index = () => events.findIndex((event) => event.type === type && matches(event as Told<Type>));
  await waiters.until(
    () => index() >= 0,
    patienceMs,
    () => `${type} among ${JSON.stringify(events)}`,
  );
  return events.splice(index(), 1)[0] as Told<Type>;
}

const securityLog = (): string => readFileSync(join(asterisk.folders.log, 'security'), 'utf8');
const secret = 'ofThePhone';

function accountOf(transport: PhoneTransport, organisation = organisationId): PlainPhone {
  const username = `d${randomUUID().slice(0, 8)}`;
  return {
    deviceId: randomUUID() as DeviceId,
    side: { kind: 'inside', organisationId: organisation },
    user: '1001',
    domain: 'fjallbo.vaxel',
    username,
    transport,
    digest: createHash('md5').update(`${username}:${telephony.phones?.realm}:${secret}`).digest('hex'),
  };
}

async function startPhone(
  account: PlainPhone,
  options: BaresipOptions,
  { password = secret, port = ports[account.transport] } = {},
): Promise<Baresip> {
  const phone = await Baresip.start({ server: `${loopback}:${port}`, password, ...account }, options);
  phones.push(phone);
  return phone;
}

/** A phone that has registered. */
async function phoneOver(transport: PhoneTransport, options: BaresipOptions, port = ports[transport]) {
  const account = accountOf(transport);
  await telephony.phones?.enrol(account);
  const phone = await startPhone(account, options, { port });
  const { userAgent } = await told('deviceReachable', ({ deviceId }) => deviceId === account.deviceId);
  expect(userAgent).toMatch(/^baresip/);
  return { account, phone };
}

function dial({ deviceId }: PlainPhone, autoAnswer = false): LegId {
  const leg = randomUUID() as LegId;
  const caller = { callId: randomUUID() as CallId, callerName: 'Åsa "Ek" <x>', callerNumber: '1002' };
  telephony.dial(leg, { kind: 'device', deviceId }, { ...caller, autoAnswer });
  return leg;
}

const ofLeg = (leg: LegId) => (event: { leg: LegId }) => event.leg === leg;

/** Rings it and lets it answer. */
async function answered({ account, phone }: Awaited<ReturnType<typeof phoneOver>>): Promise<LegId> {
  const leg = dial(account);
  await told('legRinging', ofLeg(leg));
  await phone.told('CALL_INCOMING');
  await phone.ask('accept');
  await told('legAnswered', ofLeg(leg));
  await told('legMedia', ofLeg(leg));
  return leg;
}

function bothHear(one: LegId, other: LegId): void {
  telephony.hear(one, [other]);
  telephony.hear(other, [one]);
}

async function hears(phone: Baresip, judge: (sound: SoundAnalysis) => boolean): Promise<void> {
  const newest = () => analyse(Float64Array.from(phone.heard(8_000).slice(-4096), (value) => value / 32_768));
  await eventually(`another sound than ${JSON.stringify(newest())}`, async () => judge(newest()));
}

const isEncrypted = async (leg: LegId): Promise<boolean> => {
  const asked = new URL(`${ari.url}/ari/channels/${leg}/variable?variable=CHANNEL(rtp,secure)`);
  const authorization = `Basic ${Buffer.from(`${ari.user}:${ari.password}`).toString('base64')}`;
  const { value } = (await (await fetch(asked, { headers: { authorization } })).json()) as { value: string };
  return value === '1';
};

it('phones over UDP, TCP and TLS talk with each other, encrypted where they offer it', async () => {
  const [udp, tcp, tls] = [
    await phoneOver('udp', { toneHz: 440 }),
    await phoneOver('tcp', { toneHz: 620, codecs: 'G722/16000/1' }),
    await phoneOver('tls', { toneHz: 800, more: ';mediaenc=srtp' }),
  ];
  const [first, second, third] = [await answered(udp), await answered(tcp), await answered(tls)];
  bothHear(first, second);
  await hears(udp.phone, isTone(620));
  await hears(tcp.phone, isTone(440));
  bothHear(first, third);
  await hears(udp.phone, isTone(800));
  await hears(tls.phone, isTone(440));
  expect(await Promise.all([first, third].map(isEncrypted))).toEqual([false, true]);

  // Its keys: hold, and the call to somebody else.
  await tcp.phone.ask('hold');
  expect((await told('legHeld', ofLeg(second))).held).toBe(true);
  await udp.phone.ask('transfer', '1003');
  expect((await told('transferAsked', ofLeg(first))).to).toEqual({ kind: 'number', dialled: '1003' });
  telephony.reportTransfer(first, 'connected');
  for (const leg of [second, third]) telephony.hangUp(leg, 'hungUp');
  await tls.phone.told('CALL_CLOSED');
});

it('a phone calls, and answers without ringing where somebody has pressed for it', async () => {
  const { account, phone } = await phoneOver('udp', { toneHz: 440 });
  await phone.ask('dial', '0701740605');
  const { leg, from, dialled } = await told('legArrived');
  expect({ from, dialled }).toEqual({ from: { kind: 'device', deviceId: account.deviceId }, dialled: '0701740605' });
  telephony.answer(leg);
  await told('legMedia', ofLeg(leg));
  telephony.hangUp(leg, 'hungUp');
  await phone.told('CALL_CLOSED');

  const unasked = dial(account, true);
  await told('legAnswered', ofLeg(unasked));
  telephony.revoke(account.deviceId);
  await told('legLost', ofLeg(unasked));
});

it('a phone with another secret is not let in, and one that was let in is there for the next server', async () => {
  const account = accountOf('udp');
  await telephony.phones?.enrol(account);
  await startPhone(account, { toneHz: 440 }, { password: 'guessed' });
  const isRefused = (line: string) => line.includes('ChallengeResponseFailed') && line.includes(account.username);
  await eventually('a refusal', async () => securityLog().split('\n').some(isRefused));
  expect(telephony.isConnected(account.deviceId)).toBe(false);

  const { account: known } = await phoneOver('udp', { toneHz: 440 });
  await telephony.stop();
  telephony = await startSwitch();
  await telephony.phones?.enrol(known);
  await told('deviceReachable', ({ deviceId }) => deviceId === known.deviceId);
  telephony.revoke(known.deviceId);
  await told('deviceUnreachable', ({ deviceId }) => deviceId === known.deviceId);
});

/** As `ops/fail2ban` has it, of which fail2ban itself is no part here. */
function shutsOut(): RegExp {
  const filter = readFileSync(join(process.cwd(), 'ops/fail2ban/vaxel-asterisk.filter.conf'), 'utf8');
  const [, written = ''] = /^failregex = (.*)$/m.exec(filter) ?? [];
  return new RegExp(written.replace('<HOST>', '(?<host>[\\d.:a-f]+)'));
}

it('who floods it with names that nobody has is told of by address, and a phone at work is not', async () => {
  const { account, phone } = await phoneOver('udp', { toneHz: 440 });
  const before = securityLog().split('\n').length;
  const stranger = createSocket('udp4');
  try {
    await new Promise<void>((resolve) => stranger.bind(0, '127.0.0.2', resolve));
    for (let at = 0; at < 200; at += 1) stranger.send(guess(at), ports.udp, loopback);
    const hosts = () =>
      securityLog()
        .split('\n')
        .slice(before)
        .flatMap((each) => shutsOut().exec(each)?.groups?.['host'] ?? []);
    await eventually('the address', async () => hosts().filter((host) => host === '127.0.0.2').length >= 30);
    expect(hosts()).not.toContain(loopback);
    const leg = await answered({ account, phone });
    telephony.hangUp(leg, 'hungUp');
  } finally {
    stranger.close();
  }
});

/** A REGISTER of somebody who tries one name after the other. */
const guess = (at: number): string =>
  [
    `REGISTER sip:${loopback} SIP/2.0`,
    `Via: SIP/2.0/UDP 127.0.0.2:5060;branch=z9hG4bK${at};rport`,
    'Max-Forwards: 70',
    `From: <sip:guess${at}@${loopback}>;tag=${at}`,
    `To: <sip:guess${at}@${loopback}>`,
    `Call-ID: guess${at}`,
    'CSeq: 1 REGISTER',
    `Contact: <sip:guess${at}@127.0.0.2>`,
    `Authorization: Digest username="guess${at}",realm="vaxel",nonce="1",uri="sip:${loopback}",response="0"`,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n');

it('a phone that registers from another address in a call keeps it, and is rung there', async () => {
  const nat = await UdpNat.open(ports.udp);
  try {
    const phone = await phoneOver('udp', { toneHz: 440, registersEverySeconds: 1 }, nat.port);
    const other = await phoneOver('udp', { toneHz: 620 });
    const [leg, second] = [await answered(phone), await answered(other)];
    bothHear(leg, second);
    await hears(other.phone, isTone(440));
    await nat.change();
    phone.phone.events.length = 0;
    // Whoever has registered twice is known to be there: we hear of it after the phone does.
    for (let times = 0; times < 2; times += 1) await phone.phone.told('REGISTER_OK');
    const again = dial(phone.account);
    await told('legRinging', ofLeg(again));
    await hears(phone.phone, isTone(620));
    expect(events.filter(({ type }) => type === 'legLost' || type === 'legStalled')).toEqual([]);
    telephony.hangUp(again, 'cancelled');
  } finally {
    nat.close();
  }
});

it('keys show lines of their own organisation, and go on after a restart of ours', async () => {
  const another = randomUUID() as OrganisationId;
  const [own, strange] = [accountOf('udp'), accountOf('udp', another)];
  const show = (line: LineState, organisation = organisationId): void =>
    telephony.phones?.showLine(organisation, '1002', line);
  const letIn = async (): Promise<void> => {
    for (const account of [own, strange]) await telephony.phones?.enrol(account);
  };
  for (const organisation of [organisationId, another]) show('idle', organisation);
  await letIn();
  const [phone, stranger] = await Promise.all(
    [own, strange].map(({ username }) => LampPhone.open(ports.udp, { username, password: secret, realm })),
  );
  try {
    expect([await phone?.watch('1002'), await stranger?.watch('1002')]).toEqual([200, 200]);
    // Nobody has extensions of this length.
    expect(await phone?.watch('10020')).toBe(404);
    await phone?.shows('1002', 'terminated');
    for (const [line, state] of states) {
      show(line);
      await phone?.shows('1002', state);
    }

    await telephony.stop();
    telephony = await startSwitch();
    show('inCall');
    show('ringing', another);
    await letIn();
    await phone?.shows('1002', 'confirmed');
    await stranger?.shows('1002', 'early');
    expect(stranger?.told).toEqual(['1002 terminated', '1002 early']);

    // Whoever is shut out, or has a secret of before, is told nothing more, for however long it had asked.
    await telephony.phones?.enrol({ ...own, digest: '0'.repeat(32) });
    telephony.revoke(strange.deviceId);
    for (const each of [phone, stranger]) await each?.shows('1002', 'terminated');
    const subscriptions = (): Promise<string> => asterisk.cli('pjsip show subscriptions inbound');
    await eventually('the end of both', async () => (await subscriptions()).includes('0 active subscriptions'));
  } finally {
    phone?.close();
    stranger?.close();
  }
});

const states = [
  ['ringing', 'early'],
  ['inCall', 'confirmed'],
  ['offline', 'terminated'],
] as const;

it('shows messages that wait, also after a restart of ours, and none that nobody has told of', async () => {
  const [account, unknown] = [accountOf('udp'), accountOf('udp')];
  for (const each of [account, unknown]) await telephony.phones?.enrol(each);
  const [phone, silent] = await Promise.all(
    [account, unknown].map(({ username }) => LampPhone.open(ports.udp, { username, password: secret, realm })),
  );
  const isThere = ({ deviceId }: { deviceId: DeviceId }): boolean => deviceId === account.deviceId;
  try {
    telephony.messages(account.deviceId, { unheard: 2, heard: 1 });
    expect([await phone?.register(), await silent?.register()]).toEqual([200, 200]);
    await told('deviceReachable', isThere);
    await phone?.showsMessages('yes 2/1');
    telephony.messages(account.deviceId, { unheard: 0, heard: 3 });
    await phone?.showsMessages('no 0/3');

    await telephony.stop();
    telephony = await startSwitch();
    for (const each of [account, unknown]) await telephony.phones?.enrol(each);
    telephony.messages(account.deviceId, { unheard: 1, heard: 3 });
    await phone?.showsMessages('yes 1/3');
    expect(phone?.messages).toEqual(['yes 2/1', 'no 0/3', 'yes 1/3']);
    expect(silent?.messages).toEqual([]);
  } finally {
    phone?.close();
    silent?.close();
  }
});
