import type { AuditAction } from '../contract/audit/audit';
import type { AnswerGroupCommand } from '../contract/answer-groups/commands';
import type { AnswerGroupSettings } from '../contract/answer-groups/settings';
import type { UserId } from '../contract/ids';
import type { Infrastructure } from '../feature';
import type { AuditEntry } from '../ports/audit';
import type { Principal } from '../ports/principal';
import type { CallService } from '../calls/service';

type Name = 'listen' | 'whisper' | 'join' | 'takeOver' | 'stopListening';
export type OfCall = Extract<AnswerGroupCommand, { name: `answerGroup.${Name}` }>;

const actions: Record<OfCall['name'], AuditAction> = {
  'answerGroup.listen': 'answerGroup.listened',
  'answerGroup.whisper': 'answerGroup.whispered',
  'answerGroup.join': 'answerGroup.joined',
  'answerGroup.takeOver': 'answerGroup.tookOver',
  'answerGroup.stopListening': 'answerGroup.stoppedListening',
};

export const isOfCall = (command: AnswerGroupCommand): command is OfCall => command.name in actions;

export interface SupervisingDeps extends Pick<Infrastructure, 'db' | 'audit'> {
  readonly supervisions: CallService['supervisions'];
  nameOf(userId: UserId): string | null;
}

/**
 * What a supervisor does in the call of an agent, in what the supervisor may.
 *
 * @param group whose call it is
 */
export type Supervise = (
  principal: Principal,
  command: OfCall,
  group: Pick<AnswerGroupSettings, 'tellsOfListening'>,
) => Promise<void>;

/** Nobody listens of whom nothing is told: it is told before, and what is refused then has been tried. */
export function createSupervise({ db, audit, supervisions, nameOf }: SupervisingDeps): Supervise {
  return async (principal, command, { tellsOfListening }) => {
    const { userId: agent, groupId, name, on = null, because } = command;
    const entry: AuditEntry = {
      ...{ actor: principal, action: actions[name], source: 'tab' },
      object: { kind: 'person', id: agent, name: nameOf(agent) ?? '' },
      ...(because !== undefined && { reason: because }),
    };
    await db.transaction().execute((transaction) => audit.record(transaction, principal.organisationId, entry));
    const of = { agent, groupId, isTold: tellsOfListening };
    if (name === 'answerGroup.stopListening') return supervisions.stop(principal.userId, of);
    return supervisions.supervise(principal.userId, of, asOf[name], on);
  };
}

const asOf = {
  'answerGroup.listen': 'listen',
  'answerGroup.whisper': 'whisper',
  'answerGroup.join': 'join',
  'answerGroup.takeOver': 'takeOver',
} as const;
