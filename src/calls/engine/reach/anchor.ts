import type { DeviceId } from '../../../contract/ids';
import { isPresent, liveLegsOf, partyOf, talkingLeg, withParty } from '../call-facts';
import type { Call, Side } from '../call';
import type { PlanStep, RingTarget } from '../plan';
import { alsoRing, stopRinging } from '../dialling';
import { partOver } from '../guests';
import { andThen, unchanged } from '../protocol';
import type { Context, Progress, Step } from '../protocol';
import { reach, takesOver } from './reach';
import type { ReachRules } from './reach';

const ringOthersForMs = 20_000;
/** The spoken goodbye is shorter; this is for a switch that does not say when it is over. */
const goodbyeForMs = 10_000;

const plan = (forMs: number): readonly PlanStep[] => [
  { kind: 'wait', forMs, because: 'connectionLost' },
  { kind: 'ringReachable', forMs: ringOthersForMs, because: 'connectionLost' },
  { kind: 'goodbye', forMs: goodbyeForMs, because: 'didNotComeBack' },
  { kind: 'end', reason: 'lost', because: 'didNotComeBack' },
];

/**
 * A side of an active call is away: its leg has stalled, or is gone. The server keeps the call for its person, and what
 * rings for that person goes on ringing. An outside party has nowhere to come back from.
 *
 * @param lostDevice the device that is gone, when its leg is
 */
export function anchor(call: Call, side: Side, lostDevice: DeviceId | null, context: Context): Progress {
  const { userId, reach: current } = partyOf(call, side);
  if (userId === null) return talkingLeg(call, side) ? unchanged(call) : partOver(call, side, 'lost', context);
  const anchored: Progress =
    current?.why === 'anchor' ? unchanged(call) : reach(call, side, 'anchor', plan(context.anchorForMs), context);
  return andThen(anchored, (each) => comeBackAgain(each, side, lostDevice, context));
}

/**
 * A window of a person who is away has lost its leg. Where the window itself runs, no registration will tell that it is
 * back.
 */
function comeBackAgain(call: Call, side: Side, lostDevice: DeviceId | null, context: Context): Step {
  const { userId } = partyOf(call, side);
  if (userId === null || lostDevice === null) return unchanged(call);
  const again = context.reachable(userId).find((target) => target.isWindow && target.deviceId === lostDevice);
  return again ? comeBack(call, side, again, context) : unchanged(call);
}

/** A device of a person who is away is there: a window takes the call by itself, a phone rings. */
function comeBack(call: Call, side: Side, target: RingTarget, context: Context): Step {
  // Its own audio may resume any moment; nothing is gained by a second leg.
  if (liveLegsOf(call, side).some((leg) => leg.deviceId === target.deviceId)) return unchanged(call);
  return alsoRing(call, side, target, target.isWindow, context);
}

/** The side has its audio again, by the leg that had stalled or by a new one. */
function returned(call: Call, side: Side): Step {
  if (partyOf(call, side).reach === null || !isPresent(call, side)) return unchanged(call);
  const stopped = stopRinging(call, side, 'answeredElsewhere');
  return {
    call: withParty(stopped.call, side, { reach: null }),
    effects: [{ type: 'stopTimer', timer: side }, ...stopped.effects],
  };
}

/** The connection was lost; the other side hears music. Nobody there, it hears a goodbye, and the call ends. */
export const anchorRules: ReachRules = {
  answered: takesOver,
  exhausted: partOver,
  appeared: comeBack,
  // The person talked already, and may have another device to go on with.
  canBeDeclined: false,
  // Its page went away while it was called, and another is there already: it appeared before this one was known to be
  // gone.
  lost: comeBackAgain,
  resumed: returned,
};
