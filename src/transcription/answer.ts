import { z } from 'zod';
import { storable } from '../contract/text';
import type { Segment } from '../ports/transcribe';

const mostSegments = 5_000;
/** Above this it was probably no speech, and below this the words are a guess: Whisper's own limits for silence. */
const [silenceFrom, guessBelow] = [0.6, -1];

const onOneLine = (text: unknown): unknown => (typeof text === 'string' ? text.replaceAll(/\s+/g, ' ') : text);

/** Times are in seconds. */
const Answer = z.object({
  segments: z
    .array(
      z.object({
        start: z.number().min(0),
        end: z.number().min(0),
        text: z.preprocess(onOneLine, z.string().max(20_000).overwrite(storable)),
        no_speech_prob: z.number().optional(),
        avg_logprob: z.number().optional(),
      }),
    )
    .max(mostSegments),
});

/**
 * What was said, by an answer in the form `verbose_json`. What was invented for silence is left out.
 * @throws Error when it is another answer
 */
export function segmentsIn(json: string): readonly Segment[] {
  const { data } = Answer.safeParse(parsed(json));
  if (data === undefined) throw new Error('the answer is not in the form verbose_json');
  return data.segments
    .filter(({ no_speech_prob: silent = 0, avg_logprob: sure = 0 }) => silent <= silenceFrom || sure >= guessBelow)
    .map(({ start, end, text }) => ({ fromMs: ms(start), toMs: ms(end), text: text.trim().normalize('NFC') }))
    .filter(({ text }) => text !== '');
}

const ms = (seconds: number): number => Math.round(seconds * 1_000);

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
