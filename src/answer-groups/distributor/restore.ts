import type { AnswerGroupId, OrganisationId, UserId } from '../../contract/ids';
import { countNewcomer } from './agents';
import { decided, draftOf } from './draft';
import { settle } from './distribute';
import type { Context, Step } from './protocol';
import { setupOf } from './settings';
import type { GroupSettings } from './settings';
import { blank, newAgent } from './state';
import type { Agent, Entry, Memory, State } from './state';

/** What is known of an agent when a server begins. Idle and unreachable, until lines and devices have said more. */
export type StoredAgent = Pick<Agent, 'userId' | 'isLoggedIn' | 'pause' | 'activityAllows' | 'idleSinceMs'>;

/** What outlives a server of somebody who waits. The caller's leg is there, or it is a callback. */
export type StoredEntry = Pick<
  Entry,
  | 'id'
  | 'groupId'
  | 'callId'
  | 'callback'
  | 'number'
  | 'priority'
  | 'enteredAtMs'
  | 'joinedAtMs'
  | 'hops'
  | 'skill'
  | 'stickyTo'
  | 'said'
>;

export interface Stored {
  readonly organisationId: OrganisationId;
  readonly groups: readonly GroupSettings[];
  readonly agents: readonly StoredAgent[];
  readonly entries: readonly StoredEntry[];
  readonly memory?: ReadonlyMap<AnswerGroupId, Partial<Memory>>;
}

/**
 * An organisation's state when a server begins: whoever waits has kept the place; offers that there were are void, so
 * nobody is reserved and nothing was missed.
 */
export function restore(stored: Stored, context: Context): Step {
  const draft = draftOf(bare(stored, context.nowMs), context);
  for (const { userId, isLoggedIn } of draft.agents.values())
    if (isLoggedIn) for (const { id } of draft.setup.groupsOf.get(userId) ?? []) countNewcomer(draft, userId, id);
  for (const { groupId, id } of draft.entries.values()) {
    draft.touchedEntries.add(id);
    draft.reordered.add(groupId);
  }
  for (const userId of draft.agents.keys()) draft.touchedAgents.add(userId);
  settle(draft);
  return decided(draft);
}

function bare({ organisationId, groups, agents, entries, memory }: Stored, nowMs: number): State {
  const setup = setupOf(groups);
  const known = new Map(agents.map((agent) => [agent.userId, agentFrom(agent, nowMs)]));
  const made = (userId: UserId): Agent => known.get(userId) ?? newAgent(userId, nowMs);
  return {
    organisationId,
    setup,
    memory: new Map([...setup.groups.keys()].map((id) => [id, { ...blank, ...memory?.get(id) }])),
    agents: new Map([...setup.groupsOf.keys()].map((userId) => [userId, made(userId)])),
    entries: new Map(entries.map((entry) => [entry.id, { ...entry, ...unoffered }])),
    offers: new Map(),
    timers: 0,
  };
}

const agentFrom = ({ userId, isLoggedIn, pause, activityAllows, idleSinceMs }: StoredAgent, nowMs: number): Agent => ({
  ...newAgent(userId, nowMs),
  isLoggedIn,
  pause,
  activityAllows,
  idleSinceMs,
});

const unoffered = {
  offerId: null,
  tried: [],
  lastAsked: null,
  declined: [],
  sayAtMs: null,
  timer: null,
} as const satisfies Partial<Entry>;
