import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hurried, ScriptedOffice } from '../../../tests/fakes/scripted-office';
import type { ScriptedAri } from '../../../tests/fakes/scripted-ari';
import { eventually } from '../../../tests/fakes/waiters';
import type { LegId, RecordingId } from '../../contract/ids';
import { readOggOpus } from '../../sound/ogg-opus';
import { nameOf } from './recording-names';

let office: ScriptedOffice;
let asterisk: ScriptedAri;
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vaxel-recordings-'));
  // What is done again after a while, and what is waited for, is so soon.
  const clock = hurried({ 1_000: 10, 30_000: 200 });
  office = await ScriptedOffice.start(clock, { recordingsFolder: folder });
  ({ asterisk } = office);
});

afterEach(async () => {
  await office.close();
  rmSync(folder, { recursive: true });
});

const limits = { maxMs: 2_000, silenceMs: 1_000 };

/** What Asterisk writes of a tone, and of silence. */
const tone = (ms: number): Buffer =>
  Buffer.from(Int16Array.from({ length: 16 * ms }, (_, at) => 10_000 * Math.sin(at / 10)).buffer);
const silence = (ms: number): Buffer => Buffer.alloc(32 * ms);

const recorded = () => office.events.filter((event) => event.type === 'recorded');
const msOf = (recording: RecordingId): number =>
  20 * readOggOpus(readFileSync(join(folder, `${recording}.ogg`))).length;

function record(leg: LegId) {
  const recording = randomUUID() as RecordingId;
  const facts = { recording, leg, ...limits };
  office.telephony.record(leg, recording, limits);
  return { recording, name: nameOf(facts) };
}

/** A leg of which something is being recorded. */
async function recording() {
  const { leg, channel } = await office.up();
  const { recording, name } = record(leg);
  await asterisk.next(/POST .*\/record$/);
  await office.heard();
  return { leg, channel, recording, name };
}

function ends(name: string, bytes: Buffer): void {
  asterisk.live.delete(name);
  asterisk.recordings.set(name, bytes);
}

const tell = (name: string): void => asterisk.say({ type: 'RecordingFinished', recording: { name } });

it('is asked for in whole seconds, of what the leg says', async () => {
  const { leg, channel } = await office.up();
  const { name } = record(leg);
  expect((await asterisk.next(/\/snoop\//)).path).toBe(`/channels/${channel.id}/snoop/${name}`);
  const { query } = await asterisk.next(/\/record$/);
  expect(query).toEqual({ name, format: 'sln16', maxDurationSeconds: '2', maxSilenceSeconds: '1' });
});

it('is told of once its file is there, without the silence at its end, and Asterisk keeps nothing of it', async () => {
  const { leg, recording: id, name } = await recording();
  ends(name, Buffer.concat([silence(200), tone(500), silence(200), tone(300), silence(700)]));
  tell(name);
  tell(name);
  await office.told('recorded', leg);
  await eventually('it is removed', async () => asterisk.recordings.size === 0);
  await asterisk.next(new RegExp(`^DELETE /channels/${name}`));
  const [event] = recorded();
  expect(event).toMatchObject({ leg, recording: id, reason: 'silence' });
  expect(recorded()).toHaveLength(1);
  // A decoder takes some milliseconds to fall silent; a third of a second of the silence is kept.
  expect(event?.ms).toBeGreaterThanOrEqual(1_200);
  expect(event?.ms).toBeLessThan(1_600);
  expect(event?.speechMs).toBeGreaterThanOrEqual(780);
  expect(event?.speechMs).toBeLessThan(900);
  expect(Math.abs(msOf(id) - (event?.ms ?? 0))).toBeLessThanOrEqual(20);
  expect(readdirSync(folder)).toEqual([`${id}.ogg`]);
});

it('ends at its limit, whatever Asterisk has beyond', async () => {
  const { leg, recording: id, name } = await recording();
  ends(name, tone(2_900));
  tell(name);
  await office.told('recorded', leg);
  expect(recorded()[0]).toMatchObject({ reason: 'maximum', ms: expect.closeTo(2_000, -2) });
  expect(msOf(id)).toBe(2_000);
});

it('that was asked for without an answer is not asked for twice', async () => {
  const { leg } = await office.up();
  asterisk.cut(/\/record$/);
  const { name } = record(leg);
  await asterisk.next(/\/record$/);
  await asterisk.next(new RegExp(`GET /recordings/live/${name}`));
  ends(name, tone(500));
  await office.heard();
  tell(name);
  await office.told('recorded', leg);
  expect(recorded()[0]).toMatchObject({ reason: 'silence' });
});

it.each([
  ['breaks off', () => asterisk.cut(/\/file$/)],
  ['fails for a moment', () => asterisk.refuse(/\/file$/, 503, 1)],
])('whose file %s is fetched again', async (_what, happens) => {
  const { leg, recording: id, name } = await recording();
  ends(name, tone(500));
  happens();
  tell(name);
  await office.told('recorded', leg);
  expect(recorded()[0]).toMatchObject({ reason: 'silence' });
  expect(msOf(id)).toBeGreaterThanOrEqual(500);
});

it('that ends while the connection is lost is fetched when it is back', async () => {
  const { leg, channel, name } = await recording();
  asterisk.channels = [{ ...channel, state: 'Up' }];
  asterisk.drop();
  await asterisk.disconnected();
  ends(name, tone(500));
  await office.told('recorded', leg);
  expect(recorded()[0]).toMatchObject({ reason: 'silence' });
});

it('of an Asterisk that starts anew is what it had written until then', async () => {
  const { leg, recording: id, name } = await recording();
  await asterisk.die();
  ends(name, tone(500));
  await asterisk.rise();
  await office.told('recorded', leg);
  expect(recorded()).toMatchObject([{ reason: 'ended' }]);
  expect(msOf(id)).toBeGreaterThanOrEqual(500);
});

it('of an Asterisk that does not come back has failed, and is kept by nobody when it does', async () => {
  const { leg, name } = await recording();
  await asterisk.die();
  await office.told('legEnded', leg);
  expect(recorded()).toEqual([]);
  await office.told('recorded', leg);
  ends(name, tone(500));
  await asterisk.rise();
  await eventually('it is removed', async () => asterisk.recordings.size === 0);
  expect(recorded()).toMatchObject([{ leg, reason: 'failed', ms: 0 }]);
  expect(readdirSync(folder)).toEqual([]);
});

it('of a leg that Asterisk does not know has failed', async () => {
  const { leg } = await office.up();
  asterisk.refuse(/\/snoop\//, 404, 1);
  record(leg);
  await office.told('recorded', leg);
  expect(recorded()[0]).toMatchObject({ reason: 'failed' });
});
