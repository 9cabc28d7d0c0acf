/** Why somebody is still to be called. */
export const whysToAnswer = ['abandoned', 'timeout', 'voicemail', 'callbackFailed', 'closed'] as const;
export type WhyToAnswer = (typeof whysToAnswer)[number];

/** So many are told of at once, the oldest first. */
export const mostToAnswer = 200;
export const longestSnoozeMs = 31 * 86_400_000;
/** A talk that is shorter has answered nobody. */
export const leastTalkMs = 10_000;
/** How long after it was handled something may be open again. */
export const reopenForMs = 24 * 3_600_000;
