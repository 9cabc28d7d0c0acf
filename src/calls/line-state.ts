import type { LineState } from '../contract/lines/line-state';
import type { UserId } from '../contract/ids';
import { isConnected, isUncalled, sideOf } from './engine/call';
import type { Call } from './engine/call';

/**
 * A person's line as colleagues see it: a call is shown also when its device has just gone; a line rings only for a call
 * that comes in; whoever is calling somebody is in a call.
 */
export function lineState(userId: UserId, reachable: boolean, calls: readonly Call[]): LineState {
  const mine = calls.flatMap((call) => {
    const side = call.state === 'ended' ? null : sideOf(call, userId);
    return side === null || (side === 'callee' && isUncalled(call)) ? [] : [call[side]];
  });
  if (mine.some((party) => isConnected(party) || (party.direction === 'out' && party.reach?.why !== 'return'))) return 'inCall';
  if (mine.length > 0) return 'ringing';
  return reachable ? 'idle' : 'offline';
}
