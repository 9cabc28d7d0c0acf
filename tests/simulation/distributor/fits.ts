import type { Group, Member } from '../../../src/answer-groups/distributor/settings';
import type { Agent, Entry, State } from '../../../src/answer-groups/distributor/state';

/** The rules of who may be asked for whom, written a second time, plainly: what the distributor is held against. */

export const isConnecting = (state: State, { offerId }: Entry): boolean =>
  offerId !== null && state.offers.get(offerId)?.phase === 'connecting';

export const takesCalls = (agent: Agent | undefined): boolean =>
  agent !== undefined &&
  agent.isLoggedIn &&
  agent.pause === null &&
  agent.activityAllows &&
  agent.isReachable === true &&
  agent.isIdle &&
  agent.serving === null &&
  agent.wrapUp === null;

const isThere = (agent: Agent | undefined): boolean => {
  if (!agent?.isLoggedIn) return false;
  if (agent.serving || !agent.isIdle || agent.offerId || agent.wrapUp) return true;
  return agent.pause === null && agent.activityAllows && agent.isReachable === true;
};

const steps = (group: Group, entry: Entry, nowMs: number): number =>
  group.widenAfterMs === null ? 0 : Math.floor((nowMs - entry.joinedAtMs) / group.widenAfterMs);

function tierIsOpen(state: State, group: Group, entry: Entry, tier: number, nowMs: number): boolean {
  if (group.widenAfterMs === null) return true;
  const before = group.members.filter((each) => each.tier < tier && isThere(state.agents.get(each.userId)));
  return new Set(before.map((each) => each.tier)).size <= steps(group, entry, nowMs);
}

/** Has declined this call, or is not skilled enough for it. */
function mayNot(group: Group, entry: Entry, { userId, skills }: Member, nowMs: number): boolean {
  if (entry.declined.some((each) => each.userId === userId && nowMs < each.untilMs)) return true;
  if (group.strategy !== 'skills' || entry.skill === null) return false;
  const needed = entry.skill.level - steps(group, entry, nowMs);
  return needed > 0 && (skills?.[entry.skill.name] ?? 0) < needed;
}

function isKeptForAnother(state: State, group: Group, entry: Entry, userId: string, nowMs: number): boolean {
  const kept = entry.stickyTo;
  if (kept === null || kept === userId || group.stickyForMs === null) return false;
  const member = group.members.find((each) => each.userId === kept);
  if (!member || mayNot(group, entry, member, nowMs)) return false;
  const agent = state.agents.get(kept);
  if (!agent || !isThere(agent) || agent.pause || !agent.activityAllows || agent.isReachable === false) return false;
  return (takesCalls(agent) && agent.offerId === null) || nowMs < entry.joinedAtMs + group.stickyForMs;
}

/** This member may be asked for this entry once ready, by everything but the choice of the strategy. */
export function fits(state: State, group: Group, entry: Entry, member: Member, nowMs: number): boolean {
  const { userId } = member;
  if (entry.callId !== null && nowMs >= entry.joinedAtMs + group.maxWaitMs) return false;
  if (entry.callback !== null && nowMs < entry.callback.notBeforeMs) return false;
  if (mayNot(group, entry, member, nowMs)) return false;
  if (isKeptForAnother(state, group, entry, userId, nowMs)) return false;
  const isAskedAlone = entry.stickyTo === userId && group.stickyForMs !== null;
  return isAskedAlone || tierIsOpen(state, group, entry, member.tier, nowMs);
}

/** Before zero: `a` is served before `b`. */
export function served(state: State, a: Entry, b: Entry, nowMs: number): number {
  const [groupA, groupB] = [state.setup.groups.get(a.groupId), state.setup.groups.get(b.groupId)];
  const rank = (entry: Entry, every: number | null) =>
    entry.priority + (every === null ? 0 : Math.floor((nowMs - entry.enteredAtMs) / every));
  return (
    (groupB?.weight ?? 0) - (groupA?.weight ?? 0) ||
    rank(b, groupB?.ageEveryMs ?? null) - rank(a, groupA?.ageEveryMs ?? null) ||
    a.enteredAtMs - b.enteredAtMs ||
    (a.id < b.id ? -1 : 1)
  );
}
