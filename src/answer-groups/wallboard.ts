import { noCounts } from '../contract/answer-groups/figures';
import type { WallboardState } from '../contract/answer-groups/wallboard';
import type { AnswerGroupId, UserId } from '../contract/ids';
import type { Agent } from './distributor/state';
import { agentsOf, figuresOf } from './live';
import type { GroupsNow } from './queue';
import { quarterMs } from './statistics/days';
import type { Today } from './statistics/today';

/** What a wall has room for. */
const [mostAgents, mostQuarters] = [12, 12];

export interface WallboardDeps {
  readonly zone: string;
  readonly today: Today;
  nameOf(userId: UserId): string | null;
}

/** How a group does now and today, for all to see: of its callers only how many they are. Null = there is none. */
export function wallboardOf(
  { state, configured, context }: GroupsNow,
  groupId: AnswerGroupId,
  { zone, today, nameOf }: WallboardDeps,
): WallboardState | null {
  const name = configured.groups.get(groupId)?.name;
  if (name === undefined) return null;
  const { waiting, oldestEnteredAtMs, isOpen, changesAtMs } = figuresOf(state, groupId, context);
  const agents = agentsOf(state, groupId);
  const { entered, answered, answeredSoon, lostLate, abandoned, calledBack, waitedMs } = today.total;
  return {
    ...{ groupId, name, zone, waiting, oldestEnteredAtMs, isOpen, changesAtMs },
    callbacks: [...state.entries.values()].filter((each) => each.groupId === groupId && each.callId === null).length,
    states: statesOf(agents),
    agents: agents
      .filter(({ isLoggedIn }) => isLoggedIn)
      .slice(0, mostAgents)
      .map((agent) => ({
        ...{ name: nameOf(agent.userId) ?? '', state: agent.state, sinceMs: agent.sinceMs },
        reason: reasonOf(agent),
      })),
    today: { entered, answered, answeredSoon, lostLate, abandoned, calledBack, waitedMs },
    quarters: quartersUntil(context.nowMs, today),
  };
}

const reasonOf = ({ state, pause }: Agent): string | null => (state === 'paused' ? (pause?.reason ?? null) : null);

function statesOf(agents: readonly Agent[]): WallboardState['states'] {
  const counts = new Map<string, WallboardState['states'][number]>();
  for (const agent of agents) {
    const [{ state }, reason] = [agent, reasonOf(agent)];
    const key = `${state} ${reason}`;
    counts.set(key, { state, reason, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}

/** Clocks are changed by whole quarters everywhere. */
function quartersUntil(nowMs: number, { quarters }: Today): WallboardState['quarters'] {
  const first = Math.min(...quarters.keys());
  const last = nowMs - (nowMs % quarterMs);
  const from = Math.max(first, last - (mostQuarters - 1) * quarterMs);
  const shown = last >= from ? (last - from) / quarterMs + 1 : 0;
  return Array.from({ length: shown }, (_, index) => {
    const startMs = from + index * quarterMs;
    const { answered, abandoned } = quarters.get(startMs) ?? noCounts;
    return { startMs, answered, lost: abandoned };
  });
}
