import type { StrategyName } from '../settings';
import { fewestCalls } from './fewest-calls';
import { linear } from './linear';
import { longestIdle } from './longest-idle';
import { random } from './random';
import { ringAll } from './ring-all';
import { roundRobin } from './round-robin';
import type { Strategy } from './strategy';

/** `skills`: who is skilled enough is decided before (eligibility.ts). */
export const strategies: Readonly<Record<StrategyName, Strategy>> = {
  ringAll,
  longestIdle,
  roundRobin,
  linear,
  fewestCalls,
  random,
  skills: longestIdle,
};
