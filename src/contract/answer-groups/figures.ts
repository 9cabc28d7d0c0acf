/**
 * Figures of answer groups, apart from the schemas: server, tab and files reckon with the same formulas. All are sums,
 * so that quarters of an hour make hours, and groups make a company.
 */

/** Whoever is answered within this time has not waited long. */
export const answerWithinMs = 20_000;
/** So large a share should be. */
export const serviceGoal = 0.8;
/** A wait from which a group stands out. */
export const longWaitMs = 60_000;
/** So many at once stand out as well. */
export const manyWaiting = 3;

/** What came of those who came in a time, and what was done in it. Times are milliseconds. */
export interface Counts {
  readonly entered: number;
  readonly answered: number;
  /** Of those answered: within `answerWithinMs`. */
  readonly answeredSoon: number;
  /** Those who gave up within 5 s are `short`, and not among them. */
  readonly abandoned: number;
  readonly short: number;
  /** Went on elsewhere, by whatever reason. */
  readonly overflowed: number;
  /** Of those who gave up or went on: after `answerWithinMs`. */
  readonly lostLate: number;
  /** Wanted to be called back, and were reached. */
  readonly calledBack: number;
  readonly callbacksLost: number;
  /** How long those answered had waited, all together. */
  readonly waitedMs: number;
  /** The longest that anybody waited who was answered or gave up. */
  readonly longestMs: number;
  /** Talks that began, and how long they took with the time that the caller was parked. */
  readonly talks: number;
  readonly talkMs: number;
  readonly heldMs: number;
  readonly wrapUpMs: number;
  readonly missed: number;
  readonly declined: number;
  /** Of the agents, for all their groups. */
  readonly workMs: number;
  readonly readyMs: number;
  readonly pausedMs: number;
}

export const noCounts: Counts = {
  ...{ entered: 0, answered: 0, answeredSoon: 0, abandoned: 0, short: 0, overflowed: 0, lostLate: 0 },
  ...{ calledBack: 0, callbacksLost: 0, waitedMs: 0, longestMs: 0, talks: 0, talkMs: 0, heldMs: 0, wrapUpMs: 0 },
  ...{ missed: 0, declined: 0, workMs: 0, readyMs: 0, pausedMs: 0 },
};

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

type Outcomes = Pick<Counts, 'answered' | 'answeredSoon' | 'lostLate'>;

/** Of how many the service level speaks: who gave up, or went on, before the time was up says nothing of it. */
export const judged = ({ answered, lostLate }: Outcomes): number => answered + lostLate;

/** Answered within 20 s ÷ (answered + lost after 20 s); null = no calls. */
export const serviceLevel = (counts: Outcomes): number | null => share(counts.answeredSoon, judged(counts));

/** The average speed of answer (ASA), in milliseconds. */
export const answerSpeedMs = ({ waitedMs, answered }: Pick<Counts, 'waitedMs' | 'answered'>): number | null =>
  share(waitedMs, answered);

/** Gave up, but for the short ones, ÷ came. */
export const abandonment = ({ abandoned, entered }: Pick<Counts, 'abandoned' | 'entered'>): number | null =>
  share(abandoned, entered);

/** The average handle time (AHT), in milliseconds: talk with hold, and wrap-up. */
export const handleTimeMs = ({ talkMs, wrapUpMs, talks }: Pick<Counts, 'talkMs' | 'wrapUpMs' | 'talks'>) =>
  share(talkMs + wrapUpMs, talks);

/** Talk, hold and wrap-up ÷ (that + ready); pauses are left out. */
export const occupancy = ({ workMs, readyMs }: Pick<Counts, 'workMs' | 'readyMs'>): number | null =>
  share(workMs, workMs + readyMs);
