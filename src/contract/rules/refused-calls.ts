import { z } from 'zod';
import { EndReason } from '../calls/end-reason';
import { CsvReader } from '../csv';
import { UserId } from '../ids';
import { opaque } from '../text';
import { numberClasses } from './classes';

/** By which way a call was to go outside. */
export const RefusedWay = z.enum(['call', 'transfer', 'mobile', 'forward']);
export type RefusedWay = z.infer<typeof RefusedWay>;

export const RefusedCall = z.object({
  /** Grows with each. */
  id: z.string(),
  atMs: z.number().int(),
  /** Who wanted it, or whose rule did; null name = has left. */
  person: z.object({ userId: UserId, name: z.string().nullable() }),
  /** As it would have been dialled. */
  number: z.string(),
  class: z.enum(numberClasses),
  reason: EndReason,
  way: RefusedWay,
});
export type RefusedCall = z.infer<typeof RefusedCall>;

/** `GET /api/administration/rights/refused?before=&limit=`, newest first. */
export const RefusedQuery = z.object({
  /** Cursor from the page before. */
  before: opaque(20)
    .regex(/^[0-9]{1,18}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(20),
});
export type RefusedQuery = z.infer<typeof RefusedQuery>;

export const RefusedPage = z.object({ rows: z.array(RefusedCall), next: z.string().nullable() });
export type RefusedPage = z.infer<typeof RefusedPage>;

/** `GET /api/administration/rights/refused.csv`: all that are kept. */
export const RefusedExport = CsvReader;
