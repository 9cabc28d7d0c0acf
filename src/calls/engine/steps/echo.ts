import { otherSide } from '../call';
import { isPresent, talkingLeg, withLeg } from '../call-facts';
import type { StepOf } from '../plan';
import { unchanged } from '../protocol';
import { leadsNowhere } from './step';
import type { StepRules } from './step';

/** The other side is answered and hears itself, until it presses # (as with Asterisk's Echo) or the time is up. */
export const echo: StepRules<StepOf<'echo'>> = {
  begin(call, side) {
    const leg = talkingLeg(call, otherSide(side));
    if (!leg || !isPresent(call, otherSide(side))) return { over: null };
    if (leg.state !== 'arrived') return unchanged(call);
    return { call: withLeg(call, leg.id, { state: 'up', wasUp: true }), effects: [{ type: 'answer', leg: leg.id }] };
  },
  heard(call, side) {
    const leg = talkingLeg(call, otherSide(side));
    return { from: leg ? [leg.id] : [] };
  },
  endsWith: null,
  endsWithDigit: '#',
  ringsNewcomers: false,
  leadsTo: leadsNowhere,
};
