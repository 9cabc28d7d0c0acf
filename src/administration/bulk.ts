import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import { addMember, removeMember } from '../contacts/groups';
import type { BulkChange, BulkResult, BulkStep, StaffView } from '../contract/administration/staff';
import { VaxelError } from '../contract/errors';
import type { GroupId, OrganisationId, UserId } from '../contract/ids';
import type { AuditLog } from '../ports/audit';
import type { Database } from '../ports/database';
import { readPerson } from './staff';
import { told, writeContact, writeNumbers, type By } from './write-staff';

/** One change of several people, in the one transaction that all of it is in. */
interface Bulk {
  readonly transaction: Transaction<Database>;
  readonly audit: AuditLog;
  readonly organisationId: OrganisationId;
  readonly by: By;
}

type Change = BulkChange['change'];
type Step = Omit<BulkStep, 'userId'>;

const texts = ['company', 'department', 'role'] as const;

/** @throws VaxelError request.notFound for a group or series that is not there */
export async function changeSeveral(bulk: Bulk, userIds: readonly UserId[], change: Change): Promise<BulkResult> {
  for (const id of [change.addTo, change.removeFrom]) if (id !== undefined) await groupMustBe(bulk, id);
  const free = change.numbersOf === undefined ? [] : await freeNumbers(bulk, change.numbersOf.first, userIds.length);
  return forEach(bulk, [...new Set(userIds)], (person) => changeOne(bulk, person, change, free));
}

/** Each step back, where what it led to still stands. */
export async function undoSeveral(bulk: Bulk, changes: readonly BulkStep[]): Promise<BulkResult> {
  const byPerson = new Map<UserId, BulkStep[]>();
  for (const step of changes) byPerson.set(step.userId, [...(byPerson.get(step.userId) ?? []), step]);
  return forEach(bulk, [...byPerson.keys()], async (person) => {
    const steps: Step[] = [];
    let before = person;
    for (const step of byPerson.get(person.userId) ?? []) {
      steps.push(await undoOne(bulk, before, step));
      before = await readPerson(bulk.transaction, bulk.organisationId, person.userId);
    }
    return steps;
  });
}

/** Whoever cannot be changed is told, the others are changed. */
async function forEach(
  bulk: Bulk,
  userIds: readonly UserId[],
  work: (person: StaffView) => Promise<readonly Step[]>,
): Promise<BulkResult> {
  const result: BulkResult = { changes: [], errors: [] };
  for (const userId of userIds) {
    let person: StaffView | null = null;
    await sql`savepoint person`.execute(bulk.transaction);
    try {
      person = await readPerson(bulk.transaction, bulk.organisationId, userId);
      const steps = await work(person);
      const { name } = person;
      await tell(bulk, person);
      result.changes.push(...steps.map((step) => ({ userId, name, ...step })));
    } catch (error) {
      if (!(error instanceof VaxelError) || error.status >= 500) throw error;
      await sql`rollback to savepoint person`.execute(bulk.transaction);
      result.errors.push({ userId, name: person?.name ?? null, code: error.code });
    }
    await sql`release savepoint person`.execute(bulk.transaction);
  }
  return result;
}

/** What stands in the person's own row; groups tell for themselves. */
async function tell({ transaction, audit, organisationId, by }: Bulk, before: StaffView): Promise<void> {
  const after = await readPerson(transaction, organisationId, before.userId);
  const [was, is] = [told(before), told(after)];
  if (JSON.stringify(was) === JSON.stringify(is)) return;
  const object = { kind: 'person', id: after.userId, name: after.name } as const;
  const entry = { ...by, action: 'person.changed', object, before: was, after: is, source: 'tab' } as const;
  await audit.record(transaction, organisationId, entry);
}

async function changeOne(bulk: Bulk, person: StaffView, change: Change, free: string[]): Promise<Step[]> {
  const steps: Step[] = [];
  const different = texts.filter((field) => change[field] !== undefined && person[field] !== (change[field] || null));
  for (const field of different)
    steps.push({ field, before: person[field], after: change[field] || null, groupId: null });
  const { transaction, organisationId } = bulk;
  const changed = Object.fromEntries(different.map((field) => [field, change[field]]));
  if (different.length > 0) await writeContact(transaction, organisationId, person, changed);
  for (const [id, put] of [
    [change.addTo, true],
    [change.removeFrom, false],
  ] as const)
    if (id !== undefined) steps.push(...(await putInGroup(bulk, person, id, put)));
  if (change.numbersOf !== undefined) steps.push(...(await giveNumber(bulk, person, change.numbersOf, free)));
  return steps;
}

