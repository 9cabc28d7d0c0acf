import type { VoicemailMessage } from '../../../src/contract/voicemail/voicemail';

export interface MessageDay {
  /** Date where the person is, `2026-11-22`. */
  readonly date: string;
  readonly messages: readonly VoicemailMessage[];
}

/** Messages by day, both in their order. */
export function messageDays(
  messages: readonly VoicemailMessage[],
  dateOf: (ms: number) => string,
): readonly MessageDay[] {
  const days = new Map<string, VoicemailMessage[]>();
  for (const message of messages) {
    const date = dateOf(message.leftAtMs);
    days.set(date, [...(days.get(date) ?? []), message]);
  }
  return [...days].map(([date, ofDay]) => ({ date, messages: ofDay }));
}

/** With the one that is open, in its place: whoever listens to it has it before them though it is not new any more. */
export function withOpened(
  messages: readonly VoicemailMessage[],
  opened: VoicemailMessage | null,
): readonly VoicemailMessage[] {
  if (opened === null || messages.some(({ id }) => id === opened.id)) return messages;
  return [...messages, opened].toSorted((one, other) => other.leftAtMs - one.leftAtMs);
}
