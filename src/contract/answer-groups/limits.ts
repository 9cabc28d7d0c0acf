/** How a group chooses among the agents who may have a call. */
export const strategies = [
  'ringAll',
  'longestIdle',
  'roundRobin',
  'linear',
  'fewestCalls',
  'random',
  'skills',
] as const;

/** What an agent is doing; the first that is true. */
export const agentStates = ['loggedOut', 'inCall', 'reserved', 'wrapUp', 'paused', 'unreachable', 'ready'] as const;

/** Nobody of a group will take a call for a while. Agents who are busy will. */
export const emptyReasons = ['noneLoggedIn', 'allPaused', 'noneReachable'] as const;

/** Why somebody does not wait in a group (any more), unanswered. `callbackOver`: nobody was reached, or is called. */
export const leftReasons = [
  ...(['full', 'timeout', 'closed', ...emptyReasons, 'moved', 'pulled', 'taken', 'groupGone'] as const),
  ...(['hungUp', 'callbackOver'] as const),
] as const;

/** By what a group opens and closes. */
export const openingWays = ['always', 'organisation', 'own'] as const;

export const longestGroupName = 60;
export const mostAnswerGroups = 200;
export const mostMembers = 200;
export const mostSupervisors = 50;
export const mostSkills = 10;
export const mostVips = 500;
export const mostPauseReasons = 30;
export const longestPauseReason = 60;

/** What a number may be set to, both ends included. Times are milliseconds. */
export const bounds = {
  weight: [0, 100],
  priority: [0, 100],
  tier: [1, 9],
  skillLevel: [1, 9],
  ringForMs: [5_000, 180_000],
  missesToPause: [1, 20],
  wrapUpMs: [0, 30 * 60_000],
  mostWaiting: [0, 500],
  maxWaitMs: [10_000, 4 * 3_600_000],
  finishRingingMs: [0, 20_000],
  widenAfterMs: [5_000, 3_600_000],
  ageEveryMs: [10_000, 3_600_000],
  stickyForMs: [0, 120_000],
  stickyDays: [1, 30],
  vipPriority: [1, 100],
  alertAfterMs: [10_000, 3_600_000],
} as const satisfies Record<string, readonly [number, number]>;

/** By what statistics are told, and for how many days at once. */
export const periods = ['quarter', 'hour', 'day', 'agent'] as const;
export type Period = (typeof periods)[number];
export const mostDays: Readonly<Record<Period, number>> = { quarter: 7, hour: 31, day: 366, agent: 366 };
