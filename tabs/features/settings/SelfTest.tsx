import { Button, Text, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import { browserSelfTestAudio } from '../../softphone/adapters/self-test-audio';
import { createSelfTest } from '../../softphone/self-test';
import type { SelfTest as SelfTestRun } from '../../softphone/self-test';
import { selfTestSteps } from '../../softphone/self-test-steps';
import { useStore } from '../../ui/use-store';
import { SelfTestStepRow } from './SelfTestStepRow';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  hint: { color: tokens.colorNeutralForeground3 },
  actions: { display: 'flex', gap: tokens.spacingHorizontalS, flexWrap: 'wrap' },
});

/** Tries everything that a call needs, before one is made. */
export function SelfTest(): ReactNode {
  const services = useServices();
  const [test] = useState(() => {
    const { devices, ringer, audioSettings, softphone, clock } = services;
    return createSelfTest({
      audio: browserSelfTestAudio({ devices, ringer, settings: audioSettings.get }),
      clock,
      openEcho: softphone.openEcho,
      iceServers: softphone.iceServers,
    });
  });
  useEffect(() => test.cancel, [test]);
  return <SelfTestView test={test} />;
}

export function SelfTestView({ test }: { test: SelfTestRun }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const cards = useStore(useServices().cards, (value) => value);
  const { running, steps, level } = useStore(test.state, (value) => value);
  const begun = selfTestSteps.some((step) => steps[step].state !== 'idle');
  const inCall = cards.some(({ here, canHangUp }) => here && canHangUp);
  return (
    <>
      <Text size={200} className={styles.hint}>
        {t(inCall ? 'selfTest.inCall' : 'selfTest.hint')}
      </Text>
      {begun && (
        <ul className={styles.list}>
          {selfTestSteps.map((step) => (
            <SelfTestStepRow
              key={step}
              step={step}
              value={steps[step]}
              level={level}
              onHeard={test.heard}
              onPlayAgain={test.playAgain}
            />
          ))}
        </ul>
      )}
      <div className={styles.actions}>
        {running ? (
          <Button onClick={test.cancel}>{t('action.cancel')}</Button>
        ) : (
          <Button appearance={begun ? 'secondary' : 'primary'} disabled={inCall} onClick={test.start}>
            {t(begun ? 'selfTest.again' : 'selfTest.start')}
          </Button>
        )}
      </div>
    </>
  );
}
