import type { AnswerGroupCommand } from '../contract/answer-groups/commands';
import type { AnswerGroupAdminView } from '../contract/answer-groups/settings';
import { VaxelError, type ErrorCode } from '../contract/errors';
import type { AnswerGroupId, UserId } from '../contract/ids';
import type { Lines } from '../lines/lines';
import type { CommandHandler } from '../ports/commands';
import type { Principal } from '../ports/principal';
import type { AgentCommand, EntryCommand, Input, Refusal } from './distributor/protocol';
import type { QueueNow } from './queue';
import type { Queues } from './queues';
import { isOfCall, type OfCall, type Supervise } from './supervising';

export interface GroupCommandsDeps {
  readonly queues: Pick<Queues, 'of'>;
  readonly lines: Pick<Lines, 'user'>;
  isReachable(userId: UserId): boolean;
  readonly supervise: Supervise;
}

type OfAgent = Exclude<AnswerGroupCommand, { entryId: unknown } | OfCall>;
type OfEntry = Extract<AnswerGroupCommand, { entryId: unknown }>;

const refusals: Record<Refusal['refused'], ErrorCode> = {
  noSuchAgent: 'answerGroups.notAgent',
  noSuchEntry: 'answerGroups.notWaiting',
  noSuchGroup: 'request.notFound',
  notWaiting: 'answerGroups.notWaiting',
  notCallback: 'answerGroups.notWaiting',
  known: 'answerGroups.notWaiting',
};

/** What agents do, and supervisors for them and with who waits. */
export function createGroupCommands(deps: GroupCommandsDeps): CommandHandler<AnswerGroupCommand> {
  return {
    subjectsOf: (command) => [`answerGroup ${'entryId' in command ? command.entryId : (command.userId ?? 'mine')}`],
    async execute(principal, command) {
      const queue = deps.queues.of(principal.organisationId);
      const now = queue?.now();
      if (!queue || !now) throw new VaxelError('answerGroups.notAgent');
      if (isOfCall(command)) return inCall(deps, principal, command, () => queue.now() ?? now);
      const input =
        'entryId' in command ? ofEntry(deps, principal, command, now) : ofAgent(deps, principal, command, now);
      const refused = await queue.ask(input, principal);
      if (refused !== null) throw new VaxelError(refusals[refused]);
    },
  };
}

/** @throws VaxelError request.notFound, answerGroups.notSupervisor */
function supervised(principal: Principal, groupId: AnswerGroupId | undefined, now: QueueNow): AnswerGroupAdminView {
  const group = groupId === undefined ? undefined : now.configured.groups.get(groupId);
  if (!group?.supervisors.includes(principal.userId)) throw new VaxelError('answerGroups.notSupervisor');
  return group;
}

/** @throws VaxelError answerGroups.notSupervisor, answerGroups.notAgent, and as of the calls */
async function inCall(
  deps: GroupCommandsDeps,
  principal: Principal,
  command: OfCall,
  now: () => QueueNow,
): Promise<void> {
  const groupNow = () => supervised(principal, command.groupId, now());
  const isAgent = groupNow().members.some(({ userId }) => userId === command.userId);
  if (!isAgent) throw new VaxelError('answerGroups.notAgent');
  await deps.supervise(principal, command, groupNow);
}

/**
 * Another's is the supervisor's of one of that one's groups. @throws VaxelError answerGroups.notSupervisor,
 * answerGroups.notAgent, answerGroups.noDevice, answerGroups.unknownReason
 */
function ofAgent(deps: GroupCommandsDeps, principal: Principal, command: OfAgent, now: QueueNow): Input {
  const userId = command.userId ?? principal.userId;
  if (userId !== principal.userId) {
    const { members } = supervised(principal, command.groupId, now);
    if (!members.some((member) => member.userId === userId)) throw new VaxelError('answerGroups.notAgent');
  }
  const agent = now.state.agents.get(userId);
  const isLogin = command.name === 'answerGroup.logIn';
  if (!agent || !(isLogin || agent.isLoggedIn)) throw new VaxelError('answerGroups.notAgent');
  if (isLogin && !deps.isReachable(userId)) throw new VaxelError('answerGroups.noDevice');
  if (command.name === 'answerGroup.pause' && !now.configured.pauseReasons.includes(command.reason))
    throw new VaxelError('answerGroups.unknownReason');
  const because = command.because === undefined ? {} : { because: command.because };
  return { type: 'agentCommand', by: principal.userId, userId, command: agentCommand(command), ...because };
}

function agentCommand(command: OfAgent): AgentCommand {
  switch (command.name) {
    case 'answerGroup.pause':
      return { name: 'pause', reason: command.reason };
    case 'answerGroup.logIn':
      return { name: 'logIn' };
    case 'answerGroup.logOut':
      return { name: 'logOut' };
    case 'answerGroup.resume':
      return { name: 'resume' };
    case 'answerGroup.ready':
      return { name: 'ready' };
  }
}

/** @throws VaxelError answerGroups.notSupervisor, answerGroups.notWaiting, answerGroups.unknownMember */
function ofEntry(deps: GroupCommandsDeps, principal: Principal, command: OfEntry, now: QueueNow): Input {
  const group = supervised(principal, command.groupId, now);
  const { entryId } = command;
  if (now.state.entries.get(entryId)?.groupId !== group.id) throw new VaxelError('answerGroups.notWaiting');
  const because = command.because === undefined ? {} : { because: command.because };
  return {
    type: 'entryCommand',
    by: principal.userId,
    entryId,
    command: entryCommand(deps, principal, command),
    ...because,
  };
}

function entryCommand({ lines }: GroupCommandsDeps, principal: Principal, command: OfEntry): EntryCommand {
  switch (command.name) {
    case 'answerGroup.move':
      return { name: 'move', groupId: command.to };
    case 'answerGroup.setPriority':
      return { name: 'setPriority', priority: command.priority };
    case 'answerGroup.dropCallback':
      return { name: 'dropCallback' };
    case 'answerGroup.pull': {
      const to = command.to ?? principal.userId;
      if (lines.user(to)?.organisationId !== principal.organisationId)
        throw new VaxelError('answerGroups.unknownMember');
      return { name: 'pull', to };
    }
  }
}
