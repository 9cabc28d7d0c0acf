import { Text, Title2 } from '@fluentui/react-components';
import { HourglassRegular } from '@fluentui/react-icons/svg/hourglass';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import { SlowSpinner } from '../../ui/SlowSpinner';
import { useJoiningStyles } from './joining-styles';
import { SetUp } from './SetUp';
import { useJoining } from './use-joining';
import { WaysIn } from './WaysIn';

interface JoiningPageProps {
  readonly onLinked: () => void;
  /** What stands there until the server has said where the account stands. */
  readonly before: ReactNode;
}

/** For an account that is nobody here yet: the way in that is open to it. It goes on by itself. */
export function JoiningPage({ onLinked, before }: JoiningPageProps): ReactNode {
  const styles = useJoiningStyles();
  const { loadLater } = useServices();
  const { joining, set } = useJoining(onLinked);
  useEffect(loadLater, [loadLater]);
  if (joining === null) return before;
  return (
    <main className={styles.page} data-gate={joining.situation}>
      <div className={styles.box}>
        {joining.situation === 'linked' ? (
          <SlowSpinner before={null} />
        ) : joining.situation === 'setUp' ? (
          <SetUp joining={joining} onDone={set} />
        ) : joining.situation === 'notSetUp' ? (
          <WaitForSetUp />
        ) : (
          <WaysIn joining={joining} onAsked={set} />
        )}
      </div>
    </main>
  );
}

function WaitForSetUp(): ReactNode {
  const styles = useJoiningStyles();
  const { t } = useTranslation();
  return (
    <div className={styles.head} role="status">
      <HourglassRegular className={styles.icon} aria-hidden />
      <Title2 as="h1" className={styles.title}>
        {t('joining.waitTitle')}
      </Title2>
      <Text className={styles.text}>{t('joining.waitText')}</Text>
    </div>
  );
}
