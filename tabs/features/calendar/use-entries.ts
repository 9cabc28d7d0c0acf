import { useQueryClient } from '@tanstack/react-query';
import type {
  CalendarPage,
  Occurrence,
  ScheduleChanged,
  ScheduleDraft,
  ScheduleEdit,
  Scope,
} from '../../../src/contract/calendar/calendar';
import { errorCode } from '../../api/client-error';
import { useServices } from '../../ui/services';
import { dateOf } from '../../view-models/calendar-grid';
import { useActivities } from './use-activities';
import { useDates } from './use-dates';

export interface Entries {
  /** @throws ClientError */
  add(draft: ScheduleDraft): Promise<void>;
  /** @throws ClientError */
  change(occurrence: Occurrence, scope: Scope, draft: ScheduleDraft): Promise<void>;
  /** Deletes it at once, and offers to undo that. */
  remove(occurrence: Occurrence, scope: Scope): Promise<void>;
  /** Other times for this one only; resolves with what undoes it, null when it was refused. */
  move(
    occurrence: Occurrence,
    planned: { readonly from: string; readonly to: string },
  ): Promise<(() => Promise<void>) | null>;
  /** The entry as the calendar has it by now. */
  fresh(occurrence: Occurrence): Occurrence;
  /** What an entry is called where it has no title. */
  titleOf(occurrence: Pick<Occurrence, 'title' | 'activityId'>): string;
}

/** What a person does to the calendar. Each is said by a notice, with the way back. */
export function useEntries(): Entries {
  const { rest, notices, clock } = useServices();
  const queries = useQueryClient();
  const { nameOf } = useActivities();
  const dates = useDates();
  const titleOf: Entries['titleOf'] = ({ title, activityId }) => title || nameOf(activityId);
  const refresh = () => queries.invalidateQueries({ queryKey: ['calendar'] });

  function refused(error: unknown): void {
    notices.set({ id: clock.nowMs(), intent: 'error', key: `error.${errorCode(error)}` });
    void refresh();
  }

  async function ask(method: 'POST' | 'PUT', path: string, body: unknown): Promise<string> {
    const { changeId } = (await (await rest.ask(method, path, { body })).json()) as ScheduleChanged;
    await refresh();
    return changeId;
  }

  const undo = (changeId: string) => () =>
    rest.ask('POST', '/calendar/undo', { body: { changeId } }).then(() => {
      notices.set({ id: clock.nowMs(), intent: 'success', key: 'calendar.notice.undone' });
      return refresh();
    }, refused);

  function done(changeId: string, key: string, values: Readonly<Record<string, string>>): () => Promise<void> {
    const back = undo(changeId);
    const action = { key: 'action.undo', run: () => void back() };
    notices.set({ id: clock.nowMs(), intent: 'success', key: `calendar.notice.${key}`, values, action });
    return back;
  }

  return {
    titleOf,
    fresh(occurrence) {
      const pages = queries.getQueriesData<CalendarPage>({ queryKey: ['calendar', 'range'], type: 'active' });
      const all = pages.flatMap(([, page]) => page?.occurrences ?? []);
      return all.find((each) => entryKey(each) === entryKey(occurrence)) ?? occurrence;
    },
    async add(draft) {
      done(await ask('POST', '/calendar', draft), 'saved', { title: titleOf(draft) });
    },
    async change(occurrence, scope, draft) {
      const { scheduleId, at, revision } = occurrence;
      const body = { ...draft, scope, at, revision } satisfies ScheduleEdit;
      done(await ask('PUT', `/calendar/${scheduleId}`, body), 'saved', { title: titleOf(draft) });
    },
    async remove(occurrence, scope) {
      const { scheduleId, at, revision } = occurrence;
      await ask('POST', `/calendar/${scheduleId}/delete`, { scope, at, revision }).then(
        (changeId) => void done(changeId, 'deleted', { title: titleOf(occurrence) }),
        refused,
      );
    },
    async move(occurrence, planned) {
      const { scheduleId, at, revision, repeat } = occurrence;
      const body = { ...draftOf(occurrence), ...planned, scope: 'this', at, revision } satisfies ScheduleEdit;
      const when = `${dates.short(dateOf(planned.from))} ${dates.times(planned.from, planned.to)}`;
      return ask('PUT', `/calendar/${scheduleId}`, body).then(
        (changeId) => done(changeId, repeat === null ? 'moved' : 'movedOne', { title: titleOf(occurrence), when }),
        (error: unknown) => {
          refused(error);
          return null;
        },
      );
    },
  };
}

/** The same entry before and after it was moved. */
export const entryKey = ({ scheduleId, at, repeat }: Occurrence): string =>
  repeat === null ? scheduleId : `${scheduleId} ${at}`;

/** An entry as it is planned, in the zone in which it is. */
export const draftOf = ({ title, activityId, roleId, message, planned, repeat }: Occurrence): ScheduleDraft => ({
  title,
  activityId,
  roleId,
  message,
  ...planned,
  repeat,
});
