import { Button, Text, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import { useStore } from '../../ui/use-store';

// In the first view, where Fluent's message bar is not: that one comes with the parts that may be missing.
const useStyles = makeStyles({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    backgroundColor: tokens.colorStatusWarningBackground1,
    color: tokens.colorNeutralForeground1,
    borderBottom: `1px solid ${tokens.colorStatusWarningBorder1}`,
  },
  text: { flex: '1 1 200px' },
});

/**
 * Says that code of the page could not be fetched: it is tried again by itself; a new version of the page needs a
 * reload.
 */
export function PartsBanner(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { parts } = useServices();
  const missing = useStore(parts.missing, (value) => value);
  if (missing.length === 0) return null;
  return (
    <div role="region" aria-label={t('banner.parts')} data-banner="parts" className={styles.bar}>
      <Text size={200} role="alert" className={styles.text}>
        {t('banner.parts')} {t(missing.includes('phone') ? 'banner.partsPhone' : 'banner.partsHint')}
      </Text>
      <Button size="small" onClick={parts.retryNow}>
        {t('banner.retry')}
      </Button>
      <Button size="small" onClick={() => window.location.reload()}>
        {t('action.reload')}
      </Button>
    </div>
  );
}
