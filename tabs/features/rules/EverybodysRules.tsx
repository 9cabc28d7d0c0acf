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
  muted: { color: tokens.colorNeutralForeground3 },
  head: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS },
});

/** In the administration: the rules that come after everybody's own, and what happens to a call to anybody. */
export function EverybodysRules(): ReactNode {
  const page = usePageStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  const { view, error, again, put } = useRules('/administration/rules');
  if (error !== null) return <ReadFailed title={t('rules.failed')} error={error} onRetry={again} />;
  if (!view) return <SectionSkeleton rows={4} />;
  return (
    <div className={page.page}>
      <section className={page.card} aria-labelledby="everybodys-rules">
        <div className={styles.head}>
          <h2 className={page.heading} id="everybodys-rules">
            {t('rules.administration.title')}
          </h2>
          <Text size={200} className={styles.muted}>
            {t('rules.administration.hint')}
          </Text>
        </div>
        <RuleList view={view} put={put} isForAll />
      </section>
      <section className={page.card} aria-labelledby="try-anybody">
        <div className={styles.head}>
          <h2 className={page.heading} id="try-anybody">
            {t('rules.tryIt.title')}
          </h2>
          <Text size={200} className={styles.muted}>
            {t('rules.tryIt.hint')}
          </Text>
        </div>
        <TryIt view={view} ofAnybody />
      </section>
    </div>
  );
}
