import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rule, RuleAction, RuleNames, RuleTarget, RuleTime } from '../../../src/contract/rules/rules';
import { useNumbers } from '../../ui/use-numbers';

export interface RuleTexts {
  /** The whole rule in one sentence: "When I am in Meeting and the caller is external: forward to Eva Nyström." */
  sentence(rule: Pick<Rule, 'when' | 'actions'>, names: RuleNames, of?: RuleOf): string;
  activity(id: string, names: RuleNames): string;
  time(time: RuleTime): string;
  list(texts: readonly string[]): string;
}

/** Whose rule it is: the reader's, or one for whoever is called. */
export type RuleOf = { readonly context: 'anybody' } | undefined;

/** Rules in the reader's language. */
export function useRuleTexts(): RuleTexts {
  const { t, i18n } = useTranslation();
  const numbers = useNumbers();
  const { language } = i18n;
  return useMemo(() => {
    const or = new Intl.ListFormat(language, { type: 'disjunction' });
    const list = (texts: readonly string[]): string => or.format(texts);
    const activity = (id: string, names: RuleNames): string =>
      names.activities[id]?.[language === 'sv' ? 'sv' : 'en'] ?? t('rules.sentence.unknownActivity');
    const time = (each: RuleTime): string =>
      t('rules.sentence.time', { days: daysText(t, each.days), from: each.from, to: each.to });
    const target = (to: RuleTarget, names: RuleNames, of: RuleOf): string =>
      to.kind === 'user'
        ? (names.users[to.userId] ?? t('rules.sentence.gone'))
        : to.kind === 'mobile'
          ? t('rules.sentence.mobile', { ...of })
          : to.number === ''
            ? '…'
            : numbers.local(to.number);
    const group = (id: string, { groups }: RuleNames): string =>
      id === '' ? '…' : (groups[id] ?? t('rules.sentence.goneGroup'));
    const doing = (action: RuleAction, names: RuleNames, of: RuleOf): string => {
      const seconds = 'forS' in action ? action.forS : 0;
      const to =
        'target' in action
          ? target(action.target, names, of)
          : action.do === 'group'
            ? group(action.groupId, names)
            : '';
      const after = action.do === 'ringAlso' ? (action.afterS ?? 0) : 0;
      return t(`rules.sentence.${after > 0 ? 'ringAlsoLater' : action.do}`, { seconds, after, target: to });
    };
    const sentence: RuleTexts['sentence'] = ({ when, actions }, names, of) => {
      const line = of ? 'line_anybody' : 'line';
      const conditions = [
        ...(when.activities.length > 0
          ? [t('rules.sentence.activity', { ...of, what: list(when.activities.map((id) => activity(id, names))) })]
          : []),
        ...(when.lines.length > 0 ? [list(when.lines.map((each) => t(`rules.sentence.${line}.${each}`)))] : []),
        ...(when.callers.length > 0 ? [list(when.callers.map((who) => t(`rules.sentence.caller.${who}`)))] : []),
        ...(when.times.length > 0 ? [list(when.times.map(time))] : []),
        ...(when.calledNumbers.length > 0
          ? [t('rules.sentence.calledNumber', { what: list(when.calledNumbers.map(numbers.local)) })]
          : []),
      ];
      const action = actions
        .map((each) => doing(each, names, of))
        .reduce((first, second) => t('rules.sentence.next', { first, second }));
      const [first, ...more] = conditions;
      if (first === undefined) return ended(t('rules.sentence.always', { action }));
      const all = more.reduce((before, after) => t('rules.sentence.and', { before, after }), first);
      return ended(t('rules.sentence.when', { conditions: all, action }));
    };
    return { sentence, activity, time, list };
  }, [t, language, numbers]);
}

/** What is not said yet ends the sentence as it is. */
const ended = (sentence: string): string => sentence.replace(/…\.$/, '…');

/** "Mon–Fri", or the days one by one. */
export function daysText(t: TFunction, days: readonly number[]): string {
  const key = [...days].toSorted((a, b) => a - b).join('');
  if (key === '1234567') return t('rules.days.all');
  if (key === '12345') return t('rules.days.weekdays');
  if (key === '67') return t('rules.days.weekend');
  return [...key].map((day) => t(`rules.days.short.${day}`)).join(', ');
}
