import type { AnswerGroupId } from '../../contract/ids';
import type { Clock } from '../../ports/clock';
import type { Event } from '../distributor/protocol';
import type { PartCell } from './read-cells';
import { beginsIn, quarterMs, type Day } from './days';
import { emptyTally, noneToday, tallied, tell, type Tally, type Today } from './today';

/** What came of an organisation's callers today, kept while it happens. */
export interface DayCount {
  /** Counts what has been stored of today, in place of what there was. @throws VaxelError server.unavailable */
  load(): Promise<void>;
  tell(events: readonly Event[]): void;
  of(groupId: AnswerGroupId): Today;
  stop(): void;
}

export interface DayCountDeps {
  readonly clock: Clock;
  /** The organisation's day at a moment. */
  dayAt(ms: number): Promise<Day>;
  /** @param bounds where the quarters begin, and the end of the last */
  read(bounds: readonly number[]): Promise<readonly PartCell[]>;
  onChanged(groupId: AnswerGroupId): void;
  /** A new day has begun. */
  onMidnight(): void;
}

export function createDayCount({ clock, dayAt, read, onChanged, onMidnight }: DayCountDeps): DayCount {
  let tally: Tally = emptyTally({ beganAtMs: 0, endsAtMs: 0 });
  let tomorrow: Day | null = null;
  let cancel = (): void => undefined;

  async function begins(day: Day): Promise<void> {
    cancel();
    cancel = clock.after(Math.max(0, day.endsAtMs - clock.nowMs()), turn);
    tomorrow = await dayAt(day.endsAtMs);
  }

  /** Midnight, also where the timer is late: whoever calls then is of the new day. */
  function turn(): void {
    if (tomorrow === null || clock.nowMs() < tomorrow.beganAtMs) return;
    const groups = [...tally.groups.keys()];
    tally = emptyTally(tomorrow);
    tomorrow = null;
    begins(tally).catch(() => undefined);
    onMidnight();
    groups.forEach(onChanged);
  }

  return {
    async load() {
      const day = await dayAt(clock.nowMs());
      const bounds = [...beginsIn(day, quarterMs), day.endsAtMs];
      const cells = await read(bounds);
      tally = cells.reduce((sum, cell) => tallied(sum, cell, bounds[cell.part] ?? 0), emptyTally(day));
      await begins(day);
    },
    tell(events) {
      turn();
      const before = tally.groups;
      tally = events.reduce(tell, tally);
      for (const [groupId, today] of tally.groups) if (before.get(groupId) !== today) onChanged(groupId);
    },
    of: (groupId) => tally.groups.get(groupId) ?? noneToday,
    stop: () => cancel(),
  };
}
