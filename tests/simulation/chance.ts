import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** All that is random in a story: the same seed gives the same one. */
export class Chance {
  private readonly random: ReturnType<typeof xoroshiro128plus>;
  private isCalm = false;

  constructor(seed: number) {
    this.random = xoroshiro128plus(seed);
  }

  below(bound: number): number {
    return uniformInt(this.random, 0, bound - 1);
  }

  /** @param probability 0–1 */
  of(probability: number): boolean {
    return this.below(1_000) < probability * 1_000;
  }

  pick<T>(items: readonly T[]): T | undefined {
    return items.length === 0 ? undefined : items[this.below(items.length)];
  }

  /** Chance of a trouble, unless the story is at its end. */
  ofTrouble(probability: number): boolean {
    return !this.isCalm && this.of(probability);
  }

  calmDown(): void {
    this.isCalm = true;
  }
}
