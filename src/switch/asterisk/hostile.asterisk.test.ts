import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { startAsteriskSwitch, type AsteriskSwitch } from '../../../tests/fakes/asterisk-switch';
import { digest, nonceOf, RawSip } from '../../../tests/fakes/raw-sip';
import { eventually } from '../../../tests/fakes/waiters';
import { mutations, tortureMessages } from '../../../tests/suites/sip-torture';
import { Office, type Device } from '../../../tests/suites/switch-office';
import { realm } from './configuration';

let running: AsteriskSwitch;
let office: Office;

beforeAll(async () => {
  running = await startAsteriskSwitch();
  office = new Office({ ...running, phones: { offersCandidates: true } });
});

afterAll(async () => {
  await office.close();
  await running.stop();
});

/** What Asterisk has of the system, after it has given back what it does not use. */
async function megabytes(): Promise<number> {
  await running.asterisk.cli('malloc trim');
  const status = readFileSync(`/proc/${running.asterisk.pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024;
}

/** With the credentials of whom Asterisk knows, so that it reads on. */
const signed = (message: string, { account }: Device, nonce: string): string =>
  message.replace(
    /^(INVITE|REFER|BYE|OPTIONS|NEWMETHOD) (.+?) SIP\/2\.0\r\n/,
    (line, method: string, uri: string) => `${line}${digest({ account, nonce, uri, realm, method })}\r\n`,
  );

/** Sends them by a registered device's connection, and by new ones when it is closed. */
async function throughSockets(device: Device, messages: Iterable<string>): Promise<void> {
  let nonce = '';
  const open = async (): Promise<RawSip> => {
    const raw = await RawSip.connect(running.url);
    nonce = nonceOf(await raw.challenge(device.account));
    await raw.register(device.account, { nonce });
    return raw;
  };
  let raw = await open();
  let sent = 0;
  for (const message of messages) {
    if (raw.isClosed) raw = await open();
    raw.send(signed(message, device, nonce));
    sent += 1;
    if (sent % 50 !== 0) continue;
    // An answer behind them: what was sent has been dealt with.
    const { addressOfRecord } = device.account;
    const asked = raw.request('OPTIONS', `sip:${office.domain}`, addressOfRecord, addressOfRecord);
    await Promise.race([asked, raw.closed()]).catch(() => undefined);
    raw.received.length = 0;
  }
  raw.close();
}

/** Sends them as datagrams of somebody who is nobody. */
async function throughTheAir(messages: Iterable<string>): Promise<void> {
  const socket = createSocket('udp4');
  let answered = 0;
  socket.on('message', () => (answered += 1));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const send = (text: string): void => socket.send(text, running.ports.sip, '127.0.0.1');
  const via = `Via: SIP/2.0/UDP 127.0.0.1:${socket.address().port};rport;branch=z9hG4bK`;
  let sent = 0;
  for (const message of messages) {
    send(message);
    sent += 1;
    if (sent % 50 !== 0) continue;
    const before = answered;
    const head = `OPTIONS sip:x@vaxel SIP/2.0\r\n${via}${sent}\r\nMax-Forwards: 70\r\nFrom: <sip:x@vaxel>;tag=1`;
    await eventually('an answer behind them', () => {
      send(`${head}\r\nTo: <sip:x@vaxel>\r\nCall-ID: ${sent}@air\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n`);
      return Promise.resolve(answered > before);
    });
  }
  socket.close();
}

test('5,000 hostile messages: no crash, no call left, its memory stays, and a call between goes on', async () => {
  const talk = await office.talk();
  const device = office.enrol('1009');
  await device.enrolled;
  const before = office.events.length;
  const strange = [...Object.values(tortureMessages(office.domain)), ...mutations(office.domain, 1000, 20_261_127)];
  await throughSockets(device, strange);
  await throughTheAir(strange);
  const fresh = await megabytes();
  await throughSockets(device, mutations(office.domain, 2000, 1));
  await throughTheAir(mutations(office.domain, 2000, 2));
  await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
  const arrived = office.events.flatMap((event) =>
    event.type === 'legArrived' && event.leg !== talk.legA ? [event.leg] : [],
  );
  // Some of them are calls: they are the engine's to deal with.
  expect(arrived.length).toBeGreaterThan(0);
  for (const leg of arrived) office.switch.hangUp(leg, 'failed');
  await eventually('no call but ours to be left', async () => {
    const legs = await office.switch.legs();
    return legs.length === 2 && legs.includes(talk.legA) && legs.includes(talk.legB);
  });
  await eventually('no channel but ours to be left', async () =>
    (await running.asterisk.cli('core show channels count')).startsWith('2 active channels'),
  );
  const events = office.events.slice(before).filter(({ type }) => type === 'legLost' || type === 'legEnded');
  expect(events.filter((event) => 'leg' in event && [talk.legA, talk.legB].includes(event.leg))).toEqual([]);
  expect((await megabytes()) / fresh).toBeLessThan(1.2);
});
