import { Text, makeStyles, tokens, useId } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallRecordingPlays } from '../../../src/contract/call-recordings/call-recordings';
import type { RecordingId } from '../../../src/contract/ids';
import { ReadFailed } from '../../ui/ReadFailed';
import { SectionSkeleton } from '../../ui/SectionSkeleton';
import { useServices } from '../../ui/services';
import { useWhen } from '../../ui/use-when';
import { playsKey } from './use-recording-acts';

const useStyles = makeStyles({
  plays: { gridColumn: '1 / -1', minWidth: 0 },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** Who has asked for the sound of a recording, the newest first. */
export function Plays({ recordingId }: { recordingId: RecordingId }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const heading = useId('plays');
  const when = useWhen();
  const { rest } = useServices();
  const { data, error, refetch } = useQuery({
    queryKey: playsKey(recordingId),
    queryFn: async ({ signal }) =>
      (await (await rest.ask('GET', `/call-recordings/${recordingId}/plays`, { signal })).json()) as CallRecordingPlays,
  });
  const written = ({ name, playedAtMs }: CallRecordingPlays['plays'][number]): string =>
    t('recordings.play', { who: name ?? t('recordings.somebody'), when: when.dayAndTime(playedAtMs) });
  return (
    <section className={styles.plays} aria-labelledby={heading}>
      <Text as="h3" id={heading} size={200} weight="semibold" block>
        {t('recordings.plays')}
      </Text>
      {data === undefined && error === null && <SectionSkeleton rows={1} />}
      {data === undefined && error !== null && (
        <ReadFailed title={t('recordings.playsFailed')} error={error} onRetry={() => void refetch()} />
      )}
      {data?.plays.length === 0 && (
        <Text size={200} className={styles.quiet}>
          {t('recordings.nobody')}
        </Text>
      )}
      <ul className={styles.list} aria-labelledby={heading}>
        {data?.plays.map((play) => (
          <li key={`${play.playedAtMs}/${play.name ?? ''}`}>
            <Text size={200}>{written(play)}</Text>
          </li>
        ))}
      </ul>
    </section>
  );
}
