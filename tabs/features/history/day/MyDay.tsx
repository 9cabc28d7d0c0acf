import { Title3, makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { HistoryRegular } from '@fluentui/react-icons/svg/history';
import { memo, useMemo } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../../ui/services';
import { EmptyState } from '../../../ui/EmptyState';
import { partyKey } from '../../../view-models/call-list';
import { myDay } from '../../../view-models/my-day';
import { useHistory } from '../../../ui/use-history';
import { useDetailStyles } from '../../../ui/detail-styles';
import { SectionSkeleton } from '../../../ui/SectionSkeleton';
import { ToCallRow } from './ToCallRow';

const useStyles = makeStyles({
  done: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    margin: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalM}`,
    color: tokens.colorNeutralForeground3,
    '& svg': { fontSize: '20px', color: tokens.colorPaletteGreenForeground1, flexShrink: 0 },
  },
});

/** What there is to do about calls: whom to call back, and whom to call again, one press each. */
export const MyDay = memo(function MyDay(): ReactNode {
  const detail = useDetailStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  const { clock } = useServices();
  const { entries, loading } = useHistory('all');
  const { callBack, again } = useMemo(() => myDay(entries, clock.nowMs()), [entries, clock]);
  if (loading) return <SectionSkeleton rows={4} />;
  if (callBack.length + again.length === 0)
    return <EmptyState icon={<HistoryRegular />} title={t('day.empty')} hint={t('day.emptyHint')} />;
  return (
    <section className={detail.detail} aria-label={t('day.title')}>
      <Title3 as="h2" className={detail.title}>
        {t('day.title')}
      </Title3>
      <div className={detail.columns}>
        <div className={detail.column}>
          <section className={detail.card}>
            <h3 className={detail.cardTitle}>{t('day.callBack')}</h3>
            {callBack.length === 0 && (
              <p className={styles.done}>
                <CheckmarkCircleRegular aria-hidden /> {t('day.nobodyWaits')}
              </p>
            )}
            {callBack.map((each) => (
              <ToCallRow key={partyKey(each.entry.other)} toCall={each} back />
            ))}
          </section>
        </div>
        {again.length > 0 && (
          <div className={detail.column}>
            <section className={detail.card}>
              <h3 className={detail.cardTitle}>{t('day.again')}</h3>
              {again.map((each) => (
                <ToCallRow key={partyKey(each.entry.other)} toCall={each} />
              ))}
            </section>
          </div>
        )}
      </div>
    </section>
  );
});
