/** A page that nobody looks at is painted only when somebody does. */
const longestMs = 200;

/** Resolves when what has been drawn is on the screen, or after 200 ms. */
export function afterPaint(window: Pick<Window, 'requestAnimationFrame' | 'setTimeout'>): Promise<void> {
  return new Promise((resolve) => {
    window.setTimeout(resolve, longestMs);
    // Called before the frame is painted; a task of its own comes after it.
    window.requestAnimationFrame(() => window.setTimeout(resolve, 0));
  });
}
