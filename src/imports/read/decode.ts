import type { ImportEncoding } from '../../contract/imports/fields';

export interface Decoded {
  readonly text: string;
  readonly encoding: Exclude<ImportEncoding, 'auto'>;
  /** Signs that come up where UTF-8 was read as something else, or something else as UTF-8. */
  readonly looksGarbled: boolean;
}

/** `Ã¥`, `Ã¤`, `Ã¶` and their like, and the sign for what cannot be read. */
const garbled = /Ã[\u0080-\u00bf„†–…¥¤¶©¨]|\ufffd|â€/;

/**
 * What the bytes say: as chosen, else by the byte order mark, else as UTF-8 if all of it is, else as Windows writes it
 * in Western Europe.
 */
export function decode(bytes: Uint8Array, chosen: ImportEncoding): Decoded {
  const encoding = chosen === 'auto' ? encodingOf(bytes) : chosen;
  const text = new TextDecoder(encoding).decode(bytes);
  return { text, encoding, looksGarbled: garbled.test(text) };
}

function encodingOf(bytes: Uint8Array): Decoded['encoding'] {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

/** An Excel workbook (and any other archive) begins so. */
export const isArchive = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] ?? 0) < 9;

/** No text has so many zeros, but for UTF-16, whose byte order mark was seen before. */
export const isBinary = (text: string): boolean => text.slice(0, 10_000).includes('\u0000');
