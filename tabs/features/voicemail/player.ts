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
  /** Whose sound it is about; null = nothing was played yet. */
  readonly messageId: RecordingId | null;
  readonly phase: 'idle' | 'loading' | 'playing' | 'paused' | 'failed';
  readonly positionMs: number;
  readonly speed: number;
}

export interface PlayerOptions {
  /** Where the sound of a message is, for some minutes. */
  readonly address: (messageId: RecordingId) => Promise<string>;
  /** It sounds, for the first time or again. */
  readonly onSound: (messageId: RecordingId) => void;
  /** Which device speaks; null = the system's default. */
  readonly speakerId: () => string | null;
}

export interface Player {
  readonly state: Store<PlayerState>;
  /** Whose element plays; what it returns lets go of it. */
  readonly attach: (element: HTMLAudioElement) => () => void;
  readonly play: (messageId: RecordingId) => void;
  readonly pause: () => void;
  /** Goes to a place in a message: the next Play begins there. */
  readonly seek: (messageId: RecordingId, positionMs: number) => void;
  readonly setSpeed: (speed: number) => void;
}

/** One message at a time, by one element. An address that has run out while it paused is asked for anew, once. */
export function createPlayer({ address, onSound, speakerId }: PlayerOptions): Player {
  const state = createStore<PlayerState>({ messageId: null, phase: 'idle', positionMs: 0, speed: 1 });
  let audio: HTMLAudioElement | null = null;
  /** What the element has been given, and whether it has sounded since. */
  let given: { readonly messageId: RecordingId; readonly sounded: boolean } | null = null;
  const change = (part: Partial<PlayerState>): void => state.update((before) => ({ ...before, ...part }));

  async function load(messageId: RecordingId): Promise<void> {
    const isWanted = (): boolean => state.get().messageId === messageId && state.get().phase === 'loading';
    given = null;
    change({ phase: 'loading' });
    const url = await address(messageId).catch(() => null);
    if (audio === null || !isWanted()) return;
    if (url === null) return change({ phase: 'failed' });
    given = { messageId, sounded: false };
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
      onSound(given.messageId);
      follow();
    },
    waiting: () => given !== null && change({ phase: 'loading' }),
    pause: () => given !== null && change({ phase: 'paused' }),
    seeked: follow,
    error() {
      if (given === null) return;
      const { messageId, sounded } = given;
      if (sounded && state.get().phase !== 'paused') return void load(messageId);
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
    play(messageId) {
      if (state.get().messageId !== messageId) {
        audio?.pause();
        change({ messageId, positionMs: 0 });
      }
      if (given?.messageId === messageId && audio !== null) return start(audio);
      void load(messageId);
    },
    pause() {
      audio?.pause();
      if (given === null && state.get().phase === 'loading') change({ phase: 'paused' });
    },
    seek(messageId, positionMs) {
      const isOther = state.get().messageId !== messageId;
      if (isOther) audio?.pause();
      if (isOther) given = null;
      change({ messageId, positionMs, ...(isOther ? { phase: 'paused' } : {}) });
      if (given !== null && audio !== null) audio.currentTime = positionMs / 1_000;
    },
    setSpeed(speed) {
      change({ speed });
      if (audio !== null) audio.playbackRate = audio.defaultPlaybackRate = speed;
    },
  };
}
