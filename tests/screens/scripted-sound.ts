import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Router } from 'express';
import { toMp4 } from '../../src/sound/mp4';
import { createOggOpusWriter } from '../../src/sound/ogg-opus';
import { decodeFrames } from '../../src/switch/opus-frames';
import { sendBytes } from '../../src/kept-sounds/send-bytes';
import { highestPeak, peakCount } from '../../src/contract/voicemail/limits';

/** What somebody says, as a file: a real voice, so that what plays it hears something. */
export interface ScriptedSound {
  readonly file: Buffer;
  readonly ms: number;
  readonly peaks: number[];
}

const frameMs = 20;

/** A few seconds of speech that the product brings along. */
export const speech: ScriptedSound = (() => {
  const source = join(process.cwd(), 'src/switch/embedded/sounds/not-in-use-en.opusframes');
  const frames = decodeFrames(readFileSync(source));
  const pages: Buffer[] = [];
  const writer = createOggOpusWriter(1, (page) => pages.push(page));
  for (const frame of frames) writer.add(frame);
  writer.finish();
  return {
    file: Buffer.concat(pages),
    ms: frames.length * frameMs,
    peaks: peaksOf(frames.map(({ length }) => length)),
  };
})();

/** Louder frames are longer ones: near enough for a picture. */
function peaksOf(lengths: readonly number[]): number[] {
  const longest = Math.max(...lengths);
  return Array.from({ length: peakCount }, (_, at) => {
    const length = lengths[Math.floor((at * lengths.length) / peakCount)] ?? 0;
    return Math.round((length / longest) ** 2 * highestPeak);
  });
}

/** The sound of every message, as a player asks for it. */
export function createScriptedSound(): Router {
  const router = Router();
  router.get('/voicemail-sound/:id', async (request, response) => {
    const ending = request.query['as'] === 'mp4' ? 'mp4' : 'ogg';
    if (request.query['download'] === '1') response.attachment(`voicemail.${ending}`);
    const bytes = ending === 'mp4' ? await toMp4(speech.file) : speech.file;
    response.set({ 'Content-Type': `audio/${ending}; codecs=opus`, ETag: `"${request.params.id}-${ending}"` });
    sendBytes(request, response, bytes ?? Buffer.alloc(0));
  });
  return router;
}
