import type { CallView } from '../contract/calls/call-view';
import type { UserId } from '../contract/ids';
import type { Call } from './engine/call';
import { mayBeRecorded } from './engine/call-recording';
import type { Knowledge } from './knowledge';
import { callView } from './view';

/** The call as one user's card shows it, with what the organisation lets that one do with it. */
export function shownView(
  call: Call,
  userId: UserId,
  { recordingOf }: Pick<Knowledge, 'recordingOf'>,
): CallView | null {
  const view = callView(call, userId);
  if (view === null || recordingOf(call.organisationId, userId) === null || !mayBeRecorded(call, userId)) return view;
  return { ...view, mayRecord: true };
}
