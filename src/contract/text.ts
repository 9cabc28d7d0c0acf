import { z } from 'zod';

/**
 * Neither controls (PostgreSQL knows no NUL, terminals know too many) nor halves of a sign: what every store, log and
 * page can hold.
 */
const sound = /^[^\p{Cc}\p{Cs}]*$/u;
const unsound = /[\p{Cc}\p{Cs}]/gu;

const lengthOf = (text: string): number => [...text].length;

/**
 * What a person writes on one line, as it comes in: trimmed, composed (NFC), without controls or half signs.
 *
 * @param most length in code points, so that an emoji is one sign and not two
 */
export function line(most: number, least = 0) {
  return z
    .string()
    .max(2 * most)
    .normalize('NFC')
    .trim()
    .regex(sound, 'holds signs that are no text')
    .refine(
      (text) => lengthOf(text) <= most && lengthOf(text) >= least,
      `has to be ${least} to ${most} characters long`,
    );
}

/** What a program writes: an id, a token, a cursor. It is taken as it is or refused. */
export function opaque(most: number, least = 0) {
  return z.string().min(least).max(most).regex(sound, 'holds signs that are no text');
}

/**
 * Text that came past no schema, with a sign of its own in place of each that cannot be stored: what was said is kept
 * in part.
 */
export function storable(text: string): string {
  return text.replace(unsound, '\ufffd');
}

/** A value as JSON whose texts can all be stored. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => (typeof each === 'string' ? storable(each) : each));
}
