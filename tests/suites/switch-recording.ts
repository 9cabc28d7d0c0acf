import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LegId, RecordingId, SoundId } from '../../src/contract/ids';
import { keptFolder, partFile, soundFile } from '../../src/sound/file-names';
import type { RecordingLimits } from '../../src/switch/port';
import { soundOf } from '../fakes/recorded-sound';
import { isSilence, type SoundAnalysis } from '../fakes/sound-analysis';
import { patienceMs } from '../patience';
import type { Office, Talk } from './switch-office';
import type { SuiteContext } from './switch.suite';

const unlimited: RecordingLimits = { maxMs: 60_000, silenceMs: null };

const newRecording = (): RecordingId => randomUUID() as RecordingId;

function record(office: Office, leg: LegId, limits: Partial<RecordingLimits> = {}): RecordingId {
  const recording = newRecording();
  office.switch.record(leg, recording, { ...unlimited, ...limits });
  return recording;
}

export const recorded = (office: Office, of: RecordingId) =>
  office.next('recorded', ({ recording }) => recording === of);

/** Resolves when the phone has said something for so long. */
export async function says(call: Talk['callA'], ms: number): Promise<void> {
  const media = await call.openMedia();
  const until = media.stats().sent + ms / 20;
  await media.until(
    () => media.stats().sent >= until,
    patienceMs,
    () => `${ms} ms of sound sent`,
  );
}

const heardIn = (office: Office, recording: RecordingId): Promise<readonly SoundAnalysis[]> =>
  soundOf(join(office.recordingsFolder, soundFile(recording)));

/** One that a window of a fifth of a second can tell from others: to about 10 Hz. */
export const isTone =
  (hz: number) =>
  (sound: SoundAnalysis): boolean =>
    sound.level > -40 && Math.abs(sound.hz - hz) < 12;
export const share = (sounds: readonly SoundAnalysis[], judge: (sound: SoundAnalysis) => boolean): number =>
  sounds.filter(judge).length / sounds.length;

