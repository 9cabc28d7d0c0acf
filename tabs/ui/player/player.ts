import type { RecordingId } from '../../../src/contract/ids';
import { createStore, type Store } from '../../state/store';

export const speeds = [1, 1.25, 1.5, 2] as const;

/**
 * What the one player does.
 *
 *     idle ──► loading ◄──► playing ◄──► paused
 *                 │                        │
 *                 └──► failed ◄────────────┘   by Play it loads again
 */
export interface PlayerState {
  /** Which one it is about; null = nothing was played yet. */
  readonly soundId: RecordingId | null;
  readonly phase: 'idle' | 'loading' | 'playing' | 'paused' | 'failed';
  readonly positionMs: number;
  readonly speed: number;
}

export interface PlayerOptions {
  /** Where a sound is, for some minutes. */
  readonly address: (soundId: RecordingId) => Promise<string>;
  /** It sounds, for the first time or again. */
  readonly onSound: (soundId: RecordingId) => void;
  /** Which device speaks; null = the system's default. */
  readonly speakerId: () => string | null;
}

export interface Player {
  readonly state: Store<PlayerState>;
  /** Whose element plays; what it returns lets go of it. */
  readonly attach: (element: HTMLAudioElement) => () => void;
  readonly play: (soundId: RecordingId) => void;
  readonly pause: () => void;
  /** Goes to a place in one: the next Play begins there. */
  readonly seek: (soundId: RecordingId, positionMs: number) => void;
  readonly setSpeed: (speed: number) => void;
}

/** One sound at a time, by one element. An address that has run out while it paused is asked for anew, once. */
export function createPlayer({ address, onSound, speakerId }: PlayerOptions): Player {
  const state = createStore<PlayerState>({ soundId: null, phase: 'idle', positionMs: 0, speed: 1 });
  let audio: HTMLAudioElement | null = null;
  /** What the element has been given, and whether it has sounded since. */
  let given: { readonly soundId: RecordingId; readonly sounded: boolean } | null = null;
  const change = (part: Partial<PlayerState>): void => state.update((before) => ({ ...before, ...part }));

  async function load(soundId: RecordingId): Promise<void> {
    const isWanted = (): boolean => state.get().soundId === soundId && state.get().phase === 'loading';
    given = null;
    change({ phase: 'loading' });
    const url = await address(soundId).catch(() => null);
    if (audio === null || !isWanted()) return;
    if (url === null) return change({ phase: 'failed' });
    given = { soundId, sounded: false };
    audio.src = url;
    audio.defaultPlaybackRate = state.get().speed;
    // One that is gone leaves it on the default.
    void audio.setSinkId(speakerId() ?? '').catch(() => undefined);
    audio.currentTime = state.get().positionMs / 1_000;
    start(audio);
  }

  // Whoever pauses before it has begun, or has no sound to begin with, is told by the element's own events.
  const start = (element: HTMLAudioElement): void => void element.play().catch(() => undefined);

  function follow(): void {
    if (audio === null || given === null) return;
    change({ positionMs: audio.currentTime * 1_000 });
    if (state.get().phase === 'playing') requestAnimationFrame(follow);
  }

  const events: Partial<Record<keyof HTMLMediaElementEventMap, () => void>> = {
    playing() {
      if (given === null) return;
      given = { ...given, sounded: true };
      change({ phase: 'playing' });
      onSound(given.soundId);
      follow();
    },
    waiting: () => given !== null && change({ phase: 'loading' }),
    pause: () => given !== null && change({ phase: 'paused' }),
    seeked: follow,
    error() {
      if (given === null) return;
      const { soundId, sounded } = given;
      if (sounded && state.get().phase !== 'paused') return void load(soundId);
      given = null;
      change({ phase: sounded ? 'paused' : 'failed' });
    },
  };

  return {
    state,
    attach(element) {
      audio = element;
      const all = Object.entries(events);
      for (const [name, listener] of all) element.addEventListener(name, listener);
      return () => {
        for (const [name, listener] of all) element.removeEventListener(name, listener);
        element.pause();
        element.removeAttribute('src');
        audio = null;
        given = null;
      };
    },
    play(soundId) {
      if (state.get().soundId !== soundId) {
        audio?.pause();
        change({ soundId, positionMs: 0 });
      }
      if (given?.soundId === soundId && audio !== null) return start(audio);
      void load(soundId);
    },
    pause() {
      audio?.pause();
      if (given === null && state.get().phase === 'loading') change({ phase: 'paused' });
    },
    seek(soundId, positionMs) {
      const isOther = state.get().soundId !== soundId;
      if (isOther) audio?.pause();
      if (isOther) given = null;
      change({ soundId, positionMs, ...(isOther ? { phase: 'paused' } : {}) });
      if (given !== null && audio !== null) audio.currentTime = positionMs / 1_000;
    },
    setSpeed(speed) {
      change({ speed });
      if (audio !== null) audio.playbackRate = audio.defaultPlaybackRate = speed;
    },
  };
}
