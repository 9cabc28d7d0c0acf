import { sql } from 'kysely';
import type { Kysely, RawBuilder } from 'kysely';
import type { StaffPage, StaffQuery, StaffView } from '../contract/administration/staff';
import { VaxelError } from '../contract/errors';
import { fold } from '../contract/fold';
import { searchedDigits } from '../contract/numbers/numbers';
import { phoneLibrary } from '../contract/numbers/phone-library';
import type { ContactId, OrganisationId, UserId } from '../contract/ids';
import type { Database } from '../ports/database';

interface Row {
  readonly id: UserId;
  readonly contact_id: ContactId;
  readonly display_name: string;
  readonly company: string | null;
  readonly department: string | null;
  readonly role: string | null;
  readonly extension: string;
  readonly mail_address: string | null;
  readonly numbers: StaffView['numbers'];
  readonly linked: boolean;
  readonly deactivated_at: Date | null;
  readonly photo: string | null;
  readonly calls_to_user_id: UserId | null;
  readonly calls_to_name: string | null;
}

type Filter = Pick<StaffQuery, 'q' | 'state'>;

/** People of one organisation, by name. @throws VaxelError request.invalid for a cursor of another list */
export async function readStaff(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  { after, limit, ...filter }: StaffQuery,
): Promise<StaffPage> {
  const where = conditions(organisationId, filter);
  const behind = after === undefined ? sql`true` : sql`(contact.display_name, app_user.id) > ${cursorOf(after)}`;
  const rows = await select(db, sql`${where} and ${behind}`, limit + 1);
  const { rows: counted } = await sql<{ count: string }>`
    select count(*) from app_user join contact on contact.id = app_user.contact_id where ${where}`.execute(db);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last !== undefined ? JSON.stringify([last.display_name, last.id]) : null;
  return {
    people: shown.map(toView),
    next: next === null ? null : Buffer.from(next).toString('base64url'),
    count: Number(counted[0]?.count ?? 0),
  };
}

/** One person. @throws VaxelError request.notFound */
export async function readPerson(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  userId: UserId,
): Promise<StaffView> {
  const own = sql<boolean>`app_user.organisation_id = ${organisationId} and app_user.id = ${userId}`;
  const [row] = await select(db, own, 1);
  if (row === undefined) throw new VaxelError('request.notFound', 'There is no such person.');
  return toView(row);
}

/** All of them, for a file. */
export async function* allStaff(
  db: Kysely<Database>,
  organisationId: OrganisationId,
  filter: Filter,
): AsyncGenerator<readonly StaffView[]> {
  for (let after: string | undefined; ;) {
    const page = await readStaff(db, organisationId, { ...filter, limit: 500, ...(after !== undefined && { after }) });
    if (page.people.length > 0) yield page.people;
    if (page.next === null) return;
    after = page.next;
  }
}

async function select(db: Kysely<Database>, where: RawBuilder<unknown>, limit: number): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select app_user.id, app_user.contact_id, contact.display_name, contact.company, contact.department,
      contact.role, app_user.extension, app_user.mail_address, app_user.entra_object_id is not null as linked,
      app_user.deactivated_at, contact.photo,
      app_user.calls_to_user_id, heir.display_name as calls_to_name,
      (select coalesce(jsonb_agg(jsonb_build_object('number', number, 'label', label) order by position, number), '[]')
        from user_number where user_number.user_id = app_user.id) as numbers
    from app_user join contact on contact.id = app_user.contact_id
      left join app_user taker on taker.id = app_user.calls_to_user_id
      left join contact heir on heir.id = taker.contact_id
    where ${where} order by contact.display_name, app_user.id limit ${limit}`.execute(db);
  return rows;
}

function conditions(organisationId: OrganisationId, { q = '', state }: Filter): RawBuilder<unknown> {
  const own = sql`app_user.organisation_id = ${organisationId}`;
  const states = {
    all: sql`true`,
    linked: sql`app_user.entra_object_id is not null and app_user.deactivated_at is null`,
    notLinked: sql`app_user.entra_object_id is null and app_user.deactivated_at is null`,
    deactivated: sql`app_user.deactivated_at is not null`,
  };
  return sql`${own} and ${states[state]} and ${found(q)}`;
}

/** A number in any notation, else words of name, department, title, extension; or a part of the mail address. */
function found(q: string): RawBuilder<unknown> {
  if (q === '') return sql`true`;
  const digits = searchedDigits(q, phoneLibrary);
  const byNumber = sql`exists (select from user_number where user_number.user_id = app_user.id
    and user_number.number like ${`%${(digits ?? '').replace(/^0/, '')}%`})`;
  const words = fold(q).split(' ').filter(Boolean);
  const byWords = words.map((word) => sql`contact.search_text like ${`%${word}%`}`);
  const byText = byWords.length === 0 ? sql`false` : sql.join(byWords, sql` and `);
  const pattern = `%${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  const byMail = sql`lower(app_user.mail_address) like ${pattern}`;
  return digits !== null && digits.length >= 3
    ? sql`((${byText}) or ${byMail} or ${byNumber})`
    : sql`((${byText}) or ${byMail})`;
}

function cursorOf(text: string): RawBuilder<unknown> {
  try {
    const [name, id] = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown[];
    if (typeof name !== 'string' || /\p{Cc}|\p{Cs}/u.test(name) || typeof id !== 'string')
      throw new TypeError('cursor');
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new TypeError('cursor');
    return sql`(${name}, ${id}::uuid)`;
  } catch (error) {
    throw new VaxelError('request.invalid', 'The cursor is not one of this list.', { cause: error });
  }
}

const toView = (row: Row): StaffView => ({
  userId: row.id,
  contactId: row.contact_id,
  name: row.display_name,
  company: row.company,
  department: row.department,
  role: row.role,
  extension: row.extension,
  mailAddress: row.mail_address,
  numbers: row.numbers,
  linked: row.linked,
  deactivatedAtMs: row.deactivated_at?.getTime() ?? null,
  photo: row.photo,
  callsTo: row.calls_to_user_id === null ? null : { userId: row.calls_to_user_id, name: row.calls_to_name ?? '' },
});
