import { Field, Select, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallerKind, LineFact, RuleConditions, RulesView } from '../../../src/contract/rules/rules';
import { useNumbers } from '../../ui/use-numbers';
import { wholeWeek } from './rule-draft';
import { TimeFields } from './TimeFields';
import { useRuleTexts } from './use-rule-texts';
import type { RuleOf } from './use-rule-texts';

const useStyles = makeStyles({
  pair: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(200px, 100%), 1fr))',
    gap: tokens.spacingHorizontalM,
  },
});

export interface ConditionFieldsProps {
  readonly when: RuleConditions;
  readonly view: RulesView;
  readonly of: RuleOf;
  readonly daysProblem: string | undefined;
  readonly onWhen: (when: RuleConditions) => void;
}

const lines: readonly LineFact[] = ['free', 'inCall', 'unreachable'];
const callers: readonly CallerKind[] = ['internal', 'external', 'anonymous', 'vip'];

/** What a rule asks for: all of it has to hold. */
export function ConditionFields({ when, view, of, daysProblem, onWhen }: ConditionFieldsProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const texts = useRuleTexts();
  const numbers = useNumbers();
  const activities = Object.keys(view.names.activities);
  return (
    <>
      <div className={styles.pair}>
        <AnyOf
          label={t('rules.dialog.activity', { ...of })}
          any={t('rules.dialog.anyActivity')}
          all={activities}
          nameOf={(id) => texts.activity(id, view.names)}
          chosen={when.activities}
          onChoose={(chosen) => onWhen({ ...when, activities: [...chosen] })}
        />
        <AnyOf
          label={t('rules.dialog.line', { ...of })}
          any={t('rules.dialog.anyLine')}
          all={lines}
          nameOf={(line) => t(`rules.dialog.lines.${line}`)}
          chosen={when.lines}
          onChoose={(chosen) => onWhen({ ...when, lines: [...chosen] })}
        />
        <AnyOf
          label={t('rules.dialog.caller')}
          any={t('rules.dialog.callers.anyone')}
          all={callers}
          nameOf={(who) => t(`rules.dialog.callers.${who}`)}
          chosen={when.callers}
          onChoose={(chosen) => onWhen({ ...when, callers: [...chosen] })}
        />
        {view.numbers.length > 1 && (
          <AnyOf
            label={t('rules.dialog.calledNumber')}
            any={t('rules.dialog.anyNumber')}
            all={view.numbers}
            nameOf={numbers.local}
            chosen={when.calledNumbers}
            onChoose={(chosen) => onWhen({ ...when, calledNumbers: [...chosen] })}
          />
        )}
        <AnyTime times={when.times} onTimes={(times) => onWhen({ ...when, times })} />
      </div>
      {when.times.map((time, index) => (
        <TimeFields
          // oxlint-disable-next-line react/no-array-index-key -- they have nothing else
          key={index}
          time={time}
          problem={daysProblem}
          onTime={(next) => onWhen({ ...when, times: when.times.map((each, at) => (at === index ? next : each)) })}
        />
      ))}
    </>
  );
}

interface AnyTimeProps {
  readonly times: RuleConditions['times'];
  readonly onTimes: (times: RuleConditions['times']) => void;
}

function AnyTime({ times, onTimes }: AnyTimeProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Field label={t('rules.dialog.time')}>
      <Select
        value={times.length === 0 ? '' : 'these'}
        onChange={(_, { value }) => onTimes(value === '' ? [] : [wholeWeek])}
      >
        <option value="">{t('rules.dialog.anyTime')}</option>
        <option value="these">{t('rules.dialog.theseTimes')}</option>
      </Select>
    </Field>
  );
}

interface AnyOfProps<Value extends string> {
  readonly label: string;
  readonly any: string;
  readonly all: readonly Value[];
  readonly nameOf: (value: Value) => string;
  readonly chosen: readonly Value[];
  readonly onChoose: (chosen: readonly Value[]) => void;
}

/** One of them, or none asked for; several that a rule has already stay together. */
function AnyOf<Value extends string>({ label, any, all, nameOf, chosen, onChoose }: AnyOfProps<Value>): ReactNode {
  const { list } = useRuleTexts();
  const value = chosen.join(',');
  const known = [...all, ...(chosen.length === 1 ? chosen : [])];
  return (
    <Field label={label}>
      <Select
        value={value}
        onChange={(_, data) => onChoose(data.value === '' ? [] : (data.value.split(',') as Value[]))}
      >
        <option value="">{any}</option>
        {[...new Set(known)].map((each) => (
          <option key={each} value={each}>
            {nameOf(each)}
          </option>
        ))}
        {chosen.length > 1 && <option value={value}>{list(chosen.map(nameOf))}</option>}
      </Select>
    </Field>
  );
}
