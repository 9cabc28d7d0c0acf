import type { CallOutcome } from '../../contract/history/history';
import type { EndReason } from '../../contract/calls/end-reason';
import type { HangUpReason } from '../../switch/port';
import { sidesOf } from './call';
import {
  isBlocked,
  isCallbackOffered,
  isLeftFor,
  isOffered,
  isSupervisor,
  isUncalled,
  isUnlisted,
  isWithVoicemail,
  liveLegs,
  openRecordings,
  partyOf,
  replaced,
  withParty,
} from './call-facts';
import { identityOf } from './identity';
import type { Call, Party, Side } from './call';
import type { Context, Effect, HistoryRecord, Step } from './protocol';

/** How an unanswered call looks to the person who made it. */
const callerOutcomes: Partial<Record<EndReason, CallOutcome>> = {
  cancelled: 'cancelled',
  declined: 'declined',
  noAnswer: 'noAnswer',
  voicemail: 'noAnswer',
  unreachable: 'noAnswer',
  busy: 'busy',
  lost: 'cancelled',
  interrupted: 'interrupted',
  transferred: 'cancelled',
  ownDevice: 'cancelled',
};

/** How the call went for one who leaves it now. */
function outcomeFor(party: Party, reason: EndReason, superseded: boolean): CallOutcome {
  if (reason === 'interrupted' && party.answeredAtMs !== null) return 'interrupted';
  // It came back from a transfer, and nobody was there to take it. Whoever called out knows that there is nobody to
  // call back.
  if (party.reach?.why === 'return' && party.direction === 'in') return reason === 'declined' ? 'declined' : 'missed';
  if (party.answeredAtMs !== null)
    return party.reach?.why === 'anchor' && reason !== 'transferred' ? 'disconnected' : 'answered';
  if (party.direction === 'out') return callerOutcomes[reason] ?? 'failed';
  if (superseded) return 'answeredElsewhere';
  return reason === 'declined' ? 'declined' : 'missed';
}

/** A transfer that came back and was not answered there either. */
const notTaken = ({ reach, returned }: Party): HistoryRecord['transfer'] =>
  reach?.why === 'return' && returned ? { to: returned.from, taken: false } : null;

const record = (
  party: Party,
  side: Side,
  reason: EndReason,
  transfer = notTaken(party),
  superseded = false,
): HistoryRecord[] =>
  party.userId === null || isSupervisor(party)
    ? []
    : [
        {
          userId: party.userId,
          side,
          party,
          outcome: outcomeFor(party, reason, superseded),
          endReason: reason,
          transfer,
        },
      ];

const asEffects = (records: readonly HistoryRecord[]): Effect[] =>
  records.map((each) => ({ type: 'history', record: each }));

/**
 * Somebody is out of a call that goes on: the party of the side, or one who had left it already and waited for the
 * outcome.
 */
export function leave(
  call: Call,
  side: Side,
  reason: EndReason,
  party: Party = partyOf(call, side),
  transfer: HistoryRecord['transfer'] = notTaken(party),
): Step {
  const left = [
    ...call.left.filter((each) => party.userId === null || each.party.userId !== party.userId),
    { party, side, reason },
  ];
  const records = isOffered(call, side, party.userId) ? [] : record(party, side, reason, transfer);
  return { call: { ...call, left }, effects: asEffects(records) };
}

/**
 * Those from whom a side's call was forwarded, and who was rung beside it, learn what became of it: somebody has taken
 * it, or it is over for `reason`.
 */
export function forwardOver(
  call: Call,
  side: Side,
  reason: EndReason,
  taken: boolean,
  superseded: boolean = taken,
): Step {
  const { reach } = partyOf(call, side);
  if (!reach?.forwardedFrom && !reach?.beside) return { call, effects: [] };
  const { forwardedFrom = [], beside = [] } = reach;
  const transfer = taken ? { to: identityOf(partyOf(call, side)), taken } : null;
  const own = (party: Party): EndReason => (reason === 'voicemail' && !isOwner(call, party) ? 'noAnswer' : reason);
  // Whoever is rung beside has declined nothing: that was another.
  const theirs = reason === 'declined' || reason === 'voicemail' ? 'noAnswer' : reason;
  const told = [
    ...forwardedFrom.flatMap((party) => record(party, side, own(party), transfer, taken)),
    ...beside
      .filter(({ userId }) => !isOffered(call, side, userId))
      .flatMap((party) => record(party, side, theirs, transfer, superseded)),
  ];
  const others = call.left.filter(({ party }) => !beside.some(({ userId }) => userId === party.userId));
  const left = [...others, ...beside.map((party) => ({ party, side, reason: theirs }))];
  const over = withParty({ ...call, left }, side, { reach: { ...reach, forwardedFrom: [], beside: [] } });
  return { call: over, effects: asEffects(told) };
}

