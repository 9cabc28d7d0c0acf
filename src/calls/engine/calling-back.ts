import type { EndReason } from '../../contract/calls/end-reason';
import { isCallbackOffered } from './call-facts';
import type { Call } from './call';
import { endCall } from './ending';
import type { CallingBack, PlanStep } from './plan';
import { unchanged } from './protocol';
import type { Context, Effect, Input, Progress } from './protocol';

/** How the agent is asked, for as long as the group wants; then the group says whether the number is called. */
const [askedForMs, grantedWithinMs] = [600_000, 15_000];
const because = 'calledBackByGroup';

export const asksAgent: PlanStep = { kind: 'ringReachable', forMs: askedForMs, because };
export const untilGranted: readonly PlanStep[] = [
  { kind: 'wait', forMs: grantedWithinMs, because },
  { kind: 'end', reason: 'noAnswer', because },
];

/** The agent has taken the callback, and nobody else has: the number is called. */
export function callBack(call: Call, { offerId, plan }: Extract<Input, { type: 'callBack' }>): Progress {
  const { reach } = call.callee;
  const isTaken = call.callingBack?.offerId === offerId && call.state === 'ringing' && call.caller.reach === null;
  if (!isTaken || reach?.plan[0]?.kind !== 'wait') return unchanged(call);
  return { ...unchanged({ ...call, callee: { ...call.callee, reach: { ...reach, plan } } }), begins: 'callee' };
}

/** The group has taken the offer back. Whom the agent talks with stays. */
export function callBackNoMore(call: Call, context: Context): Progress {
  if (call.state !== 'ringing') return unchanged(call);
  return endCall(call, isCallbackOffered(call) ? 'ownDevice' : 'noAnswer', context);
}

/** Who wanted to be called back has answered: the agent, who was heard before, talks for the group. */
export const calledBack = (call: Call, { callId, offerId, queue }: CallingBack): Call =>
  call.caller.userId === null
    ? call
    : { ...call, served: { callId, offerId, userId: call.caller.userId, isHeard: true, group: null, plan: [queue] } };

/** What the distributor has to be told of a call by which somebody is called back. */
export function callbackEvents(before: Call | null, after: Call): readonly Extract<Effect, { type: 'queueEvent' }>[] {
  const { callingBack, caller } = after;
  const { userId } = caller;
  if (!callingBack || userId === null || (before !== null && before.state !== 'ringing')) return [];
  const { offerId } = callingBack;
  const isOver = after.state === 'ended';
  if (before === null || isCallbackOffered(before)) {
    if (isOver) return [{ type: 'queueEvent', event: 'offerEnded', offerId, userId, reason: whyNotTaken(after) }];
    return isCallbackOffered(after) ? [] : [{ type: 'queueEvent', event: 'offerAnswered', offerId, userId }];
  }
  if (!isOver) return [];
  return [
    wasGivenUp(after.endReason)
      ? { type: 'queueEvent', event: 'offerEnded', offerId, userId, reason: 'hungUp' }
      : { type: 'queueEvent', event: 'callbackFailed', offerId },
  ];
}

/** By the agent, before anybody has answered. */
const wasGivenUp = (reason: EndReason | null): boolean => reason === 'cancelled' || reason === 'lost';

/** A leg that was ended by us was so by the agent's own word: the group does not ask for what it has said itself. */
function whyNotTaken({ legs, caller }: Call): 'declined' | 'busy' | 'unreachable' {
  const last = legs.findLast(({ userId }) => userId === caller.userId);
  if (last && (last.endReason === null || last.endReason === 'declined')) return 'declined';
  return last?.endReason === 'busy' ? 'busy' : 'unreachable';
}
