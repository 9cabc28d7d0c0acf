import type { StepOf } from '../plan';
import { dial, whyNot } from '../dialling';
import { handOn } from './hand-on';
import { ringingOrMusic } from './step';
import type { StepRules } from './step';

/** A number of the outside world: an outside party, the mobile of a user, or where a user's calls are forwarded to. */
export const dialOutside: StepRules<StepOf<'dialOutside'>> = {
  begin(call, side, step, context) {
    // What a rule leads to is left out; who calls is told.
    const refused = whyNot(call, step, context);
    if (refused !== null) return { over: step.forwardedBy === undefined ? refused : null };
    const there = step.to ? handOn(call, side, step.to, context) : call;
    return dial(there, side, [step], context);
  },
  heard: ringingOrMusic,
  endsWith: 'legs',
  // What the network has said already is not said again.
  onFailure: ({ ifUnknown }, reason, wasSaid) => (reason === 'unknownNumber' && !wasSaid ? (ifUnknown ?? null) : null),
  ringsNewcomers: false,
  leadsTo: ({ number }, leg) => leg.deviceId === null && leg.deviceLabel === number,
};
