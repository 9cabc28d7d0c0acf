import type { Explanation, HappenedStep } from '../../../src/contract/rules/explanation';
import type { Happening, Words } from './happening';

type Line = Pick<Happening, 'icon' | 'title' | 'details'>;
type Found = NonNullable<HappenedStep['found']>;

/** What an answer group does with a caller, or did. */
export function inGroupLines({ happened }: Explanation, index: number, words: Words): readonly Line[] {
  const step = happened[index];
  if (!step) return [];
  const { t } = words;
  switch (step.kind) {
    case 'group':
      return [{ icon: 'forward', title: comesText(step, words), details: foundTexts(step.found, words) }];
    case 'missed':
    case 'declined':
      return [{ icon: 'not', title: agentText(step, step.kind, words), details: [] }];
    case 'callback':
      return [{ icon: 'say', title: t('rules.happens.callback'), details: [] }];
    case 'calledBack':
      return [{ icon: 'answered', title: calledBackText(step, words), details: [] }];
    case 'left':
      return [{ icon: 'forward', title: leftText(step, happened[index + 1], words), details: [] }];
    default:
      return [];
  }
}

/** The same in a few words, e.g. "Place 4 in line, 2 paused. Overflowed after 60 s, to Reception." */
export function groupSentences({ happened }: Explanation, words: Words): string {
  const said = happened.flatMap((step, index): string[] => {
    if (step.kind === 'left') return [leftText(step, happened[index + 1], words)];
    const what = step.kind === 'group' && step.found?.place != null ? foundTexts(step.found, words) : [];
    return what.length === 0 ? [] : [what.join(', ')];
  });
  return said.map((each) => `${each}.`).join(' ');
}

function comesText({ name, found }: HappenedStep, { t }: Words): string {
  if (name === null) return t('rules.happens.someGroup');
  return t(found?.place === null ? 'rules.happens.comesTo' : 'rules.happens.group', { name });
}

/** The place in line, and whom of its agents the caller has found. */
function foundTexts(found: Found | undefined, { t }: Words): readonly string[] {
  if (!found) return [];
  const { ready = 0, inCall = 0, reserved = 0, wrapUp = 0, ...rest } = found.agents;
  const counts = { ready, busy: inCall + reserved + wrapUp, ...rest };
  const there = (['ready', 'busy', 'paused', 'unreachable', 'loggedOut'] as const).flatMap((each) => {
    const count = counts[each] ?? 0;
    return count === 0 ? [] : [t(`rules.happens.agents.${each}`, { count })];
  });
  return [...(found.place === null ? [] : [t('rules.happens.place', { place: found.place })]), ...there];
}

function agentText({ userId, name }: HappenedStep, kind: 'missed' | 'declined', { t, readerId }: Words): string {
  if (userId !== null && userId === readerId)
    return t(kind === 'missed' ? 'rules.happens.youMissed' : 'rules.happens.youDeclined');
  return t(`rules.happens.${kind}`, { name: name ?? t('rules.happens.anAgent') });
}

const calledBackText = ({ name, forMs }: HappenedStep, { t }: Words): string =>
  t('rules.happens.calledBack', { name: name ?? t('rules.happens.anAgent'), time: lasted(forMs) });

const planned = ['full', 'closed', 'timeout', 'noneLoggedIn', 'allPaused', 'noneReachable'] as const;

/** Why the caller is not in the group any more, and whereto: what comes next says that. */
function leftText(step: HappenedStep, next: HappenedStep | undefined, words: Words): string {
  const { t } = words;
  const { atMs, left = 'timeout', forMs } = step;
  const values = { name: step.name ?? t('rules.happens.anyGroup'), time: lasted(forMs) };
  const known = planned.find((each) => each === left) ?? 'other';
  const what = atMs === null ? t(`rules.happens.leaves.${known}`, values) : t(`rules.happens.left.${left}`, values);
  const whom = left === 'hungUp' || left === 'callbackOver' ? null : targetText(next, words);
  return whom === null ? what : t('rules.happens.leadsTo', { what, whom });
}

function targetText(next: HappenedStep | undefined, { t, number }: Words): string | null {
  switch (next?.kind) {
    case 'group':
    case 'goOn':
      return next.name;
    case 'dial':
      return next.number === null ? null : number(next.number);
    case 'voicemail':
      return t('rules.happens.theVoicemail', { name: next.name ?? '' });
    default:
      return null;
  }
}

/** In seconds, and from two minutes on in minutes. */
const lasted = (ms: number | null): string =>
  (ms ?? 0) < 120_000 ? `${Math.round((ms ?? 0) / 1000)} s` : `${Math.round((ms ?? 0) / 60_000)} min`;
