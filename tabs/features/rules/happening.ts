import type { TFunction } from 'i18next';
import type { RuleTexts } from './use-rule-texts';

/** One line of "What happens". */
export interface Happening {
  readonly key: string;
  readonly icon: 'came' | 'person' | 'not' | 'rule' | 'ring' | 'forward' | 'say' | 'answered' | 'end';
  readonly atMs: number | null;
  readonly title: string;
  readonly details: readonly string[];
  /** Of what did not apply: behind the details. */
  readonly isMinor: boolean;
}

/** What it takes to say it. */
export interface Words {
  readonly t: TFunction;
  readonly texts: RuleTexts;
  readonly language: 'sv' | 'en';
  /** `until` of an activity. */
  time(ms: number): string;
  number(number: string): string;
  readonly readerId: string | null;
}
