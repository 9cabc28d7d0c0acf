import { otherSide } from '../call';
import { isPresent, partyOf, talkingLeg, withLeg, withParty } from '../call-facts';
import type { Call, Side } from '../call';
import { messageSteps } from '../mailbox-plan';
import type { MessageInTurn, PlanStep, StepOf } from '../plan';
import { unchanged } from '../protocol';
import type { Effect, MessageMark, Progress } from '../protocol';
import { leadsNowhere, saying } from './step';
import type { StepRules } from './step';

const mark = ({ userId, message }: MessageInTurn, as: MessageMark): Effect => ({ type: 'mark', userId, message, as });

/** What comes after all that is said of a message. */
const after = (plan: readonly PlanStep[], { message }: MessageInTurn): readonly PlanStep[] =>
  plan.slice(plan.findIndex((step) => step.kind !== 'mailbox' || step.about?.message !== message));

/** The side goes on with this plan. */
function goOn(call: Call, side: Side, plan: readonly PlanStep[], effects: readonly Effect[] = []): Progress {
  const { reach } = partyOf(call, side);
  return reach
    ? { call: withParty(call, side, { reach: { ...reach, plan } }), effects, begins: side }
    : unchanged(call);
}

/** The keys that voicemails usually have (Asterisk's, and most before it): the first that means something counts. */
function pressed(call: Call, side: Side, about: MessageInTurn, digits: string): Progress {
  const next = after(partyOf(call, side).reach?.plan ?? [], about);
  const said = (words: 'deleted' | 'kept'): PlanStep => ({
    kind: 'mailbox',
    sounds: [`mailbox-${words}-${about.language}`],
    forMs: saidForMs,
    because: 'ownMailbox',
  });
  switch (/[179#]/.exec(digits)?.[0]) {
    case '1':
      return goOn(call, side, [...messageSteps(about), ...next]);
    case '7':
      return goOn(call, side, [said('deleted'), ...next], [mark(about, 'deleted')]);
    case '9':
      return goOn(call, side, [said('kept'), ...next], [mark(about, 'unheard')]);
    case '#':
      return goOn(call, side, next);
    default:
      return unchanged(call);
  }
}

const saidForMs = 10_000;

/** The mailbox of the other side, which is answered. A message counts as heard from when it begins. */
export const mailbox: StepRules<StepOf<'mailbox'>> = {
  begin(call, side, { about }, { nowMs }) {
    const other = otherSide(side);
    const leg = talkingLeg(call, other);
    if (!leg || !isPresent(call, other)) return { over: null };
    const marks = about?.part === 'sound' ? [mark(about, 'heard')] : [];
    const answeredAtMs = call[other].answeredAtMs ?? nowMs;
    const up = withParty({ ...call, state: 'active', answeredAtMs }, other, { answeredAtMs });
    if (leg.state !== 'arrived') return { call: up, effects: marks };
    const answered = withLeg(up, leg.id, { state: 'up', wasUp: true });
    return { call: answered, effects: [{ type: 'answer', leg: leg.id }, ...marks] };
  },
  heard: (call, side, { sounds }) => saying(call, side, sounds),
  onDigits: (call, side, { about }, digits) => (about ? pressed(call, side, about, digits) : unchanged(call)),
  endsWith: 'sound',
  ringsNewcomers: false,
  leadsTo: leadsNowhere,
};
