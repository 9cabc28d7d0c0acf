import fc from 'fast-check';
import { createCodecs, frameSamples, type MixDecoder } from './codecs';
import { createVoice } from './voice';

/** CELT, 20 ms, one frame (RFC 6716 §3.1). */
const toc = 0xf8;

/** A voice whose packets hold one number each; 0 stands for what is concealed. */
function voice() {
  const decoder: MixDecoder = {
    run: (packet) => new Int16Array(frameSamples).fill(packet[1] ?? 0),
    reset: () => undefined,
  };
  const made = createVoice(decoder);
  const say = (...sequences: readonly number[]): void => {
    for (const sequence of sequences)
      made.put({ ssrc: 1, sequence: sequence & 0xffff, payload: Buffer.of(toc, sequence % 100) });
  };
  const hear = (ticks: number) => Array.from({ length: ticks }, () => made.take()?.[0] ?? null);
  return { ...made, say, hear };
}

it('is heard from its second packet on, or when none comes after the first', () => {
  const { say, hear } = voice();
  say(1);
  expect(hear(1)).toEqual([null]);
  say(2);
  expect(hear(1)).toEqual([1]);
  const alone = voice();
  alone.say(5);
  expect(alone.hear(3)).toEqual([null, null, 5]);
});

it('puts packets in order, also where the count begins anew, and hears none twice', () => {
  const { say, hear } = voice();
  say(65_534, 65_536, 65_535, 65_535, 65_537);
  expect(hear(4)).toEqual([34, 35, 36, 37]);
  say(65_536, 65_538);
  expect(hear(1)).toEqual([38]);
});

it('conceals what is lost, and waits for nothing of many that are lost together', () => {
  const { say, hear } = voice();
  say(1, 2, 4, 5);
  expect(hear(5)).toEqual([1, 2, 0, 4, 5]);
  say(40, 41);
  expect(hear(3)).toEqual([0, 40, 41]);
});

it('conceals 60 ms when nothing comes, then is silent, and late packets are heard all the same', () => {
  const { say, hear } = voice();
  say(1, 2);
  expect(hear(4)).toEqual([1, 2, 0, 0]);
  say(3, 4);
  expect(hear(6)).toEqual([3, 4, 0, 0, 0, null]);
  say(5, 6);
  expect(hear(2)).toEqual([5, 6]);
});

it('says nothing of what waited when it is silenced, and another stream begins anew', () => {
  const { say, hear, quiet, put } = voice();
  say(1, 2, 3);
  expect(hear(1)).toEqual([1]);
  quiet();
  expect(hear(2)).toEqual([null, null]);
  say(4, 5);
  expect(hear(1)).toEqual([4]);
  put({ ssrc: 2, sequence: 900, payload: Buffer.of(toc, 77) });
  expect(hear(1)).toEqual([77]);
});

it('leaves out what is only delay: a frame in half a second, and all of a stall at once', () => {
  const { say, hear } = voice();
  say(1, 2, 3, 4, 5);
  let said = 5;
  const heard: (number | null)[] = [];
  for (let tick = 0; tick < 100; tick += 1) {
    heard.push(...hear(1));
    say((said += 1));
  }
  // Four frames wait at first after the one that is heard, in the end one does.
  expect((said - Number(heard.at(-1)) - 1) % 100).toBe(1);
  say(...Array.from({ length: 20 }, () => (said += 1)));
  hear(1);
  expect(hear(1)).toEqual([said % 100]);
});

it('takes any packet: no bytes make it fail, and all others are heard after them', () => {
  const { decoders } = createCodecs();
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 20 }), (payloads) => {
      const made = createVoice(decoders.take());
      payloads.forEach((payload, sequence) => made.put({ ssrc: 1, sequence, payload }));
      for (let tick = 0; tick < 30; tick += 1) expect(made.take()?.length ?? frameSamples).toBe(frameSamples);
    }),
    { numRuns: 50 },
  );
});
