import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { sql } from 'kysely';
import type {
  PhoneRoleId,
  ScheduleChanged,
  ScheduleDraft,
  ScheduleEdit,
  ScheduleId,
  ScheduleRemoval,
} from '../contract/calendar/calendar';
import { longestEntryDays, mostSchedules } from '../contract/calendar/limits';
import { minutesBetween, wallText } from '../contract/calendar/wall';
import { VaxelError } from '../contract/errors';
import type { ActivityId, OrganisationId, UserId } from '../contract/ids';
import type { Database } from '../ports/database';
import { edit, remove, type Place, type Wanted } from './edits';
import { loadRecurrence, type Recurrence } from './load-recurrence';
import { ruleOf } from './repeat';
import type { Schedule } from './rows';
import { contentOf, type Series } from './series';
import { createScheduleStore, createScheduleWriter, databaseNowMs, type ScheduleWriter } from './store';

/** Whose calendar it is. */
export interface Person {
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
}

export interface ChangeScheduleDeps {
  readonly db: Kysely<Database>;
  /** @throws VaxelError where the organisation has no such activity to choose */
  mayChoose(organisationId: OrganisationId, activityId: ActivityId): void;
  isRoleOf(person: Person, roleId: PhoneRoleId): Promise<boolean>;
  /** What is planned has changed: what holds now may be another, and what begins next. */
  onChanged(person: Person): void;
}

/** What a person plans, changes and takes back; each of it can be undone for a day. */
export interface ChangeSchedule {
  /** @throws VaxelError calendar.endBeforeStart | tooLong | past | never | tooMany | roleGone */
  add(person: Person, draft: ScheduleDraft): Promise<ScheduleChanged>;
  /** @throws VaxelError as `add`, calendar.notFound | calendar.changed */
  edit(person: Person, id: ScheduleId, wanted: ScheduleEdit): Promise<ScheduleChanged>;
  /** @throws VaxelError calendar.notFound | calendar.changed */
  remove(person: Person, id: ScheduleId, removal: ScheduleRemoval): Promise<ScheduleChanged>;
  /** @throws VaxelError calendar.nothingToUndo where it was changed since, or is too long ago */
  undo(person: Person, changeId: string): Promise<void>;
}

/** What a row was, and what revision it has since; null = it was not, or is not there. */
interface Before {
  readonly id: ScheduleId;
  readonly before: Schedule | null;
  readonly revision: number | null;
}

/** Most occurrences of a series that are deleted or changed by themselves; with more of them it is several. */
const mostExceptions = 400;

export function createChangeSchedule(deps: ChangeScheduleDeps): ChangeSchedule {
  const change = createTransactions(deps);

  return {
    async add(person, draft) {
      const wanted = await check(deps, person, draft);
      if ((await createScheduleStore(deps.db, person.organisationId).count(person.userId)) >= mostSchedules)
        throw new VaxelError('calendar.tooMany');
      return change(person, async ({ writer, recurrence, nowMs }) => {
        const series: Series = { ...wanted, exdates: [], overrides: {} };
        takesPlace(series, recurrence, nowMs);
        const id = randomUUID() as ScheduleId;
        await writer.put({ id, userId: person.userId, revision: 1, series });
        return [{ id, before: null, revision: 1 }];
      });
    },
    async edit(person, id, body) {
      const wanted = await check(deps, person, body);
      return change(person, async ({ writer, recurrence, nowMs }) => {
        const found = await find(writer, recurrence, id, body);
        const { kept, added } = edit(found.series, body.scope, found.place, wanted);
        if (wanted.start !== found.shown.start || wanted.end !== found.shown.end)
          takesPlace(added ?? kept ?? found.series, recurrence, nowMs);
        const befores: Before[] = [await store(writer, found, kept)];
        if (added !== null) {
          const next = { id: randomUUID() as ScheduleId, userId: person.userId, revision: 1, series: added };
          await writer.put(next);
          befores.push({ id: next.id, before: null, revision: 1 });
        }
        return befores;
      });
    },
    remove: (person, id, removal) =>
      change(person, async ({ writer, recurrence }) => {
        const found = await find(writer, recurrence, id, removal);
        return [await store(writer, found, remove(found.series, removal.scope, found.place))];
      }),
    undo: async (person, changeId) => {
      await change(person, async ({ transaction, writer }) => {
        const befores = await takeChange(transaction, person, changeId);
        for (const { id, before, revision } of befores) {
          // oxlint-disable-next-line no-await-in-loop -- within one transaction, two rows at most
          const now = await writer.find(id);
          if ((now?.revision ?? null) !== revision) throw new VaxelError('calendar.nothingToUndo');
          // oxlint-disable-next-line no-await-in-loop
          if (before === null) await writer.delete(id);
          // oxlint-disable-next-line no-await-in-loop
          else await writer.put({ ...before, revision: Math.max(before.revision, revision ?? 0) + 1 });
        }
        return [];
      });
    },
  };
}

