import { momentText } from '../moments';
import { callClasses } from '../rules/classes';
import type { AuditRow, AuditValue } from './audit';
import { auditWords } from './words';

/** How a reader reads: in which language, and by which clock. */
export interface AuditReader {
  readonly language: 'sv' | 'en';
  readonly timeZone: string;
}

/** Fields that hold codes of ours. */
const coded: readonly string[] = [
  ...['state', 'callHandling', 'forwarders', 'callers', 'strategy'],
  ...callClasses.map((each) => `calls.${each}`),
];
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

const inTable = (table: object, code: string): string =>
  (Object.hasOwn(table, code) ? (table as Record<string, string>)[code] : null) ?? code;

/** What a field of a change is called. */
export const auditFieldName = (name: string, { language }: AuditReader): string =>
  inTable(auditWords[language].fields, name);

/** What somebody changed, in a word. */
export const auditKind = (kind: string, { language }: Pick<AuditReader, 'language'>): string =>
  inTable(auditWords[language].kinds, kind);

/** What stood, or stands, in a field. */
export function auditValueText(name: string, value: AuditValue | undefined, reader: AuditReader): string {
  const { language, timeZone } = reader;
  const { words, values, actions } = auditWords[language];
  if (value === undefined || value === null || value === '') return words.nothing;
  if (Array.isArray(value)) return value.map((each) => auditValueText(name, each, reader)).join(', ') || words.nothing;
  if (typeof value === 'object') return value[language];
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number') return name.endsWith('Ms') ? momentText(timeZone, value) : String(value);
  // oxlint-disable-next-line no-restricted-globals -- it reads a text; no clock is asked
  if (moment.test(value)) return momentText(timeZone, Date.parse(value));
  if (name === 'action') return inTable(actions, value);
  return coded.includes(name) ? inTable(values, value) : value;
}

/** Fields as they were or are, in a cell: `Extension: 1002; Department: Service`. */
export const auditFieldsText = (fields: AuditRow['before'], reader: AuditReader): string | null =>
  fields === null
    ? null
    : Object.entries(fields)
        .map(([name, value]) => `${auditFieldName(name, reader)}: ${auditValueText(name, value, reader)}`)
        .join('; ');
