import { Button, Input, Title3, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { useDeferredValue, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NowPane } from '../history/slots';
import { useServices } from '../../ui/services';
import { useSinglePane } from '../../ui/use-single-pane';
import { useSectionStyles } from '../../ui/section-styles';
import { useStore } from '../../ui/use-store';
import { ContactDetail } from './ContactDetail';
import { ContactList } from './ContactList';
import { useContacts } from './use-contacts';

const useStyles = makeStyles({
  bar: {
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL} ${tokens.spacingVerticalS}`,
    display: 'flex',
    alignItems: 'center',
    minHeight: '32px',
  },
  title: { fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  search: { margin: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalS}`, maxWidth: 'none' },
});

/** The company's directory. */
export function ContactsSection(): ReactNode {
  const section = useSectionStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  const { navigation } = useServices();
  const selected = useStore(navigation.place, (place) => place.selected);
  const pane = useSinglePane();
  const [search, setSearch] = useState('');
  const directory = useContacts(useDeferredValue(search.trim()));
  return (
    <div className={mergeClasses(section.section, pane.compact && section.medium, pane.single && section.single)}>
      {(!pane.single || selected === null) && (
        <section data-region="list" tabIndex={-1} className={section.list} aria-label={t('contacts.list')}>
          <div className={styles.bar}>
            <Title3 as="h1" className={styles.title}>
              {t('contacts.title')}
            </Title3>
          </div>
          <Input
            type="search"
            contentBefore={<SearchRegular />}
            className={styles.search}
            value={search}
            placeholder={t('contacts.search')}
            aria-label={t('contacts.search')}
            onChange={(_, data) => setSearch(data.value)}
          />
          <ContactList
            directory={directory}
            search={search.trim()}
            selected={selected}
            onSelect={(id) => navigation.open('contacts', id)}
          />
        </section>
      )}
      {(!pane.single || selected !== null) && (
        <div data-region="detail" tabIndex={-1} className={section.detail}>
          {pane.single && (
            <Button
              className={section.back}
              appearance="subtle"
              icon={<ArrowLeftRegular />}
              onClick={() => navigation.open('contacts')}
            >
              {t('contacts.title')}
            </Button>
          )}
          {selected !== null ? <ContactDetail key={selected} contactId={selected} /> : <NowPane />}
        </div>
      )}
    </div>
  );
}
