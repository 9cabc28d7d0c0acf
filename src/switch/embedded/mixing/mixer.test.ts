import { frameSamples, type Codecs, type MixDecoder, type MixEncoder } from './codecs';
import { createMixer } from './mixer';
import { softClip } from './soft-clip';

/** Packets say how loud they are, in thousands; what an ear is sent says the same. */
function mixer() {
  const made = { decoders: 0, encoders: 0 };
  const pool = <T>(make: () => T) => {
    const free: T[] = [];
    return { take: () => free.pop() ?? make(), give: (codec: T) => void free.push(codec) };
  };
  const codecs: Codecs = {
    decoders: pool<MixDecoder>(() => {
      made.decoders += 1;
      return { run: (packet) => new Int16Array(frameSamples).fill((packet[1] ?? 0) * 1000), reset: () => undefined };
    }),
    encoders: pool<MixEncoder>(() => {
      made.encoders += 1;
      return { run: (samples) => Uint8Array.of((samples[7] ?? 0) / 1000), reset: () => undefined };
    }),
  };
  const mixes = createMixer(codecs);
  let sequence = 0;
  const say = (loudness: Readonly<Record<number, number>>): void => {
    sequence += 1;
    const packets = Object.entries(loudness).map(([source, each]) => ({
      ...{ source: Number(source), ssrc: 1, sequence },
      payload: Uint8Array.of(0xf8, each),
    }));
    mixes.order({ kind: 'said', packets });
  };
  const hear = (ear: number, ...sources: readonly number[]): void =>
    mixes.order({ kind: 'hear', ear, version: sources.length, sources });
  const tick = () => Object.fromEntries(mixes.tick().map(({ ear, payload }) => [ear, payload[0]]));
  return { ...mixes, made, say, hear, heard: tick };
}

it('gives each ear the sum of its own sources', () => {
  const { hear, say, heard, tick } = mixer();
  hear(10, 2, 3);
  hear(11, 1, 3);
  hear(12, 1, 2, 3);
  say({ 1: 1, 2: 2, 3: 4, 4: 8 });
  say({ 1: 1, 2: 2, 3: 4, 4: 8 });
  expect(heard()).toEqual({ 10: 6, 11: 5, 12: 7 });
  expect(tick().map(({ version }) => version)).toEqual([2, 2, 3]);
});

it('hears nothing more of a source that is silenced', () => {
  const { hear, say, heard, order } = mixer();
  hear(10, 1, 2);
  say({ 1: 1, 2: 2 });
  say({ 1: 1, 2: 2 });
  order({ kind: 'quiet', source: 2 });
  expect(heard()).toEqual({ 10: 1 });
});

it('sends an ear nothing more after 200 ms of silence, and goes on with the next word', () => {
  const { hear, say, heard } = mixer();
  hear(10, 1, 2);
  const sent = Array.from({ length: 12 }, heard);
  expect(sent.map((each) => each[10])).toEqual([...new Array(10).fill(0), undefined, undefined]);
  say({ 1: 1 });
  say({ 1: 1 });
  expect(heard()).toEqual({ 10: 1 });
});

it('uses its codecs again, and has nothing to do when nobody hears', () => {
  const { hear, isBusy, made } = mixer();
  for (let round = 0; round < 3; round += 1) {
    hear(10 + round, 1, 2);
    expect(isBusy()).toBe(true);
    hear(10 + round);
    expect(isBusy()).toBe(false);
  }
  expect(made).toEqual({ decoders: 2, encoders: 1 });
});

it('bends what is too loud, and leaves the rest as it is', () => {
  expect([0, 24_576, -24_576].map(softClip)).toEqual([0, 24_576, -24_576]);
  const loud = Array.from({ length: 60 }, (_, at) => softClip(at * 3_000));
  expect(loud).toEqual([...loud].sort((a, b) => a - b));
  expect(Math.max(...loud)).toBeLessThanOrEqual(32_767);
  expect(softClip(-90_000)).toBe(-softClip(90_000));
});
