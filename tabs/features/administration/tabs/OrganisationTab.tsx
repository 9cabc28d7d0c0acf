import { Button, Field, Textarea, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrganisationDetails } from '../../../../src/contract/joining/joining';
import { errorCode, type ClientErrorCode } from '../../../api/client-error';
import { ExtensionFields, OrganisationFields } from '../../../ui/OrganisationFields';
import { ReadFailed } from '../../../ui/ReadFailed';
import { SectionSkeleton } from '../../../ui/SectionSkeleton';
import { useServices } from '../../../ui/services';
import { problemsOf, type OrganisationDraft } from '../../../view-models/organisation-draft';
import { PersonalData } from '../PersonalData';
import { RecordingRules } from '../RecordingRules';
import { Said } from '../Said';
import { useUnsaved } from '../use-unsaved';
import { VoicemailRules } from '../VoicemailRules';

const useStyles = makeStyles({
  tab: { overflowY: 'auto', position: 'relative', padding: tokens.spacingHorizontalL },
  column: {
    maxWidth: '640px',
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    paddingBottom: tokens.spacingVerticalXXL,
  },
  start: { alignSelf: 'flex-start' },
});

const key = ['administration', 'organisation'];

/** What the organisation was set up with, to be changed; and what is stored about one person. */
export function OrganisationTab(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { rest } = useServices();
  const { data, isPending, error, refetch } = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) =>
      (await (await rest.ask('GET', '/administration/organisation', { signal })).json()) as OrganisationDetails,
    // What is being typed is not changed under one's hands.
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (isPending) return <SectionSkeleton />;
  if (data === undefined)
    return <ReadFailed title={t('administration.failed')} error={error} onRetry={() => void refetch()} />;
  return (
    <div className={styles.tab}>
      <div className={styles.column}>
        <DetailsForm details={data} />
        <VoicemailRules />
        <RecordingRules />
        <PersonalData />
      </div>
    </div>
  );
}

const draftOf = ({ extensions, ...details }: OrganisationDetails): OrganisationDraft => ({
  ...details,
  firstExtension: extensions?.first ?? '',
  lastExtension: extensions?.last ?? '',
});
const domainsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((each) => each !== '');
const isDomain = (text: string): boolean => /^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+$/.test(text);

function DetailsForm({ details }: { readonly details: OrganisationDetails }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { rest } = useServices();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(details));
  const [domains, setDomains] = useState(details.mailDomains.join('\n'));
  const forget = useUnsaved({ draft, domains });
  const [said, setSaid] = useState<ClientErrorCode | 'saved' | 'check' | null>(null);
  const [busy, setBusy] = useState(false);
  const problems = said === 'check' ? problemsOf(draft, true) : {};
  const badDomain = domainsOf(domains).some((each) => !isDomain(each));
  const change = (part: Partial<OrganisationDraft>): void => {
    setDraft({ ...draft, ...part });
    if (said === 'saved') setSaid(null);
  };

  function save(event: FormEvent): void {
    event.preventDefault();
    if (badDomain || Object.keys(problemsOf(draft, true)).length > 0) return setSaid('check');
    const { firstExtension, lastExtension, name, country, language, timeZone } = draft;
    const [first, last] = [firstExtension.trim(), lastExtension.trim()];
    const body = {
      ...{ name: name.trim(), country, language, timeZone },
      extensions: first === '' ? null : { first, last },
      mailDomains: domainsOf(domains),
    } satisfies OrganisationDetails;
    setBusy(true);
    rest
      .ask('PUT', '/administration/organisation', { body })
      .then(async (answer) => {
        queries.setQueryData(key, (await answer.json()) as OrganisationDetails);
        forget();
        setSaid('saved');
      })
      .catch((error: unknown) => setSaid(errorCode(error)))
      .finally(() => setBusy(false));
  }

  return (
    <form className={styles.column} noValidate onSubmit={save} aria-label={t('organisation.title')}>
      <OrganisationFields draft={draft} problems={problems} change={change} />
      <ExtensionFields draft={draft} problems={problems} change={change} />
      <Field
        label={t('organisation.mailDomains')}
        hint={t('organisation.mailDomainsHint')}
        {...(said === 'check' && badDomain ? { validationMessage: t('organisation.badDomain') } : {})}
      >
        <Textarea value={domains} onChange={(_, { value }) => setDomains(value)} />
      </Field>
      <Said said={said} />
      <Button type="submit" appearance="primary" className={styles.start} disabledFocusable={busy}>
        {t('administration.save')}
      </Button>
    </form>
  );
}
