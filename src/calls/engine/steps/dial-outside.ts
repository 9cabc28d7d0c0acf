import type { StepOf } from '../plan';
import { dial } from '../dialling';
import { ringingOrMusic } from './step';
import type { StepRules } from './step';

/** A number of the outside world: an outside party, or the mobile of a user. */
export const dialOutside: StepRules<StepOf<'dialOutside'>> = {
  begin: (call, side, step, context) => dial(call, side, [step], context),
  heard: ringingOrMusic,
  endsWith: 'legs',
  onFailure: ({ ifUnknown }, reason) => (reason === 'unknownNumber' ? (ifUnknown ?? null) : null),
  ringsNewcomers: false,
  leadsTo: ({ number }, leg) => leg.deviceId === null && leg.deviceLabel === number,
};
