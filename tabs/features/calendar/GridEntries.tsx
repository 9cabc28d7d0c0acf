import { makeStyles } from '@fluentui/react-components';
import { Fragment, useId } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Occurrence } from '../../../src/contract/calendar/calendar';
import { placeDay } from '../../view-models/calendar-grid';
import { EntryButton, EntryHandle } from './EntryButton';
import type { DayColumn } from './geometry';
import type { Activities } from './use-activities';
import { useDates } from './use-dates';
import { entryKey, type Entries } from './use-entries';
import type { Grab } from './use-grab';
import type { Shifts } from './use-shifts';

const useStyles = makeStyles({
  hidden: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});

export interface GridEntriesProps {
  readonly occurrences: readonly Occurrence[];
  readonly columns: readonly DayColumn[];
  readonly activities: Activities;
  readonly entries: Entries;
  readonly shifts: Shifts;
  readonly grab: Grab;
  /** The entry that a finger has taken last. */
  readonly held: string | null;
  onOpen(occurrence: Occurrence): void;
}

/** What is planned, where it stands in its day or where it is being moved. */
export function GridEntries(props: GridEntriesProps): ReactNode {
  const { occurrences, columns, activities, entries, shifts, grab, held } = props;
  const styles = useStyles();
  const { t } = useTranslation();
  const hint = useId();
  const shown = occurrences.map((occurrence) => shifts.shown(occurrence));
  const nameOf = useEntryName(activities);
  return (
    <>
      {columns.flatMap((day) =>
        placeDay(day.date, shown).map((placed) => {
          const { occurrence, cut } = placed;
          const key = entryKey(occurrence);
          const original = occurrences.find((each) => entryKey(each) === key) ?? occurrence;
          return (
            <Fragment key={`${key} ${cut.before ? day.date : ''}`}>
              <EntryButton
                {...{ placed, day, activities }}
                hintId={hint}
                name={nameOf(occurrence)}
                moving={shifts.isMoving(original)}
                held={held === key}
                onOpen={() => !grab.wasDrag() && shifts.settled(original, props.onOpen)}
                onStep={(step) => shifts.by(original, step)}
                onBack={() => shifts.back(original)}
                onDelete={() => shifts.settled(original, (now) => void entries.remove(now, 'this'))}
                onGrab={(event, what) => grab.entry(event, original, what)}
              />
              {held === key && !cut.after && (
                <EntryHandle {...{ placed, day }} onGrab={(event, what) => grab.entry(event, original, what)} />
              )}
            </Fragment>
          );
        }),
      )}
      <p id={hint} className={styles.hidden}>
        {t('calendar.entryKeys')}
      </p>
    </>
  );
}

/** "Standup, Meeting, 10:00–10:30" */
function useEntryName(activities: Activities): (occurrence: Occurrence) => string {
  const { t } = useTranslation();
  const dates = useDates();
  return ({ title, activityId, from, to }) => {
    const values = { title, activity: activities.nameOf(activityId), times: dates.times(from, to) };
    return t(title === '' ? 'calendar.untitled' : 'calendar.entry', values);
  };
}
