import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CallRegular } from '@fluentui/react-icons/svg/call';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CallCards } from '../../app/later';
import { useServices } from '../../app/services';
import { useLayout } from '../../app/use-layout';
import { EmptyState } from '../../components/EmptyState';
import { useStore } from '../../state/store';
import { RingsOn } from './RingsOn';
import { SheetHandle } from './SheetHandle';

const useStyles = makeStyles({
  panel: { gridArea: 'calls', display: 'flex', flexDirection: 'column', gap: '10px', minHeight: 0, minWidth: 0, backgroundColor: tokens.colorNeutralBackground3 },
  side: { borderLeft: `1px solid ${tokens.colorNeutralStroke2}`, padding: tokens.spacingHorizontalM, boxSizing: 'border-box' },
  medium: { width: '312px' },
  sheet: { borderTop: `1px solid ${tokens.colorNeutralStroke2}`, padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalS}`, boxShadow: tokens.shadow16, borderRadius: `${tokens.borderRadiusXLarge} ${tokens.borderRadiusXLarge} 0 0`, gap: tokens.spacingVerticalXS, maxHeight: '72vh', zIndex: 2 },
  fill: { flex: 1, minHeight: 0 },
});

/** The calls of now, one card each: ringing on top, the one I speak in darker. */
export function CallPanel(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const layout = useLayout();
  const cards = useStore(useServices().cards, (value) => value);
  const [folded, setFolded] = useState(false);
  // A ringing call is never folded away.
  const hidden = folded && !cards.some(({ state }) => state === 'ringing');

  if (layout === 'narrow') {
    if (cards.length === 0) return null;
    return (
      <aside className={mergeClasses(styles.panel, styles.sheet)} aria-label={t('call.panel')}>
        <SheetHandle cards={cards} folded={hidden} onFold={setFolded} />
        {!hidden && (
          <CallCards />
        )}
      </aside>
    );
  }
  if (layout === 'medium' && cards.length === 0) return null;
  return (
    <aside className={mergeClasses(styles.panel, styles.side, layout === 'medium' && styles.medium)} aria-label={t('call.panel')}>
      {cards.length === 0 ? (
        <div className={styles.fill}>
          <EmptyState fill icon={<CallRegular />} title={t('call.none')} hint={t('call.noneHint')} />
        </div>
      ) : (
        <CallCards className={styles.fill} />
      )}
      {layout === 'wide' && <RingsOn />}
    </aside>
  );
}
