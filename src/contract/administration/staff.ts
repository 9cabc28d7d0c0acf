import { z } from 'zod';
import { CsvReader } from '../csv';
import { ErrorCode } from '../errors';
import { ContactId, GroupId, UserId } from '../ids';
import { line, opaque } from '../text';

export const StaffNumber = z.object({ number: z.string(), label: z.string() });

/** A person of the telephone system, as administrators see it. */
export const StaffView = z.object({
  userId: UserId,
  contactId: ContactId,
  name: z.string(),
  company: z.string().nullable(),
  department: z.string().nullable(),
  role: z.string().nullable(),
  extension: z.string(),
  mailAddress: z.string().nullable(),
  /** E.164, the default first. */
  numbers: z.array(StaffNumber),
  /** A Microsoft account is linked. */
  linked: z.boolean(),
  deactivatedAtMs: z.number().int().nullable(),
  /** Which photo the contact has; null = none. */
  photo: z.string().nullable(),
  /** Of who has left: who takes the calls. */
  callsTo: z.object({ userId: UserId, name: z.string() }).nullable(),
});
export type StaffView = z.infer<typeof StaffView>;

export const staffStates = ['all', 'linked', 'notLinked', 'deactivated'] as const;

const filter = { q: line(100).optional(), state: z.enum(staffStates).default('all') };

/** `GET /api/administration/people?q=&state=&after=&limit=`, by name. */
export const StaffQuery = z.object({
  ...filter,
  after: opaque(400).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type StaffQuery = z.infer<typeof StaffQuery>;
export const StaffPage = z.object({
  people: z.array(StaffView),
  next: z.string().nullable(),
  /** Of all that the filter lets through. */
  count: z.number().int(),
});
export type StaffPage = z.infer<typeof StaffPage>;

/** `GET /api/administration/people.csv`. */
export const StaffExport = z.object({ ...filter, ...CsvReader.shape });

export const StaffParams = z.object({ id: UserId });

const extension = line(10, 1).regex(/^[0-9]{1,10}$/, 'has to be digits');
const mailAddress = line(254).regex(/^[^\s@]+@[^\s@]+$/, 'is no mail address');

/** `PATCH …/people/:id`: what is absent stays. Numbers in any notation, the default first. */
export const StaffChange = z.object({
  name: line(120, 1).optional(),
  company: line(120).nullable().optional(),
  department: line(120).nullable().optional(),
  role: line(120).nullable().optional(),
  extension: extension.optional(),
  mailAddress: mailAddress.nullable().optional(),
  numbers: z
    .array(z.object({ number: line(60, 1), label: line(40, 1) }))
    .max(20)
    .optional(),
});
export type StaffChange = z.infer<typeof StaffChange>;

/** `POST …/people`: who has no extension gets the next free one. */
export const NewStaff = z.object({
  name: line(120, 1),
  extension: extension.nullable().default(null),
  mailAddress: mailAddress.nullable().default(null),
});
export type NewStaff = z.infer<typeof NewStaff>;

/** `POST …/people/:id/deactivate`. */
export const Deactivation = z.object({
  callsTo: UserId.nullable().default(null),
  reason: line(200).default(''),
});
export type Deactivation = z.infer<typeof Deactivation>;

/** Of one change of several people. */
export const mostAtOnce = 500;

/** What is the same for several people; groups are the company's, `numbersOf` is the first number of a series. */
const Bulk = z.object({
  company: line(120).nullable().optional(),
  department: line(120).nullable().optional(),
  role: line(120).nullable().optional(),
  addTo: GroupId.optional(),
  removeFrom: GroupId.optional(),
  /** Each who has no number of the series gets its next free one, with this label. */
  numbersOf: z.object({ first: opaque(20).regex(/^\+[0-9]{5,15}$/), label: line(40, 1) }).optional(),
});

/** `POST …/people/bulk`: the same change for several people; a preview does it all, and undoes it. */
export const BulkChange = z.object({
  userIds: z.array(UserId).min(1).max(mostAtOnce),
  change: Bulk,
  preview: z.boolean().default(true),
});
export type BulkChange = z.infer<typeof BulkChange>;

export const bulkFields = ['company', 'department', 'role', 'group', 'number'] as const;
const BulkStep = z.object({
  userId: UserId,
  field: z.enum(bulkFields),
  /** Of a group its name, where the person was or is in it. */
  before: line(200).nullable(),
  after: line(200).nullable(),
  groupId: GroupId.nullable(),
});
export type BulkStep = z.infer<typeof BulkStep>;

export const BulkResult = z.object({
  changes: z.array(BulkStep.extend({ name: z.string() })),
  /** Who stays as before, and why. */
  errors: z.array(z.object({ userId: UserId, name: z.string().nullable(), code: ErrorCode })),
});
export type BulkResult = z.infer<typeof BulkResult>;

/** `POST …/people/bulk/undo`: what was changed becomes what it was, unless somebody has changed it since. */
export const BulkUndo = z.object({
  changes: z
    .array(BulkStep)
    .min(1)
    .max(6 * mostAtOnce),
});
export type BulkUndo = z.infer<typeof BulkUndo>;
/** Of its body. */
export const mostBulkBytes = 1_500_000;
