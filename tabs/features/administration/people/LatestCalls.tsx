import { Button, Text, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry, HistoryPage } from '../../../../src/contract/history/history';
import { ReadFailed } from '../../../ui/ReadFailed';
import { SectionSkeleton } from '../../../ui/SectionSkeleton';
import { useServices } from '../../../ui/services';
import { useNumbers } from '../../../ui/use-numbers';
import { useWhen } from '../../../ui/use-when';
import { outcomeKey } from '../../../view-models/call-list';
import { WhyDialog } from '../../rules/chunks';
import { useImportStyles } from '../import/import-styles';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  row: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
    paddingBlock: tokens.spacingVerticalXS,
  },
  text: { display: 'flex', flexDirection: 'column', minWidth: 0, overflowWrap: 'anywhere' },
  muted: { color: tokens.colorNeutralForeground3 },
});

/** Somebody's latest calls, each with why it went where it went. Looking is told in the audit, hence only if asked. */
export function LatestCalls({ userId }: { userId: string }): ReactNode {
  const shared = useImportStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  const { rest } = useServices();
  const [shown, setShown] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['administration', 'calls', userId],
    queryFn: async ({ signal }) =>
      (await rest.ask('GET', `/administration/people/${userId}/calls`, { signal })).json() as Promise<HistoryPage>,
    enabled: shown,
    staleTime: Infinity,
  });
  return (
    <section aria-label={t('people.calls.title')}>
      <h3 className={shared.small}>{t('people.calls.title')}</h3>
      {!shown && <Button onClick={() => setShown(true)}>{t('people.calls.show')}</Button>}
      <Text block size={200} className={styles.muted}>
        {t('people.calls.audited')}
      </Text>
      {shown && !data && error === null && <SectionSkeleton rows={3} />}
      {error !== null && <ReadFailed title={t('people.calls.failed')} error={error} onRetry={() => void refetch()} />}
      {data?.entries.length === 0 && <Text>{t('people.calls.none')}</Text>}
      <ul className={styles.list}>
        {data?.entries.map((entry) => (
          <CallEntry key={entry.callId} entry={entry} />
        ))}
      </ul>
    </section>
  );
}

function CallEntry({ entry }: { readonly entry: HistoryEntry }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { readable } = useNumbers();
  const when = useWhen();
  const [asking, setAsking] = useState(false);
  const { callId, direction, startedAtMs, other } = entry;
  const who = other.name ?? (other.number === null ? t('history.anonymous') : readable(other.number));
  const outcome = t(outcomeKey(entry), { number: other.number ?? '' });
  return (
    <li className={styles.row}>
      <span className={styles.text}>
        <Text>{who}</Text>
        <Text size={200} className={styles.muted}>
          {[when.dayAndTime(startedAtMs), t(`history.${direction}`), outcome].join(' · ')}
        </Text>
      </span>
      <Button size="small" aria-label={t('people.calls.whyOf', { who })} onClick={() => setAsking(true)}>
        {t('people.calls.why')}
      </Button>
      {asking && <WhyDialog callId={callId} asAdministrator onClose={() => setAsking(false)} />}
    </li>
  );
}
