import type { Draft } from './draft';
import type { Skipped, TraceLine } from './protocol';
import type { Group, Member } from './settings';
import type { Agent, AgentState, Entry } from './state';

type Seen = Pick<Draft, 'agents' | 'context'>;

/** What an agent is doing. Only who is `ready` is asked. */
export function stateOf(agent: Agent): AgentState {
  if (!agent.isLoggedIn) return 'loggedOut';
  if (agent.serving !== null || !agent.isIdle) return 'inCall';
  if (agent.offerId !== null) return 'reserved';
  if (agent.wrapUp !== null) return 'wrapUp';
  if (agent.pause !== null || !agent.activityAllows) return 'paused';
  return agent.isReachable === true ? 'ready' : 'unreachable';
}

/** Will take calls, now or after the one that the agent is in. */
const isStaff = (state: AgentState | undefined): boolean =>
  state === 'ready' || state === 'inCall' || state === 'reserved' || state === 'wrapUp';

export const memberState = ({ agents }: Pick<Draft, 'agents'>, { userId }: Member): AgentState => {
  const agent = agents.get(userId);
  return agent === undefined ? 'loggedOut' : stateOf(agent);
};

/** Members that will take calls sooner or later: nobody has paused them, and a device of theirs is there. */
export const staffOf = (seen: Pick<Draft, 'agents'>, group: Group): readonly Member[] =>
  group.members.filter((member) => isStaff(memberState(seen, member)));

export const isStaffed = (seen: Pick<Draft, 'agents'>, group: Group): boolean =>
  group.members.some((member) => isStaff(memberState(seen, member)));

/** How often it has been widened for whom it concerns. */
const widened = ({ widenAfterMs }: Group, { joinedAtMs }: Entry, nowMs: number): number =>
  widenAfterMs === null ? 0 : Math.floor((nowMs - joinedAtMs) / widenAfterMs);

/** When more agents may be asked for this entry; null = by time alone, no more will. */
export function widensAtMs(group: Group, entry: Entry, nowMs: number): number | null {
  if (group.widenAfterMs === null) return null;
  const next = widened(group, entry, nowMs) + 1;
  const levels = group.strategy === 'skills' ? (entry.skill?.level ?? 0) : 0;
  return next < group.tiers.length || next <= levels ? entry.joinedAtMs + next * group.widenAfterMs : null;
}

/** The tiers in which somebody will take calls. */
export const staffedTiers = (seen: Seen, group: Group): ReadonlySet<number> =>
  new Set(staffOf(seen, group).map(({ tier }) => tier));

/** The last tier that may be asked by now. One in which nobody will take calls is not waited for. */
function openTier(staffed: ReadonlySet<number>, group: Group, entry: Entry, nowMs: number): number {
  if (group.widenAfterMs === null) return Infinity;
  let closed = widened(group, entry, nowMs);
  for (const tier of group.tiers) if (staffed.has(tier) && closed-- === 0) return tier;
  return Infinity;
}

function hasSkill({ skills }: Member, group: Group, entry: Entry, nowMs: number): boolean {
  if (group.strategy !== 'skills' || entry.skill === null) return true;
  const needed = entry.skill.level - widened(group, entry, nowMs);
  return needed <= 0 || (skills?.[entry.skill.name] ?? 0) >= needed;
}

/** Why this member may not be asked for this entry, though ready; null = may be. */
function hindrance(group: Group, entry: Entry, member: Member, tier: number, nowMs: number): Skipped | null {
  if (member.tier > tier) return 'tier';
  if (!hasSkill(member, group, entry, nowMs)) return 'skill';
  return entry.declined.some(({ userId, untilMs }) => userId === member.userId && untilMs > nowMs) ? 'declined' : null;
}

/**
 * Whether the caller is kept for the agent of last time: `ask` that one alone, or `wait` while that agent is busy.
 * Whoever is logged out, paused or away is not waited for, nor who may not be asked for this call at all.
 */
function keptFor({ agents, context }: Seen, group: Group, entry: Entry): 'ask' | 'wait' | null {
  const { stickyTo, joinedAtMs } = entry;
  if (stickyTo === null || group.stickyForMs === null) return null;
  const agent = agents.get(stickyTo);
  const member = group.members.find(({ userId }) => userId === stickyTo);
  if (!agent || !member || hindrance(group, entry, member, Infinity, context.nowMs) !== null) return null;
  const state = stateOf(agent);
  if (state === 'ready') return 'ask';
  const willBe = isStaff(state) && agent.pause === null && agent.activityAllows && agent.isReachable !== false;
  return willBe && context.nowMs < joinedAtMs + group.stickyForMs ? 'wait' : null;
}

/** Those of the lowest tier among them. */
function lowest(members: readonly Member[]): readonly Member[] {
  if (members.length < 2) return members;
  const tier = Math.min(...members.map((member) => member.tier));
  return members.filter((member) => member.tier === tier);
}

/**
 * Among whom the strategy chooses for an entry, in the list's order: ready, skilled, of the lowest tier that has
 * somebody; before the others those who have not let this very call ring. A ringAll that widens rings all tiers that
 * are open.
 *
 * @param ready the group's members who are ready, and not asked for another entry in this decision
 * @param staffed the group's tiers in which somebody will take calls
 */
export function fitting(
  seen: Seen,
  group: Group,
  entry: Entry,
  ready: readonly Member[],
  staffed: ReadonlySet<number>,
): readonly Member[] {
  if (ready.length === 0) return ready;
  const { nowMs } = seen.context;
  const kept = entry.stickyTo === null ? null : keptFor(seen, group, entry);
  if (kept === 'wait') return [];
  const tier = kept === 'ask' ? Infinity : openTier(staffed, group, entry, nowMs);
  const able = ready.filter((member) => hindrance(group, entry, member, tier, nowMs) === null);
  if (kept === 'ask') return able.filter(({ userId }) => userId === entry.stickyTo);
  if (group.strategy === 'ringAll' && entry.callback === null) return group.widenAfterMs === null ? lowest(able) : able;
  const fresh = entry.tried.length === 0 ? able : able.filter(({ userId }) => !entry.tried.includes(userId));
  return lowest(fresh.length > 0 ? fresh : able);
}

/** Of the members who are not asked for an entry, why each is not. */
export function skippedFor(seen: Seen, group: Group, entry: Entry, members: readonly Member[]): TraceLine['skipped'] {
  const { nowMs } = seen.context;
  const kept = keptFor(seen, group, entry);
  const tier = openTier(staffedTiers(seen, group), group, entry, nowMs);
  const isForAnother = ({ userId }: Member) => kept === 'wait' || (kept === 'ask' && userId !== entry.stickyTo);
  const whyNot = (member: Member): Skipped => {
    const state = memberState(seen, member);
    if (state !== 'ready') return state;
    if (isForAnother(member)) return 'sticky';
    const turn = entry.tried.includes(member.userId) ? 'tried' : 'turn';
    return hindrance(group, entry, member, tier, nowMs) ?? turn;
  };
  return members.map((member) => ({ userId: member.userId, why: whyNot(member) }));
}
