import { memoryOf } from './draft';
import type { Draft } from './draft';
import { staffOf } from './eligibility';
import type { Group } from './settings';
import type { Entry } from './state';

/** So many talks, the last ones, say how long one takes. */
export const samplesKept = 50;

/** With fewer nothing is said. */
const samplesNeeded = 10;

/**
 * How long the caller at a position will wait from now on, in milliseconds; null = nobody can tell.
 *
 * The mean of two estimators (Ibrahim and Whitt, "Real-time delay estimation in overloaded multiserver queues with
 * abandonments"): queue length × handling time / agents, which says too much because some give up, and how long the
 * head of the line has waited, which lags behind. Whoever is the head has only the first.
 *
 * @param line the group's, in order
 * @param position from 1
 */
export function expectedWaitMs(
  draft: Pick<Draft, 'agents' | 'memory' | 'context'>,
  group: Group,
  line: readonly Entry[],
  position: number,
): number | null {
  const { handledMs } = memoryOf(draft, group.id);
  const agents = staffOf(draft, group).length;
  if (handledMs.length < samplesNeeded || agents === 0) return null;
  const mean = handledMs.reduce((sum, each) => sum + each, 0) / handledMs.length;
  const byLength = (position * mean) / agents;
  const [head] = line;
  return head === undefined || position <= 1 ? byLength : (byLength + draft.context.nowMs - head.joinedAtMs) / 2;
}
