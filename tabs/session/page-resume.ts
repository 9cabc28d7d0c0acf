/** Longest pause that a page's timer makes by itself; one that is due this much later has slept with its machine. */
const tickMs = 5_000;
const overslept = 4 * tickMs;

/**
 * Tells when the page goes on after it was frozen: the browser says so (`resume`, `pageshow` from its cache), or a
 * timer is due far too late because the machine has slept. Returns the unsubscriber.
 */
export function onPageResume(window: Window, listener: () => void): () => void {
  const fromCache = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) listener();
  };
  let lastMs = Date.now();
  const timer = window.setInterval(() => {
    const nowMs = Date.now();
    if (nowMs - lastMs > overslept) listener();
    lastMs = nowMs;
  }, tickMs);
  window.document.addEventListener('resume', listener);
  window.addEventListener('pageshow', fromCache);
  return () => {
    window.clearInterval(timer);
    window.document.removeEventListener('resume', listener);
    window.removeEventListener('pageshow', fromCache);
  };
}
