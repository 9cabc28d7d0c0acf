import { otherSide, sidesOf } from '../../src/calls/engine/call';
import {
  candidates,
  isConnected,
  isHolding,
  isPresent,
  isUncalled,
  isWithVoicemail,
  liveLegs,
  openRecordings,
  listed,
  partyOf,
  participants,
  queueOf,
  rungBeside,
  sideOf,
  talkingLeg,
} from '../../src/calls/engine/call-facts';
import type { Call, Side } from '../../src/calls/engine/call';
import type { Effect, HistoryRecord } from '../../src/calls/engine/protocol';
import type { CallId, LegId, UserId } from '../../src/contract/ids';
import { traceText } from '../../src/contract/calls/trace-texts';
import { mostInCall } from '../../src/contract/calls/limits';
import { checkConsent } from './consent';
import type { ModelSwitch } from './model-switch';

/** By call, side and id: what will be due, and what is due or was stopped and comes late. */
export interface Timers {
  readonly running: ReadonlySet<string>;
  readonly onTheirWay: ReadonlySet<string>;
}

/**
 * What must hold after every step. Each function throws with what it found.
 *
 * @param isBusy decided upon, but not stored: the switch has not been asked yet
 * @param waitingLegs have arrived for calls that are busy
 */
export function checkWorld(
  calls: readonly Call[],
  users: readonly UserId[],
  modelSwitch: ModelSwitch,
  timers: Timers,
  isBusy: (callId: CallId) => boolean,
  waitingLegs: ReadonlySet<LegId>,
): void {
  const owners = new Map<LegId, Call>();
  for (const call of calls) {
    for (const leg of liveLegs(call)) {
      if (owners.has(leg.id)) throw new Error(`leg ${leg.id} belongs to two calls`);
      owners.set(leg.id, call);
    }
    if (call.state === 'active') for (const side of sidesOf(call)) checkPresence(call, side);
    if (call.state === 'active' && !isBusy(call.id))
      for (const side of sidesOf(call)) checkSide(call, side, modelSwitch);
    if (call.state !== 'ended') checkGuests(call);
    if (call.state === 'ringing' && !isBusy(call.id)) checkService(call, modelSwitch);
    if (!isBusy(call.id)) checkTimers(call, timers);
    if (call.state === 'ringing' && call.caller.reach === null && !talkingLeg(call, 'caller'))
      throw new Error(`call ${call.id} has no owner`);
  }
  const ending = new Set(calls.filter((call) => isBusy(call.id)).flatMap((call) => call.legs.map((leg) => leg.id)));
  for (const leg of modelSwitch.liveLegs())
    if (!owners.has(leg) && !ending.has(leg) && !waitingLegs.has(leg)) throw new Error(`leg ${leg} belongs to no call`);
  for (const call of calls) checkBeside(call);
  for (const call of calls) checkRecordings(call);
  for (const call of calls) if (!isBusy(call.id)) checkConsent(call, modelSwitch);
  for (const userId of users) {
    // A call of theirs is about to be parked for another one.
    if (calls.some((call) => isBusy(call.id) && participants(call).includes(userId))) continue;
    const unheld = calls.filter((call) => {
      const side = sideOf(call, userId);
      return (
        side !== null && call.state === 'active' && isConnected(partyOf(call, side)) && !isHolding(partyOf(call, side))
      );
    });
    if (unheld.length > 1) throw new Error(`${userId} speaks in ${unheld.length} calls at once`);
  }
}

