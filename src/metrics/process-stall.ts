import { histogram, type Measure } from './measures';

const everyMs = 100;

/**
 * How long the process did nothing else than one thing: while it does, nobody is rung and no sound is passed on. Counts
 * what is longer than a tenth of a second.
 */
export function watchStalls(): { readonly measure: Measure; stop(): void } {
  const stalls = histogram(
    'vaxel_process_stall_seconds',
    'Times in which the process answered nobody',
    [0.2, 0.3, 0.5, 1, 2, 5, 10],
  );
  let dueMs = performance.now() + everyMs;
  const timer = setInterval(() => {
    const lateMs = performance.now() - dueMs;
    if (lateMs >= everyMs) stalls.observe(lateMs / 1_000);
    dueMs = performance.now() + everyMs;
  }, everyMs);
  timer.unref();
  return { measure: stalls, stop: () => clearInterval(timer) };
}
