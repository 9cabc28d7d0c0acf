import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { wallIn } from '../../../../src/contract/moments';
import { useServices } from '../../../ui/services';
import { useStore } from '../../../ui/use-store';
import { soon } from '../statistics/texts';

const useStyles = makeStyles({
  foot: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    columnGap: tokens.spacingHorizontalXL,
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: 'tabular-nums',
  },
  dead: {
    padding: `0.2em 0.6em`,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorStatusDangerForeground1,
    backgroundColor: tokens.colorStatusDangerBackground1,
    fontWeight: tokens.fontWeightSemibold,
  },
  dot: { color: tokens.colorStatusSuccessForeground1 },
});

/** Whether what is shown is so now, and how the service level is reckoned. */
export function WallFoot({ nowMs, zone }: { readonly nowMs: number; readonly zone: string }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const sinceMs = useDeadSince(nowMs);
  const time = wallIn(zone, sinceMs ?? nowMs).slice(11);
  return (
    <footer className={styles.foot}>
      <span role="status" className={mergeClasses(sinceMs !== null && styles.dead)}>
        {sinceMs === null ? (
          <span aria-hidden>
            <span className={styles.dot}>● </span>
            {t('groupStatistics.wall.live', { time })}
          </span>
        ) : (
          t('groupStatistics.wall.dead', { time })
        )}
      </span>
      <span>{`${t('groupStatistics.level')} = ${t('groupStatistics.formula', soon)}`}</span>
    </footer>
  );
}

/** When the connection was lost; null = it stands. */
function useDeadSince(nowMs: number): number | null {
  const isLive = useStore(useServices().store, ({ connection }) => connection.state === 'online');
  const [sinceMs, setSinceMs] = useState(isLive ? null : nowMs);
  if (isLive !== (sinceMs === null)) setSinceMs(isLive ? null : nowMs);
  return sinceMs;
}
