import { createFakeClock } from '../../../tests/fakes/clock';
import { createLegAudio } from './leg-audio';
import type { AudioPath } from './media-session';
import type { Mixing, TakeMixed } from './mixing/mixing';
import type { Sounds } from '../opus-frames';
import type { RtpPacket } from './rtp';

const opus = 111;
const event = 110;

/** A mixer that says what the test says. */
function mixing() {
  const takes: TakeMixed[] = [];
  const said: RtpPacket[] = [];
  const quiet = jest.fn();
  const mixes: Mixing = {
    mouth: () => ({ say: (packet) => void said.push(packet), quiet }),
    ear(take) {
      takes.push(take);
      return { hear: () => undefined, close: () => undefined };
    },
    stop: () => Promise.resolve(),
  };
  return { mixes, takes, said, quiet };
}

/** A leg whose beat comes when the test says so. */
function leg(mixes: Mixing | null = null) {
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
  const shared = { clock, ticker, sounds, readFiled, mixing: mixes };
  const audio = createLegAudio({ ...shared, onDigit: nothing, onPlayFinished: nothing });
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

const spoken = (sequence: number, word: number): RtpPacket => ({
  ...{ marker: false, payloadType: opus, sequence, timestamp: sequence * 960, ssrc: word },
  payload: Buffer.of(word),
});
const words = (sent: readonly RtpPacket[]): unknown[] => sent.map(({ payload }) => payload[0]);

describe('a leg that hears several', () => {
  function conference() {
    const { mixes, takes, said, quiet } = mixing();
    const [one, two, ear] = [leg(mixes), leg(mixes), leg(mixes)];
    const startMs = createFakeClock().nowMs();
    const mixed = (word: number, atMs: number): void => takes[2]?.(Buffer.of(word), startMs + atMs);
    return { one, two, ear, said, quiet, mixed };
  }

  it('goes on hearing the one that it heard until the mix is there, as one stream without a gap', () => {
    const { one, two, ear, said, mixed } = conference();
    ear.audio.listenTo([one.audio]);
    one.audio.receive(spoken(1, 11));
    ear.audio.listenTo([one.audio, two.audio]);
    one.audio.receive(spoken(2, 12));
    two.audio.receive(spoken(1, 21));
    mixed(99, 1_000);
    one.audio.receive(spoken(3, 13));
    mixed(98, 1_020);
    ear.audio.listenTo([two.audio]);
    two.audio.receive(spoken(2, 22));
    expect(words(ear.sent)).toEqual([11, 12, 99, 98, 22]);
    expect(words(said)).toEqual([11, 12, 21, 13, 22]);
    const { sequence: first = 0 } = ear.sent[0] ?? {};
    expect(ear.sent.map(({ sequence }) => sequence - first)).toEqual([0, 1, 2, 3, 4]);
    expect(new Set(ear.sent.map(({ ssrc }) => ssrc)).size).toBe(1);
  });

  it('hears nothing more of the one that is not among them', () => {
    const { one, two, ear, mixed } = conference();
    const third = leg();
    ear.audio.listenTo([third.audio]);
    ear.audio.listenTo([one.audio, two.audio]);
    third.audio.receive(spoken(1, 31));
    one.audio.receive(spoken(1, 11));
    mixed(99, 1_000);
    expect(words(ear.sent)).toEqual([99]);
  });

  it('hears the one that stays when the other has ended, and its music goes on meanwhile', () => {
    const { one, two, ear, mixed } = conference();
    ear.audio.listenTo([one.audio, two.audio]);
    ear.audio.music(true);
    two.audio.close();
    ear.beat(1);
    mixed(99, 1_000);
    expect(words(ear.sent)).toEqual([1]);
    ear.audio.music(false);
    one.audio.receive(spoken(1, 11));
    expect(words(ear.sent)).toEqual([1, 11]);
  });

  it('lets a digit of one pass whole: the voices wait for its end', () => {
    const { one, two, ear, mixed } = conference();
    ear.audio.listenTo([one.audio, two.audio]);
    const [first, ...rest] = pressed(10, 48_000);
    one.audio.receive(first as RtpPacket);
    mixed(99, 20);
    for (const packet of rest) one.audio.receive(packet);
    mixed(98, 61);
    expect(ear.sent.map(({ payloadType }) => payloadType)).toEqual([...new Array(5).fill(event), opus]);
  });

  it('silences a mixed source at once when it is muted or has music', () => {
    const { one, quiet, said } = conference();
    one.audio.mute(true);
    one.audio.mute(false);
    one.audio.music(true);
    expect(quiet).toHaveBeenCalledTimes(2);
    one.audio.receive(spoken(1, 11));
    expect(said).toEqual([]);
  });

  it('gives what it hears of others as it is sent, and nothing of its music', () => {
    const { one, two, ear, mixed } = conference();
    const heard: RtpPacket[] = [];
    const stop = ear.audio.overhear((packet) => heard.push(packet));
    ear.audio.listenTo([one.audio]);
    one.audio.receive(spoken(1, 11));
    ear.audio.listenTo([one.audio, two.audio]);
    mixed(99, 1_000);
    ear.audio.music(true);
    ear.beat(1);
    mixed(98, 1_020);
    ear.audio.music(false);
    stop();
    mixed(97, 1_040);
    expect(words(heard)).toEqual([11, 99]);
    expect(heard).toEqual(ear.sent.slice(0, 2));
  });
});

/** The packets of one digit that a phone sends. */
const pressed = (sequence: number, timestamp: number): RtpPacket[] =>
  [960, 1920, 2880, 2880, 2880].map((duration, step) => {
    const payload = Buffer.from([5, (step >= 2 ? 0x80 : 0) | 10, duration >> 8, duration & 0xff]);
    return { marker: step === 0, payloadType: event, sequence: sequence + step, timestamp, ssrc: 7, payload };
  });

it('a digit of the other side stays one digit though we stood still in the middle of it or it was muted', () => {
  const [from, to] = [leg(), leg()];
  to.audio.listenTo([from.audio]);
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
  to.audio.listenTo([from.audio]);
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
