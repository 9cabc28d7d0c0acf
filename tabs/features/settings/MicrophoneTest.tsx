import { Button, ProgressBar, Text, makeStyles, tokens } from '@fluentui/react-components';
import { MicRegular } from '@fluentui/react-icons/svg/mic';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import { meterLevel } from '../../softphone/adapters/level-meter';
import { MicrophoneError } from '../../softphone/ports';
import type { MicrophoneProblem } from '../../softphone/ports';
import { useStore } from '../../ui/use-store';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  problem: { color: tokens.colorPaletteRedForeground1 },
});

/**
 * Beside the choice of a microphone: listens to the chosen one for as long as the person wants, and shows how loud it
 * is.
 */
export function MicrophoneTest({ className, children }: { className: string; children: ReactNode }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { running, level, heard, problem, toggle } = useMicrophoneTest();

  return (
    <div className={styles.box}>
      <div className={className}>
        {children}
        <Button icon={<MicRegular />} onClick={toggle}>
          {t(running ? 'settings.stopTest' : 'settings.testMicrophone')}
        </Button>
      </div>
      {running && (
        <ProgressBar
          value={level}
          thickness="large"
          color={level > 0.9 ? 'warning' : 'success'}
          aria-label={t('settings.level')}
        />
      )}
      {running && <Text size={200}>{t(heard ? 'settings.heard' : 'settings.silent')}</Text>}
      {problem !== null && (
        <Text size={200} role="alert" className={styles.problem}>
          {t(`problem.microphone.${problem}.title`)}. {t(`problem.microphone.${problem}.advice`)}
        </Text>
      )}
    </div>
  );
}

function useMicrophoneTest() {
  const { devices, audioSettings, softphone } = useServices();
  const microphoneId = useStore(audioSettings, (value) => value.microphoneId);
  const processing = useStore(audioSettings, (value) => value.processing);
  const [running, setRunning] = useState(false);
  const [level, setLevel] = useState(0);
  const [heard, setHeard] = useState(false);
  const [problem, setProblem] = useState<MicrophoneProblem | null>(null);

  useEffect(() => {
    if (!running) return undefined;
    let stop = (): void => undefined;
    let ended = false;
    devices.openMicrophone({ deviceId: microphoneId, processing }).then(
      (microphone) => {
        const stopMeter = meterLevel(microphone.track, (value) => {
          setLevel(value);
          if (value > 0.05) setHeard(true);
        });
        stop = () => {
          stopMeter();
          microphone.close();
        };
        if (ended) stop();
        setProblem(null);
        void softphone.refreshAudioDevices();
      },
      (error: unknown) => {
        setRunning(false);
        setProblem(error instanceof MicrophoneError ? error.problem : 'busy');
      },
    );
    return () => {
      ended = true;
      stop();
      setLevel(0);
    };
  }, [running, microphoneId, processing, devices, softphone]);

  const toggle = (): void => {
    setHeard(false);
    setRunning(!running);
  };
  return { running, level, heard, problem, toggle };
}
