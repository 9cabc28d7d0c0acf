import type { AnswerGroupId } from '../../../src/contract/ids';
import { longestRingS, mostAfterS, shortestRingS, usualRingS } from '../../../src/contract/rules/limits';
import type { Rule, RuleAction, RuleNames, RuleTime } from '../../../src/contract/rules/rules';
import type { Party } from './PartyCombobox';

export const actionKinds = [
  'ring',
  'ringForward',
  'ringAlso',
  'forward',
  'voicemail',
  'group',
  'busy',
  'reject',
] as const;
export type ActionKind = (typeof actionKinds)[number];

/** A rule as the dialog has it. */
export interface RuleDraft {
  readonly id: string;
  readonly on: boolean;
  readonly name: string;
  readonly when: Rule['when'];
  readonly action: ActionKind;
  readonly target: Party;
  /** Empty = none is chosen. */
  readonly groupId: AnswerGroupId | '';
  /** As typed. */
  readonly seconds: string;
  /** Seconds after which what rings also begins to. */
  readonly afterS: number;
}

/** After how many seconds something may ring also. */
export const afterChoices: readonly number[] = [0, 5, 10, 15, 20, 30, 45, 60];

export type DraftProblem =
  | 'nameNeeded'
  | 'targetNeeded'
  | 'groupNeeded'
  | 'daysNeeded'
  | 'secondsNeeded'
  | 'afterTooLate';

export const wholeWeek: RuleTime = { days: [1, 2, 3, 4, 5], from: '08:00', to: '17:00' };
const nothing: Rule['when'] = { activities: [], lines: [], callers: [], times: [], calledNumbers: [] };

export const leadsOn = (action: ActionKind): boolean =>
  action === 'forward' || action === 'ringForward' || action === 'ringAlso';
export const isTimed = (action: ActionKind): boolean => leadsOn(action) || action === 'ring';

export function draftOf(rule: Rule | null, names: RuleNames, mobileText: string): RuleDraft {
  if (!rule)
    return {
      id: crypto.randomUUID(),
      on: true,
      name: '',
      when: nothing,
      action: 'ring',
      target: { kind: 'text', text: '' },
      groupId: '',
      seconds: String(usualRingS),
      afterS: 0,
    };
  const [first, second] = rule.actions;
  const last = second ?? first;
  const target = last && 'target' in last ? last.target : null;
  return {
    id: rule.id,
    on: rule.on,
    name: rule.name,
    when: rule.when,
    action: second ? 'ringForward' : (first?.do ?? 'ring'),
    target:
      target === null
        ? { kind: 'text', text: '' }
        : target.kind === 'user'
          ? { ...target, text: names.users[target.userId] ?? '' }
          : target.kind === 'mobile'
            ? { kind: 'mobile', text: mobileText }
            : { kind: 'text', text: target.number },
    groupId: first?.do === 'group' ? first.groupId : '',
    seconds: String(first && 'forS' in first ? first.forS : usualRingS),
    afterS: (first?.do === 'ringAlso' && first.afterS) || 0,
  };
}

/** What keeps a draft from being a rule. */
export function problemsOf({
  name,
  when,
  action,
  target,
  groupId,
  seconds,
  afterS,
}: RuleDraft): readonly DraftProblem[] {
  const forS = Number(seconds);
  const rings = Number.isInteger(forS) && forS >= shortestRingS && forS <= longestRingS;
  return [
    ...(name.trim() === '' ? (['nameNeeded'] as const) : []),
    ...(leadsOn(action) && target.text.trim() === '' ? (['targetNeeded'] as const) : []),
    ...(action === 'group' && groupId === '' ? (['groupNeeded'] as const) : []),
    ...(when.times.some(({ days }) => days.length === 0) ? (['daysNeeded'] as const) : []),
    ...(isTimed(action) && !rings ? (['secondsNeeded'] as const) : []),
    ...(action === 'ringAlso' && rings && afterS > mostAfterS(forS) ? (['afterTooLate'] as const) : []),
  ];
}

/** Of a draft without problems. */
export function ruleOf({ id, on, name, when, ...draft }: RuleDraft): Rule {
  return { id, on, name: name.trim(), when, actions: actionsOf(draft) };
}

type Doing = Pick<RuleDraft, 'action' | 'target' | 'groupId' | 'seconds' | 'afterS'>;

function actionsOf({ action, target, groupId, seconds, afterS }: Doing): RuleAction[] {
  const forS = Number(seconds);
  const to =
    target.kind === 'user'
      ? ({ kind: 'user', userId: target.userId } as const)
      : target.kind === 'mobile'
        ? ({ kind: 'mobile' } as const)
        : ({ kind: 'number', number: target.text.trim() } as const);
  switch (action) {
    case 'ring':
      return [{ do: 'ring', forS }];
    case 'ringForward':
      return [
        { do: 'ring', forS },
        { do: 'forward', target: to, forS: usualRingS },
      ];
    case 'ringAlso':
      return [{ do: 'ringAlso', target: to, ...(afterS > 0 && { afterS }), forS }];
    case 'forward':
      return [{ do: 'forward', target: to, forS }];
    case 'group':
      // None is chosen in a sentence that is not whole yet.
      return [{ do: 'group', groupId: groupId as AnswerGroupId }];
    default:
      return [{ do: action }];
  }
}
