import { peopleOf, replaced } from '../call';
import type { StepOf } from '../plan';
import { dial } from '../dialling';
import { leave } from '../ending';
import { newParty } from '../party';
import { andThen } from '../protocol';
import { leadsNowhere, ringingOrMusic } from './step';
import type { StepRules } from './step';

/**
 * The call goes on to somebody else, who was not asked: whoever had the side is out of it, as somebody who did not
 * answer. Nobody is forwarded to who has to do with the call already: themselves, the other side, or whoever made the
 * transfer.
 */
export const ringPerson: StepRules<StepOf<'ringPerson'>> = {
  begin(call, side, { person }, context) {
    const before = call[side];
    const targets = context.reachable(person.userId);
    if (targets.length === 0 || peopleOf(call).includes(person.userId)) return { over: null };
    const party = newParty(person, 'in', context, before.calledNumber);
    const reach = before.reach && { ...before.reach, sinceMs: context.nowMs, legsFrom: call.legs.length };
    return andThen(leave(call, side, 'noAnswer'), (each) => {
      const theirs = replaced(each, side, { ...party, transferredBy: before.transferredBy, reach });
      return dial(
        theirs,
        side,
        targets.map((device) => ({ device, auto: false })),
        context,
      );
    });
  },
  heard: ringingOrMusic,
  endsWith: 'legs',
  ringsNewcomers: true,
  leadsTo: leadsNowhere,
};
