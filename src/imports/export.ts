import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { writeCard } from '../contacts/cards';
import type { OrganisationId } from '../contract/ids';
import type { PhoneNumber } from '../contract/people/people';
import type { ContactRow } from '../people/contact-row';
import { contactColumns, contactRecord } from '../people/contact-row';
import type { Cell } from '../csv/write-csv';
import type { Database } from '../ports/database';
import { ofCompany } from './standing';

type Row = ContactRow & { readonly external_id: string | null };

const part = 1_000;

/** The company's contacts, colleagues too, in the order of their ids: one read of all would hold the others up. */
export async function* companyContacts(
  db: Kysely<Database>,
  organisationId: OrganisationId,
): AsyncGenerator<readonly Row[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows }: { rows: Row[] } = await sql<Row>`
      select ${contactColumns}, contact.external_id
      from contact left join app_user on app_user.contact_id = contact.id
      where ${ofCompany(organisationId)} and contact.id > ${after}::uuid order by contact.id limit ${part}`.execute(db);
    if (rows.length > 0) yield rows;
    after = rows.at(-1)?.id ?? after;
    if (rows.length < part) return;
  }
}

const kinds = ['work', 'mobile', 'home', 'other'] as const;
/** How many columns of each kind: as many as somebody has numbers of it, so that read back each is where it was. */
export type Columns = Readonly<Record<PhoneNumber['label'], number>>;

export async function readColumns(db: Kysely<Database>, organisationId: OrganisationId): Promise<Columns> {
  const { rows } = await sql<{ label: string; most: string }>`
    select label, max(count) as most from (
      select number ->> 'label' as label, count(*) from contact, jsonb_array_elements(contact.numbers) as number
      where ${ofCompany(organisationId)} group by contact.id, 1) as each group by label`.execute(db);
  const most = new Map(rows.map((row) => [row.label, Number(row.most)]));
  return Object.fromEntries(kinds.map((kind) => [kind, Math.max(1, most.get(kind) ?? 0)])) as Columns;
}

const names = {
  sv: { work: 'Telefon', mobile: 'Mobil', home: 'Hem', other: 'Annat' },
  en: { work: 'Phone', mobile: 'Mobile', home: 'Home', other: 'Other' },
} as const;
const fixed = {
  sv: ['Externt id', 'Namn', 'Företag', 'Avdelning', 'Titel', 'Anknytning', 'E-post'],
  en: ['External id', 'Name', 'Company', 'Department', 'Title', 'Extension', 'E-mail'],
} as const;

/** Headers that the import knows. */
export const csvHeader = (language: 'sv' | 'en', columns: Columns): string[] => [
  ...fixed[language],
  ...kinds.flatMap((kind) => Array.from({ length: columns[kind] }, () => names[language][kind])),
];

export async function* csvRowsOf(
  parts: AsyncIterable<readonly Row[]>,
  columns: Columns,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  for await (const rows of parts) yield rows.map((row) => cells(row, columns));
}

function cells(row: Row, columns: Columns): Cell[] {
  const { external_id, display_name, company, department, role, extension, mail_address, numbers } = row;
  const texts = [external_id, display_name, company, department, role, extension, mail_address];
  return [...texts, ...kinds.flatMap((kind) => ofKind(numbers, kind, columns[kind]))];
}

function ofKind(numbers: readonly PhoneNumber[], kind: PhoneNumber['label'], count: number): Cell[] {
  const own = numbers.filter(({ label }) => label === kind).map(({ number }) => number);
  return Array.from({ length: count }, (_, index) => own[index] ?? null);
}

/** All of them as vCards 3.0, with the id that finds them again. */
export async function* cardsOf(parts: AsyncIterable<readonly Row[]>): AsyncGenerator<string> {
  for await (const rows of parts)
    yield rows.map((row) => withUid(writeCard(contactRecord(row)), row.external_id)).join('');
}

const withUid = (card: string, uid: string | null): string =>
  uid === null ? card : card.replace(/\r\nEND:VCARD/, () => `\r\nUID:${uid}\r\nEND:VCARD`);