/** Nobody took what was forwarded: it stays a call to whoever was called, and the others have left it. */
function calledAtFirst(call: Call, side: Side, reason: EndReason): Call {
  const [first, ...others] = [...(partyOf(call, side).reach?.forwardedFrom ?? []), partyOf(call, side)];
  if (!first || others.length === 0) return call;
  const left = call.left.filter(({ party }) => party.userId !== first.userId);
  const last = others.slice(-1).map((party) => ({ party, side, reason }));
  return replaced({ ...call, left: [...left, ...last] }, side, first);
}

/** What was recorded is for this one. */
const isOwner = ({ recordings = [] }: Call, { userId }: Party): boolean =>
  recordings.some((each) => isLeftFor(each, userId));

/** With a voicemail that has not begun to record, a call ends for what had led there. */
function reasonOf(call: Call, wanted: EndReason): EndReason {
  if (wanted === 'interrupted') return wanted;
  if (!isWithVoicemail(call)) return wanted === 'voicemail' ? 'noAnswer' : wanted;
  return call.recordings ? 'voicemail' : (call.left.at(-1)?.reason ?? 'noAnswer');
}

/** To whoever called, nobody has answered where only the voicemail has. */
const unansweredBy = (call: Call, party: Party): Party =>
  isWithVoicemail(call) ? { ...party, answeredAtMs: null } : party;

const stopRecording = (call: Call): readonly Effect[] =>
  openRecordings(call).map(({ id, leg }) => ({ type: 'stopRecording', leg, recording: id }));

/** Ends a call: every leg, every timer, and a history record for each user who took part to the end. */
export function endCall(
  call: Call,
  wanted: EndReason,
  context: Pick<Context, 'nowMs'>,
  options: { superseded?: boolean; legReason?: HangUpReason; endedBy?: Side } = {},
): Step {
  const reason = reasonOf(call, wanted);
  const effects: Effect[] = [
    ...sidesOf(call).map((side) => ({ type: 'stopTimer', timer: side }) as const),
    ...stopRecording(call),
  ];
  const isKept = !isUnlisted(call);
  for (const leg of liveLegs(call)) effects.push({ type: 'hangUp', leg: leg.id, reason: options.legReason ?? reason });
  let ended = call;
  for (const side of sidesOf(call)) {
    const transferor = partyOf(call, side).reach?.transferor?.party;
    if (transferor) {
      effects.push(
        ...asEffects(record(transferor, side, reason, { to: identityOf(partyOf(call, side)), taken: false })),
      );
      ended = { ...ended, left: [...ended.left, { party: transferor, side, reason }] };
    }
    const told = forwardOver(ended, side, reason, false, options.superseded);
    effects.push(...told.effects);
    ended = { ...ended, left: told.call.left };
    if (!isKept || isCallbackOffered(call) || (side === 'callee' && isUncalled(call, reason))) continue;
    // Whoever hung up was there, whatever had become of the audio.
    const party =
      options.endedBy === side && partyOf(call, side).reach?.why === 'anchor'
        ? { ...partyOf(call, side), reach: null }
        : partyOf(call, side);
    const records = record(unansweredBy(call, party), side, reason, undefined, options.superseded);
    const isRefused = side === 'callee' && isBlocked(call);
    effects.push(...asEffects(isRefused ? records.map((each) => ({ ...each, outcome: 'blocked' })) : records));
  }
  ended = {
    ...ended,
    state: 'ended',
    legs: ended.legs.map((leg) => ({ ...leg, state: 'ended', stalled: false })),
    endedAtMs: context.nowMs,
    endReason: reason,
  };
  for (const side of sidesOf(call)) ended = withParty(calledAtFirst(ended, side, reason), side, { reach: null });
  return { call: ended, effects };
}
