import { sql } from 'kysely';
import type { OrganisationId, UserId } from '../contract/ids';
import { VaxelError } from '../contract/errors';
import type { RightsChange, RightsView } from '../contract/rules/rights';
import { readRights, writeRights, type Rights } from './rights';
import type { ChangedBy, RulesDeps } from './service';

/** @throws VaxelError server.unavailable */
export async function viewRights(deps: RulesDeps, organisationId: OrganisationId): Promise<RightsView> {
  const country = deps.lines.organisation(organisationId)?.country ?? 'SE';
  const { revision, forwarders, userIds, countries } = await readRights(deps.db, organisationId, country);
  return { revision, forwarders, chosen: named(deps, userIds), countries: [...countries], country };
}

const named = ({ lines }: RulesDeps, userIds: readonly UserId[]): RightsView['chosen'] =>
  userIds.flatMap((userId) => {
    const name = lines.user(userId)?.displayName;
    return name === undefined ? [] : [{ userId, name }];
  });

/** @throws VaxelError rules.outdated | request.notFound for a country or a person that is none */
export async function changeRights(
  deps: RulesDeps,
  organisationId: OrganisationId,
  change: RightsChange,
  { actor, request }: ChangedBy,
): Promise<RightsView> {
  const { db, lines, audit, book } = deps;
  if (change.userIds.some((userId) => lines.user(userId)?.organisationId !== organisationId))
    throw new VaxelError('request.notFound', 'no such person');
  const country = lines.organisation(organisationId)?.country ?? 'SE';
  await db.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`rights/${organisationId}`}))`.execute(transaction);
    const before = await readRights(transaction, organisationId, country);
    if (before.revision !== change.revision) throw new VaxelError('rules.outdated');
    await writeRights(transaction, organisationId, change);
    await audit.record(transaction, organisationId, {
      actor,
      action: 'rights.changed',
      object: { kind: 'organisation', id: organisationId, name: '' },
      before: told(deps, before),
      after: told(deps, change),
      source: 'tab',
      ...(request ? { request } : {}),
    });
  });
  book.forget(organisationId, null);
  return viewRights(deps, organisationId);
}

const told = (deps: RulesDeps, { forwarders, userIds, countries }: Rights) => ({
  forwarders,
  countries: [...countries].toSorted(),
  people: named(deps, userIds)
    .map(({ name }) => name)
    .toSorted(),
});
