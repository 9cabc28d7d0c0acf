import { otherSide } from '../call';
import { talkingLeg, withLeg, withParty } from '../call-facts';
import type { Call, Side } from '../call';
import type { Service } from '../identity';
import type { StepOf } from '../plan';
import type { Context } from '../protocol';
import { handOn } from './hand-on';
import { leadsNowhere, saying } from './step';
import type { StepRules } from './step';

/** As the other side is told: whose voicemail it is. */
const voicemailOf = ({ owner: { contactId, name, number } }: StepOf<'greet'>): Service => ({
  ...{ contactId, name, number },
  kind: 'service',
  userId: null,
  service: 'voicemail',
});

/** Nobody is asked any more: the call is up, and its owner sees it no more. */
function answeredBy(call: Call, side: Side, step: StepOf<'greet'>, context: Context): Call {
  const there = handOn(call, side, voicemailOf(step), context, step.wasFor);
  return withParty({ ...there, state: 'active' }, otherSide(side), { answeredAtMs: context.nowMs });
}

/** A greeting to the other side, which is answered; # is for who knows it already. */
export const greet: StepRules<StepOf<'greet'>> = {
  begin(call, side, step, context) {
    const leg = talkingLeg(call, otherSide(side));
    // A phone that waits, and sends nothing until its person speaks, is there.
    if (!leg || (leg.stalled && !leg.neverHeard)) return { over: null };
    const there = withLeg(answeredBy(call, side, step, context), leg.id, { stalled: false });
    if (leg.state !== 'arrived') return { call: there, effects: [] };
    return { call: withLeg(there, leg.id, { state: 'up', wasUp: true }), effects: [{ type: 'answer', leg: leg.id }] };
  },
  heard: (call, side, { sounds }) => saying(call, side, sounds),
  endsWith: 'sound',
  endsWithDigit: '#',
  ringsNewcomers: false,
  leadsTo: leadsNowhere,
};
