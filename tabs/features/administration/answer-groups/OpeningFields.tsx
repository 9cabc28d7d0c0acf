import { Button, Checkbox, Field, Select, Text } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { openingWays } from '../../../../src/contract/answer-groups/limits';
import type { Opening } from '../../../../src/contract/answer-groups/settings';
import { mostOpenHours } from '../../../../src/contract/rules/classes';
import { TimeFields } from '../../rules/TimeFields';
import { usePartStyles } from '../trunks/part-styles';
import type { Written } from './draft';

export interface OpeningFieldsProps {
  readonly written: Written;
  readonly isWrong: boolean;
  readonly onChange: (part: Partial<Pick<Written, 'opening' | 'leaveAtClosing'>>) => void;
}

/** When the group takes callers, and what becomes of those who wait when it closes. */
export function OpeningFields({ written, isWrong, onChange }: OpeningFieldsProps): ReactNode {
  const styles = usePartStyles();
  const { t } = useTranslation();
  const { opening, leaveAtClosing } = written;
  const change = (part: Partial<Opening>): void => onChange({ opening: { ...opening, ...part } });
  const choose = (value: string): void => change({ by: openingWays.find((each) => each === value) ?? opening.by });
  return (
    <>
      <Field label={t('answerGroupAdmin.open')}>
        <Select value={opening.by} onChange={(_, { value }) => choose(value)}>
          {openingWays.map((each) => (
            <option key={each} value={each}>
              {t(`answerGroupAdmin.openBy.${each}`)}
            </option>
          ))}
        </Select>
      </Field>
      {opening.by === 'own' && (
        <>
          <Hours hours={opening.hours} onHours={(hours) => change({ hours })} />
          {isWrong && (
            <Text role="alert" size={200} className={styles.problem}>
              {t('answerGroupAdmin.badOpening')}
            </Text>
          )}
          <Checkbox
            label={t('answerGroupAdmin.openDays')}
            checked={opening.closedDays}
            onChange={(_, { checked }) => change({ closedDays: checked === true })}
          />
        </>
      )}
      {opening.by !== 'always' && (
        <Checkbox
          label={t('answerGroupAdmin.leaveAtClosing')}
          checked={leaveAtClosing}
          onChange={(_, { checked }) => onChange({ leaveAtClosing: checked === true })}
        />
      )}
    </>
  );
}

type RuleTime = Opening['hours'][number];
const workdays: RuleTime = { days: [1, 2, 3, 4, 5], from: '08:00', to: '17:00' };

interface HoursProps {
  readonly hours: readonly RuleTime[];
  readonly onHours: (hours: RuleTime[]) => void;
}

function Hours({ hours, onHours }: HoursProps): ReactNode {
  const { t } = useTranslation();
  const all = useRef<HTMLDivElement>(null);
  /** Goes into what comes; what goes leaves the focus at what adds it again. */
  function change(next: RuleTime[], then: string): void {
    flushSync(() => onHours(next));
    all.current?.querySelector<HTMLElement>(then)?.focus();
  }
  return (
    <div ref={all}>
      {hours.map((time, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- they have nothing else
        <fieldset key={index} aria-label={t('rules.rights.open.some', { n: index + 1 })}>
          <TimeFields
            time={time}
            problem={time.days.length === 0 ? t('rules.dialog.daysNeeded') : undefined}
            onTime={(next) => onHours(hours.map((each, at) => (at === index ? next : each)))}
          />
          <Button
            appearance="subtle"
            icon={<DeleteRegular />}
            onClick={() =>
              change(
                hours.filter((_, at) => at !== index),
                ':scope > button',
              )
            }
          >
            {t('rules.rights.open.remove')}
          </Button>
        </fieldset>
      ))}
      {hours.length < mostOpenHours && (
        <Button icon={<AddRegular />} onClick={() => change([...hours, workdays], 'fieldset:last-of-type input')}>
          {t('rules.rights.open.add')}
        </Button>
      )}
    </div>
  );
}
