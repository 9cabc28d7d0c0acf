import type { ModelRunner } from './model-runner';
import { World } from './world';

export interface SimulationResult {
  readonly seed: number;
  readonly steps: number;
  readonly decisions: ModelRunner['decisions'];
  readonly transfers: ModelRunner['transfers']['ended'];
}

/**
 * Runs one seed. Throws with the seed and the step when an invariant breaks; `npx tsx tests/simulation/replay.ts SEED
 * STEPS` plays the same story again.
 */
export function simulate(seed: number, steps: number): SimulationResult {
  const world = new World(seed);
  let step = 0;
  try {
    for (; step < steps; step++) world.step();
    world.finish();
  } catch (cause) {
    throw new Error(`seed ${seed}, step ${step}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
  return { seed, steps, decisions: world.runner.decisions, transfers: world.runner.transfers.ended };
}
