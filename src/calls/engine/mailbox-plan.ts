import type { RecordingId, UserId } from '../../contract/ids';
import type { MailboxWords } from '../../switch/port';
import type { MessageInTurn, PlanStep } from './plan';

/** A person's messages that are not heard, the newest first. */
export interface MailboxFact {
  readonly userId: UserId;
  readonly language: 'sv' | 'en';
  readonly unheard: readonly RecordingId[];
}

const because = 'ownMailbox';
/** For a switch that does not say when its sounds are over: longer than any message, than all else that is said. */
const [messageForMs, wordsForMs] = [330_000, 20_000];
/** Of more it is said that there are more. */
const mostCounted = 9;

/** What is said of one message: what it holds, then which keys there are for it. */
export function messageSteps(about: MessageInTurn): readonly PlanStep[] {
  const { message, language } = about;
  return [
    {
      kind: 'mailbox',
      sounds: [`recording/${message}`],
      about: { ...about, part: 'sound' },
      forMs: messageForMs,
      because,
    },
    {
      kind: 'mailbox',
      sounds: [`mailbox-keys-${language}`],
      about: { ...about, part: 'keys' },
      forMs: wordsForMs,
      because,
    },
  ];
}

/** How many there are, then one after the other. */
export function mailboxPlan({ userId, language, unheard }: MailboxFact): readonly PlanStep[] {
  const count = (unheard.length > mostCounted ? 'more' : String(unheard.length)) as MailboxWords;
  const words = (which: MailboxWords): PlanStep => ({
    kind: 'mailbox',
    sounds: [`mailbox-${which}-${language}`],
    forMs: wordsForMs,
    because,
  });
  return [
    words(count),
    ...unheard.flatMap((message) => messageSteps({ userId, language, message, part: 'sound' })),
    ...(unheard.length > 0 ? [words('end')] : []),
    { kind: 'end', reason: 'hungUp', because },
  ];
}
