import { Field, Input, Select, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PartyCombobox } from './PartyCombobox';
import { actionKinds, afterChoices, isTimed, leadsOn } from './rule-draft';
import type { AnswerGroupId } from '../../../src/contract/ids';
import type { RuleNames } from '../../../src/contract/rules/rules';
import type { ActionKind, DraftProblem, RuleDraft } from './rule-draft';

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
  readonly groups: RuleNames['groups'];
  readonly problem: (of: DraftProblem) => string | undefined;
  readonly onDraft: (draft: RuleDraft) => void;
}

/** What is done with the call. */
export function ActionFields({ draft, mobile, groups, problem, onDraft }: ActionFieldsProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { action } = draft;
  const secondsProblem = problem('secondsNeeded');
  const hint = t(draft.target.kind === 'mobile' ? 'rules.dialog.pressOne' : 'rules.dialog.targetHint');
  return (
    <>
      <div className={styles.pair}>
        <Field label={t('rules.dialog.action')}>
          <Select value={action} onChange={(_, { value }) => onDraft({ ...draft, action: value as ActionKind })}>
            {kindsFor(draft, groups).map((kind) => (
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
        {action === 'group' && <GroupField {...{ draft, groups, onDraft }} problem={problem('groupNeeded')} />}
        {action === 'ringAlso' && <AfterField draft={draft} problem={problem('afterTooLate')} onDraft={onDraft} />}
      </div>
      {leadsOn(action) && (
        <PartyCombobox
          label={t(action === 'ringAlso' ? 'rules.dialog.alsoAt' : 'rules.dialog.forwardTo')}
          hint={hint}
          problem={problem('targetNeeded')}
          party={draft.target}
          mobile={mobile}
          onParty={(target) => onDraft({ ...draft, target })}
        />
      )}
    </>
  );
}

/** Where there is no group, none is offered. */
const kindsFor = ({ action }: RuleDraft, groups: RuleNames['groups']): readonly ActionKind[] =>
  actionKinds.filter((kind) => kind !== 'group' || action === 'group' || Object.keys(groups).length > 0);

interface GroupFieldProps extends Pick<ActionFieldsProps, 'draft' | 'groups' | 'onDraft'> {
  readonly problem: string | undefined;
}

function GroupField({ draft, groups, problem, onDraft }: GroupFieldProps): ReactNode {
  const { t } = useTranslation();
  const { groupId } = draft;
  return (
    <Field
      label={t('rules.dialog.group')}
      {...(problem !== undefined && { validationState: 'error', validationMessage: problem })}
    >
      <Select value={groupId} onChange={(_, { value }) => onDraft({ ...draft, groupId: value as AnswerGroupId | '' })}>
        {groups[groupId] === undefined && <option value={groupId}>…</option>}
        {Object.entries(groups).map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    </Field>
  );
}

interface AfterFieldProps {
  readonly draft: RuleDraft;
  readonly problem: string | undefined;
  readonly onDraft: (draft: RuleDraft) => void;
}

/** When what rings also begins to. */
function AfterField({ draft, problem, onDraft }: AfterFieldProps): ReactNode {
  const { t } = useTranslation();
  const choices = [...new Set([...afterChoices, draft.afterS])].toSorted((a, b) => a - b);
  return (
    <Field
      label={t('rules.dialog.after')}
      {...(problem !== undefined && { validationState: 'error', validationMessage: problem })}
    >
      <Select value={String(draft.afterS)} onChange={(_, { value }) => onDraft({ ...draft, afterS: Number(value) })}>
        {choices.map((seconds) => (
          <option key={seconds} value={seconds}>
            {seconds === 0 ? t('rules.dialog.atOnce') : t('rules.dialog.afterSeconds', { seconds })}
          </option>
        ))}
      </Select>
    </Field>
  );
}
