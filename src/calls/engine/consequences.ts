import type { CallId, UserId } from '../../contract/ids';
import { isCallbackOffered, isConnected, isHolding, participants, partyOf, sideOf } from './call-facts';
import type { Call } from './call';
import type { Input } from './protocol';

export interface Consequence {
  readonly callId: CallId;
  readonly input: Input;
}

/** The user's ear and mouth are in this call: it is answered and not parked by the user. */
function speaksIn(call: Call | null, userId: UserId): boolean {
  const side = call && sideOf(call, userId);
  return (
    call?.state === 'active' && side !== null && isConnected(partyOf(call, side)) && !isHolding(partyOf(call, side))
  );
}

/** By this change the user turned to this call: began it, answered it, was answered, or took it back. */
const turnsTo = (before: Call | null, after: Call, userId: UserId): boolean =>
  speaksIn(after, userId)
    ? !speaksIn(before, userId)
    : before === null && after.state === 'ringing' && after.caller.userId === userId && !isCallbackOffered(after);

const sameTwoPeople = (a: Call, b: Call): boolean => {
  const people = [a.caller.userId, a.callee.userId];
  return (
    !people.includes(null) &&
    people.includes(b.caller.userId) &&
    people.includes(b.callee.userId) &&
    b.caller.userId !== b.callee.userId
  );
};

const wasTransferred = ({ caller, callee }: Call): boolean =>
  caller.transferredBy !== null || callee.transferredBy !== null;

/**
 * Two people called each other, and each answered the other's call before hearing of the first answer: two calls where
 * one is meant.
 */
const crossed = (a: Call, b: Call): boolean =>
  a.id !== b.id &&
  !wasTransferred(a) &&
  !wasTransferred(b) &&
  a.state === 'active' &&
  b.state === 'active' &&
  sameTwoPeople(a, b) &&
  a.caller.userId === b.callee.userId &&
  Math.max(a.startedAtMs, b.startedAtMs) <= Math.min(a.answeredAtMs ?? 0, b.answeredAtMs ?? 0);

/** The call that gives way, the same one whichever of the two asks. */
const laterAnswered = (a: Call, b: Call): Call => {
  const difference = (a.answeredAtMs ?? 0) - (b.answeredAtMs ?? 0);
  return difference > 0 || (difference === 0 && a.id > b.id) ? a : b;
};

/**
 * What a change of one call means for the other calls of the same people: a person speaks in one call at a time, so
 * taking one parks the others; and when two people who called each other are connected, the crossing call loses its
 * point.
 */
export function consequences(before: Call | null, after: Call, others: readonly Call[]): readonly Consequence[] {
  const result: Consequence[] = [];
  // Two calls cross when one is answered, once: later each is a call like any other.
  const isAnswered = after.state === 'active' && before?.state !== 'active';
  for (const userId of participants(after)) {
    if (!turnsTo(before, after, userId)) continue;
    for (const other of others) {
      if (other.id === after.id || !speaksIn(other, userId) || (isAnswered && crossed(after, other))) continue;
      result.push({
        callId: other.id,
        input: { type: 'command', userId, command: { name: 'call.hold', callId: other.id } },
      });
    }
  }
  if (isAnswered) {
    for (const other of others) {
      if (other.id !== after.id && other.state === 'ringing' && sameTwoPeople(after, other))
        result.push({ callId: other.id, input: { type: 'superseded' } });
      else if (crossed(after, other))
        result.push({ callId: laterAnswered(after, other).id, input: { type: 'superseded' } });
    }
  }
  return result;
}
