import type { RtpPacket } from '../rtp';
import { createMixThread, type MixThreadDeps } from './thread';
import type { MixedTick, MixOrder, SaidPacket } from './worker-messages';

/** What one leg says, as far as it is heard in a mix. */
export interface Mouth {
  say(packet: RtpPacket): void;
  /** What it has said and nobody has heard yet is heard by nobody. */
  quiet(): void;
}

/** What one leg hears of several. */
export interface MixEar {
  /** In the place of those that it heard. */
  hear(mouths: readonly Mouth[]): void;
  close(): void;
}

/** A frame of 20 ms, and its time. */
export type TakeMixed = (payload: Buffer, atMs: number) => void;

/** The mixing of all legs, in one thread: it begins with the first ear, and begins anew should it end by itself. */
export interface Mixing {
  mouth(): Mouth;
  ear(take: TakeMixed): MixEar;
  stop(): Promise<void>;
}

export type MixingDeps = Omit<MixThreadDeps, 'onTick' | 'onStart'>;

interface Ear {
  readonly take: TakeMixed;
  version: number;
  sources: readonly number[];
}

export function createMixing(deps: MixingDeps): Mixing {
  const ears = new Map<number, Ear>();
  const mouths = new WeakMap<Mouth, number>();
  let count = 0;
  let heard: ReadonlySet<number> = new Set();
  let said: SaidPacket[] = [];
  const thread = createMixThread({ ...deps, onTick, onStart: tellAll });

  function onTick({ atMs, frames }: MixedTick): void {
    for (const { ear: id, version, payload } of frames) {
      const ear = ears.get(id);
      // What was mixed before it was asked to hear others is late, and may be of somebody it shall not hear.
      if (ear?.version === version) ear.take(Buffer.from(payload), atMs);
    }
  }

  const hearing = (ear: number, { version, sources }: Ear): MixOrder => ({ kind: 'hear', ear, version, sources });

  function tellAll(): void {
    for (const [id, ear] of ears) thread.tell(hearing(id, ear));
  }

  function changed(): void {
    heard = new Set([...ears.values()].flatMap(({ sources }) => sources));
  }

  /** Those of one turn of the loop go together. */
  function flush(): void {
    if (said.length > 0) thread.tell({ kind: 'said', packets: said });
    said = [];
  }

  function mouth(): Mouth {
    const source = (count += 1);
    const made: Mouth = {
      say({ ssrc, sequence, payload }) {
        if (!heard.has(source)) return;
        if (said.length === 0) setImmediate(flush);
        // A copy of its own: the packet is a view of a larger piece of memory.
        said.push({ source, ssrc, sequence, payload: new Uint8Array(payload) });
      },
      quiet() {
        if (!heard.has(source)) return;
        flush();
        thread.tell({ kind: 'quiet', source });
      },
    };
    mouths.set(made, source);
    return made;
  }

  return {
    mouth,
    ear(take) {
      const id = (count += 1);
      const ear: Ear = { take, version: 0, sources: [] };
      return {
        hear(wanted) {
          ear.sources = wanted.flatMap((each) => mouths.get(each) ?? []);
          ear.version += 1;
          ears.set(id, ear);
          changed();
          thread.start();
          thread.tell(hearing(id, ear));
        },
        close() {
          if (!ears.delete(id)) return;
          changed();
          thread.tell({ kind: 'hear', ear: id, version: 0, sources: [] });
        },
      };
    },
    stop: thread.stop,
  };
}
