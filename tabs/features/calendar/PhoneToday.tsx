import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import { useServerNow } from '../../ui/use-now';
import { useStore } from '../../ui/use-store';
import { useWhen } from '../../ui/use-when';
import { dayParts, type DayPart } from '../../view-models/phone-today';
import { useTone } from './tones';
import type { Activities } from './use-activities';
import { useCalendarRange, useRoles } from './use-calendar';

const hourMs = 3_600_000;
const aheadMs = 24 * hourMs;

const useStyles = makeStyles({
  card: {
    margin: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalM}`,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXS}`,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    backgroundColor: tokens.colorNeutralBackground1,
    '@container (max-width: 480px)': { margin: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}` },
  },
  head: {
    display: 'flex',
    alignItems: 'baseline',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalM,
  },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  text: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3 },
  strip: {
    position: 'relative',
    display: 'flex',
    gap: '2px',
    height: '28px',
    marginTop: tokens.spacingVerticalXS,
    padding: 0,
    listStyle: 'none',
    marginBottom: 0,
  },
  part: {
    boxSizing: 'border-box',
    minWidth: 0,
    overflow: 'hidden',
    whiteSpace: 'nowrap',
    textOverflow: 'ellipsis',
    padding: `5px ${tokens.spacingHorizontalXS} 0`,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    borderLeftWidth: '3px',
    borderRadius: tokens.borderRadiusSmall,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase100,
  },
  narrow: { color: 'transparent', paddingLeft: 0, paddingRight: 0 },
  hours: {
    position: 'relative',
    height: '16px',
    fontSize: tokens.fontSizeBase100,
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: 'tabular-nums',
  },
  hour: { position: 'absolute', transform: 'translateX(-50%)' },
  firstHour: { transform: 'none' },
  few: { '@container (max-width: 480px)': { display: 'none' } },
});

/** The phone's next 24 hours at a glance: which activity holds when, and which role now. */
export function PhoneToday({ activities }: { activities: Activities }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { store, localTime } = useServices();
  const when = useWhen();
  const tone = useTone();
  const today = useStore(localTime, (value) => value.today);
  const now =
    useStore(store, (state) => (state.me ? state.activities.get(state.me.user.id)?.activity : undefined)) ?? null;
  const minuteMs = Math.floor(useServerNow(true) / 60_000) * 60_000;
  const { page, pending } = useCalendarRange(today, 2);
  const occurrences = page?.occurrences;
  const parts = useMemo(
    () => dayParts(occurrences ?? [], now, minuteMs, minuteMs + aheadMs),
    [occurrences, now, minuteMs],
  );
  const name = ({ activityId }: DayPart): string => activities.nameOf(activityId);
  return (
    <section
      className={styles.card}
      aria-label={t('calendar.phone.title')}
      aria-busy={pending || (activities.available === undefined && !activities.failed)}
    >
      <div className={styles.head}>
        <h3 className={styles.title}>{t('calendar.phone.title')}</h3>
        <Summary parts={parts} name={name} />
      </div>
      <ol className={styles.strip}>
        {parts.map((part) => {
          const text = t('calendar.phone.part', {
            activity: name(part),
            from: when.until(part.startMs),
            to: when.until(part.endMs),
          });
          const lasts = part.endMs - part.startMs;
          return (
            <li
              key={part.startMs}
              title={text}
              className={mergeClasses(
                styles.part,
                tone(activities.find(part.activityId)?.icon),
                lasts < 2 * hourMs && styles.narrow,
              )}
              style={{ flex: `${lasts} 1 0`, width: 0 }}
            >
              {lasts < hourMs ? <span aria-hidden>{'\u00a0'}</span> : name(part)}
            </li>
          );
        })}
      </ol>
      <Hours fromMs={minuteMs} />
    </section>
  );
}

/** Every second hour below the strip; where it is narrow every fourth. */
function Hours({ fromMs }: { fromMs: number }): ReactNode {
  const styles = useStyles();
  const when = useWhen();
  const firstMs = Math.ceil(fromMs / hourMs) * hourMs;
  const all = Array.from({ length: 12 }, (_, index) => firstMs + 2 * index * hourMs);
  return (
    <div className={styles.hours} aria-hidden>
      {all
        .filter((ms) => ms - fromMs < aheadMs - hourMs / 2)
        .map((ms, index) => (
          <span
            key={ms}
            className={mergeClasses(styles.hour, index % 2 !== 0 && styles.few)}
            style={{ left: `${(100 * (ms - fromMs)) / aheadMs}%` }}
          >
            {when.time(ms).slice(0, 2)}
          </span>
        ))}
    </div>
  );
}

/** "Meeting until 12:00, then Lunch until 13:00 · Role: Säljare" */
function Summary({ parts, name }: { parts: readonly DayPart[]; name: (part: DayPart) => string }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const when = useWhen();
  const roles = useRoles();
  const [first, second, third] = parts;
  if (first === undefined || name(first) === '') return null;
  const ends = (part: DayPart): string => when.until(part.endMs);
  const texts =
    second === undefined
      ? [t('calendar.phone.allDay', { activity: name(first) })]
      : [
          t('calendar.phone.until', { activity: name(first), until: ends(first) }),
          ...(third === undefined ? [] : [t('calendar.phone.next', { activity: name(second), until: ends(second) })]),
        ];
  const role = roles.find(
    ({ id, activityIds }) =>
      id === first.roleId || (first.roleId === null && activityIds.some((each) => each === first.activityId)),
  );
  return (
    <span className={styles.text}>
      {texts.join(', ')}
      {role !== undefined && ` · ${t('calendar.phone.role', { role: role.name })}`}
    </span>
  );
}
