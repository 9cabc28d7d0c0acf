/** Parts of sentences that there are as sounds, in Swedish and in English; scripts/make-sounds.mjs says their texts. */
export type Language = 'sv' | 'en';
export type WordSound = `${Word}-${Language}` | 'am-en' | 'pm-en';

type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
type Counted = `number-${Digit}` | `number-${1 | 2 | 3 | 4 | 5}${Digit}`;
/** Numbers are spoken up to here, as far as minutes go. */
export const lastNumber = 59;

/** Why somebody does not answer; `none`: it is not said. */
const awayReasons = [
  ...(['none', 'meeting', 'lunch', 'busy', 'travelling', 'holiday', 'sick', 'child', 'gone'] as const),
] as const;
export type AwayReason = (typeof awayReasons)[number];

/** From so many minutes on a waiting time is told, up to the next of them. */
export const spokenWaits = [0, 1, 2, 4, 7, 12, 20] as const;
/** Monday is 1. */
const spokenDays = [1, 2, 3, 4, 5, 6, 7] as const;

const single = [
  ...(['queue-welcome', 'queue-place', 'queue-place-more'] as const),
  ...(['back-at', 'back-tomorrow', 'leave-message'] as const),
  ...(['from', 'from-colleague', 'from-withheld', 'for-group', 'plus'] as const),
  ...(['left-today', 'left-yesterday', 'days-ago', 'long-ago'] as const),
] as const;

type Word =
  | Counted
  | (typeof single)[number]
  | `queue-time-${(typeof spokenWaits)[number]}`
  | `away-${AwayReason}`
  | `back-day-${(typeof spokenDays)[number]}`
  | `left-day-${(typeof spokenDays)[number]}`;

const words: readonly Word[] = [
  ...Array.from({ length: lastNumber + 1 }, (_, value) => `number-${value}` as Counted),
  ...single,
  ...spokenWaits.map((from) => `queue-time-${from}` as const),
  ...awayReasons.map((reason) => `away-${reason}` as const),
  ...spokenDays.flatMap((day) => [`back-day-${day}` as const, `left-day-${day}` as const]),
];

/** @param value a whole number from 0 to `lastNumber` */
export const numberSound = (value: number, language: Language): WordSound => `number-${value as Digit}-${language}`;

/** A telephone number, digit by digit; `+` is the only other sign that it may have. */
export const digitSounds = (number: string, language: Language): readonly WordSound[] =>
  [...number].flatMap((sign): WordSound[] =>
    sign === '+' ? [`plus-${language}`] : /[0-9]/.test(sign) ? [numberSound(Number(sign), language)] : [],
  );

/** "13:05" as Swedish says it, "1:05 PM" as English does, without the word before it. */
export function clockSounds(hour: number, minute: number, language: Language): readonly WordSound[] {
  const minutes =
    minute === 0 ? [] : [...(minute < 10 ? [numberSound(0, language)] : []), numberSound(minute, language)];
  if (language === 'sv') return [numberSound(hour, language), ...minutes];
  return [numberSound(hour % 12 === 0 ? 12 : hour % 12, language), ...minutes, hour < 12 ? 'am-en' : 'pm-en'];
}

export const wordSounds: readonly WordSound[] = [
  ...words.flatMap((word): WordSound[] => [`${word}-sv`, `${word}-en`]),
  'am-en',
  'pm-en',
];
