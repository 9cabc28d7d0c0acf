import type { AnswerGroupId, OrganisationId, UserId } from '../../contract/ids';
import { countNewcomer } from './agents';
import { endWrapUp } from './answering';
import { changeAgent, decided, draftOf, startTimer } from './draft';
import type { Draft } from './draft';
import { settle } from './distribute';
import type { Context, Step } from './protocol';
import { setupOf } from './settings';
import type { GroupSettings } from './settings';
import { blank, newAgent } from './state';
import type { Agent, Entry, Memory, State } from './state';

/** What is known of an agent when a server begins. Idle and unreachable, until lines and devices have said more. */
export type StoredAgent = Pick<Agent, 'userId' | 'isLoggedIn' | 'pause' | 'activityAllows' | 'idleSinceMs'> &
  // Absent = none.
  Partial<Pick<Agent, 'serving' | 'wrapUp'>>;

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
 * nobody is reserved and nothing was missed. Who talked for a group does still, until the call says otherwise; of
 * wrap-up what is left is left.
 */
export function restore(stored: Stored, context: Context): Step {
  const draft = draftOf(bare(stored, context.nowMs), context);
  for (const { userId, isLoggedIn } of draft.agents.values())
    if (isLoggedIn) for (const { id } of draft.setup.groupsOf.get(userId) ?? []) countNewcomer(draft, userId, id);
  for (const { groupId, id } of draft.entries.values()) {
    draft.touchedEntries.add(id);
    draft.reordered.add(groupId);
  }
  for (const agent of [...draft.agents.values()]) {
    draft.touchedAgents.add(agent.userId);
    goOnWithWrapUp(draft, agent);
  }
  settle(draft);
  return decided(draft);
}

/** One whose time has passed meanwhile ends now. */
function goOnWithWrapUp(draft: Draft, agent: Agent): void {
  const { userId, wrapUp } = agent;
  if (wrapUp === null) return;
  const restMs = wrapUp.timer.dueMs - draft.context.nowMs;
  if (restMs <= 0) return endWrapUp(draft, agent);
  const timer = startTimer(draft, { of: 'wrapUp', userId }, restMs);
  changeAgent(draft, userId, { wrapUp: { ...wrapUp, timer } });
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

function agentFrom(stored: StoredAgent, nowMs: number): Agent {
  const { userId, isLoggedIn, pause, activityAllows, idleSinceMs, serving = null, wrapUp = null } = stored;
  const kept = { isLoggedIn, pause, activityAllows, idleSinceMs, serving, wrapUp };
  return { ...newAgent(userId, nowMs), ...kept };
}

const unoffered = {
  offerId: null,
  tried: [],
  lastAsked: null,
  declined: [],
  sayAtMs: null,
  timer: null,
} as const satisfies Partial<Entry>;
