import { z } from 'zod';
import { ContactId } from '../ids';
import { PhoneNumber } from '../people/people';
import { line, opaque } from '../text';
import {
  importEncodings,
  importFields,
  importReasons,
  importRefusals,
  importSeparators,
  mostImportColumns,
} from './fields';

export const ImportId = z.uuid().brand<'ImportId'>();
export type ImportId = z.infer<typeof ImportId>;

/**
 * reading → ready ⇄ reading; ready → applying → applied → undoing → undone; refused: nothing of the file can be used.
 * What is interrupted goes back to where it was.
 */
export const ImportState = z.enum(['reading', 'refused', 'ready', 'applying', 'applied', 'undoing', 'undone']);
export type ImportState = z.infer<typeof ImportState>;

export const ImportCounts = z.object({
  new: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  error: z.number().int(),
  /** Company's contacts, no colleagues, that the file does not have: removed only if that is chosen. */
  missing: z.number().int(),
});
export type ImportCounts = z.infer<typeof ImportCounts>;

export const ImportColumn = z.object({ header: z.string(), field: z.enum(importFields), example: z.string() });
export type ImportColumn = z.infer<typeof ImportColumn>;

/** How the file is read: what the person chose, or what was found. */
export const ImportView = z.object({
  id: ImportId,
  state: ImportState,
  fileName: z.string(),
  format: z.enum(['csv', 'vcard']),
  encoding: z.enum(importEncodings),
  separator: z.enum(importSeparators),
  /** Signs that come up where the encoding is the wrong one. */
  looksGarbled: z.boolean(),
  columns: z.array(ImportColumn),
  counts: ImportCounts,
  refusal: z.enum(importRefusals).nullable(),
  /** While it works: how much of what it does now is done. */
  progress: z.object({ done: z.number().int(), total: z.number().int() }).nullable(),
  createdAtMs: z.number().int(),
  createdBy: z.string().nullable(),
  appliedAtMs: z.number().int().nullable(),
  /** Until when it can be undone; null: it cannot. */
  undoUntilMs: z.number().int().nullable(),
  /** After an undo: contacts that somebody has changed since, which stay as they are. */
  kept: z.number().int(),
});
export type ImportView = z.infer<typeof ImportView>;

export const ImportParams = z.object({ id: ImportId });

/** `POST /api/administration/imports?fileName=`: the file itself is the body. */
export const ImportUpload = z.object({ fileName: line(200).default('') });
export type ImportUpload = z.infer<typeof ImportUpload>;

/** `PATCH /api/administration/imports/:id`: the dry run is made again. */
export const ImportChange = z.object({
  encoding: z.enum(importEncodings).optional(),
  separator: z.enum(importSeparators).optional(),
  /** By the place of the column. */
  fields: z.array(z.enum(importFields)).max(mostImportColumns).optional(),
});
export type ImportChange = z.infer<typeof ImportChange>;

/** `POST …/:id/apply`. */
export const ImportApply = z.object({ removeMissing: z.boolean().default(false) });
export type ImportApply = z.infer<typeof ImportApply>;

export const ImportOutcome = z.enum(['new', 'changed', 'unchanged', 'error', 'missing']);
export type ImportOutcome = z.infer<typeof ImportOutcome>;

/** What a line says of a contact; what the file has no column for is absent and stays as it is. */
export const ImportedContact = z.object({
  name: z.string(),
  company: z.string().nullable().optional(),
  department: z.string().nullable().optional(),
  role: z.string().nullable().optional(),
  extension: z.string().nullable().optional(),
  mail: z.string().nullable().optional(),
  externalId: z.string().nullable().optional(),
  numbers: z.array(PhoneNumber).optional(),
});
export type ImportedContact = z.infer<typeof ImportedContact>;

export const ImportLineView = z.object({
  line: z.number().int(),
  outcome: ImportOutcome,
  reason: z.enum(importReasons).nullable(),
  /** What the reason is about: a cell, the number of another line. */
  detail: z.string().nullable(),
  contactId: ContactId.nullable(),
  name: z.string(),
  before: ImportedContact.nullable(),
  after: ImportedContact.nullable(),
});
export type ImportLineView = z.infer<typeof ImportLineView>;

/** `GET …/:id/lines?outcome=&after=&limit=`, in the order of the file. */
export const ImportLinesQuery = z.object({
  outcome: ImportOutcome.default('error'),
  after: opaque(20)
    .regex(/^[0-9]{1,12}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type ImportLinesQuery = z.infer<typeof ImportLinesQuery>;
export const ImportLinesPage = z.object({ lines: z.array(ImportLineView), next: z.string().nullable() });
export type ImportLinesPage = z.infer<typeof ImportLinesPage>;

/** `GET /api/administration/imports`: the newest. */
export const ImportList = z.object({ imports: z.array(ImportView) });
export type ImportList = z.infer<typeof ImportList>;
