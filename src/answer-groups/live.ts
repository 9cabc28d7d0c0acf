import type { AnswerGroupState, OpenNow } from '../contract/answer-groups/realtime';
import type { GroupDetail } from '../contract/answer-groups/answer-groups';
import type { AnswerGroupAdminView } from '../contract/answer-groups/settings';
import type { AnswerGroupId, CallId, EntryId, UserId } from '../contract/ids';
import type { WaitingCall } from '../calls/waiting-calls';
import { lineOf } from './distributor/order';
import type { Context, Input } from './distributor/protocol';
import { blank, type Agent, type State } from './distributor/state';
import type { Configured } from './configured';
import type { LastTalks } from './last-talks';

/** A caller waits under the id of the call. */
export const entryOf = (callId: CallId): EntryId => callId as string as EntryId;
export const callOf = (entryId: EntryId): CallId => entryId as string as CallId;

/** Those who answer in a group, in the order of its list. */
export const agentsOf = (state: State, groupId: AnswerGroupId): readonly Agent[] =>
  state.setup.groups.get(groupId)?.members.flatMap(({ userId }) => state.agents.get(userId) ?? []) ?? [];

const openNowOf = ({ memory }: State, groupId: AnswerGroupId): OpenNow => {
  const { isOpen, changesAtMs } = memory.get(groupId) ?? blank;
  return { isOpen, changesAtMs };
};

/** How a group does now. */
export function figuresOf(state: State, groupId: AnswerGroupId, context: Context): Omit<AnswerGroupState, 'rev'> {
  const agents = agentsOf(state, groupId);
  const waiting = lineOf({ ...state, context }, groupId);
  const entered = waiting.map(({ enteredAtMs }) => enteredAtMs);
  return {
    groupId,
    ...openNowOf(state, groupId),
    agents: agents.length,
    available: agents.filter((agent) => agent.state === 'ready').length,
    waiting: waiting.length,
    oldestEnteredAtMs: entered.length === 0 ? null : Math.min(...entered),
  };
}

export interface Seeing {
  nameOf(userId: UserId): string | null;
  /** As a call card would show it. */
  callerOf(callId: CallId): { readonly name: string | null; readonly number: string | null } | null;
}

/** Who answers in a group and who waits, in the order in which they are served. */
export function detailOf(
  state: State,
  group: AnswerGroupAdminView,
  context: Context,
  { nameOf, callerOf }: Seeing,
): Pick<GroupDetail, 'agents' | 'waiting'> {
  const { id } = group;
  return {
    agents: agentsOf(state, id).map(({ userId, state: doing, sinceMs, pause, isLoggedIn }) => ({
      ...{ userId, name: nameOf(userId) ?? '', state: doing, sinceMs, isLoggedIn },
      pauseReason: pause?.reason ?? null,
    })),
    waiting: lineOf({ ...state, context }, id).map((entry) => {
      const caller = callerOf(callOf(entry.id));
      const offer = entry.offerId === null ? undefined : state.offers.get(entry.offerId);
      return {
        ...{ entryId: entry.id, enteredAtMs: entry.enteredAtMs, priority: entry.priority },
        ...{ name: caller?.name ?? null, number: caller?.number ?? entry.number },
        isCallback: entry.callback !== null,
        isVip: isVip(group, entry.number),
        offeredTo: offer?.agents.map(({ userId }) => userId) ?? [],
      };
    }),
  };
}

/** Of which something has changed that is shown. */
export function changedGroups(before: State | null, after: State): ReadonlySet<AnswerGroupId> {
  const groups = new Set<AnswerGroupId>();
  for (const [userId, agent] of after.agents)
    if (before?.agents.get(userId) !== agent)
      for (const { id } of after.setup.groupsOf.get(userId) ?? []) groups.add(id);
  for (const entry of after.entries.values()) if (before?.entries.get(entry.id) !== entry) groups.add(entry.groupId);
  for (const entry of before?.entries.values() ?? [])
    if (after.entries.get(entry.id) !== entry) groups.add(entry.groupId);
  for (const [id, { isOpen, changesAtMs }] of after.memory) {
    const known = before?.memory.get(id);
    if (known?.isOpen !== isOpen || known.changesAtMs !== changesAtMs) groups.add(id);
  }
  for (const offer of after.offers.values()) if (before?.offers.get(offer.id) !== offer) groups.add(offer.groupId);
  if (before?.setup !== after.setup)
    for (const id of [...after.setup.groups.keys(), ...(before?.setup.groups.keys() ?? [])]) groups.add(id);
  return groups;
}

/** The group serves this number before others. */
export const isVip = ({ vipNumbers }: Pick<AnswerGroupAdminView, 'vipNumbers'>, number: string | null): boolean =>
  number !== null && vipNumbers.includes(number);

const priorityIn = (group: AnswerGroupAdminView, number: string | null): number =>
  isVip(group, number) ? Math.max(group.priority, group.vipPriority) : group.priority;

/** Where what callers bring is known. */
export interface Bringing {
  readonly configured: Pick<Configured, 'groups'>;
  readonly lastTalks: Pick<LastTalks, 'agentOf'>;
}

/** A call comes to a group, with what the group's callers bring, and with whom this one has talked there last. */
export function entering(
  { callId, groupId, number, enteredAtMs, priority: kept }: Omit<WaitingCall, 'offered'>,
  { configured: { groups }, lastTalks }: Bringing,
): Extract<Input, { type: 'entered' }> {
  const group = groups.get(groupId);
  const entry = { entryId: entryOf(callId), callId, groupId, number, enteredAtMs };
  if (!group) return { type: 'entered', ...entry, ...(kept !== undefined && { priority: kept }) };
  const { asks } = group;
  const stickyTo = lastTalks.agentOf(group, number);
  return {
    ...{ type: 'entered', ...entry, priority: kept ?? priorityIn(group, number) },
    ...(asks && { skill: { name: asks.skill, level: asks.level } }),
    ...(stickyTo !== null && { stickyTo }),
  };
}
