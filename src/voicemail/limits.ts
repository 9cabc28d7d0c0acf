/** A message is no longer than this, as with others of its kind. */
export const longestMessageMs = 300_000;
/** So long a silence is the end of one. */
export const endingSilenceMs = 8_000;
/** Of less speech there is nothing to hear: its call was missed. */
export const leastSpeechMs = 2_000;
/** Days within which a deleted message may be had back. */
export const restoreDays = 30;
/** Of less speech machines write down what nobody has said. */
export const leastWrittenDownMs = 1_000;
/** How long to wait after each try to have a message written down; the next one that fails is the last. */
export const waitsForTranscriber = [60_000, 3_600_000] as const;
/** Nobody says more in the longest message. */
export const mostTranscriptSigns = 10_000;
