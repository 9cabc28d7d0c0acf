import type { CallOutcome } from '../../contract/calls';
import type { EndReason } from '../../contract/errors';
import type { HangUpReason } from '../../switch/port';
import { liveLegs } from './call';
import type { Call, Side } from './call';
import type { Context, Effect } from './protocol';

/** How an unanswered call looks to the person who made it. */
const callerOutcomes: Partial<Record<EndReason, CallOutcome>> = {
  cancelled: 'cancelled',
  declined: 'declined',
  noAnswer: 'noAnswer',
  unreachable: 'noAnswer',
  busy: 'busy',
  lost: 'cancelled',
  interrupted: 'interrupted',
};

function outcomeFor(call: Call, side: Side, reason: EndReason, superseded: boolean): CallOutcome {
  if (call.answeredAtMs !== null) return reason === 'interrupted' ? 'interrupted' : 'answered';
  if (side === 'caller') return callerOutcomes[reason] ?? 'failed';
  if (superseded) return 'answeredElsewhere';
  return reason === 'declined' ? 'declined' : 'missed';
}

const callersFault: readonly EndReason[] = ['ownNumber', 'unknownNumber', 'notAllowed'];

/** The call was refused before anything was dialled, so nothing is written for the callee. */
const neverCalled = (call: Call, reason: EndReason): boolean => callersFault.includes(reason) && !call.legs.some((leg) => leg.side === 'callee');

/** Ends a call: every leg, every timer, and exactly one history record for each user who took part. */
export function endCall(
  call: Call,
  reason: EndReason,
  context: Context,
  options: { superseded?: boolean; legReason?: HangUpReason; keep?: readonly Effect[] } = {},
): { call: Call; effects: Effect[] } {
  const effects: Effect[] = [...(options.keep ?? []), { type: 'stopTimer', timer: 'step' }];
  for (const leg of liveLegs(call)) effects.push({ type: 'hangUp', leg: leg.id, reason: options.legReason ?? reason });
  for (const side of ['caller', 'callee'] as const) {
    const { userId } = call[side];
    if (userId === null || (side === 'callee' && neverCalled(call, reason))) continue;
    const outcome = outcomeFor(call, side, reason, options.superseded ?? false);
    effects.push({ type: 'history', record: { userId, side, outcome, endReason: reason } });
  }
  const ended: Call = {
    ...call,
    state: 'ended',
    legs: call.legs.map((leg) => ({ ...leg, state: 'ended' })),
    plan: [],
    endedAtMs: context.nowMs,
    endReason: reason,
  };
  return { call: ended, effects };
}
