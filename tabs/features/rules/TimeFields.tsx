import { Checkbox, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleTime } from '../../../src/contract/rules/rules';

const useStyles = makeStyles({
  pair: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(200px, 100%), 1fr))',
    gap: tokens.spacingHorizontalM,
  },
  days: { display: 'flex', flexWrap: 'wrap', marginLeft: `calc(-1 * ${tokens.spacingHorizontalS})` },
});

export interface TimeFieldsProps {
  readonly time: RuleTime;
  readonly problem: string | undefined;
  readonly onTime: (time: RuleTime) => void;
}

/** Days of the week, from and to. */
export function TimeFields({ time, problem, onTime }: TimeFieldsProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const toggle = (day: number, on: boolean): void =>
    onTime({ ...time, days: [1, 2, 3, 4, 5, 6, 7].filter((each) => (each === day ? on : time.days.includes(each))) });
  return (
    <>
      <Field label={t('rules.dialog.days')} {...(problem && { validationState: 'error', validationMessage: problem })}>
        <div role="group" aria-label={t('rules.dialog.days')} className={styles.days}>
          {[1, 2, 3, 4, 5, 6, 7].map((day) => (
            <Checkbox
              key={day}
              label={t(`rules.days.short.${day}`)}
              checked={time.days.includes(day)}
              onChange={(_, { checked }) => toggle(day, checked === true)}
            />
          ))}
        </div>
      </Field>
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
