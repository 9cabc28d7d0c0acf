import { patienceMs } from '../patience';

/** Conditions that tests wait for: looked at whenever something has happened, and every 100 ms besides. */
export class Waiters {
  private readonly waiting = new Set<() => void>();
  private isOver = false;

  /** Something has happened. */
  wake(): void {
    for (const wake of [...this.waiting]) wake();
  }

  /** Nothing will happen any more: whoever waits, or begins to, is told so, and keeps no process waiting. */
  end(): void {
    this.isOver = true;
    this.wake();
  }

  /** @throws Error with the explanation when the condition does not hold in time, or never will */
  async until(condition: () => boolean, timeoutMs: number, explain: () => string): Promise<void> {
    const endMs = performance.now() + timeoutMs;
    while (!condition()) {
      if (this.isOver) throw new Error(`waited in vain for ${explain()}`);
      if (performance.now() > endMs) throw new Error(`waited ${timeoutMs} ms for ${explain()}`);
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          clearTimeout(timer);
          this.waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, 100);
        this.waiting.add(wake);
      });
    }
  }
}

/** Asks again until the answer is yes; for what no event tells. */
export async function eventually(
  what: string,
  condition: () => Promise<boolean>,
  timeoutMs = patienceMs,
): Promise<void> {
  const endMs = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > endMs) throw new Error(`waited ${timeoutMs} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
