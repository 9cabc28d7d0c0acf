import { sidesOf } from './call';
import { isHolding, partyOf, withParty } from './call-facts';
import type { Call, Party, Side } from './call';
import type { PartyIdentity } from './identity';
import type { Context, Input, Step } from './protocol';

/** Somebody who comes into a call now. */
export const newParty = (
  identity: PartyIdentity,
  direction: Party['direction'],
  context: Pick<Context, 'nowMs'>,
  calledNumber: string | null = null,
): Party => ({
  ...identity,
  direction,
  holding: false,
  deviceHolding: false,
  muted: false,
  holdingSinceMs: null,
  calledNumber,
  talkedUntilMs: null,
  startedAtMs: context.nowMs,
  answeredAtMs: null,
  transferredBy: null,
  returned: null,
  reach: null,
});

/** Notes since when each side has been parking the other, in what a decision made of the call. */
export function holdsTimed(before: Call, after: Call, { nowMs }: Pick<Context, 'nowMs'>): Call {
  return sidesOf(after).reduce((call, side) => {
    const was =
      partyOf(before, side).userId === partyOf(call, side).userId ? partyOf(before, side).holdingSinceMs : null;
    const holdingSinceMs = isHolding(partyOf(call, side)) ? (was ?? nowMs) : null;
    return holdingSinceMs === partyOf(call, side).holdingSinceMs ? call : withParty(call, side, { holdingSinceMs });
  }, after);
}

/** Gives an outside number that nobody knew so far its name. */
export function identified(call: Call, { type: _, ...known }: Extract<Input, { type: 'identified' }>): Step {
  const isMeant = (side: Side): boolean =>
    partyOf(call, side).userId === null &&
    partyOf(call, side).number === known.number &&
    partyOf(call, side).name === null;
  return {
    call: sidesOf(call)
      .filter(isMeant)
      .reduce((next, side) => withParty(next, side, known), call),
    effects: [],
  };
}
