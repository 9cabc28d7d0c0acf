import type { UserId } from '../../contract/ids';
import { isPresent, liveLegs, queueOf, withParty } from './call-facts';
import type { Call, Offered, Reach, Side } from './call';
import { callBackNoMore } from './calling-back';
import { mayBeRung, ring, stopBeside } from './beside';
import type { Person } from './identity';
import { andThen, unchanged } from './protocol';
import type { Context, Input, Progress, Step } from './protocol';
import { nextStep } from './reach/reach';
import { hangUpSide } from './dialling';

/**
 * Agents ring for a call that waits for their group. They ring beside it, as colleagues do: who answers has the call.
 * A call that does not wait any more has said so. Whoever has gone on to another group is its caller from then on.
 */
export function offer(
  call: Call,
  { offerId, agents, group: { name, number, isVip = false } }: Extract<Input, { type: 'offer' }>,
  context: Context,
): Progress {
  if (queueOf(call) === null) return unchanged(call);
  const isSame = call.callee.reach?.offered?.id === offerId;
  return andThen(isSame ? unchanged(call) : stopOffer(call), (each) => {
    const { reach } = each.callee;
    if (!reach) return unchanged(each);
    const before = isSame ? (reach.offered?.agents ?? []) : [];
    const offered: Offered = { id: offerId, agents: [...before, ...agents.map(({ userId }) => userId)] };
    const named: Call = { ...each, isVip, callee: { ...each.callee, name, number } };
    const begun = withParty(named, 'callee', { reach: { ...reach, offered } });
    return agents.reduce<Step>(
      (step, agent) => andThen(step, (now) => ringAgent(now, agent, context)),
      unchanged(begun),
    );
  });
}

/** Whoever declined it a while ago is asked again by the distributor's word. */
function ringAgent(call: Call, agent: Person, context: Context): Step {
  const asked = forgotten(call, agent.userId);
  if (!mayBeRung(asked, 'callee', agent.userId)) return unchanged(asked);
  return ring(asked, 'callee', [], { person: agent }, context) ?? unchanged(asked);
}

function forgotten(call: Call, userId: UserId): Call {
  const { reach } = call.callee;
  if (!reach) return call;
  const left = call.left.filter(({ party }) => party.userId !== userId);
  const declined = reach.declined?.filter((each) => each !== userId) ?? [];
  return withParty({ ...call, left }, 'callee', { reach: { ...reach, declined } });
}

/** Agents ring for it no more, and have missed nothing of their own. */
export function withdraw(call: Call, input: Extract<Input, { type: 'withdraw' }>, context: Context): Progress {
  const { served } = call;
  if (served?.offerId === input.offerId && input.agents.includes(served.userId))
    return backInLine(call, 'callee', context) ?? unchanged(call);
  if (call.callingBack?.offerId === input.offerId) return callBackNoMore(call, context);
  const { offered } = call.callee.reach ?? {};
  if (offered?.id !== input.offerId) return unchanged(call);
  const agents = input.agents.filter((each) => offered.agents.includes(each));
  return agents.reduce<Step>((step, each) => andThen(step, (now) => stopAgent(now, each)), unchanged(call));
}

function stopAgent(call: Call, userId: UserId): Step {
  const stopped = stopBeside(call, 'callee', userId, 'noAnswer');
  const { reach } = call.callee;
  if (!reach?.offered) return unchanged(call);
  const gone = reach.beside?.find((each) => each.userId === userId);
  const beside = reach.beside?.filter((each) => each !== gone) ?? [];
  const agents = reach.offered.agents.filter((each) => each !== userId);
  const left = gone ? [...call.left, { party: gone, side: 'callee' as const, reason: 'noAnswer' as const }] : call.left;
  const after = withParty({ ...stopped.call, left }, 'callee', {
    reach: { ...reach, beside, offered: { ...reach.offered, agents } },
  });
  return { call: after, effects: stopped.effects };
}

/** Nobody rings for it any more. */
const stopOffer = (call: Call): Step =>
  (call.callee.reach?.offered?.agents ?? []).reduce<Step>(
    (step, each) => andThen(step, (now) => stopAgent(now, each)),
    unchanged(call),
  );

/**
 * The agent who took the call is gone, or counts as gone, before any audio has come: the caller waits again, with the
 * place as it was. Null = it is no such call.
 */
export function backInLine(call: Call, side: Side, { nowMs }: Context): Progress | null {
  const { served, caller, callee } = call;
  const isServed = served?.callId === call.id && served.userId === callee.userId && !served.isHeard;
  const group = served?.group;
  const isWaiting = call.state === 'active' && caller.reach === null && isPresent(call, 'caller');
  if (!isServed || !group || side !== 'callee' || !isWaiting) return null;
  const gone = hangUpSide(call, 'callee', 'noAnswer');
  const { served: _, ...rest } = gone.call;
  const others = rest.left.filter(({ party }) => party.userId !== null && party.userId !== served.userId);
  const left = [...others, { party: callee, side, reason: 'hungUp' as const }];
  const reach: Reach = {
    ...{ why: 'call', plan: served.plan, transferor: null, timer: 0 },
    ...{ sinceMs: nowMs, untilMs: nowMs, legsFrom: call.legs.length },
  };
  return {
    call: {
      ...{ ...rest, left, state: 'ringing', answeredAtMs: null },
      caller: { ...caller, answeredAtMs: null },
      callee: { ...group, reach },
    },
    effects: gone.effects,
    begins: 'callee',
  };
}

/** The call waits no more: it goes on as the group says, or with what its own plan has next. */
export function leaveQueue(call: Call, { plan }: Extract<Input, { type: 'leaveQueue' }>): Progress {
  if (queueOf(call) === null) return unchanged(call);
  return andThen(stopOffer(call), (each): Progress => {
    if (plan === null || !each.callee.reach) return nextStep(each, 'callee');
    const next = withParty(each, 'callee', { reach: { ...each.callee.reach, plan } });
    return { ...unchanged(next), begins: 'callee' };
  });
}

/** A device of this agent rings for the offer. */
export const ringsFor = (call: Call, userId: UserId): boolean =>
  liveLegs(call).some((leg) => leg.side === 'callee' && leg.userId === userId);
