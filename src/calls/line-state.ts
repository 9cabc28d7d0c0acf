import type { UserId } from '../contract/ids';
import type { CallState } from '../lines/line-states';
import { isConnected, isUncalled, partyOf, sideOf, sideRungBeside } from './engine/call-facts';
import type { Call } from './engine/call';

/**
 * What a person's calls make of the line: a call is shown also when its device has just gone; a line rings only for a
 * call that comes in; whoever is calling somebody is in a call.
 */
export function stateOfCalls(userId: UserId, calls: readonly Call[]): CallState {
  const mine = calls.flatMap((call) => {
    const side = call.state === 'ended' ? null : sideOf(call, userId);
    return side === null || (side === 'callee' && isUncalled(call)) ? [] : [partyOf(call, side)];
  });
  if (mine.some((party) => isConnected(party) || (party.direction === 'out' && party.reach?.why !== 'return')))
    return 'inCall';
  return mine.length > 0 || calls.some((call) => sideRungBeside(call, userId) !== null) ? 'ringing' : null;
}
