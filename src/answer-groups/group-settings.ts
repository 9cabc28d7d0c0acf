import type { AnswerGroupAdminView, GroupExit } from '../contract/answer-groups/settings';
import { emptyReasons } from '../contract/answer-groups/limits';
import type { EmptyExits, Exit, GroupSettings } from './distributor/settings';
import { usual } from './distributor/settings';

/**
 * Where a plan of an exit leads: `voicemail` and `end`, and a number as `number:` with it. The distributor only hands
 * it on; who makes a call's plan reads it again with `exitOfPlan`.
 */
const planOf = (exit: GroupExit): string => (exit.to === 'number' ? `number:${exit.number}` : exit.to);

export const exitOfPlan = (plan: string): Extract<GroupExit, { to: 'number' | 'voicemail' | 'end' }> => {
  if (plan.startsWith('number:')) return { to: 'number', number: plan.slice('number:'.length) };
  return { to: plan === 'end' ? 'end' : 'voicemail' };
};

function exitOf(exit: GroupExit): Exit {
  if (exit.to === 'group') return { to: 'group', groupId: exit.groupId };
  return exit.to === 'person' ? { to: 'person', userId: exit.userId } : { to: 'plan', plan: planOf(exit) };
}

function emptyExits(exits: Readonly<Record<keyof EmptyExits, GroupExit | null>>): EmptyExits {
  const set = emptyReasons.flatMap((reason) => {
    const exit = exits[reason];
    return exit === null ? [] : [[reason, exitOf(exit)] as const];
  });
  return Object.fromEntries(set);
}

/** What an administrator has said, as the distributor reads it. */
export function groupSettings({ members, exits, says, ...said }: AnswerGroupAdminView): GroupSettings {
  const { id, strategy, weight, ringForMs, missesToPause, wrapUpMs, mostWaiting, maxWaitMs } = said;
  const { finishRingingMs, widenAfterMs, ageEveryMs, stickyForMs, leaveAtClosing, callbacks } = said;
  return {
    ...usual,
    ...{ id, strategy, weight, ringForMs, missesToPause, wrapUpMs, mostWaiting, maxWaitMs },
    ...{ finishRingingMs, widenAfterMs, ageEveryMs, stickyForMs, leaveAtClosing, callbacks },
    announce: says.place || says.time ? usual.announce : null,
    members: members.map((member, order) => ({ ...member, order })),
    exits: {
      full: exitOf(exits.full),
      timeout: exitOf(exits.timeout),
      closed: exitOf(exits.closed),
      emptyOnEntry: emptyExits(exits.emptyOnEntry),
      emptyWhileWaiting: emptyExits(exits.emptyWhileWaiting),
    },
  };
}
