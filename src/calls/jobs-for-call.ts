import type { UserId } from '../contract/ids';
import type { Job } from '../ports/jobs';
import { sidesOf } from './engine/call';
import { isLeftFor, isWithVoicemail, openRecordings, partyOf } from './engine/call-facts';
import type { Call, Recording } from './engine/call';
import { seenBy } from './engine/identity';
import type { HistoryRecord } from './engine/protocol';

/** So much of somebody's voice makes a message; with less, the call was only missed. */
const leastSpeechMs = 2_000;

/** What is to be done later because a call changed: cards in the chat, and old cards that are handled now. */
export function jobsForCall(before: Call | null, after: Call, records: readonly HistoryRecord[]): Job[] {
  const about = { organisationId: after.organisationId, callId: after.id };
  const missed = records
    .filter(({ outcome }) => outcome === 'missed' || outcome === 'disconnected')
    .filter(({ userId }) => !isRecordedFor(after, userId))
    .map(({ userId }): Job => ({ name: 'missed-call', data: { ...about, userId } }));
  return [...missed, ...recordedJobs(before, after), ...anchorJobs(before, after), ...calledBack(before, after)];
}

/** Whether there is a message is known once the recording is over. */
const isRecordedFor = ({ recordings = [] }: Call, userId: UserId): boolean =>
  recordings.some((each) => isLeftFor(each, userId));

/** Of one that was left behind nobody knows yet what it holds. */
const isMessage = ({ reason, speechMs }: Recording): boolean =>
  reason === 'interrupted' || (reason !== 'failed' && (speechMs ?? 0) >= leastSpeechMs);

function recordedJobs(before: Call | null, after: Call): Job[] {
  const wasOpen = new Set(before ? openRecordings(before).map(({ id }) => id) : []);
  const over = after.recordings?.filter(({ id, reason }) => reason !== null && wasOpen.has(id)) ?? [];
  return over.flatMap((each): readonly Job[] => {
    const { id: recordingId, ownerId: userId } = each;
    if (each.greeting) return [];
    const about = { organisationId: after.organisationId, callId: after.id };
    // Of one that has failed nothing is kept, and whoever wanted it has seen that.
    if (each.talk)
      return userId === null || each.reason === 'failed'
        ? []
        : [{ name: 'call-recorded', data: { ...about, userId, recordingId, groupId: each.talk.groupId } }];
    if (userId === null) return isMessage(each) ? groupJobs(after, each) : [];
    return isMessage(each)
      ? [{ name: 'voicemail-left', data: { ...about, userId, recordingId } }]
      : [{ name: 'missed-call', data: { ...about, userId } }];
  });
}

/** Nobody of the group has the call in a list: who has left the message is told here. */
function groupJobs(
  { organisationId, id: callId, caller, callee }: Call,
  { id: recordingId, groupId, startedAtMs, ms }: Recording,
): readonly Job[] {
  if (groupId === undefined) return [];
  const from = { ...seenBy(null, caller), userId: caller.userId };
  const left = { from, calledNumber: callee.calledNumber, leftAtMs: startedAtMs + (ms ?? 0) };
  return [{ name: 'group-message-left', data: { organisationId, callId, groupId, recordingId, ...left } }];
}

const anchoredUsers = (call: Call | null): readonly UserId[] =>
  call === null || call.state === 'ended'
    ? []
    : sidesOf(call).flatMap((side) =>
        partyOf(call, side).reach?.why === 'anchor' ? (partyOf(call, side).userId ?? []) : [],
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
  const isAnswered = after.state === 'active' && before?.state !== 'active' && !isWithVoicemail(after);
  if (!isAnswered || userId === null || otherNumber === null) return [];
  return [
    { name: 'called-back', data: { organisationId: after.organisationId, callId: after.id, userId, otherNumber } },
  ];
}