async function undoOne(bulk: Bulk, person: StaffView, { field, before, after, groupId }: BulkStep): Promise<Step> {
  const { transaction, organisationId } = bulk;
  const back: Step = { field, before: after, after: before, groupId };
  const isAsItWasLeft = (is: boolean): void => {
    if (!is) throw new VaxelError('administration.changedMeanwhile', 'Somebody has changed it since.');
  };
  if (field === 'group') {
    const done = groupId === null ? [] : await putInGroup(bulk, person, groupId, after === null);
    isAsItWasLeft(done.length > 0);
  } else if (field === 'number') {
    isAsItWasLeft(person.numbers.some(({ number }) => number === after));
    const others = person.numbers.filter(({ number }) => number !== after);
    await writeNumbers(transaction, organisationId, person.userId, others);
  } else {
    isAsItWasLeft(person[field] === after);
    await writeContact(transaction, organisationId, person, { [field]: before });
  }
  return back;
}

/** Nothing, if it is so already. @throws VaxelError contacts.full */
async function putInGroup(
  { transaction, audit, organisationId, by }: Bulk,
  { contactId }: StaffView,
  id: GroupId,
  put: boolean,
): Promise<Step[]> {
  const owner = { organisationId, owner: null };
  const { group, contact } = await (put ? addMember : removeMember)(transaction, owner, id, contactId);
  if (contact === null) return [];
  await audit.record(transaction, organisationId, {
    ...by,
    action: 'group.changed',
    object: { kind: 'group', id, name: group },
    [put ? 'after' : 'before']: { member: contact },
    source: 'tab',
  });
  return [{ field: 'group', before: put ? null : group, after: put ? group : null, groupId: id }];
}

async function groupMustBe({ transaction, organisationId }: Bulk, id: GroupId): Promise<void> {
  await transaction
    .selectFrom('contact_group')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('owner_user_id', 'is', null)
    .where('deleted_at', 'is', null)
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => new VaxelError('request.notFound', 'There is no such group.'));
}

/** The first free ones of a series. @throws VaxelError request.notFound */
async function freeNumbers({ transaction, organisationId }: Bulk, first: string, count: number): Promise<string[]> {
  const { last_number: last } = await transaction
    .selectFrom('number_range')
    .select('last_number')
    .where('organisation_id', '=', organisationId)
    .where('first_number', '=', first)
    .executeTakeFirstOrThrow(() => new VaxelError('request.notFound', 'There is no such series.'));
  const { rows } = await sql<{ number: string }>`
    select number from (select '+' || generate_series(${first.slice(1)}::bigint, ${last.slice(1)}::bigint) as number)
      as series where not exists (select from user_number where user_number.number = series.number)
      and not exists (select from answer_group where answer_group.number = series.number)
    order by number limit ${count}`.execute(transaction);
  return rows.map(({ number }) => number);
}

/** Nothing, if the person has one of the series. @throws VaxelError administration.noFreeNumber, …notNow */
async function giveNumber(
  { transaction, organisationId }: Bulk,
  { userId, numbers, deactivatedAtMs }: StaffView,
  { first, label }: NonNullable<Change['numbersOf']>,
  free: string[],
): Promise<Step[]> {
  const { rows } = await sql`select from number_range join user_number on length(number) = length(first_number)
      and number collate "C" between first_number and last_number
    where number_range.organisation_id = ${organisationId} and first_number = ${first} and user_id = ${userId}
    limit 1`.execute(transaction);
  if (rows.length > 0) return [];
  if (deactivatedAtMs !== null) throw new VaxelError('administration.notNow', 'Who has left gets no number.');
  const number = free.shift();
  if (number === undefined) throw new VaxelError('administration.noFreeNumber');
  await writeNumbers(transaction, organisationId, userId, [...numbers, { number, label }]);
  return [{ field: 'number', before: null, after: number, groupId: null }];
}
