import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Router } from 'express';
import { createOggOpusWriter } from '../../src/sound/ogg-opus';
import { decodeFrames } from '../../src/switch/embedded/opus-frames';
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

/** The sound of every message, in whole or in parts as a player asks for it. */
export function createScriptedSound(): Router {
  const router = Router();
  router.get('/voicemail-sound/:id', (request, response) => {
    const { file } = speech;
    const ranges = request.range(file.length);
    const asked = Array.isArray(ranges) ? ranges[0] : undefined;
    const { start, end } = asked ?? { start: 0, end: file.length - 1 };
    response
      .status(asked === undefined ? 200 : 206)
      .set({ 'Accept-Ranges': 'bytes', 'Content-Type': 'audio/ogg; codecs=opus' });
    if (asked !== undefined) response.set('Content-Range', `bytes ${start}-${end}/${file.length}`);
    if (request.query['download'] === '1') response.attachment('voicemail.ogg');
    response.send(file.subarray(start, end + 1));
  });
  return router;
}
