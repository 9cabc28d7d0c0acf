import type { Clock } from '../../ports/clock';
import { createTicker } from './ticker';

/** Time that stands still until it is advanced; timers may be made to come late. */
function createManualClock(lateMs = 0): Clock & { advance(ms: number): void } {
  let nowMs = 1000;
  let timers: { dueMs: number; callback: () => void }[] = [];
  return {
    nowMs: () => nowMs,
    after(delayMs, callback) {
      const timer = { dueMs: nowMs + delayMs + lateMs, callback };
      timers.push(timer);
      return () => (timers = timers.filter((other) => other !== timer));
    },
    advance(ms) {
      const endMs = nowMs + ms;
      for (;;) {
        const next = timers.filter((timer) => timer.dueMs <= endMs).sort((a, b) => a.dueMs - b.dueMs)[0];
        if (next === undefined) break;
        timers = timers.filter((timer) => timer !== next);
        nowMs = Math.max(nowMs, next.dueMs);
        next.callback();
      }
      nowMs = endMs;
    },
  };
}

describe('ticker', () => {
  it.each([0, 3, 17])('makes 50 ticks a second although each timer is %d ms late', (lateMs) => {
    const clock = createManualClock(lateMs);
    const ticker = createTicker(clock);
    const heard: number[] = [];
    ticker.add((nowMs) => heard.push(nowMs));
    clock.advance(60_000);
    expect(heard.length).toBeGreaterThanOrEqual(2999);
    expect(heard.length).toBeLessThanOrEqual(3001);
    expect(heard.every((atMs, index) => atMs === 1000 + index * 20)).toBe(true);
  });

  it('does not make up for a long stall', () => {
    const clock = createManualClock();
    const ticker = createTicker(clock);
    let heard = 0;
    ticker.add(() => (heard += 1));
    clock.advance(100);
    const before = heard;
    const stalled = createManualClock(5000);
    const other = createTicker(stalled);
    let late = 0;
    other.add(() => (late += 1));
    stalled.advance(5000);
    expect(before).toBe(6);
    expect(late).toBe(1);
  });

  it('stands still when nobody listens, and begins again', () => {
    const clock = createManualClock();
    const ticker = createTicker(clock);
    let heard = 0;
    const remove = ticker.add(() => (heard += 1));
    clock.advance(40);
    remove();
    clock.advance(10_000);
    expect(heard).toBe(3);
    ticker.add(() => (heard += 1));
    clock.advance(20);
    expect(heard).toBe(5);
  });

  it('lets a listener leave from within a tick', () => {
    const clock = createManualClock();
    const ticker = createTicker(clock);
    let heard = 0;
    const remove = ticker.add(() => {
      heard += 1;
      remove();
    });
    clock.advance(200);
    expect(heard).toBe(1);
  });
});
