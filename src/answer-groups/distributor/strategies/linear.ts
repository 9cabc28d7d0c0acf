import { nextAfter } from './in-turn';
import type { Strategy } from './strategy';

/** From the top for each call; within it, after the agent whom this call asked last. */
export const linear: Strategy = ({ able, entry }) => nextAfter(able, entry.lastAsked);
