import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { CalendarLtrRegular } from '@fluentui/react-icons/svg/calendar-ltr';
import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Occurrence } from '../../../src/contract/calendar/calendar';
import { isoWeek, plusDays, plusMinutes } from '../../../src/contract/calendar/wall';
import { EmptyState } from '../../ui/EmptyState';
import { useServices } from '../../ui/services';
import { giveBackFocus } from '../../ui/give-back-focus';
import { useLayout } from '../../ui/use-layout';
import { useStore } from '../../ui/use-store';
import {
  dateOf,
  minutesNow,
  shownDates,
  snapMinutes,
  wallAt,
  type CalendarView,
} from '../../view-models/calendar-grid';
import { CalendarBar } from './CalendarBar';
import { CalendarGrid } from './CalendarGrid';
import { DayStrip } from './DayStrip';
import { EntryDialog } from './EntryDialog';
import { editOf, formOf, type EntryForm } from './entry-form';
import { PhoneToday } from './PhoneToday';
import { useActivities, type Activities } from './use-activities';
import { useCalendarRange } from './use-calendar';
import { useDates } from './use-dates';
import { useEntries } from './use-entries';
import { useShifts } from './use-shifts';

const useStyles = makeStyles({
  section: {
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    minHeight: 0,
    minWidth: 0,
    height: '100%',
    containerType: 'inline-size',
    backgroundColor: tokens.colorNeutralBackground1,
    overflow: 'hidden',
  },
  hidden: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)', margin: 0 },
});

/** How long what is planned with one press lasts. */
const usualMinutes = 60;

type Opened =
  | { readonly occurrence: Occurrence }
  | { readonly occurrence: null; readonly from: string; readonly to: string };

/** What the dialog begins with; null = which activities there are is not known yet, and it opens once that is. */
function startOf(opened: Opened, choices: Activities['choices'], zone: string): EntryForm | null {
  if (opened.occurrence !== null) return editOf(opened.occurrence);
  const activityId = (choices.find(({ key }) => key === 'meeting') ?? choices[0])?.id;
  if (activityId === undefined) return null;
  const { from, to } = opened;
  return formOf({ title: '', activityId, roleId: null, message: '', from, to, zone, repeat: null });
}

/** What I plan to be, by day or by week. */
export function CalendarSection(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const narrow = useLayout() === 'narrow';
  const { clock, store, localTime } = useServices();
  const { today, zone } = useStore(localTime, (value) => value);
  const nowMs = (): number => clock.nowMs() + store.get().clockSkewMs;
  const [chosenView, setView] = useState<CalendarView | null>(null);
  const view = chosenView ?? (narrow ? 'day' : 'week');
  const [date, setDate] = useState(today);
  const week = shownDates('week', date);
  const { page, pending, failed, retry } = useCalendarRange(week[0] ?? date, 7);
  const activities = useActivities();
  const entries = useEntries();
  const dates = useDates();
  const [said, setSaid] = useState('');
  const shifts = useShifts(entries, setSaid);
  const [opened, setOpened] = useState<Opened | null>(null);
  const section = useRef<HTMLDivElement>(null);
  const origin = useRef<HTMLElement | null>(null);

  function open(next: Opened): void {
    origin.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    setOpened(next);
  }
  function create(from: string, to = plusMinutes(from, usualMinutes)): void {
    open({ occurrence: null, from, to });
  }
  function close(): void {
    // At once: whoever takes the focus while the dialog goes keeps it.
    const back = origin.current;
    const room = section.current;
    giveBackFocus(
      back?.isConnected === true ? back : room?.querySelector('[data-new]'),
      room?.querySelector('[role=dialog]'),
    );
    setOpened(null);
  }

  function askAgain(): void {
    if (failed) retry();
    if (activities.failed) activities.retry();
  }

  const start = opened && startOf(opened, activities.choices, zone);
  const shown = view === 'week' ? week : [date];
  const period = view === 'week' ? dates.period(week[0] ?? date, week[6] ?? date) : dates.short(date);
  const title = view === 'week' ? t('calendar.weekOf', { week: isoWeek(date), period }) : dates.long(date);
  return (
    <div ref={section} className={styles.section} data-section="calendar">
      <h1 className={styles.hidden}>{t('calendar.title')}</h1>
      <CalendarBar
        view={view}
        period={period}
        onView={setView}
        onStep={(by) => setDate(plusDays(date, by * shown.length))}
        onToday={() => setDate(today)}
        opens={opened !== null && start === null}
        onNew={() =>
          create(shown.includes(today) ? nextQuarter(zone, today, nowMs()) : wallAt(shown[0] ?? date, 9 * 60))
        }
      />
      {narrow && view === 'day' && (
        <DayStrip dates={week} date={date} today={today} occurrences={page?.occurrences ?? []} onDate={setDate} />
      )}
      <PhoneToday activities={activities} />
      {failed || activities.failed ? (
        <EmptyState
          fill
          icon={<CalendarLtrRegular />}
          title={t('calendar.failed')}
          action={<Button onClick={askAgain}>{t('action.retry')}</Button>}
        />
      ) : (
        <CalendarGrid
          key={view}
          {...{ page, pending, title, activities, entries, shifts }}
          dates={shown}
          nowMinutes={shown.includes(today) ? minutesNow(zone, nowMs()) : null}
          onCreate={create}
          onOpen={(occurrence) => open({ occurrence })}
          onGo={setDate}
        />
      )}
      {opened !== null && start !== null && (
        <EntryDialog
          start={start}
          occurrence={opened.occurrence}
          entries={entries}
          onClose={close}
          onSaved={({ from, to, title: name, activityId }) => {
            const values = { title: name || activities.nameOf(activityId), times: dates.times(from, to) };
            setSaid(t('calendar.said.created', { ...values, day: dates.long(dateOf(from)) }));
            close();
          }}
        />
      )}
      <div role="status" className={styles.hidden}>
        {said}
      </div>
    </div>
  );
}

/** The next quarter of an hour: what is planned now begins then, unless another time is said. */
const nextQuarter = (zone: string, today: string, nowMs: number): string =>
  wallAt(today, Math.ceil((minutesNow(zone, nowMs) + 1) / snapMinutes) * snapMinutes);
