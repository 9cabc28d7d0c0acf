import { otherSide } from '../call';
import { isPresent } from '../call-facts';
import type { StepOf } from '../plan';
import { unchanged } from '../protocol';
import { leadsNowhere, saying } from './step';
import type { StepRules } from './step';

/** A spoken message to the other side, if there is anybody who would otherwise hear nothing. */
export const goodbye: StepRules<StepOf<'goodbye'>> = {
  begin: (call, side) => (isPresent(call, otherSide(side)) && !call.guests?.length ? unchanged(call) : { over: null }),
  heard: (call, side) => saying(call, side, ['goodbye']),
  endsWith: 'sound',
  ringsNewcomers: false,
  leadsTo: leadsNowhere,
};
