import { countNewcomer, factsChanged } from './agents';
import { endWrapUp } from './answering';
import { emit, groupOf, putEntry } from './draft';
import type { Draft } from './draft';
import { stateOf } from './eligibility';
import { endStay, giveUpCallback } from './ends';
import { admit, leave } from './limits';
import { isInLine } from './order';
import type { AgentCommand, EntryCommand, Input, Refusal } from './protocol';
import type { Agent, Entry } from './state';

/** An agent's own word about taking calls, or a supervisor's; the latter is told and kept. */
export function agentCommand(draft: Draft, input: Extract<Input, { type: 'agentCommand' }>): Refusal | undefined {
  const { by, userId, command, because } = input;
  const agent = draft.agents.get(userId);
  // Whoever is in the last talk for a group that was left is asked for nothing more.
  if (!agent || !draft.setup.groupsOf.has(userId)) return { refused: 'noSuchAgent' };
  obey(draft, agent, command, by);
  const after = draft.agents.get(userId) ?? agent;
  if (by === userId) return undefined;
  emit(draft, { type: 'notice', userId, notice: command.name, by });
  const [was, is] = [said(agent), said(after)];
  const target = { agent: userId };
  audit(draft, { actor: by, target, action: command.name, reason: because ?? null, before: was, after: is });
  return undefined;
}

const said = (agent: Agent): string =>
  agent.isLoggedIn && agent.pause !== null ? `paused: ${agent.pause.reason}` : stateOf(agent);

const audit = (draft: Draft, row: Omit<Extract<Draft['effects'][number], { type: 'audit' }>, 'type'>): void =>
  emit(draft, { type: 'audit', ...row });

function obey(draft: Draft, agent: Agent, command: AgentCommand, by: Agent['userId']): void {
  const { userId } = agent;
  switch (command.name) {
    case 'logIn':
      return agent.isLoggedIn ? undefined : logIn(draft, agent);
    case 'logOut':
      if (!agent.isLoggedIn) return undefined;
      endWrapUp(draft, agent);
      return factsChanged(draft, userId, { isLoggedIn: false, pause: null });
    case 'pause':
      return factsChanged(draft, userId, { pause: { reason: command.reason, by } });
    case 'resume':
      return factsChanged(draft, userId, { pause: null, misses: 0 });
    case 'ready':
      return endWrapUp(draft, agent);
  }
}

function logIn(draft: Draft, { userId, idleSinceMs }: Agent): void {
  const since = Math.max(idleSinceMs, draft.context.nowMs);
  factsChanged(draft, userId, { isLoggedIn: true, pause: null, misses: 0, idleSinceMs: since });
  for (const { id } of draft.setup.groupsOf.get(userId) ?? []) countNewcomer(draft, userId, id);
}

/** What a supervisor does with somebody who waits. Whoever is being connected does not wait any more. */
export function entryCommand(draft: Draft, input: Extract<Input, { type: 'entryCommand' }>): Refusal | undefined {
  const { by, entryId, command, because } = input;
  const entry = draft.entries.get(entryId);
  if (!entry) return { refused: 'noSuchEntry' };
  if (!isInLine(draft, entry)) return { refused: 'notWaiting' };
  const refused = arrange(draft, entry, command);
  if (refused) return refused;
  const now = draft.entries.get(entryId);
  const [before, after] = [placeOf(entry), now ? placeOf(now) : 'gone'];
  audit(draft, { actor: by, target: { entry: entryId }, action: command.name, reason: because ?? null, before, after });
  return undefined;
}

const placeOf = ({ groupId, priority }: Entry): string => `group ${groupId}, priority ${priority}`;

function arrange(draft: Draft, entry: Entry, command: EntryCommand): Refusal | undefined {
  switch (command.name) {
    case 'move': {
      const group = groupOf(draft, command.groupId);
      if (!group) return { refused: 'noSuchGroup' };
      endStay(draft, entry, { outcome: 'overflowed', reason: 'moved' }, 'callerGone');
      admit(draft, { ...entry, offerId: null, timer: null }, group);
      return undefined;
    }
    case 'setPriority':
      putEntry(draft, { ...entry, priority: command.priority });
      draft.reordered.add(entry.groupId);
      return undefined;
    case 'pull':
      if (entry.callId === null) return { refused: 'notWaiting' };
      leave(draft, entry, 'pulled', { to: 'person', userId: command.to });
      return undefined;
    case 'dropCallback':
      if (entry.callback === null) return { refused: 'notCallback' };
      giveUpCallback(draft, entry, 'dropped');
      return undefined;
  }
}
