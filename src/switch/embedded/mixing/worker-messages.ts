/** A packet that a source has said. */
export interface SaidPacket {
  readonly source: number;
  readonly ssrc: number;
  readonly sequence: number;
  readonly payload: Uint8Array;
}

/** What the mixer is told. `version` counts what an ear was asked to hear; no sources = it is gone. */
export type MixOrder =
  | { readonly kind: 'hear'; readonly ear: number; readonly version: number; readonly sources: readonly number[] }
  /** What is known of it and not heard yet is heard by nobody. */
  | { readonly kind: 'quiet'; readonly source: number }
  | { readonly kind: 'said'; readonly packets: readonly SaidPacket[] };

/** 20 ms for one ear, of the sources of that version. */
export interface MixedFrame {
  readonly ear: number;
  readonly version: number;
  readonly payload: Uint8Array;
}

/** All that there is to hear at one tick, and its time. */
export interface MixedTick {
  readonly atMs: number;
  readonly frames: readonly MixedFrame[];
}
