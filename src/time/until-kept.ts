import type { Clock } from '../ports/clock';

const [attempts, retryMs] = [20, 1_000];

/** Writes what nobody waits for, again while the database is away. @throws what the last attempt threw */
export async function untilKept(clock: Pick<Clock, 'after'>, write: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      if (attempt >= attempts) throw error;
      await new Promise<void>((resolve) => void clock.after(retryMs, resolve));
    }
  }
}
