import { isPresent, otherSide, talkingLeg, withLeg } from '../call';
import type { StepOf } from '../plan';
import { unchanged } from '../protocol';
import { leadsNowhere, music } from './step';
import type { StepRules } from './step';

/**
 * The other side waits for an answer group, answered by the system and by nobody yet: the call goes on ringing. Whom it
 * is offered to rings beside the group (offering.ts).
 */
export const queue: StepRules<StepOf<'queue'>> = {
  begin(call, side) {
    const leg = talkingLeg(call, otherSide(side));
    if (!leg || !isPresent(call, otherSide(side))) return { over: null };
    if (leg.state !== 'arrived') return unchanged(call);
    return {
      call: withLeg(call, leg.id, { state: 'up', wasUp: true }),
      effects: [{ type: 'answer', leg: leg.id }],
    };
  },
  heard: music,
  endsWith: null,
  ringsNewcomers: false,
  leadsTo: leadsNowhere,
};
