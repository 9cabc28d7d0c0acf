import { nextAfter } from './in-turn';
import type { Strategy } from './strategy';

/** After the agent whom the group asked last. */
export const roundRobin: Strategy = ({ able, memory }) => nextAfter(able, memory.lastAsked);
