import { createTranscribe } from '../../transcription/driver';
import { toWav } from '../../sound/wav';
import { fault, ok, reasonOf, type Check } from '../finding';

const limitMs = 30_000;

/** A second of silence in Opus: fifty frames that ask for concealment of nothing (RFC 6716 §3.2). */
const silence = Array.from({ length: 50 }, () => Buffer.from([31 << 3]));

/** Who writes voicemail messages down: asked as the server asks, since a key and a model may be wrong, too. */
export const checkTranscription: Check = {
  name: 'Transcription',
  async run({ config: { transcription } }) {
    if (transcription === null) return [];
    const of = `Transcription ${transcription.url}`;
    try {
      await createTranscribe(transcription, limitMs)(await toWav(silence), 'en');
      return [ok(of, `it answers as ${transcription.kind}`)];
    } catch (error) {
      const todo =
        'See that it runs and that TRANSCRIPTION, TRANSCRIPTION_URL, _KEY and _MODEL are what it wants. ' +
        'Messages stay without text.';
      return [fault(of, reasonOf(error), todo)];
    }
  },
};
