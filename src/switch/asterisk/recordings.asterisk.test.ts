import { randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  createDriver,
  recordingsOf,
  startAsteriskFor,
  startAsteriskSwitch,
  type AsteriskSwitch,
} from '../../../tests/fakes/asterisk-switch';
import { soundsOf } from '../../../tests/fakes/recorded-sound';
import { isTone } from '../../../tests/suites/switch-recording';
import { openWay } from '../../../tests/fakes/way';
import { eventually } from '../../../tests/fakes/waiters';
import { patienceMs } from '../../../tests/patience';
import { Office, type Talk } from '../../../tests/suites/switch-office';
import { suiteOptions } from '../../../tests/suites/switch-options';
import type { LegId, RecordingId } from '../../contract/ids';
import { soundFile } from '../../sound/file-names';
import type { RecordingLimits } from '../port';

let running: AsteriskSwitch;
/** Everything that a test has begun, the last first: phones and calls, and then who has served them. */
const [people, servers]: [people: (() => Promise<void>)[], servers: (() => Promise<void>)[]] = [[], []];

beforeAll(async () => {
  running = await startAsteriskSwitch();
  // It has a driver of its own, which would take what is ours.
  await running.switch.stop();
});
afterAll(() => running.asterisk.stop());
afterEach(async () => {
  for (const leave of people.splice(0).reverse()) await leave();
  await eventually('nobody is left in Asterisk', isEmpty);
  for (const stop of servers.splice(0).reverse()) await stop();
});

/**
 * No channel is left, of a recording neither, and no phone. A server that takes leave in the very moment in which a
 * phone does ends Asterisk 22.10 itself (ADR 0025).
 */
async function isEmpty(): Promise<boolean> {
  const channels = await running.asterisk.cli('core show channels concise');
  return channels.trim() === '' && (await running.asterisk.cli('pjsip show contacts')).includes('No objects found');
}

const fileOf = (recording: RecordingId): string => join(recordingsOf(running), soundFile(recording));
const long: RecordingLimits = { maxMs: 60_000, silenceMs: null };

/** A server, as far as Asterisk sees one. */
async function server(of = running) {
  const way = await openWay(of.ports.http);
  const telephony = createDriver(of, suiteOptions, way.port);
  await telephony.start();
  const phones = { offersCandidates: true, keepsAssociation: true };
  const office = new Office({ switch: telephony, url: of.url, phones, stop: telephony.stop });
  people.push(() => office.close());
  servers.push(async () => {
    await telephony.stop();
    way.cut();
  });
  return { office, telephony, die: way.cut };
}

function record(office: Office, leg: LegId, limits = long): RecordingId {
  const recording = randomUUID() as RecordingId;
  office.switch.record(leg, recording, limits);
  return recording;
}

/** So much longer it is sent what it sends. */
async function says(call: Talk['callA'], ms: number): Promise<void> {
  const media = await call.openMedia();
  const until = media.stats().sent + ms / 20;
  await media.until(
    () => media.stats().sent >= until,
    patienceMs,
    () => 'what is said',
  );
}

/** Asterisk listens to somebody. */
const began = (): Promise<void> =>
  eventually('it is being recorded', async () =>
    (await running.asterisk.cli('core show channels concise')).includes('Snoop/'),
  );

test('it begins before the leg is answered, where it is asked for so early', async () => {
  const { office, telephony } = await server();
  const phone = await office.phone(office.enrol('1001'));
  const call = phone.dial('1002', { toneHz: 600 });
  const { leg } = await office.next('legArrived');
  const recording = record(office, leg);
  telephony.answer(leg);
  await says(call, 500);
  telephony.stopRecording(leg, recording);
  const { reason, speechMs } = await office.next('recorded');
  expect(reason).toBe('stopped');
  expect(speechMs).toBeGreaterThan(0);
  telephony.hangUp(leg, 'hungUp');
  await call.until('ended');
});

test('one that is stopped at once is told of, too', async () => {
  const { office, telephony } = await server();
  const talk = await office.talk();
  for (let times = 0; times < 20; times += 1) {
    const recording = record(office, talk.legA);
    telephony.stopRecording(talk.legA, recording);
    expect(await office.next('recorded')).toMatchObject({ recording, reason: 'stopped' });
  }
});

