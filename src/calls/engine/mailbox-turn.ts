import type { RecordingId, SoundId, UserId } from '../../contract/ids';
import type { Language } from '../../contract/sounds/spoken-words';

/** A message as its person's mailbox tells of it. */
export interface MessageFact {
  readonly id: RecordingId;
  /** Extension of a colleague, or E.164; null = withheld. */
  readonly number: string | null;
  /** The same as it is read aloud: digits, and `+` before those of another country; null = withheld. */
  readonly spoken: string | null;
  readonly isColleague: boolean;
  /** It was left for an answer group. */
  readonly isForGroup: boolean;
  readonly leftAtMs: number;
}

/** What a person's mailbox holds when the person calls it. */
export interface MailboxFact {
  readonly userId: UserId;
  readonly language: Language;
  /** IANA: of the person. */
  readonly zone: string;
  readonly openedAtMs: number;
  /** The newest first, as many as are heard in one call. */
  readonly unheard: readonly MessageFact[];
  readonly heard: readonly MessageFact[];
  /** Of all that there are. */
  readonly counts: { readonly unheard: number; readonly heard: number };
  /** What the person has recorded or chosen for all who call; null = they hear the standard greeting. */
  readonly greeting: SoundId | null;
}

/**
 * What a mailbox says, and with that where its person is in it.
 *
 *     count ──► intro ──► message ──► keys ──► intro of the next … ──► noMore ──► menu ──► over
 *                 ▲          │ 1 again  4 back  6 # on  7 deleted  9 kept  * restored  8 calls the caller, or notCalled
 *                 └──────────┘
 *     greeting ──1──► ownGreeting          0 leads to it from everywhere, # back
 *         ├──2──► speak ──► recording ──► review ──► reviewKeys ──9──► saving ──► greetingSet, or notSet
 *         └──7──► saving ──► standardSet          * undoes the last change
 */
export type MailboxSays =
  | 'count'
  | 'intro'
  | 'message'
  | 'keys'
  | 'deleted'
  | 'kept'
  | 'restored'
  | 'notCalled'
  | 'noMore'
  | 'menu'
  | 'greeting'
  | 'ownGreeting'
  | 'speak'
  | 'recording'
  | 'review'
  | 'reviewKeys'
  | 'saving'
  | 'greetingSet'
  | 'standardSet'
  | 'tooShort'
  | 'notSet';

/** How far a person has come in the own mailbox. */
export interface MailboxTurn {
  readonly box: MailboxFact;
  readonly says: MailboxSays;
  /** Which message, and of those; as many as there are = it was the last one. */
  readonly list: 'unheard' | 'heard';
  readonly index: number;
  /** In this call, the last one last: it can be had back. */
  readonly deleted: readonly RecordingId[];
  /** A greeting that was spoken and is not kept yet. */
  readonly spoken: RecordingId | null;
  /** The greeting before the last change; absent = nothing was changed. */
  readonly before?: SoundId | null;
}

/** Whoever opens it hears first how much there is. */
export const openedMailbox = (box: MailboxFact): MailboxTurn => ({
  ...{ box, says: 'count', list: 'unheard', index: 0, deleted: [], spoken: null },
});

/** The message that it is at; undefined = after the last. */
export const messageOf = ({ box, list, index }: MailboxTurn): MessageFact | undefined => box[list][index];

/** Where messages are told of, or where there is none (any more). */
export const backToMessages = (turn: MailboxTurn): MailboxTurn => ({
  ...turn,
  says: messageOf(turn) ? 'intro' : 'menu',
});

/** Deleted ones are passed over; before the first one is the first one, after the last one none. */
export function nextMessage(turn: MailboxTurn, by: 1 | -1): MailboxTurn {
  const all = turn.box[turn.list];
  const isThere = (at: number): boolean => all[at] !== undefined && !turn.deleted.includes(all[at].id);
  let index = turn.index + by;
  while (all[index] !== undefined && !isThere(index)) index += by;
  if (index >= 0) return { ...turn, index, says: isThere(index) ? 'intro' : 'noMore' };
  return isThere(turn.index) ? { ...turn, says: 'intro' } : nextMessage(turn, 1);
}

/** What it says when that is over and no key was pressed; null = nothing more. */
export function after(turn: MailboxTurn): MailboxTurn | null {
  const { says } = turn;
  switch (says) {
    case 'count':
    case 'greeting':
      return says === 'count' ? backToMessages(turn) : { ...turn, says: 'menu' };
    case 'intro':
      return { ...turn, says: 'message' };
    case 'message':
    case 'notCalled':
      return { ...turn, says: 'keys' };
    case 'keys':
    case 'deleted':
    case 'kept':
      return nextMessage(turn, 1);
    case 'restored':
      return { ...turn, says: 'intro' };
    case 'noMore':
    case 'reviewKeys':
      return { ...turn, says: 'menu' };
    case 'menu':
      return null;
    case 'speak':
      return { ...turn, says: 'recording' };
    case 'recording':
      return { ...turn, says: 'review' };
    case 'review':
      return { ...turn, says: 'reviewKeys' };
    case 'saving':
      return { ...turn, says: 'notSet' };
    default:
      return { ...turn, says: 'greeting' };
  }
}
