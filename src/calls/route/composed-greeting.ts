import { minutesBetween, weekdayOf } from '../../contract/calendar/wall';
import { wallIn } from '../../contract/moments';
import { clockSounds, type Language, type WordSound } from '../../contract/sounds/spoken-words';
import type { ActivityFact } from './facts';

export interface AboutAway {
  readonly language: Language;
  /** Null = nothing is known of it. */
  readonly activity: Pick<ActivityFact, 'away' | 'untilMs'> | null;
  /** Colleagues see why somebody is away; others hear it where the activity says so. */
  readonly isColleague: boolean;
  readonly atMs: number;
  /** IANA: of who is called. */
  readonly zone: string;
}

/**
 * "The person you are calling is at lunch and is back at 1 PM. Please leave a message after the tone." Null = there is
 * no more to say than that nobody answers.
 */
export function composedGreeting({ language, activity, ...about }: AboutAway): readonly WordSound[] | null {
  if (!activity?.away) return null;
  const { reason, isToldOutside } = activity.away;
  const why = about.isColleague || isToldOutside ? reason : 'none';
  const back = activity.untilMs === null ? [] : backSounds(activity.untilMs, about, language);
  if (why === 'none' && back.length === 0) return null;
  return [`away-${why}-${language}`, ...back, `leave-message-${language}`];
}

/** Days are those of the wall in the zone. After a week nobody would wait by the clock; and midnight ends a day. */
function backSounds(
  untilMs: number,
  { atMs, zone }: Pick<AboutAway, 'atMs' | 'zone'>,
  language: Language,
): readonly WordSound[] {
  const [now, until] = [wallIn(zone, atMs), wallIn(zone, untilMs)];
  const [today, day] = [now.slice(0, 10), until.slice(0, 10)];
  const days = minutesBetween(today, day) / (24 * 60);
  const [hour = 0, minute = 0] = until.slice(11, 16).split(':').map(Number);
  const endsDay = (hour === 23 && minute === 59) || (hour === 0 && minute === 0);
  if (untilMs <= atMs || days > 6 || endsDay) return [];
  const weekday = weekdayOf(day) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
  const word = days === 0 ? 'back-at' : days === 1 ? 'back-tomorrow' : (`back-day-${weekday}` as const);
  return [`${word}-${language}`, ...clockSounds(hour, minute, language)];
}
