import { Field, Switch, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MyVoicemail, MyVoicemailView } from '../../../src/contract/voicemail/voicemail';
import { errorCode } from '../../api/client-error';
import { ReadFailed } from '../../ui/ReadFailed';
import { SectionSkeleton } from '../../ui/SectionSkeleton';
import { useServices } from '../../ui/services';
import { GreetingSettings } from './GreetingSettings';

// The switch itself begins where the other fields do.
const useStyles = makeStyles({ switch: { marginLeft: `calc(-1 * ${tokens.spacingHorizontalS})` } });

const key = ['voicemail', 'mine'];

/** Whether calls that I do not take may leave a message. */
export function VoicemailSettings(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { rest } = useServices();
  const { data, isPending, error, refetch } = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) =>
      (await (await rest.ask('GET', '/me/voicemail', { signal })).json()) as MyVoicemailView,
  });
  const change = useChange();
  if (isPending) return <SectionSkeleton rows={1} />;
  if (data === undefined)
    return <ReadFailed title={t('voicemail.setting.failed')} error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <Field hint={t(data.offered ? 'voicemail.setting.hint' : 'voicemail.setting.off')}>
        <Switch
          className={styles.switch}
          label={t('voicemail.setting.label')}
          checked={data.offered && data.enabled}
          disabled={!data.offered}
          onChange={(_, { checked }) => change({ enabled: checked })}
        />
      </Field>
      {data.offered && <GreetingSettings />}
    </>
  );
}

/** At once on screen and then at the server; refused, it is as before and a notice says why. */
function useChange(): (change: MyVoicemail) => void {
  const { rest, notices, clock } = useServices();
  const queries = useQueryClient();
  return (change) => {
    queries.setQueryData<MyVoicemailView>(key, (before) => before && { ...before, ...change });
    rest.ask('PUT', '/me/voicemail', { body: change }).catch((error: unknown) => {
      notices.set({ id: clock.nowMs(), intent: 'error', key: `error.${errorCode(error)}` });
      void queries.invalidateQueries({ queryKey: key });
    });
  };
}
