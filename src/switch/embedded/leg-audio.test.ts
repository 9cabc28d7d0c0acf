import { createFakeClock } from '../../../tests/fakes/clock';
import { createLegAudio } from './leg-audio';
import type { AudioPath } from './media-session';
import type { Sounds } from '../opus-frames';
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
    'voicemail-sv': [Buffer.of(7)],
    'voicemail-en': [Buffer.of(7)],
    beep: [Buffer.of(9)],
  } as Partial<Sounds> as Sounds;
  const nothing = (): void => undefined;
  const readFiled = () => Promise.resolve([]);
  const audio = createLegAudio({ clock, ticker, sounds, readFiled, onDigit: nothing, onPlayFinished: nothing });
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

/** The packets of one digit that a phone sends. */
const pressed = (sequence: number, timestamp: number): RtpPacket[] =>
  [960, 1920, 2880, 2880, 2880].map((duration, step) => {
    const payload = Buffer.from([5, (step >= 2 ? 0x80 : 0) | 10, duration >> 8, duration & 0xff]);
    return { marker: step === 0, payloadType: event, sequence: sequence + step, timestamp, ssrc: 7, payload };
  });

it('a digit of the other side stays one digit though we stood still in the middle of it or it was muted', () => {
  const [from, to] = [leg(), leg()];
  to.audio.listenTo(from.audio);
  const [first, second, ...rest] = pressed(10, 48_000);
  from.audio.receive(first as RtpPacket);
  to.stall(1_000);
  from.audio.receive(second as RtpPacket);
  from.audio.mute(true);
  for (const packet of rest) from.audio.receive(packet);
  const digits = to.sent.filter(({ payloadType }) => payloadType === event);
  expect(digits).toHaveLength(5);
  expect(new Set(digits.map(({ timestamp }) => timestamp)).size).toBe(1);
  expect(digits.filter(({ marker }) => marker)).toHaveLength(1);
  const sequences = to.sent.map(({ sequence }) => sequence);
  expect(sequences).toEqual(sequences.map((_, at) => (sequences[0] ?? 0) + at));
  for (const packet of pressed(30, 96_000)) from.audio.receive(packet);
  expect(new Set(to.sent.filter(({ payloadType }) => payloadType === event).map((each) => each.timestamp)).size).toBe(
    2,
  );
});

it('of a digit that began while the leg had music nobody hears the rest', () => {
  const [from, to] = [leg(), leg()];
  to.audio.listenTo(from.audio);
  from.audio.music(true);
  const [first, ...rest] = pressed(10, 48_000);
  from.audio.receive(first as RtpPacket);
  from.audio.music(false);
  for (const packet of rest) from.audio.receive(packet);
  expect(to.sent).toEqual([]);
  for (const packet of pressed(30, 96_000)) from.audio.receive(packet);
  expect(to.sent).toHaveLength(5);
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
