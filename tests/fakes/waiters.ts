/** Conditions that tests wait for: looked at whenever something has happened, and every 100 ms besides. */
export class Waiters {
  private readonly waiting = new Set<() => void>();

  /** Something has happened. */
  wake(): void {
    for (const wake of [...this.waiting]) wake();
  }

  /** @throws Error with the explanation when the condition does not hold in time */
  async until(condition: () => boolean, timeoutMs: number, explain: () => string): Promise<void> {
    const endMs = performance.now() + timeoutMs;
    while (!condition()) {
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
