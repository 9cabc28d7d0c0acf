import type { Clock } from '../ports/clock';

/**
 * What a promise gives within `ms`, else the fallback; a failure gives the fallback too. For what a call can do
 * without.
 */
export function withDeadline<T, F>(clock: Clock, ms: number, promise: Promise<T>, fallback: F): Promise<T | F> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, () => resolve(fallback));
    promise.then(
      (value) => {
        cancel();
        resolve(value);
      },
      () => {
        cancel();
        resolve(fallback);
      },
    );
  });
}
