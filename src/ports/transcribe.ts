/** Languages that messages are written down in. */
export type SpokenLanguage = 'sv' | 'en';

/** What was said in a stretch of a sound. */
export interface Segment {
  readonly fromMs: number;
  readonly toMs: number;
  readonly text: string;
}

/**
 * Writes down what is said in a sound, a WAV file of 16 kHz.
 * @throws Error when whoever does it is away, refuses, or answers something else; secrets are not in its words
 */
export type Transcribe = (wav: Uint8Array<ArrayBuffer>, language: SpokenLanguage) => Promise<readonly Segment[]>;
