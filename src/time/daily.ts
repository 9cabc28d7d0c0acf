import type { Clock } from '../ports/clock';

const dayMs = 24 * 3_600_000;

/** Does the work now and then once a day; resolves with what ends that when it is done for the first time. */
export async function daily(clock: Clock, work: () => Promise<void>): Promise<() => void> {
  let cancel = (): void => undefined;
  const again = async (): Promise<void> => {
    cancel = clock.after(dayMs, () => void again());
    await work();
  };
  await again();
  return () => cancel();
}
