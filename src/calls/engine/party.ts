import type { Party, PartyIdentity } from './call';
import type { Context } from './protocol';

/** Somebody who comes into a call now. */
export const newParty = (identity: PartyIdentity, direction: Party['direction'], context: Pick<Context, 'nowMs'>): Party => ({
  ...identity,
  direction,
  holding: false,
  deviceHolding: false,
  muted: false,
  startedAtMs: context.nowMs,
  answeredAtMs: null,
  transferredBy: null,
  returned: null,
  reach: null,
});
