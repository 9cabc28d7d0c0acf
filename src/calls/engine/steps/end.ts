import type { StepOf } from '../plan';
import { leadsNowhere, music } from './step';
import type { StepRules } from './step';

/** The plan is at its end: nobody was reached, for the reason that the step gives. */
export const end: StepRules<StepOf<'end'>> = {
  begin: (_call, _side, { reason }) => ({ over: reason }),
  heard: music,
  // A device that takes a leg's place by itself is all that its plan has: without it, nobody is reached.
  endsWith: 'legs',
  ringsNewcomers: false,
  leadsTo: leadsNowhere,
};
