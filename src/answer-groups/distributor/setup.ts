import { countNewcomer } from './agents';
import { endWrapUp } from './answering';
import { changeAgent, dropAgent, groupOf, memoryOf, putAgent, putEntry, remember, tell } from './draft';
import type { Draft } from './draft';
import { leave } from './limits';
import { dropFromOffer } from './offers';
import { isInLine } from './order';
import type { Input } from './protocol';
import { setupOf } from './settings';
import { newAgent } from './state';
import type { Agent } from './state';

/** The administrator has changed groups: everybody is looked at anew, and nobody loses a place or a talk. */
export function configured(draft: Draft, { groups }: Extract<Input, { type: 'configured' }>): void {
  draft.setup = setupOf(groups);
  draft.memory = new Map([...draft.memory].filter(([id]) => draft.setup.groups.has(id)));
  for (const agent of [...draft.agents.values()]) leaveGroups(draft, agent);
  for (const [userId, own] of draft.setup.groupsOf) {
    const agent = draft.agents.get(userId);
    if (!agent) putAgent(draft, newAgent(userId, draft.context.nowMs));
    else if (agent.isLoggedIn) for (const { id } of own) countNewcomer(draft, userId, id);
  }
  for (const id of draft.setup.groups.keys()) draft.reordered.add(id);
  for (const entry of [...draft.entries.values()]) putEntry(draft, entry);
}

/**
 * What rings at somebody who has left the group is withdrawn; who is of no group at all is an agent no more. A talk
 * that there is goes on, of one who is logged out.
 */
function leaveGroups(draft: Draft, agent: Agent): void {
  const { userId, offerId, serving } = agent;
  const offer = offerId === null ? undefined : draft.offers.get(offerId);
  const isMember = offer && groupOf(draft, offer.groupId)?.members.some((each) => each.userId === userId);
  if (offer?.phase === 'ringing' && !isMember) dropFromOffer(draft, offer, userId, 'notEligible');
  const isBusy = serving !== null || (draft.agents.get(userId)?.offerId ?? null) !== null;
  if (draft.setup.groupsOf.has(userId)) return;
  if (isBusy) return changeAgent(draft, userId, { isLoggedIn: false, pause: null });
  endWrapUp(draft, agent);
  if (agent.state !== 'loggedOut') tell(draft, { event: 'agent', userId, from: agent.state, to: 'loggedOut' });
  dropAgent(draft, userId);
}

/** Whoever waits when a group closes stays, unless the group lets them go; nobody is called back then. */
export function opening(draft: Draft, { groupId, isOpen, changesAtMs }: Extract<Input, { type: 'opening' }>): void {
  const group = groupOf(draft, groupId);
  if (!group) return;
  const closes = memoryOf(draft, groupId).isOpen && !isOpen;
  remember(draft, groupId, { isOpen, changesAtMs });
  if (!closes) return;
  for (const entry of [...draft.entries.values()]) {
    if (entry.groupId !== groupId || !isInLine(draft, entry)) continue;
    if (entry.callId === null) putEntry(draft, entry);
    else if (group.leaveAtClosing) leave(draft, entry, 'closed', group.exits.closed);
  }
}
