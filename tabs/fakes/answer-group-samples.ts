import type { GroupAgent, GroupDetail, WaitingCaller } from '../../src/contract/answer-groups/answer-groups';
import type { AnswerGroupId, EntryId } from '../../src/contract/ids';
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
