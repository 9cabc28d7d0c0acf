import type { ToAnswer } from '../../../src/contract/to-answer/to-answer';

/** Somebody has put it off, and the time has not come. */
export const rests = ({ snoozedUntilMs }: Pick<ToAnswer, 'snoozedUntilMs'>, nowMs: number): boolean =>
  (snoozedUntilMs ?? 0) > nowMs;
