/** Rules that one list holds: of a person, or of the organisation. */
export const mostRules = 50;
/** Seconds that a step of a rule may ring; a person expects about five rings. */
export const [shortestRingS, longestRingS, usualRingS] = [5, 120, 20];
/** Seconds after which something rings beside, at most. */
export const longestAfterS = 60;
/** Of what rings for so many seconds: after how many something may still begin to ring beside it. */
export const mostAfterS = (ringS: number): number => Math.min(longestAfterS, ringS - shortestRingS);
/** How often one call may be forwarded. */
export const mostDiversions = 5;
/** Forwards to the outside that one person may have at once, and within an hour. */
export const [mostForwardsAtOnce, mostForwardsAnHour] = [2, 30];
/**
 * Calls to the outside that one person may have at once, and within an hour, all and abroad: forwards are among them,
 * and for as long as they last those that a receptionist has transferred to mobiles.
 */
export const [mostOutsideAtOnce, mostOutsideAnHour, mostAbroadAnHour] = [20, 200, 30];
/**
 * The same for an organisation that has said nothing else; and within a day minutes, and numbers abroad that were never
 * called before, of all and of one person.
 */
export const usualOutsideLimits = {
  callsAtOnce: 500,
  abroadAnHour: 60,
  minutesADay: 60_000,
  minutesOfPerson: 1_440,
  newADay: 300,
  newOfPerson: 30,
} as const;
export const [mostMinutes, mostNew] = [1_000_000, 100_000];
/** Beginnings of numbers that an organisation bars. */
export const mostBarred = 100;
