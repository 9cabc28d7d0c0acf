import { z } from 'zod';
import { CsvReader } from '../csv';
import { UserId } from '../ids';
import { Role } from '../people/people';
import { line, opaque } from '../text';
import { auditActions } from './actions';

/** What is done to what. */
export const AuditAction = z.enum(auditActions);
export type AuditAction = z.infer<typeof AuditAction>;

/** By which way it came: `phone` is a code from a desk phone, `system` the server of itself. */
export const AuditSource = z.enum(['tab', 'api', 'bot', 'phone', 'import', 'graph', 'system']);
export type AuditSource = z.infer<typeof AuditSource>;

/** A changed field as it was or is. Secrets and what people write to each other are never among them. */
/** Words that an organisation has in both languages. */
const BothWords = z.object({ sv: z.string(), en: z.string() });
export type AuditWordsOfBoth = z.infer<typeof BothWords>;
const Words = z.union([z.string(), BothWords]);
export const AuditValue = z.union([Words, z.number(), z.boolean(), z.null(), z.array(Words)]);
export type AuditValue = z.infer<typeof AuditValue>;
/** As they were stored, also by a server of before. */
export const AuditFields = z.record(z.string(), AuditValue);
export type AuditFields = z.infer<typeof AuditFields>;

export const AuditRow = z.object({
  /** Grows with each row of the server. */
  id: z.string(),
  atMs: z.number().int(),
  /** Null: the server itself. Names are as they were then; null in one = erased since. */
  actor: z.object({ userId: UserId, name: z.string().nullable(), role: Role }).nullable(),
  actingFor: z.object({ userId: UserId, name: z.string().nullable() }).nullable(),
  action: AuditAction,
  object: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
  before: AuditFields.nullable(),
  after: AuditFields.nullable(),
  reason: z.string().nullable(),
  source: AuditSource,
  requestId: z.string().nullable(),
  address: z.string().nullable(),
});
export type AuditRow = z.infer<typeof AuditRow>;

/** What of the log: of names, by whom, about whom or what, from and to a time. */
export const AuditFilter = z.object({
  /** Words of the names of who did it and to what. */
  q: line(100).optional(),
  action: AuditAction.optional(),
  /** By this person, in this person's place, or about him or her. */
  person: UserId.optional(),
  /** About this one thing. */
  objectId: opaque(100).optional(),
  fromMs: z.coerce.number().int().min(0).max(8.64e15).optional(),
  /** Exclusive. */
  toMs: z.coerce.number().int().min(0).max(8.64e15).optional(),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

/** `GET /api/administration/audit?q=&action=&person=&objectId=&fromMs=&toMs=&before=&limit=`, newest first. */
export const AuditQuery = AuditFilter.extend({
  /** Cursor from the page before. */
  before: opaque(20)
    .regex(/^[0-9]{1,18}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

export const AuditPage = z.object({ rows: z.array(AuditRow), next: z.string().nullable() });
export type AuditPage = z.infer<typeof AuditPage>;

/** `GET /api/administration/audit.csv`: the same filter, at most so many rows. */
export const AuditExport = AuditFilter.extend(CsvReader.shape);
export type AuditExport = z.infer<typeof AuditExport>;
export const mostExported = 200_000;
