import type { Call } from './engine/call';
import type { HistoryRecord } from './engine/protocol';
import type { Job } from '../jobs/job';

/** What is to be done later because a call changed: a card for whoever missed it, and old cards that are handled now. */
export function jobsForCall(before: Call | null, after: Call, records: readonly HistoryRecord[]): Job[] {
  const about = { organisationId: after.organisationId, callId: after.id };
  const missed = records
    .filter((record) => record.outcome === 'missed')
    .map(({ userId }): Job => ({ name: 'missed-call', data: { ...about, userId } }));
  const { userId } = after.caller;
  const otherNumber = after.callee.number;
  const answeredNow = after.state === 'active' && before?.state !== 'active';
  if (!answeredNow || userId === null || otherNumber === null) return missed;
  return [...missed, { name: 'called-back', data: { ...about, userId, otherNumber } }];
}
