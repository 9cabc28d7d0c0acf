import { Field, Input, Select, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PartyCombobox } from './PartyCombobox';
import { actionKinds, isTimed, leadsOn } from './rule-draft';
import type { ActionKind, RuleDraft } from './rule-draft';

const useStyles = makeStyles({
  pair: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(200px, 100%), 1fr))',
    gap: tokens.spacingHorizontalM,
    alignItems: 'start',
  },
});

export interface ActionFieldsProps {
  readonly draft: RuleDraft;
  readonly mobile: { readonly number: string; readonly text: string } | null;
  readonly targetProblem: string | undefined;
  readonly secondsProblem: string | undefined;
  readonly onDraft: (draft: RuleDraft) => void;
}

/** What is done with the call. */
export function ActionFields(props: ActionFieldsProps): ReactNode {
  const { draft, mobile, targetProblem, secondsProblem, onDraft } = props;
  const styles = useStyles();
  const { t } = useTranslation();
  const { action } = draft;
  const hint = t(draft.target.kind === 'mobile' ? 'rules.dialog.pressOne' : 'rules.dialog.targetHint');
  return (
    <>
      <div className={styles.pair}>
        <Field label={t('rules.dialog.action')}>
          <Select value={action} onChange={(_, { value }) => onDraft({ ...draft, action: value as ActionKind })}>
            {actionKinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(`rules.dialog.actions.${kind}`)}
              </option>
            ))}
          </Select>
        </Field>
        {isTimed(action) && (
          <Field
            label={t('rules.dialog.seconds')}
            hint={t('rules.dialog.secondsHint')}
            {...(secondsProblem && { validationState: 'error', validationMessage: secondsProblem })}
          >
            <Input
              type="number"
              min={5}
              max={120}
              value={draft.seconds}
              onChange={(_, { value }) => onDraft({ ...draft, seconds: value })}
            />
          </Field>
        )}
      </div>
      {leadsOn(action) && (
        <PartyCombobox
          label={t(action === 'ringAlso' ? 'rules.dialog.alsoAt' : 'rules.dialog.forwardTo')}
          hint={hint}
          problem={targetProblem}
          party={draft.target}
          mobile={mobile}
          onParty={(target) => onDraft({ ...draft, target })}
        />
      )}
    </>
  );
}
