import { isHolding, otherSide, talkingLeg } from './call';
import type { Call, Side } from './call';
import type { Effect } from './protocol';

/** What a leg hears. `itself` = whatever the caller's leg hears before the answer (ringing tone, early media). */
type Hearing = 'nothing' | 'music' | 'other' | 'itself';

const sides = ['caller', 'callee'] as const;

/**
 * Who hears what, derived from the state alone: two people who talk hear each other; whoever the other side has parked
 * hears music; whoever parks a call hears nothing from it.
 */
function hearing(call: Call, side: Side): Hearing {
  if (call.state !== 'active' || !talkingLeg(call, otherSide(side))) return 'itself';
  if (isHolding(call[otherSide(side)])) return 'music';
  return isHolding(call[side]) ? 'nothing' : 'other';
}

/** The switch operations that lead from what was heard before to what is to be heard now. */
export function audioEffects(before: Call | null, after: Call): Effect[] {
  if (after.state !== 'active') return [];
  const caller = talkingLeg(after, 'caller');
  const callee = talkingLeg(after, 'callee');
  if (!caller || !callee) return [];
  const wasBridged = before !== null && hearing(before, 'caller') === 'other';
  const isBridged = hearing(after, 'caller') === 'other';
  const effects: Effect[] = [];
  if (wasBridged && !isBridged) effects.push({ type: 'unbridge', leg: caller.id });
  for (const side of sides) {
    const leg = side === 'caller' ? caller : callee;
    const hadMusic = before !== null && hearing(before, side) === 'music';
    const hasMusic = hearing(after, side) === 'music';
    if (hadMusic !== hasMusic) effects.push({ type: 'music', leg: leg.id, on: hasMusic });
    const wasMuted = before?.[side].muted ?? false;
    if (wasMuted !== after[side].muted) effects.push({ type: 'mute', leg: leg.id, on: after[side].muted });
  }
  if (isBridged && !wasBridged) effects.push({ type: 'bridge', leg: caller.id, with: callee.id });
  return effects;
}
