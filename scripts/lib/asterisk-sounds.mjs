// Asterisk's own form of the sounds that the embedded switch plays: 16 kHz, 16 bits, mono, no header (.sln16), decoded
// from the files of src/switch/embedded/sounds; so there is one origin of each sound.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import OpusScript from 'opusscript';

const rate = 16_000;
const origin = fileURLToPath(new URL('../../src/switch/embedded/sounds/', import.meta.url));

/** The Opus frames of a file (see opus-frames.ts). */
function* framesOf(file) {
  for (let at = 8; at < file.length; at += 2 + file.readUInt16BE(at))
    yield file.subarray(at + 2, at + 2 + file.readUInt16BE(at));
}

/** Writes all sounds into `folder`, the music on hold into `music` below it, and silence into `silence` below that. */
export function writeAsteriskSounds(folder) {
  const silence = join(folder, 'music', 'silence');
  mkdirSync(silence, { recursive: true });
  writeFileSync(join(silence, 'silence.sln16'), Buffer.alloc(60 * rate * 2));
  for (const name of readdirSync(origin).filter((file) => file.endsWith('.opusframes'))) {
    const decoder = new OpusScript(rate, 1, OpusScript.Application.AUDIO);
    const frames = [...framesOf(readFileSync(join(origin, name)))].map((frame) => Buffer.from(decoder.decode(frame)));
    decoder.delete();
    const sound = name.replace('.opusframes', '');
    writeFileSync(join(folder, sound === 'music' ? 'music' : '.', `${sound}.sln16`), Buffer.concat(frames));
  }
}
