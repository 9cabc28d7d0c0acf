import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { Banners, ContactsSection, DeepLinkDialog, HelpSection, Notices, SettingsSection } from '../../app/later';
import { useServices } from '../../app/services';
import { useLayout } from '../../app/use-layout';
import { useStore } from '../../state/store';
import { CallPanel } from '../call-panel/CallPanel';
import { RingsOn } from '../call-panel/RingsOn';
import { CallsSection } from '../calls/CallsSection';
import { Announcer } from './Announcer';
import { Header } from './Header';
import { Navigation } from './Navigation';
import { PartsBanner } from './PartsBanner';
import { useShortcuts } from './use-shortcuts';

const useStyles = makeStyles({
  page: { height: '100%', display: 'grid', overflow: 'hidden', color: tokens.colorNeutralForeground1 },
  wide: { gridTemplate: `auto auto minmax(0, 1fr) / 200px minmax(0, 1fr) 330px`, gridTemplateAreas: '"top top top" "banner banner banner" "nav main calls"' },
  medium: { gridTemplate: `auto auto minmax(0, 1fr) auto / 84px minmax(0, 1fr) auto`, gridTemplateAreas: '"top top top" "banner banner banner" "nav main calls" "nav foot calls"' },
  narrow: { gridTemplate: `auto auto minmax(0, 1fr) auto auto auto / minmax(0, 1fr)`, gridTemplateAreas: '"top" "banner" "main" "calls" "foot" "nav"' },
  foot: { gridArea: 'foot', padding: `0 ${tokens.spacingHorizontalM}`, borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  banners: { gridArea: 'banner', display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', minWidth: 0 },
  main: { gridArea: 'main', minWidth: 0, minHeight: 0, display: 'grid', overflow: 'hidden' },
});

/** The layout of the tab: header, navigation, section, calls. */
export function Shell({ onSignOut }: { onSignOut: () => void }): ReactNode {
  const styles = useStyles();
  const layout = useLayout();
  useShortcuts();
  const { navigation, loadLater } = useServices();
  useEffect(loadLater, [loadLater]);
  const section = useStore(navigation.place, (place) => place.section);
  const confirmNumber = useStore(navigation.place, (place) => place.confirmNumber);
  return (
    <div className={mergeClasses(styles.page, styles[layout])} data-layout={layout}>
      <Header onSignOut={onSignOut} />
      <div className={styles.banners}>
        <PartsBanner />
        <Banners />
      </div>
      <Navigation />
      <main className={styles.main}>
        {section === 'calls' && <CallsSection />}
        {section === 'contacts' && <ContactsSection />}
        {section === 'settings' && <SettingsSection />}
        {section === 'help' && <HelpSection />}
      </main>
      <CallPanel />
      {layout !== 'wide' && (
        <footer className={styles.foot}>
          <RingsOn />
        </footer>
      )}
      <Announcer />
      <Notices />
      {confirmNumber !== null && <DeepLinkDialog number={confirmNumber} />}
    </div>
  );
}
