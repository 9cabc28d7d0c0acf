import { ari, createDriver, startAsteriskSwitch, type AsteriskSwitch } from '../../../tests/fakes/asterisk-switch';
import { openWay } from '../../../tests/fakes/way';
import { eventually } from '../../../tests/fakes/waiters';
import {
  agentHz,
  customerHz,
  everybodyHearsTheOthers,
  leakLevel,
  mix,
  supervisorHz,
  three,
  whisper,
} from '../../../tests/suites/switch-mixing';
import { Office, type Talk } from '../../../tests/suites/switch-office';
import { suiteOptions } from '../../../tests/suites/switch-options';
import type { LegId } from '../../contract/ids';
import { application } from './configuration';
import type { Switch } from '../port';

let running: AsteriskSwitch;
/** Everything that a test has begun, the last first. */
const cleanUp: (() => Promise<void> | void)[] = [];

beforeAll(async () => {
  running = await startAsteriskSwitch();
  // It has a driver of its own, which would take what is ours.
  await running.switch.stop();
});
afterAll(() => running.asterisk.stop());
afterEach(async () => {
  for (const work of cleanUp.splice(0).reverse()) await work();
});

/** A server, as far as Asterisk sees one. */
async function server() {
  const way = await openWay(running.ports.http);
  const telephony = createDriver(running, suiteOptions, way.port);
  await telephony.start();
  const office = new Office({
    switch: telephony,
    url: running.url,
    phones: { offersCandidates: true },
    stop: telephony.stop,
  });
  cleanUp.push(
    () => way.cut(),
    () => telephony.stop(),
    () => office.close(),
  );
  return { office, telephony, die: way.cut };
}

/** Another process after it, which knows nothing of it. */
async function after(before: Awaited<ReturnType<typeof server>>) {
  before.die();
  const next = await server();
  return { ...next, legs: new Set(await next.telephony.legs()) };
}

function join(telephony: Switch, a: LegId, b: LegId): void {
  for (const leg of [a, b]) telephony.takeUp(leg);
  telephony.hear(a, [b]);
  telephony.hear(b, [a]);
}

const bridges = async () => (await running.asterisk.cli('bridge show all')).match(/^(home|pair|meeting)-\S+/gm) ?? [];

async function ended(office: Office, talk: Talk): Promise<void> {
  office.switch.hangUp(talk.legA, 'hungUp');
  office.switch.hangUp(talk.legB, 'hungUp');
  await Promise.all([talk.callA.until('ended'), talk.callB.until('ended')]);
}

test('a server that dies takes no call with it: talk, hold, mute and ringing go on under the next one', async () => {
  const first = await server();
  const [talk, held, muted] = [await first.office.talk(), await first.office.talk(), await first.office.talk()];
  first.telephony.music(held.legA, true);
  first.telephony.mute(muted.legA, true);
  await Promise.all([held.callA.hearsMusic(), muted.callB.hearsSilence()]);
  const [a, b] = [first.office.enrol('1001'), first.office.enrol('1002')];
  const [phoneA, phoneB] = [await first.office.phone(a), await first.office.phone(b)];
  const calling = phoneA.dial('1002', { toneHz: 600 });
  const { leg: arrived } = await first.office.next('legArrived');
  const dialled = first.office.dial(b);
  const rings = await phoneB.nextCall();
  await first.office.next('legRinging', ({ leg }) => leg === dialled);
  first.telephony.ring(arrived);
  await calling.until('ringing');
  // One that nobody will go on with, and a bridge that nobody is in any more.
  const ghost = await first.office.talk();

  const { office, telephony, legs } = await after(first);
  const known = [talk, held, muted].flatMap(({ legA, legB }) => [legA, legB]);
  expect([...known, arrived, dialled, ghost.legA, ghost.legB].filter((leg) => !legs.has(leg))).toEqual([]);
  join(telephony, talk.legA, talk.legB);
  for (const leg of [held.legA, held.legB]) telephony.takeUp(leg);
  telephony.music(held.legA, true);
  telephony.hear(held.legB, []);
  join(telephony, muted.legA, muted.legB);
  telephony.mute(muted.legA, true);
  for (const leg of [arrived, dialled]) telephony.takeUp(leg);
  telephony.ring(arrived);
  for (const leg of [ghost.legA, ghost.legB]) telephony.hangUp(leg, 'interrupted');

  expect(await office.next('legRinging')).toEqual({ type: 'legRinging', leg: dialled });
  await Promise.all([ghost.callA.until('ended'), ghost.callB.until('ended')]);
  await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
  await Promise.all([held.callA.hearsMusic(), held.callB.hearsSilence()]);
  await Promise.all([muted.callA.hearsTone(900), muted.callB.hearsSilence()]);
  expect(talk.callA.media?.stats().lost).toBe(0);
  // All of it can be steered.
  rings.answer(900);
  await office.next('legAnswered', ({ leg }) => leg === dialled);
  telephony.answer(arrived);
  telephony.hear(arrived, [dialled]);
  telephony.hear(dialled, [arrived]);
  telephony.music(held.legA, false);
  telephony.hear(held.legA, [held.legB]);
  telephony.hear(held.legB, [held.legA]);
  telephony.mute(muted.legA, false);
  await Promise.all([calling.hearsTone(900), rings.hearsTone(600), muted.callB.hearsTone(600)]);
  await Promise.all([held.callA.hearsTone(900), held.callB.hearsTone(600)]);
  for (const each of [talk, held, muted]) await ended(office, each);
  rings.hangUp();
  await office.next('legEnded', ({ leg }) => leg === dialled);
  telephony.hangUp(arrived, 'hungUp');
  await calling.until('ended');
  await eventually('no bridge is left', async () => (await bridges()).length === 0);
});

