import type { LegId } from '../../contract/ids';
import { tellingOf } from './call-recording';
import { otherSide, sidesOf } from './call';
import { candidates, isHolding, isMainSide, liveLegsOf, partyOf, sideOf, talkingLeg } from './call-facts';
import type { Call, Guest, Leg, MainSide, Side } from './call';
import type { Effect } from './protocol';
import { rulesOf } from './steps';
import { questionFor } from './steps/step';
import type { Hearing, Saying } from './steps/step';

interface Ear {
  readonly hearing: Hearing;
  readonly muted: boolean;
}

/** What each leg that carries audio hears, derived from the state alone. */
export type Ears = ReadonlyMap<LegId, Ear>;

const silence: Hearing = { from: [] };

/** The leg that speaks for a place: of somebody who is there and does not park the call. */
function voiceOf(call: Call, side: Side): Leg | undefined {
  const leg = talkingLeg(call, side);
  return leg?.state === 'up' && !leg.stalled && !isHolding(partyOf(call, side)) ? leg : undefined;
}

/** Whoever talks is heard by everybody, who whispers by the one whose call it is, and who listens by nobody. */
function isHeardBy(call: Call, speaker: Side, hearer: Side): boolean {
  const guest = call.guests?.find(({ side }) => side === speaker);
  if (!guest || guest.mode === 'talk') return speaker !== hearer;
  return guest.mode === 'whisper' && chargeOf(call, guest) === hearer;
}

/** The place of the one to whose call a supervisor listens. */
const chargeOf = (call: Call, { supervises }: Guest): Side | null =>
  supervises === undefined ? null : sideOf(call, supervises);

/** Whom somebody hears who does not park the call. */
const voicesFor = (call: Call, side: Side): readonly LegId[] =>
  sidesOf(call).flatMap((other) => (isHeardBy(call, other, side) ? (voiceOf(call, other)?.id ?? []) : []));

/** Who parks the call goes on speaking with whoever whispers, and with nobody else. */
const whispersFor = (call: Call, side: Side): readonly LegId[] =>
  (call.guests ?? []).flatMap((guest) =>
    guest.mode === 'whisper' && chargeOf(call, guest) === side ? (voiceOf(call, guest.side)?.id ?? []) : [],
  );

/**
 * A supervisor hears nothing before the other side has been told, nor what is said in a room while the call is parked.
 */
function overheard(call: Call, guest: Guest): readonly LegId[] {
  const charge = chargeOf(call, guest);
  if (call.announcing || charge === null) return [];
  if (!isHolding(partyOf(call, charge))) return voicesFor(call, guest.side);
  const leg = talkingLeg(call, charge);
  return guest.mode === 'whisper' && leg && !leg.stalled ? [leg.id] : [];
}

/** What one of several hears. */
function among(call: Call, side: Side): Hearing {
  const mine = talkingLeg(call, side);
  if (mine?.stalled) return silence;
  const { announcing } = call;
  if (announcing?.side === side) return announcing;
  const isAway = isHolding(partyOf(call, side));
  const guest = call.guests?.find((each) => each.side === side);
  const from = isAway
    ? whispersFor(call, side)
    : guest && guest.mode !== 'talk'
      ? overheard(call, guest)
      : voicesFor(call, side);
  const told = from.length > 0 && !isAway ? tellingOf(call, side) : null;
  if (told !== null) return told;
  if (from.length > 0 || isAway || (guest && guest.mode !== 'talk')) return { from };
  return isMainSide(side) ? between(call, side) : 'music';
}

const hearing = (call: Call, side: Side): Hearing =>
  isMainSide(side) && !call.guests?.length ? between(call, side) : among(call, side);

/**
 * Two people who talk hear each other. Whoever is parked hears music, and whoever waits for somebody hears what the
 * step says by which that one is reached. Whoever parks a call hears nothing from it.
 */
function between(call: Call, side: MainSide): Hearing {
  const mine = talkingLeg(call, side);
  const other = otherSide(side);
  const [step] = call[other].reach?.plan ?? [];
  const said = (): Hearing => (step ? rulesOf(step).heard(call, other, step) : 'music');
  const early = candidates(call, other).filter((leg) => leg.early === true);
  // Of several that speak at once, none would be understood.
  const network: Hearing | null = early.length === 1 ? { from: early.map(({ id }) => id) } : null;
  if (mine?.state === 'arrived') return network ?? (step && rulesOf(step).isEarly ? said() : 'asArrived');
  if (call.state === 'ringing') return network ?? said();
  if (mine?.stalled) return silence;
  const theirs = talkingLeg(call, other);
  if (isHolding(call[other]) && theirs !== undefined && !theirs.stalled) return 'music';
  if (isHolding(call[side])) return silence;
  return theirs !== undefined && !theirs.stalled ? (tellingOf(call, side) ?? { from: [theirs.id] }) : said();
}

/**
 * Who has answered to take over and is not heard yet hears the other side already, as the old device still does: by the
 * time that the new one is heard, its person waits for nothing.
 */
const successors = (call: Call, side: Side): readonly Leg[] =>
  candidates(call, side).filter(({ state }) => state === 'up');

export function ears(call: Call | null): Ears {
  const result = new Map<LegId, Ear>();
  if (call === null || call.state === 'ended') return result;
  for (const side of sidesOf(call)) {
    for (const asked of liveLegsOf(call, side).filter((each) => each.asked))
      result.set(asked.id, { hearing: questionFor(asked), muted: false });
    const leg = talkingLeg(call, side);
    if (!leg) continue;
    const { muted } = partyOf(call, side);
    const heard = hearing(call, side);
    result.set(leg.id, { hearing: heard, muted });
    const said = typeof heard === 'object' && 'from' in heard ? heard : silence;
    for (const { id } of successors(call, side)) result.set(id, { hearing: said, muted });
  }
  return result;
}

const sourcesOf = (hears: Hearing | undefined): readonly LegId[] =>
  typeof hears === 'object' && 'from' in hears ? hears.from : [];
const sayingOf = (hears: Hearing | undefined): Saying | null =>
  typeof hears === 'object' && 'sounds' in hears ? hears : null;

/**
 * The switch operations that lead from what was heard before to what is to be heard now. Hearing others comes last:
 * nobody hears a gap.
 */
export function audioEffects(before: Ears, after: Ears): Effect[] {
  const effects: Effect[] = [];
  const hears: Effect[] = [];
  for (const [leg, { hearing: now, muted }] of after) {
    const { hearing: was, muted: wasMuted = false } = before.get(leg) ?? { hearing: undefined };
    const [wasFrom, isFrom] = [sourcesOf(was), sourcesOf(now)];
    const [wasSaid, isSaid] = [sayingOf(was), sayingOf(now)];
    // A leg that has ended is heard no more by itself.
    if (isFrom.length === 0 && wasFrom.some((each) => after.has(each))) effects.push({ type: 'hear', leg, from: [] });
    if (was === 'music' && now !== 'music') effects.push({ type: 'music', leg, on: false });
    if (wasSaid && wasSaid.id !== isSaid?.id) effects.push({ type: 'stopPlaying', leg });
    if (now === 'music' && was !== 'music') effects.push({ type: 'music', leg, on: true });
    if (isSaid && isSaid.id !== wasSaid?.id) effects.push({ type: 'play', leg, ...isSaid });
    if (muted !== wasMuted) effects.push({ type: 'mute', leg, on: muted });
    if (isFrom.length > 0 && isFrom.join() !== wasFrom.join()) hears.push({ type: 'hear', leg, from: isFrom });
  }
  return [...effects, ...hears];
}
