import { aSegment, startTranscriber, type Transcriber } from '../../tests/fakes/transcriber';
import { createTranscribe, type TranscriptionConfig } from './driver';

/** A second of silence, as `toWav` makes it. */
function silence(ms = 1_000): Uint8Array<ArrayBuffer> {
  const wav = new Uint8Array(44 + 32 * ms);
  const head = Buffer.from(wav.buffer);
  head.write('RIFF    WAVEfmt ', 0, 'latin1');
  head.writeUInt32LE(wav.length - 8, 4);
  head.writeUInt32LE(16, 16);
  [1, 1].forEach((each, at) => head.writeUInt16LE(each, 20 + 2 * at));
  [16_000, 32_000].forEach((each, at) => head.writeUInt32LE(each, 24 + 4 * at));
  [2, 16].forEach((each, at) => head.writeUInt16LE(each, 32 + 2 * at));
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(wav.length - 44, 40);
  return wav;
}

let transcriber: Transcriber;
afterEach(() => transcriber.close());

const asks = (change: Partial<TranscriptionConfig> = {}, patienceMs?: number) =>
  createTranscribe({ ...transcriber.config, ...change }, patienceMs);

test.each([
  ['openai', 'whisper-1'],
  ['whisper', null],
] as const)('%s is asked as it wants to be, in the language of the owner', async (kind, model) => {
  transcriber = await startTranscriber({ kind, key: 'a-key' });
  transcriber.answers([aSegment(' Hej,\n det är  Sofia. '), aSegment(' Ring mig.', { start: 2.5, end: 4.125 })]);
  expect(await asks()(silence(), 'sv')).toEqual([
    { fromMs: 0, toMs: 2_500, text: 'Hej, det är Sofia.' },
    { fromMs: 2_500, toMs: 4_125, text: 'Ring mig.' },
  ]);
  expect(transcriber.asked).toEqual([{ language: 'sv', model, ms: 1_000 }]);
});

test('what was invented for silence is left out, and what cannot be stored is replaced', async () => {
  transcriber = await startTranscriber({ kind: 'whisper' });
  const invented = { no_speech_prob: 0.9, avg_logprob: -1.4 };
  transcriber.answers([aSegment('Tack för att ni tittade!', invented), aSegment('a\u0000b'), aSegment(' \n ')]);
  expect((await asks()(silence(), 'sv')).map(({ text }) => text)).toEqual(['a\ufffdb']);
});

test('without the right key it is told by the status, and the key by nobody', async () => {
  transcriber = await startTranscriber({ kind: 'openai', key: 'a-key' });
  const failed = await asks({ key: 'a-wrong-key' })(silence(), 'sv').catch((error: unknown) => error);
  expect(failed).toEqual(new Error('it answers 401'));
  expect(transcriber.asked).toEqual([]);
});

test('the wrong model, another form, another place and no answer are failures', async () => {
  transcriber = await startTranscriber({ kind: 'openai' });
  await expect(asks({ model: 'another' })(silence(), 'en')).rejects.toThrow('it answers 404');
  for (const body of ['{"text":"no segments"}', 'no JSON', '[]', '{"segments":[{"text":1}]}']) {
    transcriber.answers({ status: 200, body });
    await expect(asks()(silence(), 'en')).rejects.toThrow('not in the form verbose_json');
  }
  transcriber.answers({ status: 200, body: `{"segments":[],"x":"${'x'.repeat(8_000_000)}"}` });
  await expect(asks()(silence(), 'en')).rejects.toThrow('longer than 8 MB');
  transcriber.answers({ status: 307, to: transcriber.config.url });
  await expect(asks()(silence(), 'en')).rejects.toThrow('fetch failed');
  await expect(asks({ url: 'http://127.0.0.1:9' })(silence(), 'en')).rejects.toThrow('fetch failed');
});

test('whoever does not answer in time is waited for no longer', async () => {
  transcriber = await startTranscriber({ kind: 'whisper' });
  await expect(asks({}, 0)(silence(), 'sv')).rejects.toMatchObject({ name: 'TimeoutError' });
});
