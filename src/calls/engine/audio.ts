import type { LegId } from '../../contract/ids';
import { isHolding, otherSide, sides, talkingLeg } from './call';
import type { Call, Side } from './call';
import type { Effect } from './protocol';
import { rulesOf } from './steps';
import type { Hearing } from './steps/step';

interface Ear {
  readonly hearing: Hearing;
  readonly muted: boolean;
}

/** What each leg that carries audio hears, derived from the state alone. */
export type Ears = ReadonlyMap<LegId, Ear>;

/**
 * Two people who talk hear each other. Whoever is parked hears music, and so does whoever waits for somebody whose
 * connection was lost or who is just being handed over; the ringing tone once the next person's phone rings. Whoever parks
 * a call hears nothing from it.
 */
function hearing(call: Call, side: Side): Hearing {
  const mine = talkingLeg(call, side);
  const other = otherSide(side);
  if (mine?.state === 'arrived') return 'itself';
  if (call.state === 'ringing') return 'ringing';
  if (mine?.stalled) return 'nothing';
  const theirs = talkingLeg(call, other);
  if (isHolding(call[other]) && theirs !== undefined && !theirs.stalled) return 'music';
  if (isHolding(call[side])) return 'nothing';
  if (theirs !== undefined && !theirs.stalled) return { with: theirs.id };
  const step = call[other].reach?.plan[0];
  return step ? rulesOf(step).heard(call, other) : 'music';
}

export function ears(call: Call | null): Ears {
  const result = new Map<LegId, Ear>();
  if (call === null || call.state === 'ended') return result;
  for (const side of sides) {
    const leg = talkingLeg(call, side);
    if (leg) result.set(leg.id, { hearing: hearing(call, side), muted: call[side].muted });
  }
  return result;
}

const partner = (hears: Hearing | undefined): LegId | null => (typeof hears === 'object' ? hears.with : null);

/** The switch operations that lead from what was heard before to what is to be heard now. Bridges come last: nobody hears a gap. */
export function audioEffects(before: Ears, after: Ears): Effect[] {
  const effects: Effect[] = [];
  const bridges: Effect[] = [];
  const unbridged = new Set<LegId>();
  const bridged = new Set<LegId>();
  for (const [leg, { hearing: now, muted }] of after) {
    const { hearing: was, muted: wasMuted = false } = before.get(leg) ?? { hearing: undefined };
    const [wasWith, isWith] = [partner(was), partner(now)];
    // The other leg of a bridge that is gone has left it by itself.
    if (wasWith !== null && isWith === null && after.has(wasWith) && !unbridged.has(leg)) {
      effects.push({ type: 'unbridge', leg });
      unbridged.add(wasWith);
    }
    if (was === 'music' && now !== 'music') effects.push({ type: 'music', leg, on: false });
    if ((was === 'ringing' || was === 'goodbye') && was !== now) effects.push({ type: 'stopPlaying', leg });
    if (now === 'music' && was !== 'music') effects.push({ type: 'music', leg, on: true });
    if ((now === 'ringing' || now === 'goodbye') && was !== now) effects.push({ type: 'play', leg, sound: now });
    if (muted !== wasMuted) effects.push({ type: 'mute', leg, on: muted });
    if (isWith !== null && isWith !== wasWith && !bridged.has(leg)) {
      bridges.push({ type: 'bridge', leg, with: isWith });
      bridged.add(isWith);
    }
  }
  return [...effects, ...bridges];
}
