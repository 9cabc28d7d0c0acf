import type { StepOf } from '../plan';
import { unchanged } from '../protocol';
import { leadsNowhere, ringingOrMusic } from './step';
import type { StepRules } from './step';

/** For a device that comes back: nothing rings of itself, and a leg that ends meanwhile changes nothing. */
export const wait: StepRules<StepOf<'wait'>> = {
  begin: unchanged,
  heard: ringingOrMusic,
  endsWith: null,
  ringsNewcomers: false,
  leadsTo: leadsNowhere,
};
