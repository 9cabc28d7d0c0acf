import { Button, Field, Input, Text, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rule, RuleNames, RulesView } from '../../../src/contract/rules/rules';
import { useNumbers } from '../../ui/use-numbers';
import { SectionDialog } from '../../ui/SectionDialog';
import { ActionFields } from './ActionFields';
import { ConditionFields } from './ConditionFields';
import { draftOf, problemsOf, ruleOf } from './rule-draft';
import type { DraftProblem, RuleDraft } from './rule-draft';
import { useRuleTexts } from './use-rule-texts';
import type { RuleOf } from './use-rule-texts';

const useStyles = makeStyles({
  fields: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  sentence: {
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    overflowWrap: 'anywhere',
  },
});

export interface RuleDialogProps {
  /** Null = a new one. */
  readonly rule: Rule | null;
  readonly view: RulesView;
  readonly of: RuleOf;
  readonly onClose: () => void;
  readonly onSave: (rule: Rule) => Promise<void>;
}

/** One rule: when it applies, and what is done. Below stands what it says, in words. */
export function RuleDialog({ rule, view, of, onClose, onSave }: RuleDialogProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const numbers = useNumbers();
  const texts = useRuleTexts();
  const mobileText = t('rules.dialog.mobileOption', { number: view.mobile === null ? '' : numbers.local(view.mobile) });
  const [draft, setDraft] = useState(() => draftOf(rule, view.names, mobileText.trim()));
  const [tried, setTried] = useState(false);
  const [saving, setSaving] = useState(false);
  const problems = tried ? problemsOf(draft) : [];
  const problem = (of: DraftProblem): string | undefined =>
    problems.includes(of) ? t(`rules.dialog.${of}`) : undefined;
  const names = namesWith(view.names, draft);

  function save(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (saving || problemsOf(draft).length > 0) return;
    setSaving(true);
    void onSave(ruleOf(draft)).finally(() => setSaving(false));
  }

  return (
    <SectionDialog
      title={t('rules.dialog.title')}
      className={styles.fields}
      onClose={onClose}
      onSubmit={save}
      actions={
        <>
          <Button appearance="primary" type="submit" disabledFocusable={saving}>
            {t('rules.dialog.save')}
          </Button>
          <Button onClick={onClose}>{t('rules.dialog.cancel')}</Button>
        </>
      }
    >
      <NameField name={draft.name} problem={problem('nameNeeded')} onName={(name) => setDraft({ ...draft, name })} />
      <ConditionFields
        when={draft.when}
        view={view}
        of={of}
        daysProblem={problem('daysNeeded')}
        onWhen={(when) => setDraft({ ...draft, when })}
      />
      <ActionFields
        draft={draft}
        mobile={view.mobile === null ? null : { number: view.mobile, text: mobileText }}
        groups={names.groups}
        problem={problem}
        onDraft={setDraft}
      />
      <Text size={200} className={styles.sentence} role="status">
        {texts.sentence(ruleOf(draft), names, of)}
      </Text>
    </SectionDialog>
  );
}

/** Whoever has just been chosen has a name too. */
const namesWith = (names: RuleNames, { target }: RuleDraft): RuleNames =>
  target.kind === 'user' ? { ...names, users: { ...names.users, [target.userId]: target.text } } : names;

interface NameFieldProps {
  readonly name: string;
  readonly problem: string | undefined;
  readonly onName: (name: string) => void;
}

function NameField({ name, problem, onName }: NameFieldProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Field
      label={t('rules.dialog.name')}
      {...(problem !== undefined && { validationState: 'error', validationMessage: problem })}
    >
      <Input value={name} maxLength={80} onChange={(_, { value }) => onName(value)} />
    </Field>
  );
}
