import { alsoGoal, dial } from '../dialling';
import type { StepOf } from '../plan';
import { ringingOrMusic } from './step';
import type { StepRules } from './step';

/** The devices that were known when the plan was made; windows may be asked to answer by themselves. */
export const ringDevices: StepRules<StepOf<'ringDevices'>> = {
  begin(call, side, { targets, auto = false, also }, context) {
    const rung = [...targets.map((device) => ({ device, auto })), ...alsoGoal(call, also, context)];
    return rung.length === 0 ? { over: null } : dial(call, side, rung, context);
  },
  heard: ringingOrMusic,
  endsWith: 'legs',
  ringsNewcomers: true,
  leadsTo: ({ targets }, leg) => targets.some(({ deviceId }) => deviceId === leg.deviceId),
};
