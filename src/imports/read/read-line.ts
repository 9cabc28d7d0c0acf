import parsePhoneNumber from 'libphonenumber-js/min';
import type { ImportField, ImportReason } from '../../contract/imports/fields';
import type { ImportedContact } from '../../contract/imports/imports';
import { readNumber } from '../../contract/numbers/numbers';
import { phoneLibrary } from '../../contract/numbers/phone-library';
import type { PhoneNumber } from '../../contract/people/people';
import { cleanCell, cleanDigits, hasLostDigits } from './clean-cell';

export interface ReadLine {
  readonly contact: ImportedContact | null;
  readonly reason: ImportReason | null;
  /** What the reason is about. */
  readonly detail: string | null;
  /** As far as it could be read, to find the line again. */
  readonly name: string;
}

/** A line, or a card, and where it begins. */
export interface FileLine {
  readonly line: number;
  readonly read: ReadLine;
}

/** Thrown within a line: it is not imported. */
export class BadLine extends Error {
  constructor(
    readonly reason: ImportReason,
    readonly detail: string | null = null,
  ) {
    super(reason);
  }
}

const longest = { name: 120, company: 120, department: 120, role: 120, mail: 254, externalId: 100 } as const;
const mostNumbers = 10;
/** Controls, halves of signs, and the sign for what could not be read. */
const unsound = /[\p{Cc}\p{Cs}\ufffd]/u;
const mailAddress = /^[^\s@<>()",;:\\]{1,64}@[^\s@<>()",;:\\]{1,189}$/;

type Texts = 'name' | 'company' | 'department' | 'role' | 'externalId';

/** A row by what its columns are taken for. @param country ISO 3166: numbers without a country code are this one's */
export function readRow(cells: readonly string[], fields: readonly ImportField[], country: string): ReadLine {
  const ofField = (field: ImportField): readonly string[] =>
    fields.flatMap((each, index) => (each === field ? [cells[index] ?? ''] : []));
  const name = nameOf(ofField);
  return readLine(name, () => {
    if (cells.slice(fields.length).some((cell) => cell.trim() !== '')) throw new BadLine('columns');
    const text = (field: Texts) => optional(ofField(field), (cell) => bounded(cleanCell(cell), longest[field]));
    const all = {
      company: text('company'),
      department: text('department'),
      role: text('role'),
      extension: optional(ofField('extension'), extension),
      mail: optional(ofField('mail'), mail),
      externalId: optional(ofField('externalId'), id),
      numbers: numbersOf(ofField, country),
    };
    const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
    return { name: named(name), ...(given as Omit<ImportedContact, 'name'>) };
  });
}

/** What a line is, whatever reads it. */
export function readLine(name: string, read: () => ImportedContact): ReadLine {
  const shown = [...name].slice(0, longest.name).join('');
  try {
    return { contact: read(), reason: null, detail: null, name: shown };
  } catch (error) {
    if (!(error instanceof BadLine)) throw error;
    const detail =
      error.detail === null
        ? null
        : [...error.detail]
            .slice(0, 100)
            .join('')
            .replace(/\p{Cc}/gu, ' ');
    return { contact: null, reason: error.reason, detail, name: shown.replace(/[\p{Cc}\p{Cs}]/gu, '') };
  }
}

/** `Lind, Anna` stays as it is: nobody knows whether it is a name turned around or a company. */
function nameOf(ofField: (field: ImportField) => readonly string[]): string {
  const cell = (field: ImportField) => cleanCell(ofField(field)[0] ?? '');
  return cell('name') || `${cell('firstName')} ${cell('lastName')}`.trim();
}

export function named(name: string): string {
  if (name === '') throw new BadLine('noName');
  return bounded(name, longest.name);
}

/** Absent: there is no such column; null: its cell is empty. */
function optional<T>(cells: readonly string[], read: (cell: string) => T): T | null | undefined {
  const [cell] = cells;
  if (cell === undefined) return undefined;
  return cleanCell(cell) === '' ? null : read(cell);
}

export function bounded(text: string, most: number): string {
  const whole = text.normalize('NFC');
  if (unsound.test(whole)) throw new BadLine('signs', whole);
  if ([...whole].length > most) throw new BadLine('tooLong', whole);
  return whole;
}

function extension(cell: string): string {
  const digits = cleanDigits(cell).replace(/[ .-]/g, '');
  if (hasLostDigits(cell)) throw new BadLine('numberLost', cell.trim());
  if (!/^[0-9]{1,10}$/.test(digits)) throw new BadLine('extension', cell.trim());
  return digits;
}

export function mail(cell: string): string {
  const address = cleanCell(cell).replace(/^mailto:/i, '');
  if (address.length > longest.mail || !mailAddress.test(address)) throw new BadLine('mail', cell.trim());
  return address;
}

function id(cell: string): string {
  if (hasLostDigits(cell)) throw new BadLine('numberLost', cell.trim());
  return bounded(cleanDigits(cell), longest.externalId);
}

const labels = ['work', 'mobile', 'home', 'other'] as const;

function numbersOf(ofField: (field: ImportField) => readonly string[], country: string): PhoneNumber[] | undefined {
  const cells = labels.flatMap((label) => ofField(label).map((cell) => ({ label, cell })));
  if (cells.length === 0) return undefined;
  return distinct(
    cells.flatMap(({ label, cell }) => (cleanCell(cell) === '' ? [] : [{ label, number: phoneNumber(cell, country) }])),
  );
}

export function distinct(numbers: readonly PhoneNumber[]): PhoneNumber[] {
  const found = numbers.filter(({ number }, at) => numbers.findIndex((each) => each.number === number) === at);
  if (found.length > mostNumbers) throw new BadLine('tooManyNumbers');
  return found;
}

/** E.164, in any notation. Never guessed: one that Excel has cut, or that is none in the country, is an error. */
export function phoneNumber(cell: string, country: string): string {
  if (hasLostDigits(cell)) throw new BadLine('numberLost', cell.trim());
  const read = readNumber(cleanDigits(cell), { country, library: phoneLibrary, isExtension: () => false });
  if (read?.kind !== 'number' || read.after !== '') throw new BadLine('number', cell.trim());
  if (!/^\+[0-9]{5,15}$/.test(read.number)) throw new BadLine('numberShort', cell.trim());
  // Without its country it has to be one of ours, with all its digits.
  const isNational = !/^(?:\+|00)/.test(cleanDigits(cell));
  if (isNational && parsePhoneNumber(read.number)?.isValid() !== true) throw new BadLine('number', cell.trim());
  return read.number;
}
