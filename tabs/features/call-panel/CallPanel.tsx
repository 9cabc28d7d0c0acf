import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CallRegular } from '@fluentui/react-icons/svg/call';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CallCards, MiniCall } from './slots';
import { useServices } from '../../ui/services';
import { usePanelPlace } from '../../ui/use-layout';
import { EmptyState } from '../../ui/EmptyState';
import { useStore } from '../../ui/use-store';
import { RingsOn } from './RingsOn';
import { useFold } from './use-fold';

const stroke = `1px solid ${tokens.colorNeutralStroke2}`;
const corner = tokens.borderRadiusXLarge;

const useStyles = makeStyles({
  panel: {
    display: 'flex',
    flexDirection: 'column',
    gap: '10px',
    minHeight: 0,
    minWidth: 0,
    backgroundColor: tokens.colorNeutralBackground3,
    boxSizing: 'border-box',
  },
  place: { gridArea: 'calls' },
  side: { borderLeft: stroke, padding: tokens.spacingHorizontalM },
  rail: { alignItems: 'center', paddingLeft: 0, paddingRight: 0, position: 'relative', zIndex: 2 },
  quiet: { color: tokens.colorNeutralForeground4, fontSize: '20px', lineHeight: 1, marginTop: tokens.spacingVerticalS },
  // Only as tall as the calls: below them the caller's history and numbers are seen.
  over: {
    position: 'absolute',
    top: 0,
    right: 0,
    maxHeight: '100%',
    width: '312px',
    boxShadow: tokens.shadow28,
    borderRadius: `0 0 0 ${corner}`,
  },
  sheet: {
    gridArea: 'main',
    alignSelf: 'end',
    borderTop: stroke,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalS}`,
    boxShadow: tokens.shadow16,
    borderRadius: `${corner} ${corner} 0 0`,
    gap: tokens.spacingVerticalXS,
    maxHeight: 'min(72vh, 100%)',
    zIndex: 2,
  },
  bar: { padding: tokens.spacingHorizontalXS },
  // Whoever presses something in the moment in which the calls come over it has not meant them.
  arriving: {
    animationName: { from: { pointerEvents: 'none' }, to: { pointerEvents: 'none' } },
    animationDuration: '400ms',
  },
  fold: { alignSelf: 'stretch', height: '32px', flexShrink: 0, justifyContent: 'space-between', minWidth: 0 },
  fill: { flex: 1, minHeight: 0 },
});

/** The calls of now, one card each: ringing on top, the one I speak in darker. */
export function CallPanel(): ReactNode {
  const place = usePanelPlace();
  switch (place) {
    case 'column':
      return <Column />;
    case 'rail':
      return <Rail />;
    case 'sheet':
      return <Sheet />;
  }
}

function Column(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const none = useStore(useServices().cards, (cards) => cards.length === 0);
  return (
    <aside
      data-region="calls"
      tabIndex={-1}
      className={mergeClasses(styles.panel, styles.place, styles.side)}
      aria-label={t('call.panel')}
    >
      {none ? (
        <div className={styles.fill}>
          <EmptyState fill icon={<CallRegular />} title={t('call.none')} hint={t('call.noneHint')} />
        </div>
      ) : (
        <CallCards className={styles.fill} />
      )}
      <RingsOn />
    </aside>
  );
}

/** A narrow column, from which the cards lie over the detail and never over the list. */
function Rail(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const cards = useStore(useServices().cards, (value) => value);
  const { folded, fold } = useFold(cards);
  return (
    <aside
      data-region="calls"
      tabIndex={-1}
      className={mergeClasses(styles.panel, styles.place, styles.side, styles.rail)}
      aria-label={t('call.panel')}
    >
      {cards.length === 0 && (
        <span className={styles.quiet} role="img" aria-label={t('call.none')} title={t('call.none')}>
          <CallRegular />
        </span>
      )}
      {cards.length > 0 && folded && <MiniCall upright onUnfold={() => fold(false)} />}
      {cards.length > 0 && !folded && (
        <div className={mergeClasses(styles.panel, styles.side, styles.over, styles.arriving)}>
          <FoldButton icon={<ChevronRightRegular />} onFold={() => fold(true)} />
          <CallCards className={styles.fill} />
        </div>
      )}
    </aside>
  );
}

/** Over the end of the section on a phone; folded it is a slim bar above the navigation. */
function Sheet(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const cards = useStore(useServices().cards, (value) => value);
  const { folded, fold } = useFold(cards);
  if (cards.length === 0) return null;
  return (
    <aside
      data-region="calls"
      tabIndex={-1}
      className={mergeClasses(styles.panel, styles.sheet, folded ? styles.bar : styles.arriving)}
      aria-label={t('call.panel')}
    >
      {folded ? (
        <MiniCall onUnfold={() => fold(false)} />
      ) : (
        <>
          <FoldButton icon={<ChevronDownRegular />} onFold={() => fold(true)} />
          <CallCards />
        </>
      )}
    </aside>
  );
}

function FoldButton({ icon, onFold }: { icon: React.JSX.Element; onFold: () => void }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const ringing = useStore(useServices().cards, (cards) => cards.some(({ state }) => state === 'ringing'));
  return (
    <Button
      appearance="transparent"
      size="small"
      className={styles.fold}
      iconPosition="after"
      icon={icon}
      aria-expanded
      aria-label={t('call.hideCalls')}
      disabledFocusable={ringing}
      onClick={onFold}
    >
      {t('call.panel')}
    </Button>
  );
}
