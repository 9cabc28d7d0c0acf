import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import { VaxelError } from '../contract/errors';
import type { AnswerGroupId, OrganisationId } from '../contract/ids';
import { mostAnswerGroups } from '../contract/answer-groups/limits';
import { AnswerGroupAdminView, type AnswerGroupSettings } from '../contract/answer-groups/settings';
import type { Database } from '../ports/database';
import { exitRows, exitsFrom } from './exits';

/** The answer groups of one organisation, by name; within a transaction, nobody else changes them meanwhile. */
export interface GroupStore {
  /** Without those who have left. */
  all(): Promise<readonly AnswerGroupAdminView[]>;
  /** @throws VaxelError request.notFound */
  one(id: AnswerGroupId): Promise<AnswerGroupAdminView>;
  /** @throws VaxelError answerGroups.full */
  add(settings: AnswerGroupSettings): Promise<AnswerGroupId>;
  change(id: AnswerGroupId, settings: AnswerGroupSettings): Promise<void>;
  remove(id: AnswerGroupId): Promise<void>;
  /** How many wait in it. */
  waiting(id: AnswerGroupId): Promise<number>;
  reasons(): Promise<readonly string[]>;
  setReasons(reasons: readonly string[]): Promise<void>;
}

const valuesOf = (organisationId: OrganisationId, settings: AnswerGroupSettings) => {
  const { name, extension, number, members: _, supervisors: __, exits: ___, ...rest } = settings;
  return { organisation_id: organisationId, name, extension, number, settings: JSON.stringify(rest) };
};

export function groupStoreOf(db: Kysely<Database>, organisationId: OrganisationId): GroupStore {
  const all = (): Promise<readonly AnswerGroupAdminView[]> => readGroups(db, organisationId);
  const own = (id: AnswerGroupId) => ({ organisation_id: organisationId, group_id: id });

  async function write(id: AnswerGroupId, { members, supervisors, exits }: AnswerGroupSettings): Promise<void> {
    for (const table of ['answer_group_member', 'answer_group_supervisor', 'answer_group_exit'] as const)
      await db.deleteFrom(table).where('organisation_id', '=', organisationId).where('group_id', '=', id).execute();
    const agents = members.map(({ userId, tier, skills }, position) => ({
      ...{ ...own(id), user_id: userId, position, tier },
      skills: JSON.stringify(skills),
    }));
    if (agents.length > 0) await db.insertInto('answer_group_member').values(agents).execute();
    const watching = supervisors.map((userId) => ({ ...own(id), user_id: userId }));
    if (watching.length > 0) await db.insertInto('answer_group_supervisor').values(watching).execute();
    const ways = exitRows(exits).map((row) => ({ ...own(id), ...row }));
    await db.insertInto('answer_group_exit').values(ways).execute();
  }

  return {
    all,
    async one(id) {
      const found = (await all()).find((group) => group.id === id);
      if (found === undefined) throw new VaxelError('request.notFound');
      return found;
    },
    async add(settings) {
      if ((await all()).length >= mostAnswerGroups) throw new VaxelError('answerGroups.full');
      const values = valuesOf(organisationId, settings);
      const { id } = await db.insertInto('answer_group').values(values).returning('id').executeTakeFirstOrThrow();
      await write(id, settings);
      return id;
    },
    async change(id, settings) {
      await db
        .updateTable('answer_group')
        .set(valuesOf(organisationId, settings))
        .where('organisation_id', '=', organisationId)
        .where('id', '=', id)
        .execute();
      await write(id, settings);
    },
    async remove(id) {
      await db.deleteFrom('answer_group').where('organisation_id', '=', organisationId).where('id', '=', id).execute();
    },
    async waiting(id) {
      const { count } = await db
        .selectFrom('answer_group_entry')
        .select(({ fn }) => fn.countAll<string>().as('count'))
        .where('organisation_id', '=', organisationId)
        .where('group_id', '=', id)
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    reasons: () => readReasons(db, organisationId),
    setReasons: (reasons) => writeReasons(db, organisationId, reasons),
  };
}

async function writeReasons(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  reasons: readonly string[],
): Promise<void> {
  await db.deleteFrom('answer_group_pause_reason').where('organisation_id', '=', organisationId).execute();
  const rows = reasons.map((reason, position) => ({ organisation_id: organisationId, position, reason }));
  if (rows.length > 0) await db.insertInto('answer_group_pause_reason').values(rows).execute();
}

async function readReasons(db: Kysely<Database>, organisationId: OrganisationId): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('answer_group_pause_reason')
    .select('reason')
    .where('organisation_id', '=', organisationId)
    .orderBy('position')
    .execute();
  return rows.map(({ reason }) => reason);
}

async function readGroups(
  db: Kysely<Database>,
  organisationId: OrganisationId,
): Promise<readonly AnswerGroupAdminView[]> {
  const groups = await db
    .selectFrom('answer_group')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .execute();
  const [members, supervisors, exits] = await Promise.all([
    readMembers(db, organisationId),
    readSupervisors(db, organisationId),
    db.selectFrom('answer_group_exit').selectAll().where('organisation_id', '=', organisationId).execute(),
  ]);
  return groups.map(({ id, name, extension, number, settings }) => {
    const ofGroup = (row: { readonly group_id: AnswerGroupId }): boolean => row.group_id === id;
    return AnswerGroupAdminView.parse({
      ...{ ...settings, id, name, extension, number },
      members: members.filter(ofGroup).map(({ user_id: userId, tier, skills }) => ({ userId, tier, skills })),
      supervisors: supervisors.filter(ofGroup).map(({ user_id: userId }) => userId),
      exits: exitsFrom(exits.filter(ofGroup)),
    });
  });
}

const readMembers = (db: Kysely<Database>, organisationId: OrganisationId) =>
  db
    .selectFrom('answer_group_member as member')
    .innerJoin('app_user', 'app_user.id', 'member.user_id')
    .select(['member.group_id', 'member.user_id', 'member.tier', 'member.skills'])
    .where('member.organisation_id', '=', organisationId)
    .where('app_user.deactivated_at', 'is', null)
    .orderBy('member.position')
    .execute();

const readSupervisors = (db: Kysely<Database>, organisationId: OrganisationId) =>
  db
    .selectFrom('answer_group_supervisor as supervisor')
    .innerJoin('app_user', 'app_user.id', 'supervisor.user_id')
    .select(['supervisor.group_id', 'supervisor.user_id'])
    .where('supervisor.organisation_id', '=', organisationId)
    .where('app_user.deactivated_at', 'is', null)
    .orderBy('supervisor.user_id')
    .execute();

/** One administrator after the other. */
export async function lockGroups(transaction: Transaction<Database>, organisationId: OrganisationId): Promise<void> {
  await transaction
    .selectFrom('organisation')
    .select('id')
    .where('id', '=', organisationId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
}
