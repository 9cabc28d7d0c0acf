import { Checkbox, Field, Select, Text } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { openingWays } from '../../../../src/contract/answer-groups/limits';
import type { Opening } from '../../../../src/contract/answer-groups/settings';
import { OpenHours } from '../../rules/OpenHours';
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
          <OpenHours hours={opening.hours} onHours={(hours) => change({ hours })} />
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
