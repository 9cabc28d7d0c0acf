import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useCallback, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { FocusScope } from '../session/focus-keeper';
import { useServices } from '../ui/services';
import { useLayout, usePanelPlace } from '../ui/use-layout';
import { useFocusScope } from '../ui/use-focus-scope';
import { useStore } from '../ui/use-store';
import { useWatchedContacts } from '../ui/use-watched-contacts';
import { CallPanel } from '../features/call-panel/CallPanel';
import { RingsOn } from '../features/call-panel/RingsOn';
import { Banners } from '../features/banners/slots';
import { FreeNotices } from '../features/contacts/slots';
import { DeepLinkDialog } from '../features/deep-link/slots';
import { Announcer, Notices, Notifier } from '../features/notices/slots';
import { OtherKeys, ShortcutsDialog } from '../features/shortcuts/slots';
import { Header } from './Header';
import { Navigation } from './Navigation';
import { PartsBanner } from '../features/banners/PartsBanner';
import { regionAfter } from '../features/shortcuts/regions';
import { dialogRoomId } from '../ui/dialog-room';
import { useSections } from './use-sections';
import { useShortcuts } from '../features/shortcuts/use-shortcuts';

const useStyles = makeStyles({
  page: { height: '100%', display: 'grid', overflow: 'hidden', color: tokens.colorNeutralForeground1 },
  // The way to the last rows, when the bar of a call lies over them.
  underBar: { paddingBottom: '56px', boxSizing: 'border-box' },
  wide: {
    gridTemplate: `auto auto minmax(0, 1fr) / 200px minmax(0, 1fr) clamp(330px, 15vw, 400px)`,
    gridTemplateAreas: '"top top top" "banner banner banner" "nav main calls"',
  },
  medium: {
    gridTemplate: `auto auto minmax(0, 1fr) auto / 92px minmax(0, 1fr) 312px`,
    gridTemplateAreas: '"top top top" "banner banner banner" "nav main calls" "nav foot calls"',
  },
  rail: {
    gridTemplate: `auto auto minmax(0, 1fr) auto / 92px minmax(0, 1fr) 48px`,
    gridTemplateAreas: '"top top top" "banner banner banner" "nav main calls" "nav foot calls"',
  },
  narrow: {
    gridTemplate: `auto auto minmax(0, 1fr) auto auto / minmax(0, 1fr)`,
    gridTemplateAreas: '"top" "banner" "main" "foot" "nav"',
  },
  foot: {
    gridArea: 'foot',
    padding: `0 ${tokens.spacingHorizontalM}`,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  banners: { gridArea: 'banner', display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', minWidth: 0 },
  main: { gridArea: 'main', minWidth: 0, minHeight: 0, display: 'grid', overflow: 'hidden' },
  // Over the section, so that they never cover the navigation or the calls.
  dialogs: { gridArea: 'main', position: 'relative', pointerEvents: 'none', zIndex: 3 },
  barBelow: { marginBottom: '56px' },
});

/** Of the page as a whole: what is left of the region where the focus was, else the list, else what there is. */
const page: FocusScope = { heir: (_, lost) => regionAfter(lost) };

/** The layout of the tab: header, navigation, section, calls. */
export function Shell({ onSignOut }: { onSignOut: () => void }): ReactNode {
  const styles = useStyles();
  const layout = useLayout();
  const place = usePanelPlace();
  // Where it makes no difference a call does not draw the whole page anew.
  const underBar = useStore(useServices().cards, (cards) => place === 'sheet' && cards.length > 0);
  const [shortcuts, setShortcuts] = useState(false);
  useShortcuts(useCallback(() => setShortcuts(true), []));
  const ref = useFocusScope(page);
  const { navigation, loadLater, store } = useServices();
  const mine = useStore(store, ({ me }) => me?.user.contactId);
  useWatchedContacts(mine === undefined ? [] : [mine]);
  useEffect(loadLater, [loadLater]);
  const { sections, Page } = useSections();
  const confirmNumber = useStore(navigation.place, (place) => place.confirmNumber);
  return (
    <div
      ref={ref}
      className={mergeClasses(styles.page, place === 'rail' ? styles.rail : styles[layout])}
      data-layout={layout}
    >
      <Header onSignOut={onSignOut} />
      <div className={styles.banners}>
        <PartsBanner />
        <Banners />
      </div>
      <Navigation sections={sections} />
      <main className={mergeClasses(styles.main, underBar && styles.underBar)}>{Page !== undefined && <Page />}</main>
      <CallPanel />
      {place !== 'column' && (
        <footer className={styles.foot}>
          <RingsOn />
        </footer>
      )}
      <Announcer />
      <Notifier />
      <FreeNotices />
      <OtherKeys />
      <div id={dialogRoomId} className={mergeClasses(styles.dialogs, underBar && styles.barBelow)} />
      <div className={styles.dialogs}>
        <Notices />
      </div>
      {shortcuts && <ShortcutsDialog onClose={() => setShortcuts(false)} />}
      {confirmNumber !== null && <DeepLinkDialog number={confirmNumber} />}
    </div>
  );
}
