import { Button } from '@fluentui/react-components';
import { PauseFilled } from '@fluentui/react-icons/svg/pause';
import { PlayFilled } from '@fluentui/react-icons/svg/play';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingId } from '../../../src/contract/ids';
import { useStore } from '../use-store';
import type { Player } from './player';

export interface PlayButtonProps {
  readonly soundId: RecordingId;
  readonly player: Player;
  /** It is open: what plays is beside it. */
  readonly open: boolean;
  readonly tabIndex: number;
  readonly className: string;
  /** Its name is about this one. */
  readonly describedBy?: string;
  /** It is about to play. */
  readonly onPlay: () => void;
}

/** Plays a sound from where it was left, or pauses it. */
export function PlayButton(props: PlayButtonProps): ReactNode {
  const { soundId: id, player, open, tabIndex, className, describedBy, onPlay } = props;
  const { t } = useTranslation();
  const sounds = useStore(
    player.state,
    ({ soundId, phase }) => soundId === id && (phase === 'playing' || phase === 'loading'),
  );
  const name = t(sounds ? 'player.pause' : 'player.play');
  function press(): void {
    if (sounds) return player.pause();
    onPlay();
    player.play(id);
  }
  return (
    <Button
      className={className}
      appearance={open ? 'primary' : 'outline'}
      shape={open ? 'circular' : 'rounded'}
      tabIndex={tabIndex}
      icon={sounds ? <PauseFilled /> : <PlayFilled />}
      aria-label={name}
      aria-describedby={describedBy}
      title={name}
      onClick={press}
    />
  );
}
