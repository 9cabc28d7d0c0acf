import { z } from 'zod';
import { CsvReader } from '../csv';
import { AnswerGroupId, UserId } from '../ids';
import { line, opaque } from '../text';

/** A series of numbers that the organisation has, E.164. */
export const NumberRange = z.object({
  first: z.string(),
  last: z.string(),
  size: z.number().int(),
  used: z.number().int(),
});
export type NumberRange = z.infer<typeof NumberRange>;

export const NumberView = z.object({
  number: z.string(),
  /** Null, with no group: free. */
  user: z.object({ userId: UserId, name: z.string(), label: z.string(), deactivated: z.boolean() }).nullable(),
  /** Whose calls an answer group takes; null: none. */
  group: z.object({ groupId: AnswerGroupId, name: z.string() }).nullable(),
  /** In one of the series. */
  inRange: z.boolean(),
});
export type NumberView = z.infer<typeof NumberView>;

const filter = { q: line(100).optional(), show: z.enum(['all', 'free', 'used']).default('all') };

/** `GET /api/administration/numbers?q=&show=&after=&limit=`, by number. */
export const NumbersQuery = z.object({
  ...filter,
  after: opaque(20)
    .regex(/^\+[0-9]{1,16}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type NumbersQuery = z.infer<typeof NumbersQuery>;
export const NumbersPage = z.object({
  ranges: z.array(NumberRange),
  numbers: z.array(NumberView),
  next: z.string().nullable(),
});
export type NumbersPage = z.infer<typeof NumbersPage>;

/** `GET /api/administration/numbers.csv`. */
export const NumbersExport = z.object({ ...filter, ...CsvReader.shape });

/** `POST /api/administration/number-ranges`, in any notation. */
export const NewRange = z.object({ first: line(60, 1), last: line(60, 1) });
export type NewRange = z.infer<typeof NewRange>;
export const RangeParams = z.object({ first: opaque(20, 2).regex(/^\+[0-9]{1,16}$/) });

/** Numbers of one series; of all of an organisation. */
export const largestRange = 10_000;
export const mostRangeNumbers = 50_000;
