/** Of 100: what is silent is a dot, and what is loud does not touch the edge. */
const [least, most] = [2, 88];
/** The loudest of a message is drawn high; but not where it is hardly more than silence. */
const quietest = 48;

/**
 * Heights of so many bars, 2–88: each the loudest of its part, compared with the loudest of the message.
 * @param peaks at least as many as bars, 0–255
 */
export function barsOf(peaks: readonly number[], bars: number): readonly number[] {
  const loudest = Math.max(quietest, ...peaks);
  return Array.from({ length: bars }, (_, at) => {
    const part = peaks.slice(Math.floor((at * peaks.length) / bars), Math.floor(((at + 1) * peaks.length) / bars));
    return Math.max(least, Math.round((Math.max(...part) / loudest) * most));
  });
}
