import type { CallId, LegId } from '../contract/ids';
import type { Clock } from '../ports/clock';
import type { CarryOut } from './carry-out';
import type { Call } from './engine/call';
import { liveLegs } from './engine/call-facts';
import type { Input } from './engine/protocol';
import { takenUp } from './engine/taken-up';
import type { LiveCalls } from './live-calls';

export interface GoOnDeps {
  readonly live: LiveCalls;
  readonly clock: Clock;
  readonly carryOut: CarryOut;
}

/**
 * Goes on with a call of which the switch has kept these legs while we were away. False = it is another's.
 * @param notify gives a call an input that nobody waits for
 */
export function createGoOn({ live, clock, carryOut }: GoOnDeps, notify: (callId: CallId, input: Input) => void) {
  return async (call: Call, standing: ReadonlySet<LegId>): Promise<boolean> => {
    if (!(await live.own(call.id))) return false;
    const effects = takenUp(call, clock.nowMs());
    live.put(call);
    carryOut.effects(call.id, effects);
    carryOut.show(null, call);
    for (const { id: leg, state, stalled } of liveLegs(call))
      // Why a leg is gone nobody knows; that its person has hung up is what happens most.
      if (!standing.has(leg))
        notify(call.id, { type: 'legEnded', leg, reason: state === 'up' ? 'hungUp' : 'noAnswer' });
      else if (stalled) notify(call.id, { type: 'legResumed', leg });
    return true;
  };
}
