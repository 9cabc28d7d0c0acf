import { minutesBetween, weekdayOf } from '../../contract/calendar/wall';
import { wallIn } from '../../contract/moments';
import { clockSounds, digitSounds, lastNumber, numberSound } from '../../contract/sounds/spoken-words';
import type { WordSound } from '../../contract/sounds/spoken-words';
import type { MailboxSound, MailboxWords, Sound } from '../../switch/port-sounds';
import { messageOf } from './mailbox-turn';
import type { MailboxFact, MailboxSays, MailboxTurn, MessageFact } from './mailbox-turn';

/** Of more it is said that there are more. */
const mostCounted = 9;

/** What is said of the mailbox itself, and is the same for everybody. */
const fixed: Partial<Record<MailboxSays, MailboxWords>> = {
  keys: 'keys',
  deleted: 'deleted',
  kept: 'kept',
  restored: 'restored',
  notCalled: 'not-called',
  noMore: 'end',
  greeting: 'greeting-keys',
  reviewKeys: 'greeting-review',
  greetingSet: 'greeting-set',
  standardSet: 'greeting-standard',
  tooShort: 'greeting-short',
  notSet: 'greeting-failed',
};

/** What the person hears; empty = silence. */
export function mailboxSounds(turn: MailboxTurn): readonly Sound[] {
  const { box, says, spoken } = turn;
  const word = (words: MailboxWords): MailboxSound => `mailbox-${words}-${box.language}`;
  const message = messageOf(turn);
  switch (says) {
    case 'count':
      return countSounds(box).map(word);
    case 'intro':
      return message ? introSounds(box, message) : [];
    case 'message':
      return message ? [`recording/${message.id}`] : [];
    case 'menu':
      return [...(box.heard.length > 0 ? [word('menu-saved')] : []), word('menu')];
    case 'ownGreeting':
      return [box.greeting === null ? `voicemail-${box.language}` : `kept/${box.greeting}`];
    case 'speak':
      return [word('greeting-speak'), 'beep'];
    case 'review':
      return spoken === null ? [] : [`recording/${spoken}`];
    default: {
      const words = fixed[says];
      return words ? [word(words)] : [];
    }
  }
}

function countSounds({ counts: { unheard, heard } }: MailboxFact): readonly MailboxWords[] {
  const counted = (count: number) => (count > mostCounted ? 'more' : String(count)) as MailboxWords;
  return [counted(unheard), ...(heard > 0 ? [`saved-${counted(heard)}` as MailboxWords] : [])];
}

/** "From, 0 7 0 1 … Yesterday at 2 05 PM." */
function introSounds({ language, zone, openedAtMs }: MailboxFact, message: MessageFact): readonly WordSound[] {
  const { spoken, isColleague, isForGroup, leftAtMs } = message;
  const from = isColleague ? (`from-colleague-${language}` as const) : (`from-${language}` as const);
  return [
    ...(isForGroup ? [`for-group-${language}` as const] : []),
    ...(spoken === null ? [`from-withheld-${language}` as const] : [from, ...digitSounds(spoken, language)]),
    ...whenSounds(wallIn(zone, openedAtMs), wallIn(zone, leftAtMs), language),
  ];
}

/** Days are those of the wall. After a week weekdays say no more which day it was. */
function whenSounds(now: string, left: string, language: MailboxFact['language']): readonly WordSound[] {
  const [today, day] = [now.slice(0, 10), left.slice(0, 10)];
  const days = Math.max(0, minutesBetween(day, today) / (24 * 60));
  if (days > lastNumber) return [`long-ago-${language}`];
  const [hour = 0, minute = 0] = left.slice(11, 16).split(':').map(Number);
  const weekday = weekdayOf(day) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
  const near = (['left-today', 'left-yesterday'] as const)[days] ?? (`left-day-${weekday}` as const);
  const date: readonly WordSound[] =
    days > 6 ? [numberSound(days, language), `days-ago-${language}`] : [`${near}-${language}`];
  return [...date, ...clockSounds(hour, minute, language)];
}
