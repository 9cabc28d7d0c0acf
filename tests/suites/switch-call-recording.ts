import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LegId, RecordingId } from '../../src/contract/ids';
import { partFile, soundFile } from '../../src/sound/file-names';
import type { RecordingLimits } from '../../src/switch/port';
import { soundsOf } from '../fakes/recorded-sound';
import { isSilence, type SoundAnalysis } from '../fakes/sound-analysis';
import type { Office, Talk } from './switch-office';
import { isTone, recorded, says, share } from './switch-recording';
import type { SuiteContext } from './switch.suite';

const limits: RecordingLimits = { maxMs: 60_000, silenceMs: null, both: true };

function record(office: Office, leg: LegId): RecordingId {
  const recording = randomUUID() as RecordingId;
  office.switch.record(leg, recording, limits);
  return recording;
}

const isMute = (sounds: readonly SoundAnalysis[]): boolean => share(sounds, isSilence) === 1;

/** Recordings of both sides of a call. */
export function callRecordingTests({ office }: SuiteContext): void {
  /** The first says 440 Hz and the second 880 Hz, and both are heard. */
  async function talk(): Promise<Talk> {
    const made = await office().talk();
    made.callA.media?.sendTone(440);
    made.callB.media?.sendTone(880);
    await Promise.all([made.callA.hearsTone(880), made.callB.hearsTone(440)]);
    return made;
  }

  /** Both channels of what is kept, once it is over. */
  async function heardIn(recording: RecordingId) {
    const { ms, reason } = await recorded(office(), recording);
    return { ms, reason, ...(await soundsOf(join(office().recordingsFolder, soundFile(recording)))) };
  }

  it('keep who is recorded on the left, and whom that one hears on the right', async () => {
    const { legA, callA } = await talk();
    const recording = record(office(), legA);
    await says(callA, 2_000);
    office().switch.stopRecording(legA, recording);
    const { ms, reason, said, heard } = await heardIn(recording);
    expect(reason).toBe('stopped');
    expect(ms).toBeGreaterThan(1_500);
    expect([share(said, isTone(440)), share(heard, isTone(880))].every((part) => part > 0.7)).toBe(true);
    expect(said).toHaveLength(heard.length);
    expect(Math.abs(ms - said.length * 200)).toBeLessThan(300);
    expect(existsSync(join(office().recordingsFolder, partFile(recording)))).toBe(false);
  });

  it('keep silence of both in the place of a pause', async () => {
    const { legA, callA } = await talk();
    const recording = record(office(), legA);
    await says(callA, 800);
    office().switch.pauseRecording(legA, recording, true);
    await says(callA, 1_600);
    office().switch.pauseRecording(legA, recording, false);
    await says(callA, 1_000);
    office().switch.stopRecording(legA, recording);
    const { ms, said, heard } = await heardIn(recording);
    expect(ms).toBeGreaterThan(2_800);
    expect([said.slice(6, 9), heard.slice(6, 9)].map(isMute)).toEqual([true, true]);
    for (const [sounds, hz] of [
      [said, 440],
      [heard, 880],
    ] as const)
      expect([sounds.slice(0, 4).some(isTone(hz)), sounds.slice(-3).some(isTone(hz))]).toEqual([true, true]);
  });

  it('keep no music, and no sound that is played', async () => {
    const { legA, legB, callA } = await talk();
    const recording = record(office(), legA);
    await says(callA, 600);
    office().part(legA, legB);
    office().switch.music(legA, true);
    await says(callA, 1_400);
    office().switch.music(legA, false);
    office().switch.play(legA, ['ringing'], 'tone');
    await says(callA, 1_000);
    office().join(legA, legB);
    await says(callA, 1_000);
    office().switch.stopRecording(legA, recording);
    const { said, heard } = await heardIn(recording);
    expect(share(said, isTone(440))).toBeGreaterThan(0.7);
    expect(isMute(heard.slice(5, 13))).toBe(true);
    expect(heard.slice(-3).some(isTone(880))).toBe(true);
  });

  it('go on with another leg in the same file, whatever became of the first', async () => {
    const { legA, legB, callA, callB } = await talk();
    const recording = record(office(), legA);
    await says(callA, 1_000);
    callA.hangUp();
    await office().next('legEnded', ({ leg }) => leg === legA);
    await says(callB, 600);
    office().switch.hear(legB, [legB]);
    office().switch.record(legB, recording, limits);
    await says(callB, 1_000);
    expect(office().count('recorded', legA) + office().count('recorded', legB)).toBe(0);
    office().switch.stopRecording(legB, recording);
    const { ms, said, heard } = await heardIn(recording);
    expect(ms).toBeGreaterThan(2_000);
    expect([said.slice(0, 4).some(isTone(440)), said.slice(-3).some(isTone(880))]).toEqual([true, true]);
    expect([heard.slice(0, 4).some(isTone(880)), heard.slice(-3).some(isTone(880))]).toEqual([true, true]);
  });

  it('keep the time in which nothing came over the wire from one', async () => {
    const { legA, callA, callB } = await talk();
    const recording = record(office(), legA);
    await says(callA, 600);
    callB.media?.pause(true);
    await says(callA, 1_200);
    callB.media?.pause(false);
    await says(callA, 800);
    office().switch.stopRecording(legA, recording);
    const { said, heard } = await heardIn(recording);
    expect(share(said, isTone(440))).toBeGreaterThan(0.85);
    expect(heard.filter(isSilence).length).toBeGreaterThanOrEqual(2);
    expect(heard.slice(-2).some(isTone(880))).toBe(true);
  });

  it('fail where nothing can be written, and the call goes on', async () => {
    const { legA, callA, callB } = await talk();
    const recording = randomUUID() as RecordingId;
    const inTheWay = join(office().recordingsFolder, partFile(recording));
    await mkdir(inTheWay, { recursive: true });
    office().switch.record(legA, recording, limits);
    await says(callA, 300);
    office().switch.stopRecording(legA, recording);
    expect(await recorded(office(), recording)).toMatchObject({ ms: 0, reason: 'failed' });
    await rm(inTheWay, { recursive: true });
    await Promise.all([callA.hearsTone(880), callB.hearsTone(440)]);
  });
}
