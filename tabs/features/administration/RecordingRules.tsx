import {
  Button,
  Checkbox,
  Field,
  Radio,
  RadioGroup,
  Subtitle2,
  Switch,
  Text,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerGroupAdminList } from '../../../src/contract/answer-groups/settings';
import type { CallRecordingPolicy } from '../../../src/contract/call-recordings/call-recordings';
import { longestKeepDays, shortestKeepDays } from '../../../src/contract/voicemail/limits';
import { CountField } from '../../ui/CountField';
import { ReadFailed } from '../../ui/ReadFailed';
import { SectionSkeleton } from '../../ui/SectionSkeleton';
import { useServices } from '../../ui/services';
import { Said } from './Said';
import { usePolicyForm, type PolicyForm } from './use-policy-form';

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
  hint: { color: tokens.colorNeutralForeground3 },
  days: { maxWidth: '300px' },
  groups: { display: 'flex', flexDirection: 'column' },
  // The switch itself begins where the other fields do.
  switch: { marginLeft: `calc(-1 * ${tokens.spacingHorizontalS})` },
  start: { alignSelf: 'flex-start' },
});

const key = ['administration', 'call-recordings'];
const path = '/administration/call-recordings';
const consents = ['off', 'announce', 'askKey', 'toneOnly'] as const satisfies readonly CallRecordingPolicy['consent'][];

/** Whether calls may be recorded, how the others learn of it, who may listen, and for how long. */
export function RecordingRules(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { rest } = useServices();
  const read = async <T,>(from: string, signal: AbortSignal): Promise<T> =>
    (await rest.ask('GET', from, { signal })).json() as Promise<T>;
  const policy = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => read<CallRecordingPolicy>(path, signal),
    // What is being typed is not changed under one's hands.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const groups = useQuery({
    queryKey: ['administration', 'answer-groups'],
    queryFn: ({ signal }) => read<AnswerGroupAdminList>('/administration/answer-groups', signal),
  });
  const failed = [policy, groups].find(({ data, error }) => data === undefined && error !== null);
  return (
    <section className={styles.part} aria-label={t('organisation.recording.title')}>
      <Subtitle2 as="h2" className={styles.title}>
        {t('organisation.recording.title')}
      </Subtitle2>
      {failed !== undefined && (
        <ReadFailed title={t('administration.failed')} error={failed.error} onRetry={() => void failed.refetch()} />
      )}
      {policy.data !== undefined && groups.data !== undefined ? (
        <RulesForm policy={policy.data} groups={groups.data.groups} />
      ) : (
        failed === undefined && <SectionSkeleton rows={1} />
      )}
    </section>
  );
}

interface RulesFormProps {
  readonly policy: CallRecordingPolicy;
  readonly groups: AnswerGroupAdminList['groups'];
}

function RulesForm({ policy, groups }: RulesFormProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { draft, said, change, save } = usePolicyForm(policy, { path, key });
  return (
    <form className={styles.form} noValidate onSubmit={save}>
      <ConsentField consent={draft.consent} onConsent={(consent) => change({ consent })} />
      {draft.consent !== 'off' && <GroupsField {...{ groups, draft, change }} />}
      <Field hint={t('organisation.recording.ownHint')}>
        <Switch
          className={styles.switch}
          label={t('organisation.recording.own')}
          checked={draft.ownAccess}
          onChange={(_, { checked }) => change({ ownAccess: checked })}
        />
      </Field>
      <div className={styles.days}>
        <CountField
          label={t('organisation.recording.keep')}
          value={draft.keepDays}
          min={shortestKeepDays}
          most={longestKeepDays}
          onValue={(keepDays) => change({ keepDays })}
        />
      </div>
      <Said said={said} />
      <Button type="submit" className={styles.start}>
        {t('administration.save')}
      </Button>
    </form>
  );
}

interface ConsentFieldProps {
  readonly consent: CallRecordingPolicy['consent'];
  readonly onConsent: (consent: CallRecordingPolicy['consent']) => void;
}

function ConsentField({ consent, onConsent }: ConsentFieldProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Field label={t('organisation.recording.consent')} hint={t(`organisation.recording.hint.${consent}`)}>
      <RadioGroup
        value={consent}
        onChange={(_, { value }) => {
          const chosen = consents.find((each) => each === value);
          if (chosen !== undefined) onConsent(chosen);
        }}
      >
        {consents.map((each) => (
          <Radio key={each} value={each} label={t(`organisation.recording.to.${each}`)} />
        ))}
      </RadioGroup>
    </Field>
  );
}

interface GroupsFieldProps
  extends Pick<RulesFormProps, 'groups'>, Pick<PolicyForm<CallRecordingPolicy>, 'draft' | 'change'> {}

/** Whose calls are recorded by themselves. */
function GroupsField({ groups, draft, change }: GroupsFieldProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  if (groups.length === 0) return null;
  return (
    <div role="group" aria-label={t('organisation.recording.groups')} className={styles.groups}>
      <Text>{t('organisation.recording.groups')}</Text>
      <Text size={200} className={styles.hint}>
        {t('organisation.recording.groupsHint')}
      </Text>
      {groups.map(({ id, name }) => (
        <Checkbox
          key={id}
          label={name}
          checked={draft.groups.includes(id)}
          onChange={(_, { checked }) =>
            change({
              groups: checked === true ? [...draft.groups, id] : draft.groups.filter((each) => each !== id),
            })
          }
        />
      ))}
    </div>
  );
}
