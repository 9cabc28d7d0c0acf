import { Button, Field, Subtitle2, Switch, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { longestKeepDays, shortestKeepDays } from '../../../src/contract/voicemail/limits';
import type { VoicemailPolicy, VoicemailPolicyView } from '../../../src/contract/voicemail/voicemail';
import { CountField } from '../../ui/CountField';
import { ReadFailed } from '../../ui/ReadFailed';
import { SectionSkeleton } from '../../ui/SectionSkeleton';
import { useServices } from '../../ui/services';
import { Said } from './Said';
import { usePolicyForm } from './use-policy-form';

const useStyles = makeStyles({
  part: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    paddingTop: tokens.spacingVerticalL,
  },
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  title: { margin: 0 },
  days: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(240px, 100%), 1fr))',
    gap: tokens.spacingHorizontalM,
    alignItems: 'end',
  },
  // The switch itself begins where the other fields do.
  switch: { marginLeft: `calc(-1 * ${tokens.spacingHorizontalS})` },
  start: { alignSelf: 'flex-start' },
});

const key = ['administration', 'voicemail'];
const path = '/administration/voicemail';

/** Whether there is voicemail, and for how long what is said is kept. */
export function VoicemailRules(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { rest } = useServices();
  const { data, isPending, error, refetch } = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await (await rest.ask('GET', path, { signal })).json()) as VoicemailPolicyView,
    // What is being typed is not changed under one's hands.
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <section className={styles.part} aria-label={t('organisation.voicemail.title')}>
      <Subtitle2 as="h2" className={styles.title}>
        {t('organisation.voicemail.title')}
      </Subtitle2>
      {isPending && <SectionSkeleton rows={1} />}
      {error !== null && data === undefined && (
        <ReadFailed title={t('administration.failed')} error={error} onRetry={() => void refetch()} />
      )}
      {data !== undefined && <PolicyForm policy={data} />}
    </section>
  );
}

function PolicyForm({ policy }: { readonly policy: VoicemailPolicyView }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { draft, said, change, save } = usePolicyForm(policy, { path, key, toSave });
  const bounds = { min: shortestKeepDays, most: longestKeepDays };
  return (
    <form className={styles.form} noValidate onSubmit={save}>
      <Field hint={t('organisation.voicemail.hint')}>
        <Switch
          className={styles.switch}
          label={t('organisation.voicemail.enabled')}
          checked={draft.enabled}
          onChange={(_, { checked }) => change({ enabled: checked })}
        />
      </Field>
      <TranscribeSwitch policy={draft} onChange={change} />
      <div className={styles.days}>
        <CountField
          {...bounds}
          label={t('organisation.voicemail.keepHeard')}
          value={draft.keepHeardDays}
          onValue={(keepHeardDays) => change({ keepHeardDays })}
        />
        <CountField
          {...bounds}
          label={t('organisation.voicemail.keepUnheard')}
          value={draft.keepUnheardDays}
          onValue={(keepUnheardDays) => change({ keepUnheardDays })}
        />
      </div>
      <Said said={said} />
      <Button type="submit" className={styles.start}>
        {t('administration.save')}
      </Button>
    </form>
  );
}

const toSave = ({ canTranscribe: _, ...policy }: VoicemailPolicyView): VoicemailPolicy => policy;

interface TranscribeSwitchProps {
  readonly policy: VoicemailPolicyView;
  readonly onChange: (part: Pick<VoicemailPolicy, 'transcribe'>) => void;
}

/** Where the server has nobody who does it, nothing can be turned on. */
function TranscribeSwitch({ policy, onChange }: TranscribeSwitchProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { transcribe, canTranscribe } = policy;
  return (
    <Field hint={t(canTranscribe ? 'organisation.voicemail.transcribeHint' : 'organisation.voicemail.noTranscriber')}>
      <Switch
        className={styles.switch}
        label={t('organisation.voicemail.transcribe')}
        checked={canTranscribe && transcribe}
        disabled={!canTranscribe}
        onChange={(_, { checked }) => onChange({ transcribe: checked })}
      />
    </Field>
  );
}
