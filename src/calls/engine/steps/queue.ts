import { otherSide } from '../call';
import { isPresent, talkingLeg, withLeg } from '../call-facts';
import type { Call } from '../call';
import type { StepOf } from '../plan';
import type { Effect } from '../protocol';
import { handOn } from './hand-on';
import { heardWaiting, playedWaiting, saidAll } from '../waiting';
import { leadsNowhere } from './step';
import type { StepRules } from './step';

/** Whether there are callbacks is the group's to say. */
const callbackDigit = '1';
const wanted = ({ id }: Call): readonly Effect[] => [{ type: 'queueEvent', event: 'callbackWanted', callId: id }];

/**
 * The other side waits for an answer group, answered by the system and by nobody yet: the call goes on ringing. Whom it
 * is offered to rings beside the group (offering.ts).
 */
export const queue: StepRules<StepOf<'queue'>> = {
  begin(call, side, { to }, context) {
    const leg = talkingLeg(call, otherSide(side));
    if (!leg || !isPresent(call, otherSide(side))) return { over: null };
    const there = saidAll(to ? handOn(call, side, to, context) : call);
    if (leg.state !== 'arrived') return { call: there, effects: [] };
    return { call: withLeg(there, leg.id, { state: 'up', wasUp: true }), effects: [{ type: 'answer', leg: leg.id }] };
  },
  heard: heardWaiting,
  onPlayed: playedWaiting,
  onDigits: (call, _side, _step, digits) => ({ call, effects: digits.includes(callbackDigit) ? wanted(call) : [] }),
  endsWith: null,
  ringsNewcomers: false,
  leadsTo: leadsNowhere,
};
