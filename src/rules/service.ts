import { isDeepStrictEqual } from 'node:util';
import type { Kysely } from 'kysely';
import type { Knowledge } from '../calls/knowledge';
import type { OrganisationId, UserId } from '../contract/ids';
import type { Rule, RuleNames, RulesChange, RulesView } from '../contract/rules/rules';
import type { LineUser } from '../lines/line-user';
import type { Lines } from '../lines/lines';
import type { AuditActor, AuditEntry, AuditLog } from '../ports/audit';
import type { Database } from '../ports/database';
import type { Clock } from '../ports/clock';
import type { Publisher } from '../ports/publisher';
import { VaxelError } from '../contract/errors';
import type { RuleBook } from './book';
import { problemsOf } from './problems';
import { readRule } from './read-rule';
import { verdictOf, verdictOnForward, type Rights } from './rights';
import { readRules, writeRules } from './store';

export interface RulesDeps {
  readonly db: Kysely<Database>;
  readonly lines: Lines;
  readonly audit: AuditLog;
  readonly publisher: Pick<Publisher, 'toUser'>;
  readonly book: RuleBook;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly activitiesOf: Knowledge['activitiesOf'];
}

/** Whose rules: a person's, or the organisation's. */
export interface Whose {
  readonly organisationId: OrganisationId;
  readonly userId: UserId | null;
}

/** By whom a change is made, if it is told in the audit log. */
export interface ChangedBy {
  readonly actor: AuditActor;
  readonly request?: AuditEntry['request'];
}

/** A list of rules with all that is needed to show it. @throws VaxelError server.unavailable */
export async function viewRules(deps: RulesDeps, { organisationId, userId }: Whose): Promise<RulesView> {
  const [list, defaults, activities, rights] = await Promise.all([
    readRules(deps.db, organisationId, userId),
    userId === null ? { rules: [] } : readRules(deps.db, organisationId, null),
    deps.activitiesOf(organisationId),
    deps.book.rightsOf(organisationId),
  ]);
  const owner = userId === null ? undefined : deps.lines.user(userId);
  const judge = judgeFor(deps, { organisationId, userId }, rights);
  const problems = problemsOf(list.rules, (target) => {
    if ('do' in target)
      return deps.lines.group(target.groupId)?.organisationId === organisationId ? null : 'nobodyThere';
    if (target.kind === 'user')
      return deps.lines.user(target.userId)?.organisationId === organisationId ? null : 'nobodyThere';
    const number = target.kind === 'mobile' ? owner?.mobile : target.number;
    if (!number) return owner ? 'noMobile' : null;
    const verdict = judge(number);
    return verdict === 'ok' ? null : verdict;
  });
  const shown = [...list.rules, ...defaults.rules];
  return {
    revision: list.revision,
    rules: [...list.rules],
    defaults: [...defaults.rules],
    names: {
      users: namesOf(deps.lines, shown),
      activities: Object.fromEntries(activities.map(({ id, name }) => [id, name])),
      groups: Object.fromEntries(deps.lines.groupsOf(organisationId).map(({ groupId, name }) => [groupId, name])),
    },
    problems,
    numbers: [...(owner?.numbers ?? [])],
    mobile: owner?.mobile ?? null,
  };
}

/** For everybody's rules the number is judged, and not who may. A rule may lead where it is allowed in the day. */
const judgeFor = ({ lines }: RulesDeps, { organisationId, userId }: Whose, rights: Rights) => {
  const own = lines.organisation(organisationId)?.country ?? 'SE';
  return (number: string) => {
    const asking = { number, own, isOpen: true };
    return userId === null ? verdictOnForward(rights, { ...asking, userId }) : verdictOf(rights, { ...asking, userId });
  };
};

function namesOf(lines: Lines, rules: readonly Rule[]): RuleNames['users'] {
  const targets = rules.flatMap(({ actions }) => actions).flatMap((each) => ('target' in each ? [each.target] : []));
  const users = targets.flatMap((target) => (target.kind === 'user' ? [lines.user(target.userId)] : []));
  return Object.fromEntries(users.flatMap((user) => (user ? [[user.userId, user.displayName]] : [])));
}

/** None but the organisation’s own; what stood there may stay. @throws VaxelError activity.notFound */
function requireActivities(rule: Rule, known: Rule | undefined, ids: ReadonlySet<string>): void {
  const before = known?.when.activities ?? [];
  if (rule.when.activities.some((id) => !ids.has(id) && !before.includes(id)))
    throw new VaxelError('activity.notFound');
}

const sameActions = (a: Rule, b: Rule | undefined): boolean => isDeepStrictEqual(a.actions, b?.actions);

/**
 * Puts a list in the place of the one that was read. What its rules do is checked where it is new; what was allowed
 * once stays in the list, and is left out by calls.
 * @throws VaxelError rules.* | activity.notFound | auth.notLinked
 */
export async function changeRules(
  deps: RulesDeps,
  whose: Whose,
  change: RulesChange,
  by: ChangedBy | null,
): Promise<RulesView> {
  const { db, lines, book } = deps;
  const { organisationId, userId } = whose;
  const owner: LineUser | null = userId === null ? null : (lines.user(userId) ?? null);
  if (userId !== null && owner?.organisationId !== organisationId) throw new VaxelError('auth.notLinked');
  const [rights, activities] = await Promise.all([book.rightsOf(organisationId), deps.activitiesOf(organisationId)]);
  const activityIds = new Set<string>(activities.map(({ id }) => id));
  const readDeps = { lines, organisationId, owner, verdictOf: judgeFor(deps, whose, rights) };
  await db.transaction().execute(async (transaction) => {
    const before = await readRules(transaction, organisationId, userId);
    if (before.revision !== change.revision) throw new VaxelError('rules.outdated');
    const rules = change.rules.map((rule) => {
      const known = before.rules.find(({ id }) => id === rule.id);
      requireActivities(rule, known, activityIds);
      return sameActions(rule, known) ? rule : readRule(readDeps, rule);
    });
    await writeRules(transaction, organisationId, userId, { revision: change.revision, rules });
    if (by) await deps.audit.record(transaction, organisationId, auditEntry(whose, by, before.rules, rules));
  });
  book.forget(organisationId, userId);
  if (userId !== null) deps.publisher.toUser(organisationId, userId, { type: 'rules.changed' });
  return viewRules(deps, whose);
}

function auditEntry(
  { organisationId }: Whose,
  { actor, request }: ChangedBy,
  before: readonly Rule[],
  after: readonly Rule[],
): AuditEntry {
  const names = (rules: readonly Rule[]) => rules.map(({ name, on }) => (on ? name : `(${name})`));
  return {
    actor,
    action: 'rules.changed',
    object: { kind: 'rules', id: organisationId, name: '' },
    before: { rules: names(before) },
    after: { rules: names(after) },
    source: 'tab',
    ...(request ? { request } : {}),
  };
}
