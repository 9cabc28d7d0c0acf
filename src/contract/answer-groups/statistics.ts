import { z } from 'zod';
import { isWallDate, minutesBetween } from '../calendar/wall';
import { CsvReader } from '../csv';
import { AnswerGroupId, UserId } from '../ids';
import { opaque } from '../text';
import type { Counts } from './figures';
import { mostDays, periods } from './limits';

const date = opaque(10).refine(isWallDate);
const daysIn = ({ from, to }: { readonly from: string; readonly to: string }): number =>
  minutesBetween(from, to) / (24 * 60) + 1;

const asked = z.object({
  /** Days of the organisation's calendar, both included. */
  from: date,
  to: date,
  by: z.enum(periods),
});
type Asked = z.infer<typeof asked>;
const isPeriod = (query: Asked): boolean => daysIn(query) >= 1 && daysIn(query) <= mostDays[query.by];

/** `GET /api/answer-groups/:id/statistics`, for supervisors of the group and administrators. */
export const StatisticsQuery = asked.refine(isPeriod);
export type StatisticsQuery = z.infer<typeof StatisticsQuery>;

/** `…/statistics.csv`. The times in it are of the organisation's clock. */
export const StatisticsExport = asked.extend({ language: CsvReader.shape.language }).refine(isPeriod);

const count = z.number();
const Counted: z.ZodType<Counts> = z.object({
  ...{ entered: count, answered: count, answeredSoon: count, abandoned: count, short: count, overflowed: count },
  ...{ lostLate: count, calledBack: count, callbacksLost: count, waitedMs: count, longestMs: count },
  ...{ talks: count, talkMs: count, heldMs: count, wrapUpMs: count, missed: count, declined: count },
  ...{ workMs: count, readyMs: count, pausedMs: count },
});

const StatisticsRow = z.object({
  /** Of a time. */
  startMs: z.number().int().nullable(),
  endMs: z.number().int().nullable(),
  /** Of an agent. */
  userId: UserId.nullable(),
  name: z.string().nullable(),
  counts: Counted,
});
export type StatisticsRow = z.infer<typeof StatisticsRow>;

export const Statistics = z.object({
  groupId: AnswerGroupId,
  name: z.string(),
  /** In which the days are days. */
  zone: z.string(),
  startMs: z.number().int(),
  endMs: z.number().int(),
  total: Counted,
  /** How many went on elsewhere, and why. */
  overflows: z.array(z.object({ reason: z.string(), count: z.number().int() })),
  /** In their order; times in which nothing happened are there too. */
  rows: z.array(StatisticsRow),
});
export type Statistics = z.infer<typeof Statistics>;
