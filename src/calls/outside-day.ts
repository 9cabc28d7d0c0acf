import type { OrganisationId, UserId } from '../contract/ids';
import { wallIn } from '../contract/moments';
import type { Clock } from '../ports/clock';
import type { Logger } from '../ports/logger';
import type { Lines } from '../lines/lines';

/** What somebody's calls outside came to within a day. */
export interface DayUse {
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
  /** Of the organisation's calendar: `2026-11-27`. */
  readonly day: string;
  readonly seconds: number;
  /** Numbers abroad that the organisation had never called. */
  readonly fresh: number;
}

interface AbroadNumber {
  readonly organisationId: OrganisationId;
  readonly number: string;
}

export interface OutsideDayStore {
  /** Adds to what is there. @throws VaxelError server.unavailable */
  add(uses: readonly DayUse[], called: readonly AbroadNumber[]): Promise<void>;
  /** Of the last days, whatever the zones. @throws VaxelError server.unavailable */
  latest(): Promise<readonly DayUse[]>;
  /** Those that were called lately first. @throws VaxelError server.unavailable */
  abroad(most: number): Promise<readonly AbroadNumber[]>;
}

/** How much a day may come to. */
export interface DayLimits {
  readonly minutesADay: number;
  readonly minutesOfPerson: number;
  readonly newADay: number;
  readonly newOfPerson: number;
}

export interface OutsideDayDeps {
  readonly outsideDays: OutsideDayStore;
  readonly clock: Clock;
  readonly lines: Pick<Lines, 'organisation'>;
  readonly logger: Pick<Logger, 'warn'>;
}

/** Within this the database knows of it: what a server that is killed forgets. */
const writeAfterMs = 10_000;
const mostKnown = 100_000;
/** A clock that is set back finds its day as it was. */
const mostDays = 3;

interface Sum {
  seconds: number;
  fresh: number;
}

/** The sums of the latest days, of the organisation and of its people; in memory: no call waits for them. */
function createSums() {
  const days = new Map<OrganisationId, Map<string, Map<string, Sum>>>();

  function on(id: OrganisationId, day: string): Map<string, Sum> {
    const all = days.get(id) ?? new Map<string, Map<string, Sum>>();
    days.set(id, all);
    const sums = all.get(day) ?? new Map<string, Sum>();
    all.set(day, sums);
    if (all.size > mostDays) all.delete([...all.keys()].toSorted()[0] ?? day);
    return sums;
  }

  function of(id: OrganisationId, key: OrganisationId | UserId, day: string): Sum {
    const sums = on(id, day);
    const sum = sums.get(key) ?? { seconds: 0, fresh: 0 };
    sums.set(key, sum);
    return sum;
  }

  return {
    of,
    add({ organisationId, userId, day, seconds, fresh }: DayUse): void {
      for (const key of [organisationId, userId]) {
        const sum = of(organisationId, key, day);
        sum.seconds += seconds;
        sum.fresh += fresh;
      }
    },
  };
}

/** Tells the database, soon and in one go. */
function createWriter({ outsideDays: store, clock, logger }: Omit<OutsideDayDeps, 'lines'>) {
  let unwritten = new Map<string, DayUse>();
  let called: AbroadNumber[] = [];
  let isDue = false;

  function wait(use: DayUse): void {
    const key = `${use.userId}/${use.day}`;
    const { seconds = 0, fresh = 0 } = unwritten.get(key) ?? {};
    const sum = { ...use, seconds: use.seconds + seconds, fresh: use.fresh + fresh };
    if (sum.seconds > 0 || sum.fresh > 0) unwritten.set(key, sum);
  }

  function later(): void {
    if (isDue) return;
    isDue = true;
    clock.after(writeAfterMs, () => {
      isDue = false;
      void write();
    });
  }

  async function write(): Promise<void> {
    const [uses, numbers] = [[...unwritten.values()], called];
    [unwritten, called] = [new Map(), []];
    if (uses.length === 0 && numbers.length === 0) return;
    try {
      // The database counts whole seconds; what is left is told with the next.
      await store.add(uses.map(whole), numbers);
      for (const use of uses) wait({ ...use, seconds: use.seconds % 1, fresh: 0 });
    } catch (error) {
      logger.warn({ err: error }, 'what calls outside come to could not be stored yet');
      uses.forEach(wait);
      called = [...numbers, ...called];
      later();
    }
  }

  return {
    write,
    add(use: DayUse): void {
      wait(use);
      later();
    },
    called(number: AbroadNumber): void {
      called.push(number);
      later();
    },
  };
}

