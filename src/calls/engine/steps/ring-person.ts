import { forwarders, peopleOf } from '../call';
import { ringsBy } from '../plan';
import type { StepOf } from '../plan';
import { alsoGoal, dial } from '../dialling';
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
    const rung = [...targets.map((device) => ({ device, auto: false })), ...alsoGoal(call, also, context)];
    const before = [...peopleOf(call), ...forwarders(call).map(({ userId }) => userId)];
    if (rung.length === 0 || before.includes(person.userId)) return { over: null };
    return dial(handOn(call, side, person, context), side, rung, context);
  },
  heard: ringingOrMusic,
  endsWith: 'legs',
  ringsNewcomers: true,
  leadsTo: leadsNowhere,
};
