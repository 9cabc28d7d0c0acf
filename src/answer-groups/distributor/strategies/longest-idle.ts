import { least } from './strategy';
import type { Strategy } from './strategy';

/** Whose last call of any kind ended first, or who logged in first if that was later. */
export const longestIdle: Strategy = ({ able, agents }) =>
  least(able, ({ userId }) => agents.get(userId)?.idleSinceMs ?? 0);
