import { Field, Input, Select } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerGroupAdminView } from '../../../../src/contract/answer-groups/settings';
import { PartyCombobox } from '../../rules/PartyCombobox';
import { exitNames, type ExitName, type Problems, type Written, type WrittenExit } from './draft';

export interface ExitFieldsProps {
  readonly written: Written;
  readonly problems: Problems;
  readonly others: readonly AnswerGroupAdminView[];
  readonly onChange: (part: Pick<Written, 'exits'>) => void;
}

/** Where callers go on to who do not wait, or wait no more. */
export function ExitFields({ written: { exits }, problems, others, onChange }: ExitFieldsProps): ReactNode {
  return exitNames.map((name) => (
    <ExitField
      key={name}
      {...{ name, others }}
      exit={exits[name]}
      isWrong={problems[name] !== undefined}
      onExit={(part) => onChange({ exits: { ...exits, [name]: { ...exits[name], ...part } } })}
    />
  ));
}

interface ExitFieldProps extends Pick<ExitFieldsProps, 'others'> {
  readonly name: ExitName;
  readonly exit: WrittenExit;
  readonly isWrong: boolean;
  readonly onExit: (part: Partial<WrittenExit>) => void;
}

function ExitField({ name, exit: { to, person, number }, isWrong, others, onExit }: ExitFieldProps): ReactNode {
  const { t } = useTranslation();
  const when = t(`answerGroupAdmin.exit.${name}`);
  const label = t('answerGroupAdmin.exitTo', { when });
  const problem = isWrong ? t('answerGroupAdmin.badExit') : undefined;
  // Whoever finds no place, or has waited long enough, cannot go on waiting.
  const mayWait = name !== 'full' && name !== 'timeout' && name !== 'closed';
  return (
    <>
      <Field label={when}>
        <Select value={to} onChange={(_, { value }) => onExit({ to: value })}>
          {(['wait', 'voicemail', 'person', 'number', 'end'] as const)
            .filter((each) => mayWait || each !== 'wait')
            .map((each) => (
              <option key={each} value={each}>
                {t(`answerGroupAdmin.to.${each}`)}
              </option>
            ))}
          {others.map((group) => (
            <option key={group.id} value={`group:${group.id}`}>
              {t('answerGroupAdmin.to.group', { name: group.name })}
            </option>
          ))}
        </Select>
      </Field>
      {to === 'person' && (
        <PartyCombobox
          label={label}
          problem={problem}
          party={person}
          onParty={(next) => onExit({ person: next })}
          colleaguesOnly
        />
      )}
      {to === 'number' && (
        <Field label={label} {...(problem !== undefined && { validationMessage: problem })}>
          <Input type="tel" maxLength={60} value={number} onChange={(_, { value }) => onExit({ number: value })} />
        </Field>
      )}
    </>
  );
}
