import { Text, Title3, makeStyles, tokens, useId } from '@fluentui/react-components';
import { useCallback, useMemo } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import { useStore } from '../../ui/use-store';
import { TabBar } from './TabBar';
import { firstTab, tabs } from './tabs';
import { UnsavedContext, useLeaving } from './use-unsaved';

const useStyles = makeStyles({
  section: {
    display: 'grid',
    gridTemplateRows: 'auto auto minmax(0, 1fr)',
    gridTemplateColumns: 'minmax(0, 1fr)',
    height: '100%',
    minHeight: 0,
    // Drawers lie over the tab and end where the section does.
    position: 'relative',
    backgroundColor: tokens.colorNeutralBackground1,
    outlineStyle: 'none',
    containerType: 'inline-size',
  },
  head: {
    display: 'flex',
    alignItems: 'baseline',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL} 0`,
  },
  title: { fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  organisation: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
  panel: { minHeight: 0, minWidth: 0, display: 'grid', outlineStyle: 'none' },
});

/** All that only administrators may do; each tab is a file of its own, loaded when it is opened. */
export function AdministrationSection(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { navigation, store } = useServices();
  const place = useStore(navigation.place, ({ selected }) => selected);
  const organisation = useStore(store, ({ me }) => me?.organisation.name ?? '');
  const panelId = useId('administration');
  const [wanted, opened = null] = place?.split('/') ?? [];
  const tab = tabs.find(({ id }) => id === wanted) ?? firstTab;
  const tabId = tab.id;
  const { unsaved, question } = useLeaving();
  const select = useCallback(
    (id: string | null) => navigation.open('administration', id === null ? tabId : `${tabId}/${id}`),
    [navigation, tabId],
  );
  const page = useMemo(
    () => <tab.Page key={tab.id} selected={tab.id === wanted ? opened : null} select={select} />,
    [tab, wanted, opened, select],
  );
  return (
    <section data-region="list" tabIndex={-1} className={styles.section} aria-label={t('nav.administration')}>
      <div className={styles.head}>
        <Title3 as="h1" className={styles.title}>
          {t('nav.administration')}
        </Title3>
        <Text className={styles.organisation}>{organisation}</Text>
      </div>
      <TabBar
        label={t('nav.administration')}
        tabs={tabs}
        selected={tab.id}
        panelId={panelId}
        onSelect={(id) => navigation.open('administration', id)}
      />
      <div id={panelId} role="tabpanel" aria-labelledby={`${panelId}-${tabId}`} className={styles.panel}>
        <UnsavedContext value={unsaved}>{page}</UnsavedContext>
      </div>
      {question}
    </section>
  );
}
