import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { mostOpenHours } from '../../../src/contract/rules/classes';
import type { RuleTime } from '../../../src/contract/rules/rules';
import { TimeFields } from './TimeFields';

const useStyles = makeStyles({
  all: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  time: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS, border: 0, margin: 0, padding: 0 },
  start: { alignSelf: 'flex-start' },
});

const workdays: RuleTime = { days: [1, 2, 3, 4, 5], from: '08:00', to: '17:00' };

export interface OpenHoursProps {
  readonly hours: readonly RuleTime[];
  readonly onHours: (hours: RuleTime[]) => void;
}

/** When something is open: days with a time, of which there may be several. */
export function OpenHours({ hours, onHours }: OpenHoursProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const all = useRef<HTMLDivElement>(null);
  /** Goes into what comes; what goes leaves the focus at what adds it again. */
  function change(next: RuleTime[], then: string): void {
    flushSync(() => onHours(next));
    all.current?.querySelector<HTMLElement>(then)?.focus();
  }
  const without = (index: number): RuleTime[] => hours.filter((_, at) => at !== index);
  return (
    <div className={styles.all} ref={all}>
      {hours.map((time, index) => (
        <fieldset
          // oxlint-disable-next-line react/no-array-index-key -- they have nothing else
          key={index}
          className={styles.time}
          aria-label={t('rules.rights.open.some', { n: index + 1 })}
        >
          <TimeFields
            time={time}
            problem={time.days.length === 0 ? t('rules.dialog.daysNeeded') : undefined}
            onTime={(next) => onHours(hours.map((each, at) => (at === index ? next : each)))}
          />
          <Button
            className={styles.start}
            appearance="subtle"
            icon={<DeleteRegular />}
            onClick={() => change(without(index), ':scope > button')}
          >
            {t('rules.rights.open.remove')}
          </Button>
        </fieldset>
      ))}
      {hours.length < mostOpenHours && (
        <Button
          className={styles.start}
          icon={<AddRegular />}
          onClick={() => change([...hours, workdays], 'fieldset:last-of-type input')}
        >
          {t('rules.rights.open.add')}
        </Button>
      )}
    </div>
  );
}
