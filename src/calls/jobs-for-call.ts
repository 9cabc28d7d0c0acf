import type { UserId } from '../contract/ids';
import type { Job } from '../ports/jobs';
import { sides } from './engine/call';
import type { Call } from './engine/call';
import type { HistoryRecord } from './engine/protocol';

/** What is to be done later because a call changed: cards in the chat, and old cards that are handled now. */
export function jobsForCall(before: Call | null, after: Call, records: readonly HistoryRecord[]): Job[] {
  const about = { organisationId: after.organisationId, callId: after.id };
  const missed = records
    .filter(({ outcome }) => outcome === 'missed' || outcome === 'disconnected')
    .map(({ userId }): Job => ({ name: 'missed-call', data: { ...about, userId } }));
  return [...missed, ...anchorJobs(before, after), ...calledBack(before, after)];
}

const anchoredUsers = (call: Call | null): readonly UserId[] =>
  call === null || call.state === 'ended'
    ? []
    : sides.flatMap((side) =>
        call[side].reach?.why === 'anchor' && call[side].userId !== null ? [call[side].userId] : [],
      );

function anchorJobs(before: Call | null, after: Call): Job[] {
  const about = { organisationId: after.organisationId, callId: after.id };
  const [was, is] = [anchoredUsers(before), anchoredUsers(after)];
  return [
    ...is
      .filter((userId) => !was.includes(userId))
      .map((userId): Job => ({ name: 'anchored-call', data: { ...about, userId } })),
    ...was
      .filter((userId) => !is.includes(userId))
      .map((userId): Job => ({ name: 'anchor-over', data: { ...about, userId } })),
  ];
}

function calledBack(before: Call | null, after: Call): Job[] {
  const { userId } = after.caller;
  const otherNumber = after.callee.number;
  if (after.state !== 'active' || before?.state === 'active' || userId === null || otherNumber === null) return [];
  return [
    { name: 'called-back', data: { organisationId: after.organisationId, callId: after.id, userId, otherNumber } },
  ];
}
