import type { LineUser } from '../lines/line-user';
import type { Lines } from '../lines/lines';
import { readDialled } from '../lines/numbering';
import { VaxelError } from '../contract/errors';
import type { OrganisationId } from '../contract/ids';
import type { ForwardVerdict } from '../contract/rules/rights';
import type { Rule, RuleAction, RuleTarget } from '../contract/rules/rules';
import { personAt } from '../lines/target';

export interface ReadRuleDeps {
  readonly lines: Lines;
  readonly organisationId: OrganisationId;
  /** Null = a rule for everybody. */
  readonly owner: LineUser | null;
  /** For the owner; for everybody's rules the number alone is judged. */
  verdictOf(number: string): ForwardVerdict;
}

/**
 * A rule as it is kept: numbers in E.164, what is a colleague's is that colleague.
 * @throws VaxelError rules.unknownTarget | rules.forwardNotAllowed | rules.countryNotAllowed | rules.numberNotAllowed |
 * rules.noMobile
 */
export function readRule(deps: ReadRuleDeps, rule: Rule): Rule {
  return { ...rule, actions: rule.actions.map((action) => readAction(deps, action)) };
}

function readAction(deps: ReadRuleDeps, action: RuleAction): RuleAction {
  if (action.do === 'group' && deps.lines.group(action.groupId)?.organisationId !== deps.organisationId)
    throw new VaxelError('rules.unknownTarget', 'no such group');
  if (!('target' in action)) return action;
  return { ...action, target: checked(deps, readTarget(deps, action.target)) };
}

export function readTarget({ lines, organisationId }: Omit<ReadRuleDeps, 'verdictOf'>, target: RuleTarget): RuleTarget {
  if (target.kind !== 'number') return target;
  const country = lines.organisation(organisationId)?.country ?? 'SE';
  const read = readDialled(target.number, country, (digits) => lines.byExtension(organisationId, digits) !== undefined);
  if (read.kind === 'invalid') throw new VaxelError('rules.unknownTarget', 'no number');
  const found =
    read.kind === 'extension' ? lines.byExtension(organisationId, read.extension) : lines.byNumber(read.number);
  const colleague = personAt(found);
  if (colleague?.organisationId === organisationId) return { kind: 'user', userId: colleague.userId };
  return { kind: 'number', number: read.kind === 'number' ? read.number : read.extension };
}

/** Somebody of the organisation, or a number that calls may be forwarded to. */
function checked({ lines, organisationId, owner, verdictOf }: ReadRuleDeps, target: RuleTarget): RuleTarget {
  if (target.kind === 'user') {
    const user = lines.user(target.userId);
    if (user?.organisationId !== organisationId || user.userId === owner?.userId)
      throw new VaxelError('rules.unknownTarget', 'nobody to forward to');
    return target;
  }
  const number = target.kind === 'mobile' ? (owner?.mobile ?? null) : target.number;
  // Everybody's rule leads everybody to a mobile of their own.
  if (number === null && owner === null) return target;
  if (number === null) throw new VaxelError('rules.noMobile');
  const verdict = verdictOf(number);
  if (verdict !== 'ok') throw new VaxelError(`rules.${verdict}`);
  return target;
}
