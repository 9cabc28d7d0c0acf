import { Button, Text, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingId } from '../../../src/contract/ids';
import { useStore } from '../use-store';
import type { Player } from './player';

const useStyles = makeStyles({
  failed: {
    gridColumn: '1 / -1',
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalM,
    color: tokens.colorPaletteRedForeground1,
  },
});

export interface PlayFailedProps {
  readonly soundId: RecordingId;
  readonly player: Player;
  readonly text: string;
}

/** Where there is no sound to be had, and the way to try again. */
export function PlayFailed({ soundId: id, player, text }: PlayFailedProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const failed = useStore(player.state, ({ soundId, phase }) => soundId === id && phase === 'failed');
  if (!failed) return null;
  return (
    <div role="alert" className={styles.failed}>
      <Text size={200}>{text}</Text>
      <Button size="small" onClick={() => player.play(id)}>
        {t('action.retry')}
      </Button>
    </div>
  );
}
