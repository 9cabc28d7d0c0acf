import { backToMessages, messageOf, nextMessage } from './mailbox-turn';
import type { MailboxSays, MailboxTurn, MessageFact } from './mailbox-turn';
import type { Effect, MessageMark } from './protocol';

/** Where a key leads, and what is to be done besides. */
export interface Pressed {
  /** Null = the call is over. */
  readonly turn: MailboxTurn | null;
  readonly effects: readonly Effect[];
}

type Keys = (turn: MailboxTurn, digit: string) => Pressed | null;

const to = (turn: MailboxTurn | null, ...effects: readonly Effect[]): Pressed => ({ turn, effects });
const say = (turn: MailboxTurn, says: MailboxSays, ...effects: readonly Effect[]): Pressed =>
  to({ ...turn, says }, ...effects);

/** The first key that means something counts; null = none does. */
export function pressedInMailbox(turn: MailboxTurn, digits: string): Pressed | null {
  for (const digit of digits) {
    const pressed = keysIn[turn.says]?.(turn, digit) ?? null;
    if (pressed !== null) return pressed;
  }
  return null;
}

/** Where messages are listened to: what most voicemails have on these keys, Asterisk's among them. */
const ofMessages: Keys = (turn, digit) => {
  switch (digit) {
    case '4':
      return to(nextMessage(turn, -1));
    case '6':
    case '#':
      return to(nextMessage(turn, 1));
    case '0':
      return say(turn, 'greeting');
    case '*':
      return restored(turn);
    default:
      return null;
  }
};

const ofMessage: Keys = (turn, digit) => {
  const message = messageOf(turn);
  if (!message) return null;
  const mark = (as: MessageMark): Effect => ({ type: 'mark', userId: turn.box.userId, message: message.id, as });
  switch (digit) {
    case '1':
      return say(turn, 'intro');
    case '7':
      return say({ ...turn, deleted: [...turn.deleted, message.id] }, 'deleted', mark('deleted'));
    case '8':
      return calledBack(turn, message);
    case '9':
      return say(turn, 'kept', mark('unheard'));
    default:
      return ofMessages(turn, digit);
  }
};

/** The call goes on as one to whoever left the message, once it is known that there is a way. */
const calledBack = (turn: MailboxTurn, { number, isColleague }: MessageFact): Pressed =>
  number === null
    ? say(turn, 'notCalled')
    : to(turn, { type: 'callSender', userId: turn.box.userId, number, isColleague });

/** The last one that was deleted in this call is there again. */
function restored(turn: MailboxTurn): Pressed | null {
  const message = turn.deleted.at(-1);
  if (message === undefined) return null;
  const list = turn.box.unheard.some(({ id }) => id === message) ? 'unheard' : 'heard';
  const index = turn.box[list].findIndex(({ id }) => id === message);
  const back = { ...turn, list, index, deleted: turn.deleted.slice(0, -1) } as const;
  return say(back, 'restored', { type: 'mark', userId: turn.box.userId, message, as: 'restored' });
}

/** Anew, whatever was spoken before. */
const speak = (turn: MailboxTurn): Pressed => say({ ...turn, spoken: null }, 'speak');

const ofCount: Keys = (turn, digit) =>
  digit === '1' || digit === '#' ? to(backToMessages(turn)) : digit === '0' ? say(turn, 'greeting') : null;

/** After the last message. */
const ofMenu: Keys = (turn, digit) => {
  if (digit === '1')
    return turn.box.heard.length > 0 ? to(nextMessage({ ...turn, list: 'heard', index: -1 }, 1)) : null;
  if (digit === '6') return null;
  return digit === '#' ? to(null) : ofMessages(turn, digit);
};

const ofGreeting: Keys = (turn, digit) => {
  const { box, before } = turn;
  const set = (greeting: typeof before): Pressed =>
    say(turn, 'saving', { type: 'setGreeting', userId: box.userId, to: greeting ?? null });
  switch (digit) {
    case '1':
      return say(turn, 'ownGreeting');
    case '2':
      return speak(turn);
    case '7':
      return box.greeting === null ? say(turn, 'standardSet') : set(null);
    case '*':
      return before === undefined ? null : set(before);
    case '#':
      return to(backToMessages(turn));
    default:
      return null;
  }
};

const ofReview: Keys = (turn, digit) => {
  const { box, spoken } = turn;
  switch (digit) {
    case '1':
      return say(turn, 'review');
    case '2':
      return speak(turn);
    case '9':
      if (spoken === null) return null;
      return say(turn, 'saving', { type: 'setGreeting', userId: box.userId, to: { spoken } });
    case '7':
    case '#':
      return say({ ...turn, spoken: null }, 'greeting');
    default:
      return null;
  }
};

const ofSpeak: Keys = (turn, digit) => (digit === '#' ? say(turn, 'recording') : null);

/** While it records, # is the step's; while it saves, nothing is left to press. */
const keysIn: Partial<Record<MailboxSays, Keys>> = {
  count: ofCount,
  intro: ofMessage,
  message: ofMessage,
  keys: ofMessage,
  kept: ofMessage,
  restored: ofMessage,
  notCalled: ofMessage,
  deleted: ofMessages,
  noMore: ofMenu,
  menu: ofMenu,
  greeting: ofGreeting,
  ownGreeting: ofGreeting,
  greetingSet: ofGreeting,
  standardSet: ofGreeting,
  tooShort: ofGreeting,
  notSet: ofGreeting,
  speak: ofSpeak,
  review: ofReview,
  reviewKeys: ofReview,
};
