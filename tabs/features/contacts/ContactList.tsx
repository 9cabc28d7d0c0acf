import { Button, makeStyles, useMergedRefs } from '@fluentui/react-components';
import { PeopleRegular } from '@fluentui/react-icons/svg/people';
import { PlugDisconnectedRegular } from '@fluentui/react-icons/svg/plug-disconnected';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FocusScope } from '../../session/focus-keeper';
import { useFocusScope } from '../../ui/use-focus-scope';
import { EmptyState } from '../../ui/EmptyState';
import { useRowKeys } from '../../ui/use-row-keys';
import { SectionSkeleton } from '../../ui/SectionSkeleton';
import { ContactRow } from './ContactRow';
import type { Directory } from './use-contacts';

const rows: FocusScope = { items: '[data-row]' };
const rowPx = 56;

const useStyles = makeStyles({
  scroll: { flex: 1, overflowY: 'auto', minHeight: 0, outline: 'none' },
  inner: { position: 'relative', width: '100%' },
  line: { position: 'absolute', top: 0, left: 0, width: '100%' },
});

export interface ContactListProps {
  readonly directory: Directory;
  readonly search: string;
  readonly selected: string | null;
  readonly onSelect: (contactId: string) => void;
}

/** Endless and virtual: 100,000 entries cost no more than those in view. */
export function ContactList({ directory, search, selected, onSelect }: ContactListProps): ReactNode {
  const styles = useStyles();
  const scroll = useRef<HTMLDivElement>(null);
  const { contacts, more, loadMore } = directory;
  // oxlint-disable-next-line react/incompatible-library -- the virtualizer changes by itself as one scrolls
  const virtual = useVirtualizer({
    count: contacts.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowPx,
    getItemKey: (index) => contacts[index]?.id ?? index,
    overscan: 12,
    initialRect: { width: 340, height: 800 },
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const ids = useMemo(() => contacts.map(({ id }): string => id), [contacts]);
  const keys = useRowKeys({
    keys: ids,
    drawn: items.map(({ key }) => String(key)),
    preferred: selected ?? undefined,
    reveal: (key) => virtual.scrollToIndex(ids.indexOf(key)),
  });
  const ref = useMergedRefs(scroll, useFocusScope(rows));
  useEffect(() => {
    if (more && last >= contacts.length - 20) loadMore();
  }, [more, last, contacts.length, loadMore]);

  if (directory.loading) return <SectionSkeleton />;
  if (contacts.length === 0) return <NoContacts directory={directory} search={search} />;
  return (
    <div ref={ref} className={styles.scroll} role="presentation" onFocus={keys.onFocus} onKeyDown={keys.onKeyDown}>
      <div className={styles.inner} role="list" style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const contact = contacts[index];
          return (
            contact && (
              <div
                key={key}
                role="listitem"
                aria-posinset={index + 1}
                aria-setsize={more ? -1 : contacts.length}
                className={styles.line}
                style={{ transform: `translateY(${start}px)` }}
              >
                <ContactRow
                  contact={contact}
                  selected={contact.id === selected}
                  stop={contact.id === keys.stop}
                  onSelect={onSelect}
                />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

function NoContacts({ directory, search }: Pick<ContactListProps, 'directory' | 'search'>): ReactNode {
  const { t } = useTranslation();
  if (directory.failed) {
    const retry = <Button onClick={directory.retry}>{t('action.retry')}</Button>;
    return <EmptyState icon={<PlugDisconnectedRegular />} title={t('contacts.failed')} action={retry} />;
  }
  if (search !== '') return <EmptyState icon={<SearchRegular />} title={t('search.none', { text: search })} />;
  return <EmptyState icon={<PeopleRegular />} title={t('contacts.empty')} hint={t('contacts.emptyHint')} />;
}