test('a recording goes on under the server that comes next, and has no gap', async () => {
  const first = await server();
  const talk = await first.office.talk();
  await talk.callB.hearsTone(600);
  const recording = record(first.office, talk.legA);
  await says(talk.callA, 500);
  await began();
  first.die();
  await says(talk.callA, 1_000);
  const next = await server();
  expect(await next.telephony.legs()).toContain(talk.legA);
  for (const leg of [talk.legA, talk.legB]) next.telephony.takeUp(leg);
  await says(talk.callA, 500);
  next.telephony.stopRecording(talk.legA, recording);
  const event = await next.office.next('recorded');
  expect(event).toMatchObject({ leg: talk.legA, recording, reason: 'stopped' });
  expect(event.ms).toBeGreaterThan(1_500);
  for (const leg of [talk.legA, talk.legB]) next.telephony.hangUp(leg, 'hungUp');
  await Promise.all([talk.callA.until('ended'), talk.callB.until('ended')]);
});

test('a recording of both sides goes on under the server that comes next, in one file', async () => {
  const both: RecordingLimits = { ...long, both: true };
  const first = await server();
  const talk = await first.office.talk();
  await talk.callB.hearsTone(600);
  const recording = record(first.office, talk.legA, both);
  await says(talk.callA, 1_000);
  await began();
  first.die();
  const next = await server();
  await next.telephony.legs();
  for (const leg of [talk.legA, talk.legB]) next.telephony.takeUp(leg);
  next.office.join(talk.legA, talk.legB);
  next.telephony.record(talk.legA, recording, both);
  await says(talk.callA, 1_000);
  next.telephony.stopRecording(talk.legA, recording);
  expect(await next.office.next('recorded')).toMatchObject({ leg: talk.legA, recording, reason: 'stopped' });
  const { said, heard } = await soundsOf(fileOf(recording));
  for (const [sounds, hz] of [
    [said, 600],
    [heard, 900],
  ] as const)
    expect([sounds.slice(0, 4), sounds.slice(-3)].map((part) => part.some(isTone(hz)))).toEqual([true, true]);
  for (const leg of [talk.legA, talk.legB]) next.telephony.hangUp(leg, 'hungUp');
  await Promise.all([talk.callA.until('ended'), talk.callB.until('ended')]);
});

test('what has ended while there was no server is there when the next one knows the legs', async () => {
  const first = await server();
  const [gone, quiet] = [await first.office.talk(), await first.office.talk()];
  const ofGone = record(first.office, gone.legA);
  const ofQuiet = record(first.office, quiet.legA, { maxMs: 60_000, silenceMs: 1_000 });
  await Promise.all([says(gone.callA, 1_000), says(quiet.callA, 1_000)]);
  first.die();
  gone.callA.hangUp();
  (await quiet.callA.openMedia()).sendTone(0);
  await says(quiet.callA, 2_500);
  const next = await server();
  const legs = await next.telephony.legs();
  expect(legs).not.toContain(gone.legA);
  // Nobody else may read them.
  expect([ofGone, ofQuiet].map((each) => statSync(fileOf(each)).mode & 0o777)).toEqual([0o600, 0o600]);
  expect(next.office.events.filter(({ type }) => type === 'recorded')).toEqual([]);
  next.telephony.takeUp(quiet.legA);
  expect(await next.office.next('recorded')).toMatchObject({ recording: ofQuiet, reason: 'silence' });
  for (const leg of legs) next.telephony.hangUp(leg, 'hungUp');
  await Promise.all([gone.callB, quiet.callA, quiet.callB].map((call) => call.until('ended')));
});

test('a server that ends its calls with it keeps what was said in them', async () => {
  const { office, telephony } = await server();
  const talk = await office.talk();
  await talk.callB.hearsTone(600);
  const recording = record(office, talk.legA);
  await says(talk.callA, 500);
  await began();
  await telephony.stop();
  expect(existsSync(fileOf(recording))).toBe(true);
  expect(await office.next('recorded')).toMatchObject({ recording, reason: 'ended' });
});

test('with Asterisk goes what was being said', async () => {
  const own = await startAsteriskSwitch();
  await own.switch.stop();
  const { office } = await server(own);
  const talk = await office.talk();
  const recording = record(office, talk.legA);
  await says(talk.callA, 500);
  await own.asterisk.kill();
  const asterisk = await startAsteriskFor(own.ports);
  servers.unshift(async () => {
    await asterisk.stop();
    await own.asterisk.stop();
  });
  expect(await office.next('recorded')).toMatchObject({ recording, reason: 'failed' });
});