/** One at a time is recorded, of who talks to the voicemail; and whose that is has no call. */
function checkRecordings(call: Call): void {
  const open = openRecordings(call).filter(({ talk }) => talk === undefined);
  if (open.length > 1) throw new Error(`${call.id} is recorded twice at once`);
  if (call.state !== 'active') return;
  const isRecorded = open.length > 0;
  if (isRecorded !== (call.callee.reach?.plan[0]?.kind === 'record'))
    throw new Error(`${call.id} is ${isRecorded ? '' : 'not '}recorded, and in another step`);
  if (isRecorded && !open.some(({ leg }) => call.legs.some((each) => each.id === leg && each.side === 'caller')))
    throw new Error(`what is recorded of ${call.id} is not the caller`);
  if (!isWithVoicemail(call)) return;
  const others = participants(call).filter((userId) => userId !== call.caller.userId);
  if (others.length > 0) throw new Error(`${call.id} is with a voicemail, and a call of ${others.join()}`);
  if (liveLegs(call).some(({ side }) => side === 'callee')) throw new Error(`${call.id} rings beside a voicemail`);
}

/** Whoever is rung beside a side is nobody of the call, and is asked once, while it rings. */
function checkBeside(call: Call): void {
  const beside = rungBeside(call).map(({ userId }) => userId);
  const others = listed({
    ...call,
    caller: withoutBeside(call.caller),
    callee: withoutBeside(call.callee),
    guests: call.guests?.map((each) => ({ ...each, ...withoutBeside(each) })) ?? [],
  });
  if (new Set(beside).size < beside.length) throw new Error(`somebody is rung beside ${call.id} twice`);
  if (beside.some((userId) => userId === null || others.includes(userId)))
    throw new Error(`somebody of ${call.id} is rung beside it`);
  for (const leg of liveLegs(call))
    if (leg.userId !== partyOf(call, leg.side).userId && !beside.includes(leg.userId))
      throw new Error(`${leg.id} of ${call.id} is nobody's`);
}

const withoutBeside = (party: Call['caller']): Call['caller'] =>
  party.reach ? { ...party, reach: { ...party.reach, beside: [] } } : party;

/** Whatever is being tried has an end. */
function checkTimers(call: Call, { running, onTheirWay }: Timers): void {
  for (const side of sidesOf(call)) {
    const waits = side === 'callee' && call.caller.reach?.why === 'call';
    const expected = call.state !== 'ended' && partyOf(call, side).reach !== null && !waits;
    const key = `${call.id}/${side}/${partyOf(call, side).reach?.timer ?? 0}`;
    if (expected && !running.has(key) && !onTheirWay.has(key))
      throw new Error(`${side} of ${call.id} tries without an end`);
    if ([...running].some((each) => each.startsWith(`${call.id}/${side}/`) && !(expected && each === key)))
      throw new Error(`${side} of ${call.id} has a timer for nothing`);
  }
}

/** Whoever is away is looked for. */
function checkPresence(call: Call, side: Side): void {
  if (isPresent(call, side) || partyOf(call, side).reach !== null) return;
  if (partyOf(call, side).userId !== null) throw new Error(`${side} of ${call.id} is away and nobody looks for it`);
  if (!talkingLeg(call, side)) throw new Error(`${side} of ${call.id} is gone`);
}

/** Guests are in a call that is up, within the limit; who listens listens to somebody of it. */
function checkGuests(call: Call): void {
  const { guests = [] } = call;
  if (guests.length > 0 && call.state !== 'active') throw new Error(`${call.id} has guests before it is up`);
  if (sidesOf(call).length > mostInCall) throw new Error(`${sidesOf(call).length} are in ${call.id}`);
  const people = sidesOf(call).flatMap((side) => partyOf(call, side).userId ?? []);
  if (new Set(people).size < people.length && guests.length > 0) throw new Error(`somebody is in ${call.id} twice`);
  for (const { side, mode, supervises } of guests)
    if (mode !== 'talk' && (supervises === undefined || sideOf(call, supervises) === null))
      throw new Error(`${side} of ${call.id} listens to nobody`);
}