/** What can be said of a wish without looking at the calendar. @throws VaxelError */
async function check(deps: ChangeScheduleDeps, person: Person, draft: ScheduleDraft): Promise<Wanted> {
  const minutes = minutesBetween(draft.from, draft.to);
  if (minutes <= 0) throw new VaxelError('calendar.endBeforeStart');
  if (minutes > longestEntryDays * 1_440) throw new VaxelError('calendar.tooLong');
  deps.mayChoose(person.organisationId, draft.activityId);
  if (draft.roleId !== null && !(await deps.isRoleOf(person, draft.roleId))) throw new VaxelError('calendar.roleGone');
  const { from: start, to: end, zone, repeat } = draft;
  return { ...contentOf(draft), start, end, zone, rrule: repeat === null ? null : ruleOf(repeat) };
}

/** It begins or ends at least once more. @throws VaxelError calendar.never | calendar.past */
function takesPlace(series: Series, { nextBoundary }: Recurrence, nowMs: number): void {
  if (nextBoundary(series, nowMs) !== null) return;
  throw new VaxelError(nextBoundary(series, 0) === null ? 'calendar.never' : 'calendar.past');
}

interface Found extends Schedule {
  readonly place: Place;
  /** The times of the occurrence that was meant, as they stand. */
  readonly shown: { readonly start: string; readonly end: string };
}

async function find(
  writer: ScheduleWriter,
  { hasTime, timesBefore }: Recurrence,
  id: ScheduleId,
  { at, revision }: Pick<ScheduleRemoval, 'at' | 'revision'>,
): Promise<Found> {
  const schedule = await writer.find(id);
  if (schedule === null || !hasTime(schedule.series, at) || schedule.series.exdates.includes(at))
    throw new VaxelError(schedule === null ? 'calendar.notFound' : 'calendar.changed');
  if (schedule.revision !== revision) throw new VaxelError('calendar.changed');
  const { series } = schedule;
  const end = wallText(Date.parse(`${at}Z`) + minutesBetween(series.start, series.end) * 60_000);
  return {
    ...schedule,
    place: { at, before: timesBefore(series, at) },
    shown: series.overrides[at] ?? { start: at, end },
  };
}

/** What becomes of an entry, stored. */
async function store(writer: ScheduleWriter, found: Found, series: Series | null): Promise<Before> {
  const { id, userId, revision } = found;
  const before = { id, userId, revision, series: found.series };
  if (series === null) {
    await writer.delete(id);
    return { id, before, revision: null };
  }
  if (series.exdates.length + Object.keys(series.overrides).length > mostExceptions)
    throw new VaxelError('calendar.tooMany');
  await writer.put({ id, userId, revision: revision + 1, series });
  return { id, before, revision: revision + 1 };
}

interface Within {
  readonly transaction: Transaction<Database>;
  readonly writer: ScheduleWriter;
  readonly recurrence: Recurrence;
  readonly nowMs: number;
}

/** Each change is one transaction, which also notes what was before. */
function createTransactions({ db, onChanged }: ChangeScheduleDeps) {
  return async (person: Person, work: (within: Within) => Promise<readonly Before[]>): Promise<ScheduleChanged> => {
    const recurrence = await loadRecurrence();
    const changeId = randomUUID();
    await db.transaction().execute(async (transaction) => {
      const nowMs = await databaseNowMs(transaction);
      const writer = createScheduleWriter(transaction, person, recurrence, nowMs);
      const befores = await work({ transaction, writer, recurrence, nowMs });
      if (befores.length === 0) return;
      await transaction
        .insertInto('schedule_change')
        .values({
          id: changeId,
          organisation_id: person.organisationId,
          user_id: person.userId,
          rows: JSON.stringify(befores),
        })
        .execute();
    });
    onChanged(person);
    return { changeId };
  };
}

/** What a change has noted, once. @throws VaxelError calendar.nothingToUndo */
async function takeChange(
  transaction: Transaction<Database>,
  { organisationId, userId }: Person,
  changeId: string,
): Promise<readonly Before[]> {
  const row = await transaction
    .deleteFrom('schedule_change')
    .where((eb) => eb.and({ id: changeId, organisation_id: organisationId, user_id: userId }))
    .where('at', '>', sql<Date>`now() - interval '24 hours'`)
    .returning('rows')
    .executeTakeFirst();
  if (!row) throw new VaxelError('calendar.nothingToUndo');
  return row.rows as readonly Before[];
}
