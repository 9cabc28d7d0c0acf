import { createFakeClock } from '../../../tests/fakes/clock';
import { createLegAudio } from './leg-audio';
import type { AudioPath } from './media-session';
import type { RtpPacket } from './rtp';

const opus = 111;
const event = 110;

/** A leg whose beat comes when the test says so. */
function leg() {
  const clock = createFakeClock();
  const sent: RtpPacket[] = [];
  const ticks = new Set<(nowMs: number) => void>();
  const path: AudioPath = {
    ssrc: 1,
    opusPayloadType: () => opus,
    eventPayloadTypes: () => new Map([[48_000, event]]),
    isOpen: () => true,
    send: (packet) => void sent.push(packet),
  };
  const ticker = {
    add(onTick: (nowMs: number) => void) {
      ticks.add(onTick);
      return () => void ticks.delete(onTick);
    },
    stop: () => undefined,
  };
  const sounds = {
    music: [Buffer.of(1)],
    ringing: [Buffer.of(2)],
    busy: [Buffer.of(3)],
    congestion: [Buffer.of(4)],
    goodbye: [Buffer.of(5)],
    'not-in-use-sv': [Buffer.of(6)],
    'not-in-use-en': [Buffer.of(7)],
    'code-done-sv': [Buffer.of(8)],
    'code-done-en': [Buffer.of(8)],
    'code-refused-sv': [Buffer.of(8)],
    'code-refused-en': [Buffer.of(8)],
    'press-one-sv': [Buffer.of(7)],
    'press-one-en': [Buffer.of(7)],
  };
  const audio = createLegAudio({ clock, ticker, sounds, onDigit: () => undefined, onPlayFinished: () => undefined });
  audio.use(path);
  return {
    audio,
    sent,
    beat(times: number) {
      for (let time = 0; time < times; time += 1) for (const tick of ticks) tick(clock.nowMs());
    },
    /** We stand still for so long; what looks after silent legs is the first to run again. */
    stall(ms: number) {
      clock.advance(ms);
      audio.keepAlive(clock.nowMs());
    },
  };
}

it('a digit stays one digit though we stood still in the middle of it', () => {
  const { audio, sent, beat, stall } = leg();
  audio.sendDigits('5');
  beat(2);
  stall(1_000);
  beat(20);
  // The receiver tells digits apart by their time of beginning (RFC 4733 §2.5.1.2).
  expect(sent.map(({ payloadType }) => payloadType)).toEqual(new Array(8).fill(event));
  expect(new Set(sent.map(({ timestamp }) => timestamp)).size).toBe(1);
  expect(sent.filter(({ marker }) => marker)).toHaveLength(1);
});

it('a leg that has nothing to hear is sent a frame of silence now and then, and one that hears music is not', () => {
  const { audio, sent, beat, stall } = leg();
  for (let time = 0; time < 3; time += 1) stall(500);
  expect(sent.map(({ payload }) => payload.length)).toEqual([3, 3, 3]);
  audio.music(true);
  beat(1);
  stall(500);
  expect(sent).toHaveLength(4);
});
