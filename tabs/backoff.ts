const firstDelayMs = 400;
const longestDelayMs = 15_000;

/**
 * Delay before try number `attempt` (0 = first): doubled each time, half of it random so that clients do not return in
 * step.
 */
export function backoffMs(attempt: number, random: number): number {
  const full = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(attempt, 10));
  return Math.round(full * (0.5 + random / 2));
}
