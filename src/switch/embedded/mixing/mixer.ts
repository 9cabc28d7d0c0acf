import { frameSamples, type Codecs, type MixDecoder, type MixEncoder } from './codecs';
import { softClip } from './soft-clip';
import { createVoice, type Voice } from './voice';
import type { MixedFrame, MixOrder } from './worker-messages';

/** After so many silent ticks (200 ms) an ear is sent nothing more: what it heard last has faded by then. */
const fadeTicks = 10;

/** Mixes what several say for each who hears them, 20 ms at a time. */
export interface Mixer {
  order(order: MixOrder): void;
  /** Somebody hears somebody: there is something to do at each tick. */
  isBusy(): boolean;
  tick(): MixedFrame[];
}

interface Source {
  readonly decoder: MixDecoder;
  readonly voice: Voice;
}

interface Ear {
  readonly encoder: MixEncoder;
  version: number;
  sources: readonly number[];
  silentTicks: number;
}

export function createMixer({ decoders, encoders }: Codecs): Mixer {
  const sources = new Map<number, Source>();
  const ears = new Map<number, Ear>();
  const sum = new Int32Array(frameSamples);
  const clipped = new Int16Array(frameSamples);

  function hear(id: number, version: number, from: readonly number[]): void {
    const ear = ears.get(id) ?? { encoder: encoders.take(), version, sources: from, silentTicks: 0 };
    ears.set(id, { ...ear, version, sources: from });
    for (const source of from) if (!sources.has(source)) sources.set(source, createSource());
  }

  function createSource(): Source {
    const decoder = decoders.take();
    return { decoder, voice: createVoice(decoder) };
  }

  function forget(id: number): void {
    const ear = ears.get(id);
    if (ear !== undefined) encoders.give(ear.encoder);
    ears.delete(id);
  }

  /** Nobody hears them any more. */
  function tidy(): void {
    const heard = new Set([...ears.values()].flatMap((ear) => ear.sources));
    for (const [id, { decoder }] of sources) {
      if (heard.has(id)) continue;
      decoders.give(decoder);
      sources.delete(id);
    }
  }

  function mixFor(ear: Ear, frames: ReadonlyMap<number, Int16Array>): Uint8Array | null {
    const own = ear.sources.flatMap((source) => frames.get(source) ?? []);
    ear.silentTicks = own.length > 0 ? 0 : ear.silentTicks + 1;
    if (ear.silentTicks > fadeTicks) return null;
    sum.fill(0);
    for (const frame of own) for (let at = 0; at < frameSamples; at += 1) sum[at] = (sum[at] ?? 0) + (frame[at] ?? 0);
    for (let at = 0; at < frameSamples; at += 1) clipped[at] = softClip(sum[at] ?? 0);
    return ear.encoder.run(clipped);
  }

  return {
    order(order) {
      if (order.kind === 'said') for (const packet of order.packets) sources.get(packet.source)?.voice.put(packet);
      else if (order.kind === 'quiet') sources.get(order.source)?.voice.quiet();
      else {
        if (order.sources.length > 0) hear(order.ear, order.version, order.sources);
        else forget(order.ear);
        tidy();
      }
    },
    isBusy: () => ears.size > 0,
    tick() {
      const frames = new Map<number, Int16Array>();
      for (const [id, { voice }] of sources) {
        const frame = voice.take();
        if (frame !== null) frames.set(id, frame);
      }
      return [...ears].flatMap(([ear, each]) => {
        const payload = mixFor(each, frames);
        return payload === null ? [] : [{ ear, version: each.version, payload }];
      });
    },
  };
}
