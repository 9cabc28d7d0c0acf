import { Text, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ReadFailed } from '../../ui/ReadFailed';
import { SectionSkeleton } from '../../ui/SectionSkeleton';
import { usePageStyles } from '../../ui/page-styles';
import { RuleList } from './RuleList';
import { TryIt } from './TryIt';
import { useRules } from './use-rules';

const useStyles = makeStyles({
  region: { display: 'contents' },
  muted: { color: tokens.colorNeutralForeground3 },
  head: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
});

/** In the settings: my rules for incoming calls, and what they do to a call that nobody makes. */
export function IncomingCalls(): ReactNode {
  const page = usePageStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  const { view, error, again, put } = useRules('/rules');
  return (
    <section className={styles.region} aria-labelledby="rules-title">
      <div className={page.card}>
        <div className={styles.head}>
          <h2 className={page.heading} id="rules-title">
            {t('rules.title')}
          </h2>
          <Text size={200} className={styles.muted}>
            {t('rules.hint')}
          </Text>
        </div>
        {view && <RuleList view={view} put={put} />}
        {!view && error === null && <SectionSkeleton rows={3} />}
        {error !== null && <ReadFailed title={t('rules.failed')} error={error} onRetry={again} />}
      </div>
      {view && (
        <div className={page.card}>
          <div className={styles.head}>
            <h2 className={page.heading}>{t('rules.tryIt.title')}</h2>
            <Text size={200} className={styles.muted}>
              {t('rules.tryIt.hint')}
            </Text>
          </div>
          <TryIt view={view} />
        </div>
      )}
    </section>
  );
}
