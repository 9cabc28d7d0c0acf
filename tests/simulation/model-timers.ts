import type { TimerId } from '../../src/calls/engine/call';
import type { Effect, TimerName } from '../../src/calls/engine/protocol';
import type { CallId } from '../../src/contract/ids';
import type { Timers } from './invariants';

interface Timer {
  readonly callId: CallId;
  readonly timer: TimerName;
  readonly id: TimerId;
  readonly dueMs: number;
}

const nameOf = ({ callId, timer, id }: Timer): string => `${callId}/${timer}/${id}`;

/** The timers of all calls: due late, in any order, and now and then though they were stopped. */
export class ModelTimers {
  private readonly running = new Map<string, Timer>();
  /** Due or stopped, and on their way all the same. */
  private readonly onTheirWay: Timer[] = [];

  /** @param crosses one that runs already was due in this very moment */
  carryOut(
    callId: CallId,
    effect: Extract<Effect, { type: 'startTimer' | 'stopTimer' }>,
    nowMs: number,
    crosses: () => boolean,
  ): void {
    const key = `${callId}/${effect.timer}`;
    const running = this.running.get(key);
    if (running && crosses()) this.onTheirWay.push(running);
    this.running.delete(key);
    if (effect.type === 'startTimer')
      this.running.set(key, { callId, timer: effect.timer, id: effect.id, dueMs: nowMs + effect.ms });
  }

  /** Time has passed: how many are due now. */
  pass(nowMs: number): number {
    const due = [...this.running].filter(([, { dueMs }]) => dueMs <= nowMs);
    for (const [key, timer] of due) {
      this.running.delete(key);
      this.onTheirWay.push(timer);
    }
    return due.length;
  }

  /** One that is on its way arrives. */
  take(pick: (count: number) => number): Timer | undefined {
    return this.onTheirWay.length === 0 ? undefined : this.onTheirWay.splice(pick(this.onTheirWay.length), 1)[0];
  }

  names(): Timers {
    return {
      running: new Set([...this.running.values()].map(nameOf)),
      onTheirWay: new Set(this.onTheirWay.map(nameOf)),
    };
  }
}
