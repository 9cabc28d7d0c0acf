import type { WayOut } from '../calls/waiting-calls';
import type { AnswerGroupAdminView } from '../contract/answer-groups/settings';
import type { AnswerGroupId } from '../contract/ids';
import type { LeaveReason } from './distributor/protocol';
import type { Exit } from './distributor/settings';
import { exitOfPlan } from './group-settings';

interface Leaving {
  readonly reason: LeaveReason;
  readonly exit: Exit | null;
  readonly groupId: AnswerGroupId;
  /** With which the caller has waited. */
  readonly priority: number;
  /** Null = the group is gone. */
  readonly group: AnswerGroupAdminView | null;
}

/**
 * Where a call goes that waits no more; null = with its own plan. A number outside is at the cost of a supervisor;
 * without one there is nobody to answer for it, and the caller may leave a message.
 */
export function wayOut({ reason, exit, groupId, priority, group }: Leaving): WayOut | null {
  if (exit === null || exit.to === 'group') return null;
  if (exit.to === 'person') {
    const { userId } = exit;
    return { to: 'person', userId, ...(reason === 'pulled' && { backTo: { groupId, priority } }) };
  }
  const plan = exitOfPlan(exit.plan);
  const paidBy = group?.supervisors[0];
  if (plan.to === 'number' && paidBy !== undefined) return { to: 'number', number: plan.number, paidBy };
  if (plan.to === 'end') return { to: 'end' };
  return group === null ? { to: 'goodbye' } : { to: 'voicemail', group };
}
