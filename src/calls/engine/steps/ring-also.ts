import { ring } from '../beside';
import { candidates } from '../call-facts';
import type { StepOf } from '../plan';
import { unchanged } from '../protocol';
import { leadsNowhere, ringingOrMusic } from './step';
import type { StepRules } from './step';

/** After a while one more rings beside what rings already: a number, or a colleague. */
export const ringAlso: StepRules<StepOf<'ringAlso'>> = {
  begin(call, side, { also }, context) {
    const rings = candidates(call, side).length > 0;
    return ring(call, side, [], also, context) ?? (rings ? unchanged(call) : { over: null });
  },
  heard: ringingOrMusic,
  endsWith: 'legs',
  joins: true,
  ringsNewcomers: true,
  leadsTo: leadsNowhere,
};
