import { Checkbox, Field, Input, Text, makeStyles, tokens, useId } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleTime } from '../../../src/contract/rules/rules';

const useStyles = makeStyles({
  pair: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(200px, 100%), 1fr))',
    gap: tokens.spacingHorizontalM,
  },
  group: { display: 'flex', flexDirection: 'column' },
  days: { display: 'flex', flexWrap: 'wrap', marginLeft: `calc(-1 * ${tokens.spacingHorizontalS})` },
  problem: { color: tokens.colorPaletteRedForeground1 },
});

/** ISO 8601: Monday is the first. */
const week = [1, 2, 3, 4, 5, 6, 7];

export interface TimeFieldsProps {
  readonly time: RuleTime;
  readonly problem: string | undefined;
  readonly onTime: (time: RuleTime) => void;
}

/** Days of the week, from and to. */
export function TimeFields({ time, problem, onTime }: TimeFieldsProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <>
      <Days days={time.days} problem={problem} onDays={(days) => onTime({ ...time, days })} />
      <div className={styles.pair}>
        <Field label={t('rules.dialog.from')}>
          <Input type="time" value={time.from} onChange={(_, { value }) => value && onTime({ ...time, from: value })} />
        </Field>
        <Field label={t('rules.dialog.to')} {...(time.to <= time.from && { hint: t('rules.dialog.overnight') })}>
          <Input type="time" value={time.to} onChange={(_, { value }) => value && onTime({ ...time, to: value })} />
        </Field>
      </div>
    </>
  );
}

interface DaysProps extends Pick<TimeFieldsProps, 'problem'> {
  readonly days: readonly number[];
  readonly onDays: (days: number[]) => void;
}

/** No field around them: it would give its label and its id to each box. */
function Days({ days, problem, onDays }: DaysProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const [labelId, problemId] = [useId('days'), useId('days-problem')];
  const toggle = (day: number, on: boolean): void =>
    onDays(week.filter((each) => (each === day ? on : days.includes(each))));
  return (
    <div
      role="group"
      className={styles.group}
      aria-labelledby={labelId}
      aria-describedby={problem === undefined ? undefined : problemId}
    >
      <Text id={labelId}>{t('rules.dialog.days')}</Text>
      <div className={styles.days}>
        {week.map((day) => (
          <Checkbox
            key={day}
            label={t(`rules.days.short.${day}`)}
            checked={days.includes(day)}
            onChange={(_, { checked }) => toggle(day, checked === true)}
          />
        ))}
      </div>
      {problem !== undefined && (
        <Text id={problemId} role="alert" size={200} className={styles.problem}>
          {problem}
        </Text>
      )}
    </div>
  );
}