/** Nobody is in silence, and nobody hears what is not meant for them, once the engine has heard of everything. */
function checkSide(call: Call, side: Side, modelSwitch: ModelSwitch): void {
  const mine = talkingLeg(call, side);
  if (!isPresent(call, side)) return;
  const leg = mine && modelSwitch.legs.get(mine.id);
  const talking = sidesOf(call).flatMap((each) => talkingLeg(call, each) ?? []);
  if (!mine || !leg || talking.some((each) => modelSwitch.hasNews(each.id))) return;
  checkHeard(call, side, leg);
  const hearsOthers = leg.hears.length > 0;
  const me = partyOf(call, side);
  const isRecorded = isMain(side) && call[otherSide(side)].reach?.plan[0]?.kind === 'record';
  const mayBeSilent = isHolding(me) || isRecorded || modeOf(call, side) !== 'talk';
  if (!hearsOthers && !leg.music && leg.playing === null && !mayBeSilent)
    throw new Error(`${side} of ${call.id} hears nothing`);
  if (hearsOthers && (leg.music || leg.playing !== null))
    throw new Error(`${side} of ${call.id} hears two things at once`);
  const others = sidesOf(call).filter((each) => each !== side && modeOf(call, each) === 'talk');
  const speak = others.filter((each) => isPresent(call, each) && !isHolding(partyOf(call, each)));
  if (leg.music && speak.length > 0) throw new Error(`${side} of ${call.id} hears music for no reason`);
  if (leg.muted !== me.muted) throw new Error(`mute at ${side} of ${call.id} is wrong`);
  checkTalk(call, side, leg, speak);
  // Whoever is about to take over hears nobody else.
  for (const { id } of candidates(call, side)) {
    const heard = modelSwitch.legs.get(id)?.hears ?? [];
    if (heard.some((each) => !leg.hears.includes(each)) && !modelSwitch.hasNews(id))
      throw new Error(`${id} of ${call.id} hears somebody else`);
  }
}

const isMain = (side: Side): side is 'caller' | 'callee' => side === 'caller' || side === 'callee';
const modeOf = (call: Call, side: Side) => call.guests?.find((each) => each.side === side)?.mode ?? 'talk';

/** A supervisor is heard by nobody, or by the agent alone; and of a parked call nothing is heard but that. */
function checkHeard(call: Call, side: Side, leg: { readonly hears: readonly LegId[] }): void {
  for (const id of leg.hears) {
    const speaker = sidesOf(call).find((each) => talkingLeg(call, each)?.id === id);
    if (speaker === undefined || speaker === side)
      throw new Error(`${side} of ${call.id} hears who does not talk to it`);
    const guest = call.guests?.find((each) => each.side === speaker);
    const isCharge = partyOf(call, side).userId === guest?.supervises && guest?.mode === 'whisper';
    if (guest && guest.mode !== 'talk' && !isCharge) throw new Error(`${side} of ${call.id} hears the supervisor`);
    const hearer = call.guests?.find((each) => each.side === side);
    const isWhispered = isCharge || (hearer?.mode === 'whisper' && hearer.supervises === partyOf(call, speaker).userId);
    const isParked = isHolding(partyOf(call, side)) || isHolding(partyOf(call, speaker));
    if (isParked && !isWhispered) throw new Error(`${side} of ${call.id} is heard though the call is parked`);
  }
}

/** Everybody who talks hears everybody else who does. */
function checkTalk(
  call: Call,
  side: Side,
  leg: { readonly hears: readonly LegId[]; readonly playing: string | null },
  speak: readonly Side[],
): void {
  const isTold = call.announcing?.side === side || leg.playing !== null;
  if (modeOf(call, side) !== 'talk' || isHolding(partyOf(call, side)) || isTold) return;
  for (const each of speak) {
    const voice = talkingLeg(call, each);
    if (voice && !leg.hears.includes(voice.id)) throw new Error(`${side} of ${call.id} does not hear ${each}`);
  }
}

