import { Button, Text, makeStyles, tokens } from '@fluentui/react-components';
import { RecordRegular } from '@fluentui/react-icons/svg/record';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingId } from '../../../src/contract/ids';
import type { FocusScope } from '../../session/focus-keeper';
import { EmptyState } from '../../ui/EmptyState';
import type { Player } from '../../ui/player/player';
import { Sound } from '../../ui/player/Sound';
import { usePlayer } from '../../ui/player/use-player';
import { ReadFailed } from '../../ui/ReadFailed';
import { SectionSkeleton } from '../../ui/SectionSkeleton';
import { useFocusScope } from '../../ui/use-focus-scope';
import { useRowKeys } from '../../ui/use-row-keys';
import { RecordingCard } from './RecordingCard';
import { useRecordingActs, type RecordingActs } from './use-recording-acts';
import { useRecordings, type Recordings, type RecordingsOf } from './use-recordings';

const articles: FocusScope = { items: 'article' };

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    maxWidth: '960px',
    containerType: 'inline-size',
  },
  hint: { color: tokens.colorNeutralForeground3 },
  more: { alignSelf: 'center' },
});

export interface RecordingListProps {
  readonly of: RecordingsOf;
}

/** Recorded calls that I may listen to, with one player for all of them. */
export function RecordingList({ of }: RecordingListProps): ReactNode {
  const { t } = useTranslation();
  const recordings = useRecordings(of);
  const acts = useRecordingActs();
  const player = usePlayer(acts);
  if (recordings.loading) return <SectionSkeleton rows={4} />;
  if (recordings.failed && recordings.recordings.length === 0)
    return <ReadFailed title={t('recordings.failed')} error={recordings.error} onRetry={recordings.retry} />;
  return (
    <>
      <Rows {...{ recordings, player, acts }} alone={of.callId !== undefined} />
      <Sound player={player} />
    </>
  );
}

interface RowsProps {
  readonly recordings: Recordings;
  readonly player: Player;
  readonly acts: RecordingActs;
  /** Of one call: the first is open. */
  readonly alone: boolean;
}

function Rows({ recordings: { recordings, more, loadMore }, player, acts, alone }: RowsProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const [chosen, open] = useState<RecordingId | null>();
  const opened = chosen === undefined && alone ? recordings[0]?.id : chosen;
  const keys = useRowKeys({ keys: recordings.map(({ id }) => id), preferred: opened ?? undefined });
  const scope = useFocusScope(articles);
  if (recordings.length === 0)
    return alone ? (
      <Text>{t('recordings.gone')}</Text>
    ) : (
      <EmptyState icon={<RecordRegular />} title={t('recordings.empty')} hint={t('recordings.emptyHint')} />
    );
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- arrows between the buttons in it
    <div ref={scope} className={styles.list} onFocus={keys.onFocus} onKeyDown={keys.onKeyDown}>
      <Text size={200} className={styles.hint}>
        {t('recordings.noted')}
      </Text>
      {recordings.map((recording) => (
        <RecordingCard
          key={recording.id}
          {...{ recording, player, acts }}
          open={recording.id === opened}
          stop={recording.id === keys.stop}
          onOpen={(isOpen) => open(isOpen ? recording.id : null)}
        />
      ))}
      {more && (
        <Button appearance="transparent" className={styles.more} onClick={loadMore}>
          {t('action.showMore')}
        </Button>
      )}
    </div>
  );
}
