import type { Kysely, Transaction } from 'kysely';
import { z } from 'zod';
import { VaxelError } from '../contract/errors';
import type { OrganisationId, UserId } from '../contract/ids';
import { Rule } from '../contract/rules/rules';
import { storableJson } from '../contract/text';
import type { Database } from '../ports/database';

/** A list of rules as it is stored; revision 0 = there has never been one. */
export interface RuleList {
  readonly revision: number;
  readonly rules: readonly Rule[];
}

const nothing: RuleList = { revision: 0, rules: [] };
/** A rule that this version cannot read is left out, and never applies. */
const readable = z.array(z.unknown()).transform((all) => all.flatMap((each) => Rule.safeParse(each).data ?? []));

/** @param userId null = the organisation's own */
export async function readRules(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  userId: UserId | null,
): Promise<RuleList> {
  const row = await db
    .selectFrom('call_rules')
    .select(['revision', 'rules'])
    .where('organisation_id', '=', organisationId)
    .where('user_id', userId === null ? 'is' : '=', userId)
    .executeTakeFirst();
  return row ? { revision: row.revision, rules: readable.parse(row.rules) } : nothing;
}

/** Puts the whole list in the place of the one of `revision`. @throws VaxelError rules.outdated */
export async function writeRules(
  transaction: Transaction<Database>,
  organisationId: OrganisationId,
  userId: UserId | null,
  { revision, rules }: RuleList,
): Promise<void> {
  const next = { rules: storableJson(rules), revision: revision + 1, changed_at: new Date() };
  if (revision === 0) {
    const added = await transaction
      .insertInto('call_rules')
      .values({ organisation_id: organisationId, user_id: userId, ...next })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!added) throw new VaxelError('rules.outdated');
    return;
  }
  const changed = await transaction
    .updateTable('call_rules')
    .set(next)
    .where('organisation_id', '=', organisationId)
    .where('user_id', userId === null ? 'is' : '=', userId)
    .where('revision', '=', revision)
    .returning('id')
    .executeTakeFirst();
  if (!changed) throw new VaxelError('rules.outdated');
}
