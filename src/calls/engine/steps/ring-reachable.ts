import { candidates, liveLegsOf, partyOf } from '../call-facts';
import type { StepOf } from '../plan';
import { dial } from '../dialling';
import { leadsNowhere, ringingOrMusic } from './step';
import type { StepRules } from './step';

/** Whatever devices the person has when the step begins; those that a step before rings go on ringing. */
export const ringReachable: StepRules<StepOf<'ringReachable'>> = {
  begin(call, side, _step, context) {
    const { userId } = partyOf(call, side);
    const busy = new Set(liveLegsOf(call, side).map((leg) => leg.deviceId));
    const free = userId === null ? [] : context.reachable(userId).filter(({ deviceId }) => !busy.has(deviceId));
    if (free.length === 0 && candidates(call, side).length === 0) return { over: null };
    return dial(
      call,
      side,
      free.map((device) => ({ device, auto: false })),
      context,
    );
  },
  heard: ringingOrMusic,
  endsWith: 'legs',
  ringsNewcomers: true,
  leadsTo: leadsNowhere,
};
