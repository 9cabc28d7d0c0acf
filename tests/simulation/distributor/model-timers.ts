import type { Effect, TimerFor } from '../../../src/answer-groups/distributor/protocol';

interface Timer {
  readonly timer: TimerFor;
  readonly id: number;
  readonly dueMs: number;
}

export const timerKey = (timer: TimerFor): string =>
  timer.of === 'entry'
    ? `entry/${timer.entryId}`
    : timer.of === 'offer'
      ? `offer/${timer.offerId}`
      : `wrapUp/${timer.userId}`;

/** Timers that ring late, in any order, and now and then though they were stopped. */
export class ModelTimers {
  readonly running = new Map<string, Timer>();
  /** Due, and not heard of yet: the distributor cannot know. */
  readonly onTheirWay: Timer[] = [];

  /** @param crosses one that is stopped was due in this very moment */
  carryOut(effect: Extract<Effect, { type: 'startTimer' | 'stopTimer' }>, nowMs: number, crosses: () => boolean): void {
    const key = timerKey(effect.timer);
    const running = this.running.get(key);
    if (running && crosses()) this.onTheirWay.push(running);
    this.running.delete(key);
    if (effect.type === 'startTimer')
      this.running.set(key, { timer: effect.timer, id: effect.id, dueMs: nowMs + effect.ms });
  }

  pass(nowMs: number): void {
    for (const [key, timer] of [...this.running])
      if (timer.dueMs <= nowMs) {
        this.running.delete(key);
        this.onTheirWay.push(timer);
      }
  }

  take(pick: (count: number) => number): Timer | undefined {
    return this.onTheirWay.length === 0 ? undefined : this.onTheirWay.splice(pick(this.onTheirWay.length), 1)[0];
  }

  /** The timer that was started under this id for this will still ring. */
  has(timer: TimerFor, id: number): boolean {
    const key = timerKey(timer);
    return (
      this.running.get(key)?.id === id || this.onTheirWay.some((each) => each.id === id && timerKey(each.timer) === key)
    );
  }

  clear(): void {
    this.running.clear();
    this.onTheirWay.length = 0;
  }
}