/** What the calls outside of people and organisations come to, day by day of the organisation's calendar. */
export function createOutsideDay(deps: OutsideDayDeps) {
  const { outsideDays: store, clock, lines } = deps;
  const sums = createSums();
  const writer = createWriter(deps);
  const known = new Map<OrganisationId, Set<string>>();

  const dayOf = (id: OrganisationId, ms: number): string =>
    wallIn(lines.organisation(id)?.timeZone ?? 'UTC', ms).slice(0, 10);
  const isNew = (id: OrganisationId, number: string): boolean => known.get(id)?.has(number) !== true;
  const remember = ({ organisationId, number }: AbroadNumber): void =>
    void known.set(organisationId, (known.get(organisationId) ?? new Set()).add(number));

  function add(use: DayUse): void {
    sums.add(use);
    writer.add(use);
  }

  function talked(organisationId: OrganisationId, userId: UserId, fromMs: number, toMs: number): void {
    if (toMs <= fromMs) return;
    const day = dayOf(organisationId, fromMs);
    const isSame = (ms: number): boolean => dayOf(organisationId, ms) === day;
    const endMs = isSame(toMs) ? toMs : endOf(isSame, fromMs, toMs);
    add({ organisationId, userId, day, seconds: (endMs - fromMs) / 1_000, fresh: 0 });
    talked(organisationId, userId, endMs, toMs);
  }

  return {
    /** @throws VaxelError server.unavailable */
    async start(): Promise<void> {
      const [uses, numbers] = await Promise.all([store.latest(), store.abroad(mostKnown)]);
      uses.forEach(sums.add);
      numbers.forEach(remember);
    },
    stop: writer.write,
    /** Why no more may be called today; null = it may. A call that has begun goes on: no counter cuts anybody off. */
    refuses(id: OrganisationId, userId: UserId, limits: DayLimits, abroad: string | null): DayRefusal | null {
      const day = dayOf(id, clock.nowMs());
      const [all, mine] = [sums.of(id, id, day), sums.of(id, userId, day)];
      if (all.seconds >= limits.minutesADay * 60 || mine.seconds >= limits.minutesOfPerson * 60) return 'minutesUsed';
      if (abroad === null || !isNew(id, abroad)) return null;
      return all.fresh >= limits.newADay || mine.fresh >= limits.newOfPerson ? 'tooManyNew' : null;
    },
    /** A number abroad is dialled. */
    dialled(organisationId: OrganisationId, userId: UserId, number: string): void {
      writer.called({ organisationId, number });
      if (!isNew(organisationId, number)) return;
      remember({ organisationId, number });
      add({ organisationId, userId, day: dayOf(organisationId, clock.nowMs()), seconds: 0, fresh: 1 });
    },
    /** Of a call over midnight each day gets its part. */
    talked,
  };
}
export type OutsideDay = ReturnType<typeof createOutsideDay>;
type DayRefusal = 'minutesUsed' | 'tooManyNew';

const whole = (use: DayUse): DayUse => ({ ...use, seconds: Math.floor(use.seconds) });

/** The first moment that is not of the day with which it begins. */
function endOf(isSameDay: (ms: number) => boolean, fromMs: number, toMs: number): number {
  let [before, after] = [fromMs, toMs];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (isSameDay(middle)) before = middle;
    else after = middle;
  }
  return after;
}
