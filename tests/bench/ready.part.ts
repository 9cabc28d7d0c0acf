import { setTimeout as delay } from 'node:timers/promises';

/**
 * Resolves with the first 200 of /readyz. It asks every few milliseconds, as the peer's readiness is asked for: without
 * a pause it would take one of the cores from what is measured.
 */
export async function untilReady(port: number): Promise<void> {
  for (;;) {
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await delay(5);
  }
}