test('a whisper goes on under the next server, unheard by the customer, and nothing is left of it', async () => {
  const first = await server();
  const all = await three(first.office);
  const { customer, agent, supervisor } = all;
  const leak = customer.call.media?.measure(supervisorHz);
  whisper(first.office, all);
  await agent.call.hearsTones(customerHz, supervisorHz);

  const { office, telephony } = await after(first);
  for (const { leg } of Object.values(all)) telephony.takeUp(leg);
  whisper(office, all);
  await Promise.all([
    agent.call.hearsTones(customerHz, supervisorHz),
    customer.call.hearsTone(agentHz),
    supervisor.call.hearsTones(customerHz, agentHz),
  ]);
  expect(leak?.level).toBeLessThan(leakLevel);
  mix(office, customer, agent, supervisor);
  await everybodyHearsTheOthers(all);
  telephony.hear(supervisor.leg, [customer.leg, agent.leg]);
  office.join(customer.leg, agent.leg);
  await Promise.all([customer.call.hearsTone(agentHz), supervisor.call.hearsTones(customerHz, agentHz)]);
  supervisor.call.hangUp();
  await supervisor.call.until('ended');
  const channels = () => running.asterisk.cli('core show channels concise');
  await eventually('nobody listens any more', async () => !(await channels()).includes('Snoop/'));
  await customer.call.hearsTone(agentHz);
  for (const { leg } of [customer, agent]) telephony.hangUp(leg, 'hungUp');
  await eventually('no bridge is left', async () => (await bridges()).length === 0);
});

test('a device that stays registered is there for the next server as soon as that knows it', async () => {
  const first = await server();
  const device = first.office.enrol('1001');
  const phone = await first.office.phone(device);
  const { office, telephony } = await after(first);
  await telephony.enrol(device.enrolment);
  await office.next('deviceReachable', ({ deviceId }) => deviceId === device.id);
  const leg = office.dial(device);
  const call = await phone.nextCall();
  call.answer();
  await office.next('legAnswered');
  telephony.hangUp(leg, 'hungUp');
  await call.until('ended');
});

test('a leg from before is watched as any other', async () => {
  const first = await server();
  const talk = await first.office.talk();
  await talk.callA.hearsTone(900);
  const { office, telephony } = await after(first);
  join(telephony, talk.legA, talk.legB);
  talk.callA.media?.pause(true);
  expect(await office.next('legStalled')).toEqual({ type: 'legStalled', leg: talk.legA });
  talk.callA.media?.pause(false);
  expect(await office.next('legResumed')).toEqual({ type: 'legResumed', leg: talk.legA });
  talk.callB.hangUp();
  expect(await office.next('legEnded')).toEqual({ type: 'legEnded', leg: talk.legB, reason: 'hungUp' });
});

test('a window whose script asks for a transfer as would end this Asterisk is refused, and ends nothing', async () => {
  const { office } = await server();
  const talk = await office.talk();
  const transfer = await talk.callB.refer('1003', { headers: ['Refer-Sub: false', 'Supported: norefersub'] });
  expect(transfer.status).toBe(603);
  await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
});

test('states of devices are not told: Asterisk hangs when a server dies while one of them is', async () => {
  const { office } = await server();
  await office.phone(office.enrol('1001'));
  const headers = { authorization: `Basic ${Buffer.from(`${ari.user}:${ari.password}`).toString('base64')}` };
  const told = await fetch(`http://127.0.0.1:${running.ports.http}/ari/applications/${application}`, { headers });
  expect(await told.json()).toMatchObject({ name: application, device_names: [] });
});
