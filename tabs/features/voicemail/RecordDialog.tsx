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
  tokens,
} from '@fluentui/react-components';
import { RecordRegular } from '@fluentui/react-icons/svg/record';
import { StopRegular } from '@fluentui/react-icons/svg/stop';
import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { longestGreetingMs } from '../../../src/contract/sounds/limits';
import { lengthText } from '../../view-models/duration';
import { useRecording, type RecordingProblem } from './use-recording';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  line: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalM, flexWrap: 'wrap' },
  time: { fontVariantNumeric: 'tabular-nums' },
  sound: { width: '100%' },
  problem: { color: tokens.colorPaletteRedForeground1 },
});

export interface RecordDialogProps {
  /** To whom it will be said, in words. */
  readonly title: string;
  /** True = it is kept. */
  keep(sound: Blob): Promise<boolean>;
  close(): void;
}

/** Records a greeting: it is listened to, said again, and kept. */
export function RecordDialog({ title, keep, close }: RecordDialogProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const recording = useRecording();
  const { state, level, ms } = recording;
  const [busy, setBusy] = useState(false);
  const isRecording = state.phase === 'recording';
  const sound = state.phase === 'done' ? state.sound : null;

  async function keepIt(made: Blob): Promise<void> {
    setBusy(true);
    if (await keep(made)) close();
    else setBusy(false);
  }

  return (
    <Dialog open onOpenChange={(_, { open }) => !open && close()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
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
            {sound !== null && <Listen sound={sound} />}
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

/** What was recorded, before it is kept. */
function Listen({ sound }: { sound: Blob }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const url = useMemo(() => URL.createObjectURL(sound), [sound]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  // oxlint-disable-next-line jsx-a11y/media-has-caption -- nobody has written down what was said
  return <audio className={styles.sound} controls src={url} aria-label={t('voicemail.greeting.recorded')} />;
}

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