export function recordingTests({ office }: SuiteContext): void {
  /** A talk in which both are heard, so that nothing is lost at its beginning. */
  async function talk(): Promise<Talk> {
    const made = await office().talk();
    await Promise.all([made.callA.hearsTone(900), made.callB.hearsTone(600)]);
    return made;
  }

  it('keeps what a leg says, whether or not anybody hears it, and nothing of what it hears', async () => {
    expect(office().switch.capabilities.recording).toBe(true);
    const { legA, legB, callA } = await talk();
    callA.media?.sendTone(440);
    await says(callA, 200);
    const recording = record(office(), legA);
    await says(callA, 1_000);
    office().part(legA, legB);
    await says(callA, 500);
    office().switch.music(legA, true);
    await says(callA, 500);
    office().switch.stopRecording(legA, recording);
    const { ms, speechMs, ...event } = await recorded(office(), recording);
    expect(event).toEqual({ type: 'recorded', leg: legA, recording, reason: 'stopped' });
    expect(existsSync(join(office().recordingsFolder, partFile(recording)))).toBe(false);
    const sounds = await heardIn(office(), recording);
    expect(share(sounds, isTone(440))).toBeGreaterThan(0.85);
    expect(ms).toBeGreaterThan(1_500);
    expect(Math.abs(ms - sounds.length * 200)).toBeLessThan(300);
    expect(speechMs).toBeGreaterThan(0.85 * ms);
    expect(speechMs).toBeLessThanOrEqual(ms);
  });

  it('keeps silence of the time in which the leg is muted', async () => {
    const { legA, callA } = await talk();
    const recording = record(office(), legA);
    await says(callA, 800);
    office().switch.mute(legA, true);
    await says(callA, 1_200);
    office().switch.mute(legA, false);
    await says(callA, 800);
    office().switch.stopRecording(legA, recording);
    const { ms, speechMs } = await recorded(office(), recording);
    const sounds = await heardIn(office(), recording);
    expect([sounds.slice(0, 3), sounds.slice(-3)].map((part) => part.some(isTone(600)))).toEqual([true, true]);
    expect(share(sounds.slice(6, 8), isSilence)).toBe(1);
    expect(ms).toBeGreaterThan(2_300);
    expect(ms - speechMs).toBeGreaterThan(700);
  });

  it('keeps the time in which nothing came over the wire', async () => {
    const { legA, callA } = await talk();
    // What the machine was late with until now has been said, and read.
    for (let frame = 0; frame < 2; frame += 1) await says(callA, 20);
    const recording = record(office(), legA);
    await says(callA, 600);
    callA.media?.pause(true);
    await says(callA, 1_000);
    callA.media?.pause(false);
    await says(callA, 600);
    office().switch.stopRecording(legA, recording);
    const { ms, speechMs } = await recorded(office(), recording);
    const sounds = await heardIn(office(), recording);
    expect(ms).toBeGreaterThan(1_800);
    expect(ms - speechMs).toBeGreaterThan(600);
    expect(sounds.filter(isSilence).length).toBeGreaterThanOrEqual(2);
    expect(sounds.slice(-3).some(isTone(600))).toBe(true);
  });

  it('ends after a silence, which is no part of it', async () => {
    const { legA, callA } = await talk();
    const recording = record(office(), legA, { silenceMs: 1_500 });
    await says(callA, 1_000);
    callA.media?.sendTone(0);
    const { ms, reason } = await recorded(office(), recording);
    expect(reason).toBe('silence');
    const sounds = await heardIn(office(), recording);
    // Of a second and a half of silence a third of a second is left.
    expect(sounds.slice(-3).some(isTone(600))).toBe(true);
    expect(Math.abs(ms - sounds.length * 200)).toBeLessThan(300);
    expect(office().count('legEnded', legA)).toBe(0);
  });

  it('ends after a silence of somebody from whom nothing comes at all', async () => {
    const { legA, callA } = await talk();
    callA.media?.stopSending();
    const recording = record(office(), legA, { silenceMs: 1_000 });
    const { reason, speechMs } = await recorded(office(), recording);
    expect(reason).toBe('silence');
    // What was on its way.
    expect(speechMs).toBeLessThan(200);
  });

  it('ends when it is as long as it may be', async () => {
    const { legA, callA, callB } = await talk();
    const recording = record(office(), legA, { maxMs: 1_000, silenceMs: 8_000 });
    await says(callA, 2_000);
    const { ms, reason } = await recorded(office(), recording);
    expect(reason).toBe('maximum');
    expect(ms).toBeLessThan(1_400);
    expect(ms).toBeGreaterThan(600);
    await callB.hearsTone(600);
  });

  it.each(['phone', 'switch'])('ends with its leg, which the %s ends', async (who) => {
    const { legA, callA } = await talk();
    const recording = record(office(), legA);
    await says(callA, 1_000);
    if (who === 'phone') callA.hangUp();
    else office().switch.hangUp(legA, 'hungUp');
    expect(await recorded(office(), recording)).toMatchObject({ leg: legA, reason: 'ended' });
    expect(share(await heardIn(office(), recording), isTone(600))).toBeGreaterThan(0.7);
    expect(office().count('recorded', legA)).toBe(1);
  });

  it('makes several at once, of one leg and of both', async () => {
    const { legA, legB, callA } = await talk();
    const [first, other] = [record(office(), legA), record(office(), legB)];
    await says(callA, 600);
    const second = record(office(), legA);
    await says(callA, 600);
    office().switch.stopRecording(legA, first);
    // Of another leg: nothing ends.
    office().switch.stopRecording(legA, other);
    await says(callA, 600);
    for (const [leg, recording] of [
      [legA, second],
      [legB, other],
    ] as const)
      office().switch.stopRecording(leg, recording);
    const ended = await Promise.all([first, second, other].map((recording) => recorded(office(), recording)));
    expect(ended.map(({ reason }) => reason)).toEqual(['stopped', 'stopped', 'stopped']);
    const sounds = await Promise.all([first, second, other].map((recording) => heardIn(office(), recording)));
    expect(sounds.map((each) => share(each, isTone(600)) > 0.7)).toEqual([true, true, false]);
    expect(share(sounds[2] ?? [], isTone(900))).toBeGreaterThan(0.7);
    expect(ended[2]?.ms).toBeGreaterThan((ended[0]?.ms ?? 0) + 300);
  });

  it('tells that it has failed where nothing can be written, and the call goes on', async () => {
    const { legA, callA, callB } = await talk();
    const recording = newRecording();
    const inTheWay = join(office().recordingsFolder, partFile(recording));
    await mkdir(inTheWay, { recursive: true });
    office().switch.record(legA, recording, unlimited);
    await says(callA, 300);
    office().switch.stopRecording(legA, recording);
    expect(await recorded(office(), recording)).toEqual({
      ...{ type: 'recorded', leg: legA, recording, ms: 0, speechMs: 0, reason: 'failed' },
    });
    await rm(inTheWay, { recursive: true });
    expect(existsSync(join(office().recordingsFolder, soundFile(recording)))).toBe(false);
    await Promise.all([callA.hearsTone(900), callB.hearsTone(600)]);
    expect(office().count('recorded', legA)).toBe(1);
  });

  /** What the first leg of a talk has said, 440 Hz, as a recording. */
  async function saidBefore({ legA, callA }: Talk, ms: number): Promise<RecordingId> {
    callA.media?.sendTone(440);
    await says(callA, 200);
    const recording = record(office(), legA);
    await says(callA, ms);
    office().switch.stopRecording(legA, recording);
    await recorded(office(), recording);
    return recording;
  }

  it('plays what was recorded to a leg, and tells when it is over', async () => {
    expect(office().switch.capabilities.playsRecordings).toBe(true);
    const made = await talk();
    const { legA, legB, callA, callB } = made;
    const recording = await saidBefore(made, 1_500);
    office().part(legA, legB);
    callA.media?.sendTone(600);
    await callB.hearsSilence();
    office().switch.play(legB, [`recording/${recording}`], 'message');
    await callB.hearsTone(440);
    // Nobody else hears it, nor does it end what the other leg hears.
    office().switch.hear(legA, [legB]);
    await callA.hearsTone(900);
    expect(await office().next('playFinished')).toEqual({ type: 'playFinished', leg: legB, id: 'message' });
    await callB.hearsSilence();
    office().join(legA, legB);
    await callB.hearsTone(600);
    expect(office().count('playFinished', legB)).toBe(1);
  });

  it('stops a recording that is played, and plays it again from its beginning', async () => {
    const made = await talk();
    const { legA, legB, callB } = made;
    const recording = await saidBefore(made, 3_000);
    office().part(legA, legB);
    await callB.hearsSilence();
    office().switch.play(legB, [`recording/${recording}`], 'stopped');
    await callB.hearsTone(440);
    office().switch.stopPlaying(legB);
    await callB.hearsSilence();
    const startMs = performance.now();
    office().switch.play(legB, [`recording/${recording}`], 'again');
    await callB.hearsTone(440);
    expect(await office().next('playFinished')).toEqual({ type: 'playFinished', leg: legB, id: 'again' });
    expect(performance.now() - startMs).toBeGreaterThan(2_000);
    office().switch.play(legB, ['goodbye'], 'words');
    expect(await office().next('playFinished')).toMatchObject({ id: 'words' });
  });

  it('plays a sound that somebody has kept, together with its own', async () => {
    const made = await talk();
    const { legA, legB, callB } = made;
    const [recording, kept] = [await saidBefore(made, 1_500), randomUUID() as SoundId];
    const { recordingsFolder } = office();
    await mkdir(join(recordingsFolder, keptFolder), { recursive: true });
    await copyFile(join(recordingsFolder, soundFile(recording)), join(recordingsFolder, keptFolder, soundFile(kept)));
    office().part(legA, legB);
    await callB.hearsSilence();
    office().switch.play(legB, [`kept/${kept}`, 'beep'], 'welcome');
    await callB.hearsTone(440);
    await callB.hearsTone(1_000);
    expect(await office().next('playFinished')).toEqual({ type: 'playFinished', leg: legB, id: 'welcome' });
    await callB.hearsSilence();
  });

  it('has nothing to play of a recording that is not there, and is done at once', async () => {
    const { legA, legB } = await talk();
    office().part(legA, legB);
    office().switch.play(legB, [`recording/${newRecording()}`], 'missing');
    expect(await office().next('playFinished')).toEqual({ type: 'playFinished', leg: legB, id: 'missing' });
  });

  it('tells that it has failed of a leg that there is not', async () => {
    const leg = randomUUID() as LegId;
    const recording = record(office(), leg);
    expect(await recorded(office(), recording)).toMatchObject({ leg, ms: 0, reason: 'failed' });
    office().switch.stopRecording(leg, recording);
  });
}
