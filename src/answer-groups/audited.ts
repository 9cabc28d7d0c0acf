import type { AuditAction } from '../contract/audit/audit';
import type { AuditEntry, ToldFields } from '../ports/audit';
import type { EntryId, UserId } from '../contract/ids';
import type { AuditRow } from './distributor/protocol';
import type { State } from './distributor/state';
import type { Configured } from './configured';

export interface Naming {
  nameOf(userId: UserId): string | null;
}

export interface AuditedChange {
  readonly before: State | null;
  readonly after: State;
  readonly configured: Pick<Configured, 'groups'>;
}

const actions: Record<AuditRow['action'], AuditAction> = {
  logIn: 'answerGroup.loggedIn',
  logOut: 'answerGroup.loggedOut',
  pause: 'answerGroup.paused',
  resume: 'answerGroup.resumed',
  ready: 'answerGroup.readied',
  move: 'answerGroup.callerMoved',
  setPriority: 'answerGroup.callerPriority',
  pull: 'answerGroup.callerPulled',
  dropCallback: 'answerGroup.callbackDropped',
};

/** What a supervisor has done to an agent, or to somebody who waits. */
export function auditOf(
  row: AuditRow,
  actor: AuditEntry['actor'],
  change: AuditedChange,
  { nameOf }: Naming,
): AuditEntry {
  const { target, reason } = row;
  const common = { actor, action: actions[row.action], source: 'tab' as const, ...(reason !== null && { reason }) };
  if ('agent' in target) {
    const object = { kind: 'person', id: target.agent, name: nameOf(target.agent) ?? '' } as const;
    return { ...common, object, before: { agentState: row.before }, after: { agentState: row.after } };
  }
  const object = { kind: 'call', id: target.entry, name: '' } as const;
  return {
    ...{ ...common, object },
    before: placeIn(change.before, target.entry, change.configured),
    after: placeIn(change.after, target.entry, change.configured),
  };
}

function placeIn(state: State | null, id: EntryId, { groups }: AuditedChange['configured']): ToldFields {
  const entry = state?.entries.get(id);
  return entry ? { answerGroup: groups.get(entry.groupId)?.name ?? '', priority: entry.priority } : {};
}
