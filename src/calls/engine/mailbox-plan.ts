import { longestGreetingMs } from '../../contract/sounds/limits';
import type { RecordingLimits } from '../../switch/port';
import { after, openedMailbox } from './mailbox-turn';
import type { MailboxFact, MailboxSays, MailboxTurn } from './mailbox-turn';
import type { PlanStep } from './plan';

const because = 'ownMailbox';
/** The end of a recording comes a little late, and what is too long would not be kept. */
export const spokenGreeting: RecordingLimits = { maxMs: longestGreetingMs - 1_000, silenceMs: 5_000 };

/** For a switch that does not say when its sounds are over: longer than any of them. */
const wordsForMs = 40_000;
const longer: Partial<Record<MailboxSays, number>> = {
  message: 330_000,
  ownGreeting: longestGreetingMs + 30_000,
  review: longestGreetingMs + 30_000,
  /** What is recorded is over, and told of, by then. */
  recording: longestGreetingMs + 10_000,
  /** Whoever waits has nothing to hear. */
  saving: 30_000,
};

const step = (turn: MailboxTurn): PlanStep => ({
  ...{ kind: 'mailbox', turn, forMs: longer[turn.says] ?? wordsForMs, because },
});

/** What it says, and what follows that. */
export function turnSteps(turn: MailboxTurn | null): readonly PlanStep[] {
  const end: PlanStep = { kind: 'end', reason: 'hungUp', because };
  const next = turn && after(turn);
  return [...(turn ? [step(turn)] : []), next ? step(next) : end];
}

export const mailboxPlan = (box: MailboxFact): readonly PlanStep[] => turnSteps(openedMailbox(box));
