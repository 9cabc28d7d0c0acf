import type { HistoryEntry } from '../contract/history/history';
import type { UserId } from '../contract/ids';
import type { Job } from '../ports/jobs';
import type { Call } from './engine/call';
import type { Effect } from './engine/protocol';
import { jobsForCall } from './jobs-for-call';
import { historyEntry } from './view';

/** What one decision leaves to be stored, all or nothing. */
export interface CallChange {
  readonly call: Call;
  readonly history: readonly { readonly userId: UserId; readonly entry: HistoryEntry }[];
  readonly jobs: readonly Job[];
}

export function changeOf(before: Call | null, call: Call, effects: readonly Effect[], nowMs: number): CallChange {
  const records = effects.filter((effect) => effect.type === 'history').map((effect) => effect.record);
  const history = records.map((record) => ({ userId: record.userId, entry: historyEntry(call, record, nowMs) }));
  return { call, history, jobs: jobsForCall(before, call, records) };
}
