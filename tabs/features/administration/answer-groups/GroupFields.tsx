import { Checkbox, Field, Input, Select, Textarea, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { longestGroupName, mostVips, strategies } from '../../../../src/contract/answer-groups/limits';
import type { AnswerGroupAdminView } from '../../../../src/contract/answer-groups/settings';
import type { AnswerGroupId } from '../../../../src/contract/ids';
import { ChosenPeople } from '../../rules/RightsParts';
import {
  more,
  needed,
  optional,
  problemsOf,
  shownBounds,
  type NumberName,
  type RefusedField,
  type Written,
} from './draft';
import { ExitFields } from './ExitFields';
import { Members } from './Members';
import { OpeningFields } from './OpeningFields';
import { Part } from './Part';
import { SaysFields } from './SaysFields';

const useStyles = makeStyles({
  // A label of two lines beside one of one: the fields stand in one line.
  pairs: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(140px, 1fr))',
    gap: tokens.spacingHorizontalS,
    alignItems: 'end',
  },
  input: { minWidth: 0, width: '100%' },
});

export interface GroupFieldsProps {
  /** Null: a new one. */
  readonly groupId: AnswerGroupId | null;
  readonly written: Written;
  /** For which the server refused it. */
  readonly refused: RefusedField | null;
  /** To which its callers may go on. */
  readonly others: readonly AnswerGroupAdminView[];
  readonly onChange: (part: Partial<Written>) => void;
}

/** A group as an administrator writes it: what every group needs first, then what few do. */
export function GroupFields(props: GroupFieldsProps): ReactNode {
  const { written, onChange } = props;
  const { t } = useTranslation();
  return (
    <>
      <Basics {...props} />
      <Part title={t('answerGroupAdmin.members')}>
        <Members {...props} problems={problemsOf(written)} />
      </Part>
      <Part title={t('answerGroupAdmin.supervisors')}>
        <ChosenPeople
          people={[...written.supervisors]}
          onPeople={(supervisors) => onChange({ supervisors })}
          label={t('answerGroupAdmin.supervisorList')}
          add={t('answerGroupAdmin.addSupervisor')}
        />
        <Checkbox
          label={t('answerGroupAdmin.tellsOfListening')}
          checked={written.tellsOfListening}
          onChange={(_, { checked }) => onChange({ tellsOfListening: checked === true })}
        />
      </Part>
      <Choosing {...props} />
      <Part title={t('answerGroupAdmin.times')}>
        <Numbers {...props} names={needed} />
        <Checkbox
          label={t('answerGroupAdmin.callbacks')}
          checked={written.callbacks}
          onChange={(_, { checked }) => onChange({ callbacks: checked === true })}
        />
      </Part>
      <Part title={t('answerGroupAdmin.opening')}>
        <OpeningFields {...props} isWrong={problemsOf(written).opening !== undefined} />
      </Part>
      <Part title={t('answerGroupAdmin.says')}>
        <SaysFields {...props} />
      </Part>
      <Part title={t('answerGroupAdmin.exits')}>
        <ExitFields {...props} problems={problemsOf(written)} />
      </Part>
      <Part title={t('answerGroupAdmin.more')}>
        <Numbers {...props} names={[...optional, ...more]} />
        <VipNumbers {...props} />
      </Part>
    </>
  );
}

interface TextFieldProps extends GroupFieldsProps {
  readonly name: 'name' | 'extension' | 'number' | 'asks';
  readonly longest: number;
  readonly required?: boolean;
  readonly hinted?: boolean;
}

function TextField({ name, longest, required = false, hinted = false, ...rest }: TextFieldProps): ReactNode {
  const { written, refused, onChange } = rest;
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const code = refused?.field === name ? refused.code : undefined;
  // Save stands at the foot, and the field may be far above it.
  useEffect(() => {
    if (code !== undefined) input.current?.focus();
  }, [code]);
  const problem = name === 'name' || name === 'number' ? undefined : problemsOf(written)[name];
  return (
    <Field
      label={t(`answerGroupAdmin.${name}`)}
      required={required}
      {...(hinted && { hint: t(`answerGroupAdmin.${name}Hint`) })}
      {...(code !== undefined && { validationMessage: t(`error.${code}`) })}
      {...(problem !== undefined && { validationMessage: t(`answerGroupAdmin.${problem}`) })}
    >
      <Input
        input={{ ref: input }}
        value={written[name]}
        autoComplete="off"
        maxLength={longest}
        onChange={(_, { value }) => onChange({ [name]: value })}
      />
    </Field>
  );
}

function Basics(props: GroupFieldsProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Part title={t('answerGroupAdmin.basics')}>
      <TextField {...props} name="name" longest={longestGroupName} required />
      <TextField {...props} name="extension" longest={10} required />
      <TextField {...props} name="number" longest={60} hinted />
    </Part>
  );
}

function Choosing(props: GroupFieldsProps): ReactNode {
  const { written, onChange } = props;
  const { t } = useTranslation();
  const choose = (value: string): void =>
    onChange({ strategy: strategies.find((each) => each === value) ?? written.strategy });
  return (
    <Part title={t('answerGroupAdmin.choosing')}>
      <Field label={t('answerGroupAdmin.strategy')}>
        <Select value={written.strategy} onChange={(_, { value }) => choose(value)}>
          {strategies.map((each) => (
            <option key={each} value={each}>
              {t(`answerGroups.strategy.${each}`)}
            </option>
          ))}
        </Select>
      </Field>
      {written.strategy === 'skills' && <TextField {...props} name="asks" longest={50} hinted />}
    </Part>
  );
}

function VipNumbers({ written, onChange }: GroupFieldsProps): ReactNode {
  const { t } = useTranslation();
  const isWrong = problemsOf(written).vipNumbers !== undefined;
  return (
    <Field
      label={t('answerGroupAdmin.vipNumbers')}
      hint={t('answerGroupAdmin.vipNumbersHint')}
      {...(isWrong && { validationMessage: t('answerGroupAdmin.tooManyVips', { most: mostVips }) })}
    >
      <Textarea
        rows={3}
        resize="vertical"
        maxLength={mostVips * 62}
        value={written.vipNumbers}
        onChange={(_, { value }) => onChange({ vipNumbers: value })}
      />
    </Field>
  );
}

function Numbers({
  names,
  written,
  onChange,
}: GroupFieldsProps & { readonly names: readonly NumberName[] }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const problems = problemsOf(written);
  return (
    <div className={styles.pairs}>
      {names.map((name) => (
        <Field
          key={name}
          label={t(`answerGroupAdmin.numbers.${name}`)}
          {...(problems[name] !== undefined && {
            validationMessage: t('answerGroupAdmin.badNumber', shownBounds(name)),
          })}
        >
          <Input
            className={styles.input}
            input={{ className: styles.input }}
            inputMode="decimal"
            autoComplete="off"
            maxLength={10}
            value={written.numbers[name]}
            onChange={(_, { value }) => onChange({ numbers: { ...written.numbers, [name]: value } })}
          />
        </Field>
      ))}
    </div>
  );
}
