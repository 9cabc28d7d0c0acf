import { World } from './world';

export interface SimulationResult {
  readonly seed: number;
  readonly steps: number;
  readonly counts: Readonly<Record<string, number>>;
}

/** Runs one seed. Throws with the seed and the step when an invariant breaks: the same seed plays the same story. */
export function simulate(seed: number, steps: number): SimulationResult {
  let step = -1;
  try {
    const world = new World(seed);
    for (step = 0; step < steps; step++) world.step();
    world.finish();
    return { seed, steps, counts: world.ledger.counts };
  } catch (cause) {
    throw new Error(`seed ${seed}, step ${step}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}
