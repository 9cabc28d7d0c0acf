import type { Explanation, RouteStep } from '../../../src/contract/rules/explanation';
import { outcomeText, personText } from './happenings';
import type { Words } from './happenings';

/** A call that was, in three plain lines: what was so, what decided, what came of it. */
export function threeLines(explained: Explanation, words: Words): readonly [string, string, string] {
  return [situation(explained, words), decision(explained, words), outcome(explained, words)];
}

function situation({ people, called, asCaller }: Explanation, words: Words): string {
  const { t, readerId } = words;
  const person = people.find(({ userId }) => userId === called.userId);
  const name = called.name ?? called.number ?? '';
  if (asCaller || !person) return t('rules.lines.youCalled', { name });
  const what = personText(person, words);
  return person.userId === readerId ? t('rules.lines.youWere', { what }) : t('rules.lines.theyWere', { name, what });
}

function decision({ trace, called, people }: Explanation, { t, readerId }: Words): string {
  const decided = trace.find(({ userId, decides }) => userId === called.userId && decides);
  const left = trace.find(({ userId, leftOut }) => userId === called.userId && leftOut !== null);
  if (!decided) return t(called.userId === null ? 'rules.lines.outside' : 'rules.lines.none');
  const said = byLayer(decided);
  const owner = people.find(({ userId }) => userId === decided.userId)?.name ?? '';
  const values = { number: decided.rule?.number ?? 0, name: decided.rule?.name ?? '', owner };
  const whose = said === 'rule' && decided.layer === 'organisation' ? 'ruleAll' : said;
  const text = t(`rules.lines.${whose === 'rule' && decided.userId !== readerId ? 'ruleOf' : whose}`, values);
  const reason = left?.leftOut ? t(`rules.happens.leftOutWhy.${left.leftOut}`) : null;
  if (reason === null) return text;
  const isBeside = left?.rule?.actions.every((each) => each.do === 'ringAlso') === true;
  return `${text} ${t(isBeside ? 'rules.lines.leftOutBeside' : 'rules.lines.leftOut', { why: reason })}`;
}

function byLayer({ layer, rule }: RouteStep): 'rule' | 'vip' | 'blocked' | 'safety' | 'none' {
  if (rule !== null) return 'rule';
  return layer === 'vip' || layer === 'blocked' || layer === 'safety' ? layer : 'none';
}

function outcome({ outcome: { answeredBy, reason } }: Explanation, { t, readerId }: Words): string {
  if (answeredBy === null) return t('rules.lines.ended', { what: outcomeText(reason, t) });
  if (answeredBy.userId !== null && answeredBy.userId === readerId) return t('rules.lines.youAnswered');
  return t('rules.lines.answered', { name: answeredBy.name ?? '' });
}
