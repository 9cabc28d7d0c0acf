import { ring } from '../beside';
import type { StepOf } from '../plan';
import { ringingOrMusic } from './step';
import type { StepRules } from './step';

/** The devices that were known when the plan was made; windows may be asked to answer by themselves. */
export const ringDevices: StepRules<StepOf<'ringDevices'>> = {
  begin(call, side, { targets, auto = false, also }, context) {
    const own = targets.map((device) => ({ device, auto }));
    return ring(call, side, own, also, context) ?? { over: null };
  },
  heard: ringingOrMusic,
  endsWith: 'legs',
  ringsNewcomers: true,
  leadsTo: ({ targets }, leg) => targets.some(({ deviceId }) => deviceId === leg.deviceId),
};
