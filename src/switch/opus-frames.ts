import { readFile } from 'node:fs/promises';
import { VaxelError } from '../contract/errors';
import type { MailboxSound, MailboxWords } from './port-sounds';
import { wordSounds } from '../contract/sounds/spoken-words';

/**
 * Sounds are stored as Opus frames of 20 ms, each after its length in 16 bits, big-endian, behind this magic; made by
 * scripts/make-sounds.mjs. An Ogg container would add pages and checksums that nobody here needs.
 */
const magic = Buffer.from('VXOPUS1\n');

const mailboxWords: readonly MailboxWords[] = [
  ...(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const),
  ...([1, 2, 3, 4, 5, 6, 7, 8, 9, 'more'] as const).map((count) => `saved-${count}` as const),
  ...(['more', 'keys', 'deleted', 'kept', 'restored', 'not-called', 'end', 'menu', 'menu-saved'] as const),
  ...(['greeting-keys', 'greeting-speak', 'greeting-review', 'greeting-set'] as const),
  ...(['greeting-standard', 'greeting-short', 'greeting-failed'] as const),
];

export const soundNames = [
  'music',
  'ringing',
  'busy',
  'congestion',
  'goodbye',
  'not-in-use-sv',
  'not-in-use-en',
  'code-done-sv',
  'code-done-en',
  'code-refused-sv',
  'code-refused-en',
  'press-one-sv',
  'press-one-en',
  'callback-offer-sv',
  'callback-offer-en',
  'callback-kept-sv',
  'callback-kept-en',
  'callback-refused-sv',
  'callback-refused-en',
  'supervised-sv',
  'supervised-en',
  'voicemail-sv',
  'voicemail-en',
  'voicemail-failed-sv',
  'voicemail-failed-en',
  'record-told-sv',
  'record-told-en',
  'record-ask-sv',
  'record-ask-en',
  'beep',
  ...mailboxWords.flatMap((words): MailboxSound[] => [`mailbox-${words}-sv`, `mailbox-${words}-en`]),
  ...wordSounds,
] as const;
export type SoundName = (typeof soundNames)[number];
/** Opus payloads of 20 ms each. */
export type Frames = readonly Buffer[];
export type Sounds = Readonly<Record<SoundName, Frames>>;

export function encodeFrames(frames: Frames): Buffer {
  const parts = frames.flatMap((frame) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(frame.length);
    return [length, frame];
  });
  return Buffer.concat([magic, ...parts]);
}

/** @throws VaxelError server.error when the file is not whole */
export function decodeFrames(file: Buffer): Frames {
  if (!file.subarray(0, magic.length).equals(magic)) throw new VaxelError('server.error', 'not a sound file');
  const frames: Buffer[] = [];
  for (let at = magic.length; at < file.length;) {
    const end = at + 2 + (at + 2 <= file.length ? file.readUInt16BE(at) : 0);
    if (end <= at + 2 || end > file.length) throw new VaxelError('server.error', 'sound file is cut or damaged');
    frames.push(file.subarray(at + 2, end));
    at = end;
  }
  if (frames.length === 0) throw new VaxelError('server.error', 'sound file is empty');
  return frames;
}

/** Reads every sound from `directory`; a missing one is an error at start, not in a call. */
export async function loadSounds(directory: URL): Promise<Sounds> {
  const read = async (name: SoundName) =>
    [name, decodeFrames(await readFile(new URL(`${name}.opusframes`, directory)))] as const;
  return Object.fromEntries(await Promise.all(soundNames.map(read))) as Record<SoundName, Frames>;
}
