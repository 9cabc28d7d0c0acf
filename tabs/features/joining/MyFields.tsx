import { Field, Input } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { said, useFieldStyles } from '../../ui/OrganisationFields';
import type { DraftProblem, FirstPersonDraft } from '../../view-models/organisation-draft';

export interface MyFieldsProps {
  readonly me: FirstPersonDraft;
  readonly problems: Partial<Record<keyof FirstPersonDraft, DraftProblem>>;
  readonly change: (change: Partial<FirstPersonDraft>) => void;
}

/** Whoever sets the organisation up, as its first person. */
export function MyFields({ me, problems, change }: MyFieldsProps): ReactNode {
  const styles = useFieldStyles();
  const { t } = useTranslation();
  return (
    <div className={styles.fields}>
      <Field label={t('joining.myName')} required {...said(t, problems.myName)}>
        <Input
          className={styles.input}
          value={me.myName}
          maxLength={100}
          onChange={(_, { value }) => change({ myName: value })}
        />
      </Field>
      <div className={styles.pair}>
        <Field label={t('joining.myExtension')} {...said(t, problems.myExtension)}>
          <Input
            className={styles.input}
            inputMode="numeric"
            maxLength={6}
            value={me.myExtension}
            onChange={(_, { value }) => change({ myExtension: value })}
          />
        </Field>
        <Field label={t('joining.myNumber')} hint={t('joining.optional')} {...said(t, problems.myNumber)}>
          <Input
            className={styles.input}
            type="tel"
            value={me.myNumber}
            onChange={(_, { value }) => change({ myNumber: value })}
          />
        </Field>
      </div>
    </div>
  );
}
