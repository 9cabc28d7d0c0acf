/** A measure of the server's clock may be this wrong besides what the way took: a smaller change is noise. */
const skewNoiseMs = 1_000;

/** The server's clock minus ours. */
export interface ClockSkew {
  /** 0 until the first welcome. */
  get(): number;
  /** `uncertainMs`: how far the measure can be off, since nobody knows how long each way took. */
  measure(measuredMs: number, uncertainMs: number): void;
}

export function createClockSkew(tell: (skewMs: number) => void): ClockSkew {
  let skewMs: number | null = null;
  return {
    get: () => skewMs ?? 0,
    measure(measuredMs, uncertainMs) {
      if (skewMs !== null && Math.abs(measuredMs - skewMs) < skewNoiseMs + uncertainMs) return;
      skewMs = Math.round(measuredMs);
      tell(skewMs);
    },
  };
}
