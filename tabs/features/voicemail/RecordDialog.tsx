import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  ProgressBar,
  Text,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import { RecordRegular } from '@fluentui/react-icons/svg/record';
import { StopRegular } from '@fluentui/react-icons/svg/stop';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingId } from '../../../src/contract/ids';
import { longestGreetingMs } from '../../../src/contract/sounds/limits';
import { PlayButton } from '../../ui/player/PlayButton';
import { Player, type PlayedSound } from '../../ui/player/Player';
import { Sound } from '../../ui/player/Sound';
import { usePlayer } from '../../ui/player/use-player';
import { lengthText } from '../../view-models/duration';
import { useRecording, type RecordingProblem } from './use-recording';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  line: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, flexWrap: 'wrap' },
  time: { fontVariantNumeric: 'tabular-nums' },
  // The player has less room on a phone.
  listen: { containerType: 'inline-size' },
  play: { flexShrink: 0 },
  player: { flex: '1 1 220px', minWidth: 0 },
  problem: { color: tokens.colorPaletteRedForeground1 },
});

export interface RecordDialogProps {
  /** To whom it will be said, or what it is called. */
  readonly name: string;
  /** True = it is kept. */
  keep(sound: Blob): Promise<boolean>;
  close(): void;
}

/** Records a greeting: it is listened to, said again, and kept. */
export function RecordDialog({ name, keep, close }: RecordDialogProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const recording = useRecording();
  const { state, level, ms } = recording;
  const [busy, setBusy] = useState(false);
  const isRecording = state.phase === 'recording';
  const sound = state.phase === 'done' ? state.sound : null;
  const peaks = state.phase === 'done' ? state.peaks : [];

  async function keepIt(made: Blob): Promise<void> {
    setBusy(true);
    if (await keep(made)) close();
    else setBusy(false);
  }

  return (
    <Dialog open onOpenChange={(_, { open }) => !open && close()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('voicemail.greeting.recordTitle', { name })}</DialogTitle>
          <DialogContent className={styles.content}>
            <Text>{t('voicemail.greeting.say')}</Text>
            <div className={styles.line}>
              <Button
                appearance={sound === null ? 'primary' : 'secondary'}
                icon={isRecording ? <StopRegular /> : <RecordRegular />}
                onClick={isRecording ? recording.end : recording.begin}
                disabled={busy}
              >
                {t(isRecording ? 'voicemail.greeting.stop' : `voicemail.greeting.${sound ? 'again' : 'record'}`)}
              </Button>
              <Text className={styles.time}>
                {t('voicemail.greeting.lengthOf', { at: lengthText(ms), most: lengthText(longestGreetingMs) })}
              </Text>
            </div>
            {isRecording && <ProgressBar value={level} thickness="large" aria-label={t('settings.level')} />}
            {sound !== null && <Listen key={ms} {...{ sound, ms, peaks }} />}
            {state.phase === 'failed' && <Problem problem={state.problem} />}
          </DialogContent>
          <DialogActions>
            <Button onClick={close} disabled={busy}>
              {t('action.cancel')}
            </Button>
            <Button
              appearance="primary"
              disabled={sound === null || busy}
              onClick={() => sound !== null && void keepIt(sound)}
            >
              {t('voicemail.greeting.keep')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

interface ListenProps extends Pick<PlayedSound, 'ms' | 'peaks'> {
  readonly sound: Blob;
}

/** The player knows one sound. */
const soundId = 'recorded' as RecordingId;

/** What was recorded, before it is kept. */
function Listen({ sound, ms, peaks }: ListenProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const url = useMemo(() => URL.createObjectURL(sound), [sound]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  const address = useCallback(() => Promise.resolve(url), [url]);
  const player = usePlayer({ address, onSound: nothing });
  const drawn = useMemo(() => stretched(peaks), [peaks]);
  return (
    <div
      role="group"
      className={mergeClasses(styles.line, styles.listen)}
      aria-label={t('voicemail.greeting.recorded')}
    >
      <Sound player={player} />
      <PlayButton {...{ soundId, player }} open={false} tabIndex={0} className={styles.play} onPlay={nothing} />
      <div className={styles.player}>
        <Player sound={{ id: soundId, ms, peaks: drawn }} player={player} />
      </div>
    </div>
  );
}

/** As many as a player may draw bars. */
const mostBars = 100;
const stretched = (peaks: readonly number[]): readonly number[] =>
  peaks.length >= mostBars
    ? peaks
    : Array.from({ length: mostBars }, (_, at) => peaks[Math.floor((at * peaks.length) / mostBars)] ?? 0);

const nothing = (): void => undefined;

function Problem({ problem }: { problem: RecordingProblem }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <Text role="alert" className={styles.problem}>
      {problem === 'notHere'
        ? t('voicemail.greeting.notHere')
        : `${t(`problem.microphone.${problem}.title`)}. ${t(`problem.microphone.${problem}.advice`)}`}
    </Text>
  );
}
