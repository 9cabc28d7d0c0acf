import { otherSide } from '../call';
import { isPresent } from '../call-facts';
import type { StepOf } from '../plan';
import { unchanged } from '../protocol';
import { leadsNowhere, saying } from './step';
import type { StepRules } from './step';

/**
 * Words to the other side, if there is anybody; whoever has not been answered hears them as early media, and pays
 * nothing.
 */
export const say: StepRules<StepOf<'say'>> = {
  begin: (call, side) => (isPresent(call, otherSide(side)) ? unchanged(call) : { over: null }),
  heard: (call, side, { sounds }) => saying(call, side, sounds),
  endsWith: 'sound',
  isEarly: true,
  ringsNewcomers: false,
  leadsTo: leadsNowhere,
};
