import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { freePort, removeFolder, temporaryFolder } from '../e2e/server';
import { startAsteriskSwitch, type AsteriskSwitch } from '../fakes/asterisk-switch';
import { RawSip } from '../fakes/raw-sip';
import { eventually } from '../fakes/waiters';
import { Office } from '../suites/switch-office';
import { environmentOf, findTools } from './tools';

const loopback = '127.0.0.1';
const folder = temporaryFolder();
const { kamailio } = findTools();
let asterisks: AsteriskSwitch[] = [];
let edge: ChildProcess;
let output = '';
let webPort = 0;
let offices: Office[] = [];

/** `ops/kamailio.cfg` as it stands, but for addresses, the place of the list. */
function configuration(web: number, sip: number): string {
  const changes = {
    '10.0.0.1:8090': `${loopback}:${web}`,
    '10.0.0.1:5060': `${loopback}:${sip}`,
    '/etc/kamailio/dispatcher.list': join(folder, 'dispatcher.list'),
  };
  return Object.entries(changes).reduce(
    (text, [ours, here]) => {
      expect(text).toContain(ours);
      return text.replace(ours, here);
    },
    readFileSync('ops/kamailio.cfg', 'utf8'),
  );
}

const urlOf = (path: string): string => `ws://${loopback}:${webPort}${path}`;

function officeAt(path: string, at: number): Office {
  const asterisk = asterisks[at];
  if (asterisk === undefined) throw new Error('no such Asterisk');
  const office = new Office({ ...asterisk, url: urlOf(path), phones: { offersCandidates: true } });
  offices.push(office);
  return office;
}

beforeAll(async () => {
  asterisks = await Promise.all([startAsteriskSwitch(), startAsteriskSwitch()]);
  webPort = await freePort();
  const list = asterisks.map(({ ports }, at) => `${at + 1} sip:${loopback}:${ports.sip}\n`).join('');
  writeFileSync(join(folder, 'dispatcher.list'), list);
  writeFileSync(join(folder, 'kamailio.cfg'), configuration(webPort, await freePort()));
  const modules = join(kamailio.libraries.split(':')[0] ?? '', 'kamailio', 'modules');
  const args = ['-DD', '-E', '-f', join(folder, 'kamailio.cfg'), '-Y', folder, '-w', folder];
  edge = spawn(join(kamailio.bin, 'kamailio'), [...args, ...(kamailio.libraries === '' ? [] : ['-L', modules])], {
    env: environmentOf(kamailio),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [edge.stdout, edge.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await eventually('Kamailio to listen', async () => {
    if (edge.exitCode !== null) throw new Error(`Kamailio ended:\n${output}`);
    return fetch(`http://${loopback}:${webPort}/nowhere`).then(
      ({ status }) => status === 404,
      () => false,
    );
  });
});

afterEach(async () => {
  await Promise.all(offices.map((office) => office.close()));
  offices = [];
});

afterAll(async () => {
  const ended = once(edge, 'exit');
  edge.kill('SIGTERM');
  await ended;
  await Promise.all(asterisks.map((each) => each.stop()));
  removeFolder(folder);
});

test('phones of two Asterisks at one address call, hold, and are heard, each at its own', async () => {
  for (const [path, at] of [
    ['/a', 0],
    ['/b', 1],
  ] as const) {
    const office = officeAt(path, at);
    const talk = await office.talk();
    await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
    await talk.callB.hold('sendonly');
    await office.next('legHeld', ({ held }) => held);
    await talk.callB.hearsSilence();
    await talk.callB.resume();
    await talk.callB.hearsTone(600);
    talk.callA.hangUp();
    await office.next('legEnded', ({ leg }) => leg === talk.legA);
    office.switch.hangUp(talk.legB, 'hungUp');
    await talk.callB.until('ended');
  }
});

test('a window that is gone is known to be, and is back with its call by another connection', async () => {
  const office = officeAt('/a', 0);
  const talk = await office.talk();
  talk.phoneB.drop();
  await office.next('deviceUnreachable', ({ deviceId }) => deviceId === talk.b.id);
  await talk.phoneB.register();
  await office.next('deviceReachable', ({ deviceId }) => deviceId === talk.b.id);
  // What the tab does after its connection came back: a re-INVITE by it, so that what Asterisk says comes that way.
  await talk.callB.resume();
  await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
  office.switch.hangUp(talk.legB, 'hungUp');
  await talk.callB.until('ended');
});

test('credentials of one Asterisk are none of another', async () => {
  const device = officeAt('/a', 0).enrol('1001');
  await device.enrolled;
  for (const [path, status] of [
    ['/a', 200],
    ['/b', 401],
  ] as const) {
    const phone = await RawSip.connect(urlOf(path));
    expect((await phone.register(device.account)).status).toBe(status);
    phone.close();
  }
});

test('whoever floods is heard no more, and nobody else pays', async () => {
  const [flooder, other] = ['203.0.113.7', '203.0.113.8'];
  const connect = (address: string): WebSocket =>
    new WebSocket(urlOf('/a'), 'sip', { headers: { 'X-Forwarded-For': `198.51.100.1, ${address}` } });
  const socket = connect(flooder);
  await once(socket, 'open');
  const closed = once(socket, 'close');
  const line = 'OPTIONS sip:a.vaxel SIP/2.0\r\nVia: SIP/2.0/WS raw.invalid;branch=z9hG4bK';
  const rest =
    '\r\nMax-Forwards: 70\r\nFrom: <sip:x@a>;tag=1\r\nTo: <sip:a.vaxel>\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0';
  for (let at = 0; at < 400; at++) socket.send(`${line}${at}${rest}\r\nCall-ID: ${at}\r\n\r\n`);
  await closed;
  const [refused] = (await once(connect(flooder), 'error')) as [Error];
  expect(refused.message).toBe('Unexpected server response: 403');
  const innocent = connect(other);
  await once(innocent, 'open');
  innocent.terminate();
});

test('an Asterisk that is gone is told of, with when to ask again', async () => {
  const office = officeAt('/b', 1);
  const device = office.enrol('1001');
  await device.enrolled;
  const raw = await RawSip.connect(urlOf('/b'));
  expect((await raw.challenge(device.account)).status).toBe(401);
  await asterisks[1]?.asterisk.kill();
  await eventually('the edge to know', async () => {
    const said = await raw.challenge(device.account);
    return said.status === 503 && said.header('Retry-After') === '5';
  });
  raw.close();
});