/** Whoever is with a service hears what it says, or oneself, and nobody else. */
function checkService(call: Call, modelSwitch: ModelSwitch): void {
  const mine = talkingLeg(call, 'caller');
  const leg = mine && modelSwitch.legs.get(mine.id);
  const kind = call.callee.reach?.plan[0]?.kind;
  if (kind === 'queue' && leg && leg.state !== 'gone' && queueOf(call) !== null && !leg.music)
    throw new Error(`caller of ${call.id} waits in silence`);
  if (!mine || !leg || leg.state === 'gone' || (kind !== 'say' && kind !== 'echo')) return;
  if (kind === 'say' && !leg.playing?.startsWith(`${call.id}/`))
    throw new Error(`caller of ${call.id} is told nothing`);
  if (kind === 'echo' && leg.hears.join() !== mine.id) throw new Error(`caller of ${call.id} does not hear itself`);
  if (kind === 'echo' && participants(call).length > 0) throw new Error(`${call.id} is a test, and somebody's call`);
}

/**
 * Who leaves a call gets one history record in that very decision, and nobody else does. `movedOn`: taken over by
 * another call. `called`: by a transfer that may have come back in the same decision.
 */
export function checkRecords(
  before: Call | null,
  after: Call,
  effects: readonly Effect[],
  movedOn: readonly UserId[],
  called: UserId | null,
): void {
  const records: HistoryRecord[] = effects.filter((effect) => effect.type === 'history').map((effect) => effect.record);
  const was =
    before !== null
      ? before.state === 'ended'
        ? []
        : listed(before)
      : after.state === 'ended'
        ? participants({ ...after, state: 'ringing' })
        : [];
  const is = after.state === 'ended' ? [] : listed(after);
  // Who was gone before any audio has had no call.
  const neverHeard = before?.state === 'active' && queueOf(after) !== null ? before.served?.userId : undefined;
  const gone = [...new Set([...was, ...(called === null ? [] : [called])])].filter(
    (userId) => !is.includes(userId) && !movedOn.includes(userId) && userId !== neverHeard,
  );
  const expected =
    after.state === 'ended' && isUncalled(after) ? gone.filter((userId) => userId === after.caller.userId) : gone;
  const written = records.map((each) => each.userId);
  if (written.toSorted().join() !== expected.toSorted().join())
    throw new Error(
      `history of ${after.id}: ${written.join() || 'nobody'} instead of ${expected.join() || 'nobody'} ` +
        `(${after.state} ${after.endReason ?? ''}; ${after.trace.map((step) => traceText(step, 'en')).join(' ')})`,
    );
}

const transferorOf = (call: Call | null, side: Side): UserId | null =>
  (call && sidesOf(call).includes(side) ? partyOf(call, side).reach?.transferor?.party.userId : null) ?? null;

const isPlace = (call: Call, side: Side): boolean => sidesOf(call).includes(side);

const whyOf = (call: Call, side: Side) => (isPlace(call, side) ? partyOf(call, side).reach?.why : undefined);

/** How each transfer that was begun ended; exactly one way each. */
export class TransferLedger {
  readonly ended = { connected: 0, returned: 0, released: 0 };
  begun = 0;

  look(before: Call | null, after: Call): void {
    for (const side of new Set([...(before ? sidesOf(before) : []), ...sidesOf(after)])) {
      const was = before && whyOf(before, side) === 'transfer';
      const is = whyOf(after, side) === 'transfer';
      // Whoever made it makes it one: the call may go on from one target to the next meanwhile.
      const isSame = transferorOf(before, side) === transferorOf(after, side);
      if (is && (!was || !isSame)) this.begun++;
      if (!was || (is && isSame)) continue;
      const outcomes = [
        (after.state === 'ended' || !isPlace(after, side)) && 'released',
        whyOf(after, side) === 'return' && 'returned',
        after.state === 'active' && isPlace(after, side) && isConnected(partyOf(after, side)) && 'connected',
      ] as const;
      const [outcome, ...more] = outcomes.filter((each) => each !== false);
      if (!outcome || more.length > 0)
        throw new Error(`a transfer of ${after.id} ended as ${[outcome, ...more].join(' and ')}`);
      this.ended[outcome]++;
    }
  }

  check(): void {
    const sum = this.ended.connected + this.ended.returned + this.ended.released;
    if (sum !== this.begun) throw new Error(`${this.begun} transfers begun, ${sum} ended`);
  }
}
