import { Field, Input, Select, makeStyles, tokens } from '@fluentui/react-components';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftProblem, OrganisationDraft } from '../view-models/organisation-draft';

export const useFieldStyles = makeStyles({
  pair: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 200px), 1fr))',
    gap: tokens.spacingHorizontalM,
    alignItems: 'start',
  },
  /** As wide as its place, however narrow that is. */
  input: { minWidth: 0, width: '100%' },
  fields: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

/** Countries whose numbers the telephone networks of our customers have; others by their code. */
const countries = [
  ...['SE', 'NO', 'DK', 'FI', 'IS', 'EE', 'LV', 'LT', 'PL', 'DE', 'NL', 'BE', 'LU', 'FR', 'CH', 'AT', 'CZ', 'GB'],
  ...['IE', 'ES', 'PT', 'IT', 'US', 'CA', 'AU', 'NZ'],
];

export interface OrganisationFieldsProps {
  readonly draft: OrganisationDraft;
  readonly problems: Partial<Record<keyof OrganisationDraft, DraftProblem>>;
  readonly change: (change: Partial<OrganisationDraft>) => void;
}

/** Who the organisation is. The texts are those of `joining`, which whoever draws it loads. */
export function OrganisationFields({ draft, problems, change }: OrganisationFieldsProps): ReactNode {
  const styles = useFieldStyles();
  const { t, i18n } = useTranslation();
  const names = useMemo(() => new Intl.DisplayNames(i18n.language, { type: 'region' }), [i18n.language]);
  const listed = useMemo(
    () =>
      [...new Set([...countries, draft.country])]
        .map((code) => ({ code, name: names.of(code) ?? code }))
        .toSorted((a, b) => a.name.localeCompare(b.name, i18n.language)),
    [names, draft.country, i18n.language],
  );
  const zones = useMemo(
    () => [...new Set([...Intl.supportedValuesOf('timeZone'), draft.timeZone])].toSorted(),
    [draft.timeZone],
  );
  return (
    <div className={styles.fields}>
      <Field label={t('joining.name')} required {...said(t, problems.name)}>
        <Input
          className={styles.input}
          value={draft.name}
          maxLength={100}
          onChange={(_, { value }) => change({ name: value })}
        />
      </Field>
      <div className={styles.pair}>
        <Field label={t('joining.country')} hint={t('joining.countryHint')}>
          <Select value={draft.country} onChange={(_, { value }) => change({ country: value })}>
            {listed.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t('joining.language')}>
          <Select
            value={draft.language}
            onChange={(_, { value }) => change({ language: value === 'en' ? 'en' : 'sv' })}
          >
            <option value="sv">{t('joining.languages.sv')}</option>
            <option value="en">{t('joining.languages.en')}</option>
          </Select>
        </Field>
      </div>
      <Field label={t('joining.timeZone')}>
        <Select value={draft.timeZone} onChange={(_, { value }) => change({ timeZone: value })}>
          {zones.map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll('_', ' ')}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}

/** The first and the last extension. */
export function ExtensionFields({ draft, problems, change }: OrganisationFieldsProps): ReactNode {
  const styles = useFieldStyles();
  const { t } = useTranslation();
  return (
    <div className={styles.pair}>
      <Field
        label={t('joining.firstExtension')}
        hint={t('joining.extensionsHint')}
        {...said(t, problems.firstExtension)}
      >
        <Input
          className={styles.input}
          inputMode="numeric"
          maxLength={6}
          value={draft.firstExtension}
          onChange={(_, { value }) => change({ firstExtension: value })}
        />
      </Field>
      <Field label={t('joining.lastExtension')} {...said(t, problems.lastExtension)}>
        <Input
          className={styles.input}
          inputMode="numeric"
          maxLength={6}
          value={draft.lastExtension}
          onChange={(_, { value }) => change({ lastExtension: value })}
        />
      </Field>
    </div>
  );
}

/** What a field says of what is wrong with it. */
export function said(
  t: (key: string) => string,
  problem: DraftProblem | undefined,
): { readonly validationMessage?: string } {
  return problem === undefined ? {} : { validationMessage: t(`joining.${problem}`) };
}
