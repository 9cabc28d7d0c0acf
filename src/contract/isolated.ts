/** Signs that turn the text after them until they are taken back (Unicode Standard Annex #9, §2). */
const turning = /[\u202a-\u202e\u2066-\u2069]/g;
/** Letters that are written from right to left: Hebrew, Arabic and their neighbours. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * A text of somebody else's inside a sentence of ours: it never turns what stands beside it. Texts that turn nothing,
 * which are most, stay as they are, so that they are found by their names.
 */
export function isolated(text: string): string {
  const own = text.replace(turning, '');
  return rightToLeft.test(own) ? `\u2068${own}\u2069` : own;
}
