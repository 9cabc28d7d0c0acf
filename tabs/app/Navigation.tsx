import { makeStyles, mergeClasses, tokens, useId } from '@fluentui/react-components';
import { Fragment, useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeatureSection, SectionNews } from '../ui/feature';
import { useServices } from '../ui/services';
import { useLayout } from '../ui/use-layout';
import { useStore } from '../ui/use-store';
import { CounterBadge, MoreSections } from './slots';

const useStyles = makeStyles({
  nav: { gridArea: 'nav', display: 'flex', gap: '2px', backgroundColor: tokens.colorNeutralBackground3 },
  side: {
    flexDirection: 'column',
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalS}`,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  rail: { paddingLeft: tokens.spacingHorizontalXS, paddingRight: tokens.spacingHorizontalXS },
  bottom: {
    padding: `2px ${tokens.spacingHorizontalXS}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    // More than fit are pushed aside with a finger; none is cut off.
    overflowX: 'auto',
    scrollbarWidth: 'none',
  },
  // As many as are in sight; the others stand behind them, and in the menu.
  pushed: { display: 'flex', flex: 1, minWidth: 0, overflowX: 'auto', scrollbarWidth: 'none' },
  first: { display: 'flex', flexShrink: 0, minWidth: '100%' },
  more: { flex: '0 0 48px' },
  link: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    height: '40px',
    padding: `0 ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    whiteSpace: 'nowrap',
    position: 'relative',
    ':hover': { backgroundColor: tokens.colorNeutralBackground3Hover, color: tokens.colorNeutralForeground2Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  small: {
    flexDirection: 'column',
    justifyContent: 'center',
    gap: '2px',
    height: '52px',
    padding: '0 2px',
    whiteSpace: 'normal',
    fontSize: tokens.fontSizeBase100,
    lineHeight: tokens.lineHeightBase100,
    minWidth: 0,
    flexShrink: 0,
  },
  grow: { flex: '1 0 auto', minWidth: '52px', padding: '0 4px' },
  current: {
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1, color: tokens.colorNeutralForeground1 },
    '::before': {
      content: '""',
      position: 'absolute',
      left: 0,
      top: '10px',
      bottom: '10px',
      width: '3px',
      borderRadius: '2px',
      backgroundColor: tokens.colorBrandStroke1,
    },
  },
  // The longest words fill the rail; icon and bar say where one is.
  currentSmall: { fontWeight: tokens.fontWeightRegular },
  currentBottom: {
    backgroundColor: 'transparent',
    '::before': { left: '25%', right: '25%', top: 0, bottom: 'auto', width: 'auto', height: '3px' },
  },
  icon: { fontSize: '20px', height: '20px', lineHeight: 1, position: 'relative' },
  currentIcon: { color: tokens.colorBrandForeground1 },
  badge: { marginLeft: 'auto', marginRight: `-${tokens.spacingHorizontalS}`, flexShrink: 0 },
  badgeSmall: { position: 'absolute', top: '-6px', left: '12px' },
  gap: { marginTop: 'auto' },
});

/** So many have room at the end of a phone; of more, some have it beside the menu. */
const mostOnPhone = 5;
const mostBesideMenu = 4;

const none: SectionNews = { count: 0, text: '' };

/** The sections that work; others are absent until they do. */
export function Navigation({ sections }: { sections: readonly FeatureSection[] }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const layout = useLayout();
  const bottom = layout === 'narrow';
  const links = sections.map((section, index) => {
    const { id, last, News } = section;
    const link = (news: SectionNews): ReactNode => (
      <SectionLink section={section} news={news} firstOfLast={last === true && sections[index - 1]?.last !== true} />
    );
    return <Fragment key={id}>{News === undefined ? link(none) : <News draw={link} />}</Fragment>;
  });
  return (
    <nav
      data-region="navigation"
      aria-label={t('nav.label')}
      className={mergeClasses(styles.nav, bottom ? styles.bottom : styles.side, layout === 'medium' && styles.rail)}
    >
      {bottom && sections.length > mostOnPhone ? (
        <>
          <div className={styles.pushed}>
            <div className={styles.first}>{links.slice(0, mostBesideMenu)}</div>
            {links.slice(mostBesideMenu)}
          </div>
          <div className={styles.more}>
            <MoreSections sections={sections.slice(mostBesideMenu)} />
          </div>
        </>
      ) : (
        links
      )}
    </nav>
  );
}

interface SectionLinkProps {
  readonly section: FeatureSection;
  readonly news: SectionNews;
  /** The first of those at the end of the navigation. */
  readonly firstOfLast: boolean;
}

function SectionLink({ section: { id, icon }, news, firstOfLast }: SectionLinkProps): ReactNode {
  const { count, text, values, inName } = news;
  const styles = useStyles();
  const { t } = useTranslation();
  const { navigation } = useServices();
  const layout = useLayout();
  const on = useStore(navigation.place, (place) => place.section === id);
  const newsId = useId('news');
  const name = t(`nav.${id}`);
  const said = t(text, { count, ...values });
  const small = layout !== 'wide';
  const bottom = layout === 'narrow';
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (on && bottom) link.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [on, bottom]);
  return (
    <a
      ref={link}
      href={`#/${id}`}
      aria-label={count > 0 && inName ? `${name}, ${said}` : name}
      aria-current={on ? 'page' : undefined}
      aria-describedby={count > 0 && !inName ? newsId : undefined}
      className={mergeClasses(
        styles.link,
        small && styles.small,
        bottom && styles.grow,
        on && styles.current,
        on && small && styles.currentSmall,
        on && bottom && styles.currentBottom,
        firstOfLast && !bottom && styles.gap,
      )}
      onClick={(event) => {
        event.preventDefault();
        navigation.open(id);
      }}
    >
      <span className={mergeClasses(styles.icon, on && styles.currentIcon)} aria-hidden>
        {on ? icon.filled : icon.regular}
        {small && count > 0 && <CounterBadge count={count} size="small" className={styles.badgeSmall} />}
      </span>
      {name}
      {count > 0 && (
        <span id={newsId} hidden>
          {said}
        </span>
      )}
      {!small && count > 0 && <CounterBadge count={count} className={styles.badge} aria-hidden />}
    </a>
  );
}
