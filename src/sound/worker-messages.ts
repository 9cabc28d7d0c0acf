import type { SoundProblem } from './foreign-sound';

/** What a thread for sounds is to do; it ends with that. */
export type SoundTask =
  | { readonly what: 'readForeign'; readonly bytes: Uint8Array; readonly mostMs: number }
  | { readonly what: 'toMp4'; readonly bytes: Uint8Array };

/** What comes of it, as a thread can say it. */
export type SoundTaskDone<Task extends SoundTask> = Task extends { readonly what: 'toMp4' }
  ? Uint8Array | null
  : { readonly frames: readonly Uint8Array[] } | { readonly problem: SoundProblem };
