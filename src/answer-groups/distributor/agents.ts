import type { AnswerGroupId, UserId } from '../../contract/ids';
import { changeAgent, memoryOf, remember, tell } from './draft';
import type { Draft } from './draft';
import { stateOf } from './eligibility';
import { dropFromOffer } from './offers';
import type { Agent } from './state';

/** The facts by which an agent takes calls. */
type Facts = Pick<Agent, 'isLoggedIn' | 'pause' | 'activityAllows' | 'isReachable' | 'isIdle'>;

const mayRing = ({ isLoggedIn, pause, activityAllows, isReachable, isIdle }: Facts): boolean =>
  isLoggedIn && pause === null && activityAllows && isReachable === true && isIdle;

/** Something about an agent is different; what rings at one who takes no calls any more is withdrawn, once. */
export function factsChanged(draft: Draft, userId: UserId, facts: Partial<Agent>): void {
  const before = draft.agents.get(userId);
  if (!before) return;
  const after = { ...before, ...facts };
  changeAgent(draft, userId, facts);
  const offer = after.offerId === null ? undefined : draft.offers.get(after.offerId);
  if (offer?.phase === 'ringing' && !mayRing(after)) dropFromOffer(draft, offer, userId, 'notEligible');
}

/** Idle time is counted from the end of the last call of any kind. */
export const lineChanged = (draft: Draft, userId: UserId, isIdle: boolean): void => {
  const agent = draft.agents.get(userId);
  if (!agent || agent.isIdle === isIdle) return;
  factsChanged(draft, userId, { isIdle, ...(isIdle && { idleSinceMs: draft.context.nowMs }) });
};

/** Whoever comes new to a group's day begins in the middle, and is not given every call until then. */
export function countNewcomer(draft: Draft, userId: UserId, groupId: AnswerGroupId): void {
  const { answeredToday } = memoryOf(draft, groupId);
  if (answeredToday.has(userId)) return;
  const counts = [...answeredToday.values()].sort((a, b) => a - b);
  const median = counts[Math.floor((counts.length - 1) / 2)] ?? 0;
  remember(draft, groupId, { answeredToday: new Map(answeredToday).set(userId, median) });
}

/** Midnight: everybody who is there begins at nothing. */
export function dayBegan(draft: Draft): void {
  for (const { id, members } of draft.setup.groups.values()) {
    const there = members.filter(({ userId }) => draft.agents.get(userId)?.isLoggedIn);
    remember(draft, id, { answeredToday: new Map(there.map(({ userId }) => [userId, 0])) });
  }
}

/** Keeps, and tells, what each agent does that something happened to. */
export function noteStates(draft: Draft): void {
  for (const userId of draft.touchedAgents) {
    const agent = draft.agents.get(userId);
    if (!agent) continue;
    const state = stateOf(agent);
    if (state === agent.state) continue;
    changeAgent(draft, userId, { state, sinceMs: draft.context.nowMs });
    tell(draft, { event: 'agent', userId, from: agent.state, to: state });
  }
}
