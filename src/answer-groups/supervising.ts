import type { AuditAction } from '../contract/audit/audit';
import type { AnswerGroupCommand } from '../contract/answer-groups/commands';
import type { AnswerGroupSettings } from '../contract/answer-groups/settings';
import type { OrganisationId, UserId } from '../contract/ids';
import type { Infrastructure } from '../feature';
import type { AuditEntry } from '../ports/audit';
import type { Principal } from '../ports/principal';
import type { CallService } from '../calls/service';
import type { Configured } from './configured';

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
 * @param groupNow whose call it is, as it is once it is told; throws where the supervisor may not (any more)
 */
export type Supervise = (
  principal: Principal,
  command: OfCall,
  groupNow: () => Pick<AnswerGroupSettings, 'tellsOfListening'>,
) => Promise<void>;

/** Nobody listens of whom nothing is told: it is told before, and what is refused then has been tried. */
export function createSupervise({ db, audit, supervisions, nameOf }: SupervisingDeps): Supervise {
  return async (principal, command, groupNow) => {
    const { userId: agent, groupId, name, on = null, because } = command;
    const entry: AuditEntry = {
      ...{ actor: principal, action: actions[name], source: 'tab' },
      object: { kind: 'person', id: agent, name: nameOf(agent) ?? '' },
      ...(because !== undefined && { reason: because }),
    };
    await db.transaction().execute((transaction) => audit.record(transaction, principal.organisationId, entry));
    const of = { agent, groupId, isTold: groupNow().tellsOfListening };
    if (name === 'answerGroup.stopListening') return supervisions.stop(principal.userId, of);
    return supervisions.supervise(principal.userId, of, asOf[name], on);
  };
}

export interface EndSupervisingDeps extends SupervisingDeps, Pick<Infrastructure, 'logger'> {}

/** Who supervises a group no more is in the calls of its agents no more, at once; that is told, too. */
export const createEndSupervising =
  ({ db, audit, supervisions, nameOf, logger }: EndSupervisingDeps) =>
  (organisationId: OrganisationId, before: Configured | null, { groups }: Configured): void => {
    for (const { supervisor, agent, groupId } of supervisions.of(organisationId)) {
      if (groups.get(groupId)?.supervisors.includes(supervisor) === true) continue;
      const answerGroup = (groups.get(groupId) ?? before?.groups.get(groupId))?.name ?? '';
      const entry: AuditEntry = {
        ...{ actor: null, action: 'answerGroup.stoppedListening', source: 'system', before: { answerGroup } },
        object: { kind: 'person', id: supervisor, name: nameOf(supervisor) ?? '' },
      };
      const told = db.transaction().execute((transaction) => audit.record(transaction, organisationId, entry));
      Promise.all([supervisions.stop(supervisor, { agent }), told]).catch((error: unknown) =>
        logger.warn({ err: error, organisationId, supervisor }, 'who supervises no more has gone already, or untold'),
      );
    }
  };

const asOf = {
  'answerGroup.listen': 'listen',
  'answerGroup.whisper': 'whisper',
  'answerGroup.join': 'join',
  'answerGroup.takeOver': 'takeOver',
} as const;
