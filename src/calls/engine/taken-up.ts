import { audioEffects, ears } from './audio';
import { recordingTakenUp } from './call-recording';
import { otherSide, sidesOf } from './call';
import { liveLegs, openRecordings, partyOf, talkingLeg } from './call-facts';
import type { Call } from './call';
import { spokenGreeting } from './mailbox-plan';
import type { Effect } from './protocol';

/** What waits for people is not over in the moment in which we are back: their devices come back too. */
const leastMs = 5_000;

/**
 * What has to be done about a call that the switch has kept while we were away: all of it once more, since nobody knows
 * what was carried out of what was decided last.
 */
export function takenUp(call: Call, nowMs: number): readonly Effect[] {
  return [
    ...timers(call, nowMs),
    ...liveLegs(call).flatMap((leg): Effect[] => (leg.state === 'up' ? [{ type: 'answer', leg: leg.id }] : [])),
    ...rung(call),
    // Whoever hears nobody is not heard of in a change from nothing.
    ...[...ears(call).keys()].map((leg): Effect => ({ type: 'hear', leg, from: [] })),
    ...audioEffects(ears(null), ears(call)),
    ...recording(call),
    ...recordingTakenUp(call),
  ];
}

function timers(call: Call, nowMs: number): Effect[] {
  return sidesOf(call).flatMap((timer): Effect[] => {
    const { reach } = partyOf(call, timer);
    if (reach === null || reach.timer === 0) return [];
    return [{ type: 'startTimer', timer, id: reach.timer, ms: Math.max(leastMs, reach.untilMs - nowMs) }];
  });
}

/** Who waits for a phone that rings hears that it does. */
function rung(call: Call): Effect[] {
  return sidesOf(call).flatMap((side): Effect[] => {
    const waiting = talkingLeg(call, side);
    const rings = liveLegs(call).some((leg) => leg.side === otherSide(side) && leg.state === 'ringing');
    return waiting?.state === 'arrived' && rings ? [{ type: 'ring', leg: waiting.id }] : [];
  });
}

/** What is recorded goes on being recorded: the switch knows it by its name. */
function recording(call: Call): Effect[] {
  const step = call.callee.reach?.plan[0];
  if (step?.kind !== 'record' && step?.kind !== 'mailbox') return [];
  const { maxMs, silenceMs } = step.kind === 'record' ? step : spokenGreeting;
  return openRecordings(call)
    .filter(({ talk }) => talk === undefined)
    .map(({ id, leg }) => ({
      ...{ type: 'record', leg, recording: id },
      limits: { maxMs, silenceMs },
    }));
}
