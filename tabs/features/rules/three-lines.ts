import type { Explanation, RouteStep } from '../../../src/contract/rules/explanation';
import { outcomeText, personText } from './happenings';
import type { Words } from './happening';
import { groupSentences } from './in-groups';

/** A call that was, in three plain lines: what was so, what decided, what came of it. */
export function threeLines(explained: Explanation, words: Words): readonly [string, string, string] {
  const inGroups = groupSentences(explained, words);
  const decided = explained.called.userId === null && inGroups !== '' ? inGroups : decision(explained, words);
  const second = decided === inGroups || inGroups === '' ? decided : `${decided} ${inGroups}`;
  return [situation(explained, inGroups, words), second, outcome(explained, words)];
}

function situation({ people, called, caller, asCaller }: Explanation, inGroups: string, words: Words): string {
  const { t, readerId, number } = words;
  const person = people.find(({ userId }) => userId === called.userId);
  const name = called.name ?? called.number ?? '';
  // Nobody's number was called, but that of an answer group.
  if (!asCaller && called.userId === null && inGroups !== '') {
    const who = caller.name ?? (caller.number === null ? t('rules.why.anonymous') : number(caller.number));
    return t('rules.lines.theyCalled', { name: who, called: name });
  }
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
