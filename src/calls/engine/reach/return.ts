import type { EndReason } from '../../../contract/calls/end-reason';
import { partyOf, replaced } from '../call-facts';
import { identityOf } from '../identity';
import type { Call, Side } from '../call';
import type { PlanStep, RingTarget } from '../plan';
import { stopRinging } from '../dialling';
import { forwardOver, leave } from '../ending';
import { partOver } from '../guests';
import { unchanged } from '../protocol';
import type { Context, Progress } from '../protocol';
import { nextStep, reach, ringsToo, takesOver } from './reach';
import type { ReachRules } from './reach';

/** How long the target of a transfer rings before the call comes back, and how long it rings then. */
export const transferForMs = 25_000;
/** How long a call that came back to nobody waits for a device of the transferor. */
const waitForMs = 60_000;

/**
 * The transfer of a side was not taken: the call rings at the transferor's devices, with what became of it. Where
 * none can be reached, the other side hears music until one can.
 *
 * @param take the transferor asked for it: the window that had the call, else the one in use, takes it without ringing
 */
export function giveBack(call: Call, side: Side, reason: EndReason, context: Context, take = false): Progress {
  const transferor = partyOf(call, side).reach?.transferor;
  if (!transferor) return unchanged(call);
  const told = forwardOver(call, side, reason, false);
  const stopped = stopRinging(told.call, side, reason === 'cancelled' ? 'cancelled' : 'noAnswer');
  const departed = leave(stopped.call, side, reason);
  const returned = take ? null : { from: identityOf(partyOf(call, side)), reason };
  const reachable = transferor.party.userId === null ? [] : context.reachable(transferor.party.userId);
  const windows = take ? reachable.filter((target) => target.isWindow) : [];
  const window = windows.find(({ deviceId }) => deviceId === transferor.deviceId) ?? windows[0];
  const back = replaced(departed.call, side, { ...transferor.party, returned });
  const begun = reach(back, side, 'return', planOf(window, reachable), context);
  return {
    ...begun,
    effects: [{ type: 'stopTimer', timer: side }, ...told.effects, ...stopped.effects, ...departed.effects],
  };
}

function planOf(window: RingTarget | undefined, reachable: readonly RingTarget[]): readonly PlanStep[] {
  const ring: PlanStep[] = [
    { kind: 'ringReachable', forMs: transferForMs, because: 'transferNotTaken' },
    { kind: 'end', reason: 'noAnswer', because: 'nobodyAnswered' },
  ];
  if (window)
    return [{ kind: 'ringDevices', targets: [window], auto: true, forMs: 5_000, because: 'transferNotTaken' }, ...ring];
  return reachable.length === 0 ? [{ kind: 'wait', forMs: waitForMs, because: 'noDeviceReachable' }, ...ring] : ring;
}

/** A transfer came back to who made it: unanswered there too, the call ends. */
export const returnRules: ReachRules = {
  answered: takesOver,
  exhausted: partOver,
  appeared: (call, side, target, context) =>
    partyOf(call, side).reach?.plan[0]?.kind === 'wait' ? nextStep(call, side) : ringsToo(call, side, target, context),
  canBeDeclined: true,
  lost: unchanged,
  resumed: unchanged,
};
