/** A message is no longer than this, as with others of its kind. */
export const longestMessageMs = 300_000;
/** So long a silence is the end of one. */
export const endingSilenceMs = 8_000;
/** Of less speech there is nothing to hear: its call was missed. */
export const leastSpeechMs = 2_000;
/** Days within which a deleted message may be had back. */
export const restoreDays = 30;
