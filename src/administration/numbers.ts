import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { NumberRange, NumbersPage, NumbersQuery, NumberView, NewRange } from '../contract/administration/numbers';
import { largestRange, mostRangeNumbers } from '../contract/administration/numbers';
import { VaxelError } from '../contract/errors';
import { fold } from '../contract/fold';
import type { AnswerGroupId, OrganisationId, UserId } from '../contract/ids';
import { searchedDigits } from '../contract/numbers/numbers';
import { phoneLibrary } from '../contract/numbers/phone-library';
import { areNumbersOfOthers } from '../joining/numbers-of-others';
import type { AuditLog } from '../ports/audit';
import type { Database } from '../ports/database';
import { e164, type By } from './write-staff';

interface Row {
  readonly number: string;
  readonly in_range: boolean;
  readonly user_id: UserId | null;
  readonly name: string | null;
  readonly label: string | null;
  readonly deactivated: boolean;
  readonly group_id: AnswerGroupId | null;
  readonly group_name: string | null;
}

/** The numbers of an organisation: those of its series and those that its people have, free or not. */
export async function readNumbers(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  { q = '', show, after = '+', limit }: NumbersQuery,
): Promise<NumbersPage> {
  const digits = q === '' ? null : searchedDigits(q, phoneLibrary);
  const byNumber = digits === null ? sql`false` : sql`number like ${`%${digits.replace(/^0/, '')}%`}`;
  const byName =
    fold(q) === ''
      ? sql`false`
      : sql`(search_text like ${`%${fold(q)}%`} or strpos(lower(group_name), lower(${q})) > 0)`;
  const { rows } = await sql<Row>`
    with known as (
      select '+' || generate_series(substr(first_number, 2)::bigint, substr(last_number, 2)::bigint) as number
      from number_range where organisation_id = ${organisationId}
    ), every as (
      select number, true as in_range from known
      union select number, false from user_number where organisation_id = ${organisationId}
        and number not in (select number from known)
      union select number, false from answer_group where organisation_id = ${organisationId}
        and number is not null and number not in (select number from known)
    ), joined as (
      select every.number, in_range, app_user.id as user_id, contact.display_name as name, user_number.label,
        app_user.deactivated_at is not null as deactivated, contact.search_text,
        answer_group.id as group_id, answer_group.name as group_name
      from every left join user_number on user_number.number = every.number
          and user_number.organisation_id = ${organisationId}
        left join app_user on app_user.id = user_number.user_id
        left join contact on contact.id = app_user.contact_id
        left join answer_group on answer_group.number = every.number
          and answer_group.organisation_id = ${organisationId}
    )
    select number, in_range, user_id, name, label, deactivated, group_id, group_name from joined
    where number collate "C" > ${after}
      and (${show} = 'all' or (${show} = 'free') = (user_id is null and group_id is null))
      and (${q} = '' or ${byNumber} or ${byName})
    order by number collate "C" limit ${limit + 1}`.execute(db);
  const numbers = rows.slice(0, limit).map(toView);
  const ranges = after === '+' ? await readRanges(db, organisationId) : [];
  return { ranges, numbers, next: rows.length > limit ? (numbers.at(-1)?.number ?? null) : null };
}

const toView = ({ number, in_range: inRange, user_id: userId, name, label, deactivated, ...row }: Row): NumberView => ({
  number,
  inRange,
  user: userId === null ? null : { userId, name: name ?? '', label: label ?? '', deactivated },
  group: row.group_id === null ? null : { groupId: row.group_id, name: row.group_name ?? '' },
});

async function readRanges(db: Kysely<Database>, organisationId: OrganisationId): Promise<NumberRange[]> {
  const { rows } = await sql<{ first: string; last: string; size: string; used: string }>`
    select first_number as first, last_number as last,
      substr(last_number, 2)::bigint - substr(first_number, 2)::bigint + 1 as size,
      (select count(*) from user_number where user_number.organisation_id = number_range.organisation_id
        and length(number) = length(first_number)
        and number collate "C" >= first_number and number collate "C" <= last_number)
      + (select count(*) from answer_group where answer_group.organisation_id = number_range.organisation_id
        and length(number) = length(first_number)
        and number collate "C" >= first_number and number collate "C" <= last_number) as used
    from number_range where organisation_id = ${organisationId} order by first_number`.execute(db);
  return rows.map(({ first, last, size, used }) => ({ first, last, size: Number(size), used: Number(used) }));
}

export async function* allNumbers(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  filter: Pick<NumbersQuery, 'q' | 'show'>,
): AsyncGenerator<readonly NumberView[]> {
  for (let after: string | undefined; ;) {
    const page = await readNumbers(db, organisationId, {
      ...filter,
      limit: 500,
      ...(after !== undefined && { after }),
    });
    if (page.numbers.length > 0) yield page.numbers;
    if (page.next === null) return;
    after = page.next;
  }
}

/** @throws VaxelError administration.noNumber, administration.badRange, administration.rangeTaken */
export async function addRange(
  db: Kysely<Database>,
  audit: AuditLog,
  organisationId: OrganisationId,
  wanted: NewRange,
  by: By,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const { country } = await transaction
      .selectFrom('organisation')
      .select('country')
      .where('id', '=', organisationId)
      .forNoKeyUpdate()
      .executeTakeFirstOrThrow();
    const [first, last] = [e164(wanted.first, country), e164(wanted.last, country)];
    const size = Number(BigInt(last.slice(1)) - BigInt(first.slice(1))) + 1;
    if (first.length !== last.length || size < 1 || size > largestRange)
      throw new VaxelError('administration.badRange');
    const before = await readRanges(transaction, organisationId);
    const total = before.reduce((sum, range) => sum + range.size, size);
    if (total > mostRangeNumbers) throw new VaxelError('administration.badRange');
    const overlaps = (range: NumberRange): boolean =>
      range.first.length === first.length && range.first <= last && first <= range.last;
    if (before.some(overlaps) || (await areNumbersOfOthers(transaction, organisationId, first, last)))
      throw new VaxelError('administration.rangeTaken');
    const row = { organisation_id: organisationId, first_number: first, last_number: last };
    await transaction.insertInto('number_range').values(row).execute();
    const object = { kind: 'number' as const, id: first, name: `${first}–${last}` };
    await audit.record(transaction, organisationId, { ...by, action: 'number.added', object, source: 'tab' });
  });
}

/** The numbers that people have stay theirs. @throws VaxelError request.notFound */
export async function removeRange(
  db: Kysely<Database>,
  audit: AuditLog,
  organisationId: OrganisationId,
  first: string,
  by: By,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const gone = await transaction
      .deleteFrom('number_range')
      .where('organisation_id', '=', organisationId)
      .where('first_number', '=', first)
      .returning('last_number')
      .executeTakeFirst();
    if (gone === undefined) throw new VaxelError('request.notFound');
    const object = { kind: 'number' as const, id: first, name: `${first}–${gone.last_number}` };
    await audit.record(transaction, organisationId, { ...by, action: 'number.removed', object, source: 'tab' });
  });
}
