import { startTranscriber, type Transcriber } from '../../../tests/fakes/transcriber';
import { readConfig } from '../../config';
import { checkTranscription } from './transcription';

let transcriber: Transcriber;
beforeAll(async () => void (transcriber = await startTranscriber({ kind: 'openai', key: 'a-key' })));
afterAll(() => transcriber.close());

async function findings(changes: Record<string, string> = {}) {
  const config = readConfig({
    ...{ VAXEL_MODE: 'local', TRANSCRIPTION: 'openai', TRANSCRIPTION_URL: transcriber.config.url },
    ...{ TRANSCRIPTION_KEY: 'a-key', ...changes },
  });
  const found = await checkTranscription.run({ config, bundleFolder: '', nowMs: Date.now });
  return found.map(({ result, found: what }) => [result, what]);
}

test('who writes messages down is asked as the server asks, with a second of silence', async () => {
  expect(await findings()).toEqual([['ok', 'it answers as openai']]);
  expect(transcriber.asked).toEqual([{ language: 'en', model: 'whisper-1', ms: 1_000 - 6.5 }]);
});

test('a wrong key, a wrong kind and nobody there are faults, and nobody is looked for who is not set', async () => {
  expect(await findings({ TRANSCRIPTION_KEY: 'another-key' })).toEqual([['fault', 'it answers 401']]);
  expect(await findings({ TRANSCRIPTION: 'whisper' })).toEqual([['fault', 'it answers 404']]);
  expect(await findings({ TRANSCRIPTION_URL: 'http://127.0.0.1:9' })).toEqual([
    ['fault', expect.stringMatching(/ECONNREFUSED|fetch failed/)],
  ]);
  expect(await findings({ TRANSCRIPTION: 'none' })).toEqual([]);
});
