import { makeStyles, mergeClasses, tokens, useId } from '@fluentui/react-components';
import { CallFilled, CallRegular } from '@fluentui/react-icons/svg/call';
import { PeopleFilled, PeopleRegular } from '@fluentui/react-icons/svg/people';
import { QuestionCircleFilled, QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle';
import { SettingsFilled, SettingsRegular } from '@fluentui/react-icons/svg/settings';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Section } from '../../src/contract/deep-links';
import { CounterBadge } from '../ui/later';
import { useServices } from '../session/services';
import { useLayout } from '../ui/use-layout';
import { useStore } from '../state/store';
import { useUnseenMissed } from '../ui/use-history';

const items: readonly { section: Section; regular: ReactNode; filled: ReactNode; last: boolean }[] = [
  { section: 'calls', regular: <CallRegular />, filled: <CallFilled />, last: false },
  { section: 'contacts', regular: <PeopleRegular />, filled: <PeopleFilled />, last: false },
  { section: 'help', regular: <QuestionCircleRegular />, filled: <QuestionCircleFilled />, last: true },
  { section: 'settings', regular: <SettingsRegular />, filled: <SettingsFilled />, last: true },
];

const useStyles = makeStyles({
  nav: { gridArea: 'nav', display: 'flex', gap: '2px', backgroundColor: tokens.colorNeutralBackground3 },
  side: { flexDirection: 'column', padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalS}`, borderRight: `1px solid ${tokens.colorNeutralStroke2}` },
  rail: { paddingLeft: tokens.spacingHorizontalXS, paddingRight: tokens.spacingHorizontalXS },
  bottom: { padding: `2px ${tokens.spacingHorizontalXS}`, borderTop: `1px solid ${tokens.colorNeutralStroke2}`, justifyContent: 'space-around' },
  link: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    height: '40px',
    padding: `0 ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    position: 'relative',
    ':hover': { backgroundColor: tokens.colorNeutralBackground3Hover, color: tokens.colorNeutralForeground2Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  small: { flexDirection: 'column', justifyContent: 'center', gap: '2px', height: '52px', padding: '0 2px', fontSize: tokens.fontSizeBase100, lineHeight: tokens.lineHeightBase100, minWidth: 0, flexShrink: 0 },
  grow: { flex: 1 },
  current: {
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1, color: tokens.colorNeutralForeground1 },
    '::before': { content: '""', position: 'absolute', left: 0, top: '10px', bottom: '10px', width: '3px', borderRadius: '2px', backgroundColor: tokens.colorBrandStroke1 },
  },
  currentBottom: { backgroundColor: 'transparent', '::before': { left: '25%', right: '25%', top: 0, bottom: 'auto', width: 'auto', height: '3px' } },
  icon: { fontSize: '20px', height: '20px', lineHeight: 1, position: 'relative' },
  currentIcon: { color: tokens.colorBrandForeground1 },
  badge: { marginLeft: 'auto' },
  badgeSmall: { position: 'absolute', top: '-6px', left: '12px' },
  gap: { marginTop: 'auto' },
});

/** The sections that work; others are absent until they do. */
export function Navigation(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { navigation } = useServices();
  const layout = useLayout();
  const current = useStore(navigation.place, (place) => place.section);
  const missed = useUnseenMissed().length;
  const newsId = useId('missed');
  const small = layout !== 'wide';
  const bottom = layout === 'narrow';
  return (
    <nav data-region="navigation" aria-label={t('nav.label')} className={mergeClasses(styles.nav, bottom ? styles.bottom : styles.side, small && !bottom && styles.rail)}>
      {items.map(({ section, regular, filled, last }, index) => {
        const on = section === current;
        const news = section === 'calls' ? missed : 0;
        return (
          <a
            key={section}
            href={`#/${section}`}
            aria-label={t(`nav.${section}`)}
            aria-current={on ? 'page' : undefined}
            aria-describedby={news > 0 ? newsId : undefined}
            className={mergeClasses(styles.link, small && styles.small, bottom && styles.grow, on && styles.current, on && bottom && styles.currentBottom, last && !bottom && !items[index - 1]?.last && styles.gap)}
            onClick={(event) => {
              event.preventDefault();
              navigation.open(section);
            }}
          >
            <span className={mergeClasses(styles.icon, on && styles.currentIcon)} aria-hidden>
              {on ? filled : regular}
              {small && news > 0 && <CounterBadge count={news} size="small" className={styles.badgeSmall} />}
            </span>
            {t(`nav.${section}`)}
            {news > 0 && (
              <span id={newsId} hidden>
                {t('nav.missed', { count: news })}
              </span>
            )}
            {!small && news > 0 && <CounterBadge count={news} className={styles.badge} aria-hidden />}
          </a>
        );
      })}
    </nav>
  );
}
