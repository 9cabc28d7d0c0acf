import { withParty } from './call';
import type { Call, Party, PartyIdentity, Side } from './call';
import type { Context, Input, Step } from './protocol';

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

const sides: readonly Side[] = ['caller', 'callee'];

/** Gives an outside number that nobody knew so far its name. */
export function identified(call: Call, { number, contactId, name }: Extract<Input, { type: 'identified' }>): Step {
  const isMeant = (side: Side): boolean => call[side].userId === null && call[side].number === number && call[side].contactId === null;
  return { call: sides.filter(isMeant).reduce((next, side) => withParty(next, side, { contactId, name }), call), effects: [] };
}
