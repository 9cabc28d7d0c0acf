import type { SpokenLanguage, Transcribe } from '../ports/transcribe';
import { segmentsIn } from './answer';

/** Who writes messages down, as the administrator of the server has set it. */
export interface TranscriptionConfig {
  /** `openai`: OpenAI's interface, which others have as well; `whisper`: the server of whisper.cpp. */
  readonly kind: 'openai' | 'whisper';
  /** Without a slash at its end. Sound goes there and nowhere else. */
  readonly url: string;
  /** Null = it asks for none. */
  readonly key: string | null;
  readonly model: string;
}

/** A message of five minutes takes a small machine that long. */
const usualPatienceMs = 240_000;
/** Every token of five minutes of speech is in an answer. */
const largestAnswer = 8_000_000;

const paths = { openai: '/v1/audio/transcriptions', whisper: '/inference' } as const;

export function createTranscribe(config: TranscriptionConfig, patienceMs = usualPatienceMs): Transcribe {
  const { kind, url, key } = config;
  const headers = key === null ? {} : { Authorization: `Bearer ${key}` };
  return async (wav, language) => {
    const answer = await fetch(url + paths[kind], {
      method: 'POST',
      headers,
      body: formOf(config, wav, language),
      // Nobody is led elsewhere with what a caller has said.
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    });
    // Its words are not told: some repeat the key.
    if (!answer.ok) {
      await answer.body?.cancel();
      throw new Error(`it answers ${answer.status}`);
    }
    return segmentsIn(await readWhole(answer));
  };
}

function formOf(
  { kind, model }: TranscriptionConfig,
  wav: Uint8Array<ArrayBuffer>,
  language: SpokenLanguage,
): FormData {
  const form = new FormData();
  form.set('file', new Blob([wav], { type: 'audio/wav' }), 'message.wav');
  // Of whisper.cpp's server the model is chosen by whoever starts it.
  if (kind === 'openai') form.set('model', model);
  form.set('language', language);
  form.set('response_format', 'verbose_json');
  return form;
}

/** @throws Error when it is larger than an answer ever is */
async function readWhole({ body }: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body ?? []) {
    size += part.length;
    if (size > largestAnswer) throw new Error('the answer is longer than 8 MB');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
