/** So long nobody should wait: from then on the wait stands out. */
const longMs = 60_000;

/** Whether somebody has waited too long. @param enteredAtMs of whoever has waited longest; null = nobody waits */
export const isLongWait = (enteredAtMs: number | null, nowMs: number): boolean =>
  enteredAtMs !== null && nowMs - enteredAtMs >= longMs;
