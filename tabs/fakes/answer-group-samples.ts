import type { GroupAgent, GroupDetail, WaitingCaller } from '../../src/contract/answer-groups/answer-groups';
import type { AnswerGroupId, EntryId, ToAnswerId } from '../../src/contract/ids';
import type { ToAnswer } from '../../src/contract/to-answer/to-answer';
import { userId } from './samples';

export const groupId = (n: number): AnswerGroupId => `00000000-0000-4000-8000-00000000a10${n}` as AnswerGroupId;
export const entryId = (n: number): EntryId => `00000000-0000-4000-8000-00000000e10${n}` as EntryId;

export const anAgent = (n: number, name: string, change: Partial<GroupAgent> = {}): GroupAgent => ({
  userId: userId(n),
  name,
  state: 'ready',
  sinceMs: Date.now(),
  pauseReason: null,
  isLoggedIn: true,
  ...change,
});

export const aWaiting = (n: number, change: Partial<WaitingCaller> = {}): WaitingCaller => ({
  entryId: entryId(n),
  name: null,
  number: '+46701234567',
  enteredAtMs: Date.now(),
  priority: 0,
  isCallback: false,
  isVip: false,
  offeredTo: [],
  ...change,
});

/** Support of the demo company, in which nobody is yet. */
export const aGroupDetail = (change: Partial<GroupDetail> = {}): GroupDetail => ({
  id: groupId(1),
  name: 'Support',
  extension: '1901',
  number: '+46851920001',
  strategy: 'ringAll',
  isMember: true,
  isSupervisor: false,
  isLoggedIn: false,
  agents: [],
  waiting: [],
  ...change,
});

export const toAnswerId = (n: number): ToAnswerId => `00000000-0000-4000-8000-00000000f10${n}` as ToAnswerId;

/** Somebody who has hung up while waiting for Support. */
export const aParty = (n: number, change: Partial<ToAnswer> = {}): ToAnswer => ({
  ...{ id: toAnswerId(n), groupId: groupId(1), number: `+4670123456${n}`, name: null },
  ...{ why: 'abandoned', calls: 1, sinceMs: Date.now() - 60_000, lastMs: Date.now() - 60_000 },
  ...{ claimedBy: null, snoozedUntilMs: null, doneAtMs: null, doneBy: null },
  ...change,
});
