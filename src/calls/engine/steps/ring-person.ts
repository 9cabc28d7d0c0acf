import { mayBeRung, ring } from '../beside';
import { ringsBy } from '../plan';
import type { StepOf } from '../plan';
import { handOn } from './hand-on';
import { leadsNowhere, ringingOrMusic } from './step';
import type { StepRules } from './step';

/**
 * The call goes on to somebody else, who was not asked. Nobody is forwarded to who has to do with the call already:
 * themselves, the other side, whoever made the transfer, or from whom it was forwarded before.
 */
export const ringPerson: StepRules<StepOf<'ringPerson'>> = {
  begin(call, side, { person, also, rings }, context) {
    const targets = context.reachable(person.userId).filter((target) => ringsBy(rings, target));
    if (!mayBeRung(call, side, person.userId)) return { over: null };
    const own = targets.map((device) => ({ device, auto: false }));
    return ring(handOn(call, side, person, context), side, own, also, context) ?? { over: null };
  },
  heard: ringingOrMusic,
  endsWith: 'legs',
  ringsNewcomers: true,
  leadsTo: leadsNowhere,
};
