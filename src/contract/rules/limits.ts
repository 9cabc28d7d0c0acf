/** Rules that one list holds: of a person, or of the organisation. */
export const mostRules = 50;
/** Seconds that a step of a rule may ring; a person expects about five rings. */
export const [shortestRingS, longestRingS, usualRingS] = [5, 120, 20];
/** How often one call may be forwarded. */
export const mostDiversions = 5;
/** Forwards to the outside that one person may have at once, and within an hour. */
export const [mostForwardsAtOnce, mostForwardsAnHour] = [2, 30];
