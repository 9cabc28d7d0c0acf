import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  createDriver,
  recordingsOf,
  startAsteriskFor,
  startAsteriskSwitch,
  type AsteriskSwitch,
} from '../../../tests/fakes/asterisk-switch';
import { heardIn } from '../../../tests/fakes/recorded';
import { openWay } from '../../../tests/fakes/way';
import { eventually } from '../../../tests/fakes/waiters';
import { patienceMs } from '../../../tests/patience';
import { Office, type Talk } from '../../../tests/suites/switch-office';
import { suiteOptions } from '../../../tests/suites/switch-options';
import type { LegId, RecordingId } from '../../contract/ids';
import type { RecordingLimits } from '../port';

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
  await eventually('nothing is left of it in Asterisk', async () => {
    const channels = await running.asterisk.cli('core show channels concise');
    return (
      !channels.includes('Snoop/') && (await running.asterisk.cli('core show channels count')).includes('0 active')
    );
  });
});

const folder = (): string => recordingsOf(running);
const fileOf = (recording: RecordingId): string => join(folder(), `${recording}.ogg`);
const long: RecordingLimits = { maxMs: 60_000, silenceMs: null };

/** A server, as far as Asterisk sees one. */
async function server(of = running) {
  const way = await openWay(of.ports.http);
  const telephony = createDriver(of, suiteOptions, way.port);
  await telephony.start();
  const phones = { offersCandidates: true, keepsAssociation: true };
  const office = new Office({ switch: telephony, url: of.url, phones, stop: telephony.stop });
  cleanUp.push(
    () => way.cut(),
    () => telephony.stop(),
    () => office.close(),
  );
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

test('what a leg says is in a file when its recording is told of, whoever hears it', async () => {
  const { office, telephony } = await server();
  const talk = await office.talk();
  await talk.callB.hearsTone(600);
  const recording = record(office, talk.legA);
  await says(talk.callA, 1_000);
  telephony.music(talk.legA, true);
  await talk.callA.hearsMusic();
  await says(talk.callA, 1_000);
  telephony.stopRecording(talk.legA, recording);
  const { ms, speechMs, ...event } = await office.next('recorded');
  expect(event).toEqual({ type: 'recorded', leg: talk.legA, recording, reason: 'stopped' });
  expect(existsSync(fileOf(recording))).toBe(true);
  expect(existsSync(`${fileOf(recording)}.part`)).toBe(false);
  expect(ms).toBeGreaterThan(1_500);
  expect(speechMs).toBeGreaterThan(1_500);
  const heard = heardIn(folder(), recording);
  expect(heard.length).toBeGreaterThanOrEqual(3);
  expect(heard.filter(({ hz }) => Math.abs(hz - 600) > 5)).toEqual([]);
});

test.each(['phone', 'server'])('a %s that hangs up ends it, and what was said is kept', async (who) => {
  const { office, telephony } = await server();
  const talk = await office.talk();
  await talk.callB.hearsTone(600);
  const recording = record(office, talk.legA);
  await says(talk.callA, 1_000);
  if (who === 'phone') talk.callA.hangUp();
  else telephony.hangUp(talk.legA, 'hungUp');
  expect(await office.next('recorded')).toMatchObject({ leg: talk.legA, recording, reason: 'ended' });
  expect(existsSync(fileOf(recording))).toBe(true);
  expect(heardIn(folder(), recording).length).toBeGreaterThan(0);
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
  expect([ofGone, ofQuiet].map((each) => existsSync(fileOf(each)))).toEqual([true, true]);
  expect(next.office.events.filter(({ type }) => type === 'recorded')).toEqual([]);
  next.telephony.takeUp(quiet.legA);
  expect(await next.office.next('recorded')).toMatchObject({ recording: ofQuiet, reason: 'silence' });
  for (const leg of legs) next.telephony.hangUp(leg, 'hungUp');
  await Promise.all([gone.callB, quiet.callA, quiet.callB].map((call) => call.until('ended')));
});

test('where it cannot be written nothing is kept, and the call goes on', async () => {
  const { office } = await server();
  const talk = await office.talk();
  await talk.callB.hearsTone(600);
  const recording = randomUUID() as RecordingId;
  // A folder of that name is there already.
  mkdirSync(join(folder(), `${recording}.ogg.part`), { recursive: true });
  office.switch.record(talk.legA, recording, long);
  await began();
  office.switch.stopRecording(talk.legA, recording);
  expect(await office.next('recorded')).toEqual({
    ...{ type: 'recorded', leg: talk.legA, recording, ms: 0, speechMs: 0, reason: 'failed' },
  });
  await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
});

test('a leg that is not up says nothing', async () => {
  const { office } = await server();
  const leg = randomUUID() as LegId;
  const recording = record(office, leg);
  expect(await office.next('recorded')).toMatchObject({ leg, recording, reason: 'failed' });
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
  cleanUp.push(
    () => own.asterisk.stop(),
    () => asterisk.stop(),
  );
  expect(await office.next('recorded')).toMatchObject({ recording, reason: 'failed' });
});
