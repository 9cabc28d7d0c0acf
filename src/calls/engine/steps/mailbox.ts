import { otherSide } from '../call';
import { isPresent, openRecordings, partyOf, talkingLeg, withLeg, withParty } from '../call-facts';
import type { Call, Recording, Side } from '../call';
import { pressedInMailbox } from '../mailbox-keys';
import { spokenGreeting, turnSteps } from '../mailbox-plan';
import { messageOf } from '../mailbox-turn';
import type { MailboxTurn } from '../mailbox-turn';
import { mailboxSounds } from '../mailbox-words';
import type { StepOf } from '../plan';
import { andThen, unchanged } from '../protocol';
import type { Context, Effect, Progress, Step } from '../protocol';
import { leadsNowhere, saying } from './step';
import type { StepRules } from './step';

/** With less of a voice somebody has only waited. */
const leastSpeechMs = 500;

const withTurn = (call: Call, side: Side, turn: MailboxTurn | null): Call => {
  const { reach } = partyOf(call, side);
  return reach ? withParty(call, side, { reach: { ...reach, plan: turnSteps(turn) } }) : call;
};

/** The mailbox goes on there; null = it has nothing more to say. */
export const mailboxGoesOn = (
  call: Call,
  side: Side,
  turn: MailboxTurn | null,
  effects: readonly Effect[] = [],
): Progress => ({ call: withTurn(call, side, turn), effects, begins: side });

/** What was spoken last as a greeting, in this call. */
const spokenIn = ({ recordings = [] }: Call): Recording | undefined =>
  recordings.findLast(({ greeting }) => greeting === true);

/** What has come of what was said meanwhile. */
function asItIs(call: Call, turn: MailboxTurn): MailboxTurn {
  if (turn.says !== 'review' || turn.spoken !== null) return turn;
  const recorded = spokenIn(call);
  if (!recorded || recorded.reason === null || recorded.reason === 'failed') return { ...turn, says: 'notSet' };
  return (recorded.speechMs ?? 0) < leastSpeechMs ? { ...turn, says: 'tooShort' } : { ...turn, spoken: recorded.id };
}

/** What is said from now on is the greeting, until its person hears it and keeps it. */
function recorded(call: Call, side: Side, turn: MailboxTurn, { nowMs, newRecordingId }: Context): Step {
  const leg = talkingLeg(call, otherSide(side));
  if (!leg) return unchanged(call);
  const id = newRecordingId();
  const begun = { id, ownerId: turn.box.userId, greeting: true as const, leg: leg.id, startedAtMs: nowMs };
  return {
    call: {
      ...call,
      recordings: [...(call.recordings ?? []), { ...begun, ms: null, speechMs: null, reason: null }],
    },
    effects: [{ type: 'record', leg: leg.id, recording: id, limits: spokenGreeting }],
  };
}

/** The switch tells once it is over. */
const stopped = (call: Call): Step => ({
  call,
  effects: openRecordings(call).flatMap(({ id, leg, greeting }): readonly Effect[] =>
    greeting ? [{ type: 'stopRecording', leg, recording: id }] : [],
  ),
});

/** A message counts as heard from when it begins. */
const begun = (call: Call, side: Side, turn: MailboxTurn, context: Context): Step => {
  const message = turn.says === 'message' ? messageOf(turn) : undefined;
  if (message) return { call, effects: [{ type: 'mark', userId: turn.box.userId, message: message.id, as: 'heard' }] };
  return turn.says === 'recording' ? recorded(call, side, turn, context) : unchanged(call);
};

/** The caller is answered, once. */
function answered(call: Call, side: Side, nowMs: number): Step {
  const other = otherSide(side);
  const leg = talkingLeg(call, other);
  const answeredAtMs = call[other].answeredAtMs ?? nowMs;
  const up = withParty({ ...call, state: 'active', answeredAtMs }, other, { answeredAtMs });
  if (leg?.state !== 'arrived') return unchanged(up);
  return {
    call: withLeg(up, leg.id, { state: 'up', wasUp: true }),
    effects: [{ type: 'answer', leg: leg.id }],
  };
}

function pressed(call: Call, side: Side, turn: MailboxTurn, digits: string): Progress {
  if (turn.says === 'recording') return digits.includes('#') ? stopped(call) : unchanged(call);
  const next = pressedInMailbox(turn, digits);
  if (next === null) return unchanged(call);
  // What was asked for is looked up while it says on what it says.
  if (next.turn === turn) return { call, effects: next.effects };
  return mailboxGoesOn(call, side, next.turn, next.effects);
}

/** The mailbox of the other side, which is answered. */
export const mailbox: StepRules<StepOf<'mailbox'>> = {
  begin(call, side, { turn }, context) {
    if (!talkingLeg(call, otherSide(side)) || !isPresent(call, otherSide(side))) return { over: null };
    const now = asItIs(call, turn);
    return andThen(answered(withTurn(call, side, now), side, context.nowMs), (each) => begun(each, side, now, context));
  },
  heard(call, side, { turn }) {
    const sounds = mailboxSounds(turn);
    return sounds.length === 0 ? { from: [] } : saying(call, side, sounds);
  },
  onDigits: (call, side, { turn }, digits) => pressed(call, side, turn, digits),
  endsWith: 'sound',
  ringsNewcomers: false,
  leadsTo: leadsNowhere,
};
