import { Button, makeStyles, useMergedRefs } from '@fluentui/react-components';
import { PlugDisconnectedRegular } from '@fluentui/react-icons/svg/plug-disconnected';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactView } from '../../../src/contract/people/people';
import type { FocusScope } from '../../session/focus-keeper';
import { useFocusScope } from '../../ui/use-focus-scope';
import { EmptyState } from '../../ui/EmptyState';
import { useRowKeys } from '../../ui/use-row-keys';
import { SectionSkeleton } from '../../ui/SectionSkeleton';
import { ContactMenu } from './ContactMenu';
import { ContactRow } from './ContactRow';
import { LetterIndex } from './LetterIndex';
import { WaitingRow } from './WaitingRow';
import { useWatchedContacts } from '../../ui/use-watched-contacts';
import { directoryId } from '../../../src/contract/people/directory-ids';
import { GroupIcon } from './GroupIcon';
import { NumberRow } from './NumberRow';
import type { Directory } from './directory';
import { rowPx, touchRowPx } from './row-styles';
import { touch } from '../../ui/touch';
import { isEverybodys, useGroups } from './use-groups';
import type { ListKey } from './use-groups';

const rows: FocusScope = { items: '[data-row]' };
/** A shorter list is read through. */
const worthLetters = 60;

const useStyles = makeStyles({
  whole: { display: 'flex', flex: 1, minHeight: 0 },
  scroll: { flex: 1, overflowY: 'auto', minHeight: 0, outline: 'none' },
  inner: { position: 'relative', width: '100%' },
  line: { position: 'absolute', top: 0, left: 0, width: '100%' },
});

export interface ContactListProps {
  readonly directory: Directory;
  readonly list: ListKey;
  /** What the list is called. */
  readonly name: string;
  readonly search: string;
  readonly selected: string | null;
  readonly onSelect: (contactId: string) => void;
}

interface MenuPlace {
  readonly contact: ContactView;
  readonly at: { readonly x: number; readonly y: number };
}

/** The rows in view, of however many: what is drawn, where keys lead, and what comes next. */
function useVirtualRows({ directory, list, selected }: Pick<ContactListProps, 'directory' | 'list' | 'selected'>) {
  const scroll = useRef<HTMLDivElement>(null);
  const { contacts, numbers, more, loadMore, show } = directory;
  // Bare numbers stand behind the contacts; they come with the first page.
  const count = contacts.length + (more ? 0 : numbers.length);
  const height = useRowPx();
  // oxlint-disable-next-line react/incompatible-library -- the virtualizer changes by itself as one scrolls
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    getItemKey: (index) => contacts[index]?.id ?? numbers[index - contacts.length] ?? `row-${index}`,
    overscan: 12,
    initialRect: { width: 340, height: 800 },
  });
  useEffect(() => virtual.measure(), [virtual, height]);
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  const ids = useMemo(
    () => [...contacts.map((contact, index): string => contact?.id ?? `row-${index}`), ...numbers],
    [contacts, numbers],
  );
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
  useEffect(() => show?.(first, last), [show, first, last]);
  useWatchedContacts(useOnScreen(contacts, first, last, list));
  return { count, virtual, items, keys, ref };
}

const fingers = touch.slice('@media '.length);

/** A screen for fingers may come and go, as with a tablet that is put into its keyboard. */
function useRowPx(): number {
  return useSyncExternalStore(
    (listener) => {
      const list = window.matchMedia(fingers);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    () => (window.matchMedia(fingers).matches ? touchRowPx : rowPx),
  );
}

/** Endless and virtual: 100,000 entries cost no more than those in view. */
export function ContactList(props: ContactListProps): ReactNode {
  const { directory, list, name, search, selected, onSelect } = props;
  const styles = useStyles();
  const { contacts, numbers, more } = directory;
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const { count, virtual, items, keys, ref } = useVirtualRows(props);

  if (directory.loading) return <SectionSkeleton />;
  if (count === 0) return <NoContacts directory={directory} list={list} search={search} />;
  const hasLetters = directory.letters !== undefined && count >= worthLetters;
  return (
    <div className={styles.whole}>
      <div ref={ref} className={styles.scroll} role="presentation" onFocus={keys.onFocus} onKeyDown={keys.onKeyDown}>
        <div
          className={styles.inner}
          role="grid"
          aria-label={name}
          aria-rowcount={more ? -1 : count}
          style={{ height: virtual.getTotalSize() }}
        >
          {items.map(({ index, key, start }) => (
            <div key={key} role="presentation" className={styles.line} style={{ transform: `translateY(${start}px)` }}>
              <Row
                contact={contacts[index]}
                number={numbers[index - contacts.length]}
                index={index}
                list={list}
                selected={selected}
                stop={keys.stop}
                onSelect={onSelect}
                onMenu={(contact, x, y) => setMenu({ contact, at: { x, y } })}
              />
            </div>
          ))}
        </div>
        {menu !== null && (
          <ContactMenu {...menu} onOpen={() => onSelect(menu.contact.id)} onClose={() => setMenu(null)} />
        )}
      </div>
      {hasLetters && (
        <LetterIndex
          letters={directory.letters ?? []}
          first={virtual.range?.startIndex ?? 0}
          onGo={(offset) => virtual.scrollToIndex(offset, { align: 'start' })}
        />
      )}
    </div>
  );
}

interface RowProps extends Pick<ContactListProps, 'list' | 'selected' | 'onSelect'> {
  /** Null: it has not come yet. */
  readonly contact: ContactView | null | undefined;
  readonly number: string | undefined;
  readonly index: number;
  /** The row that Tab reaches. */
  readonly stop: string | undefined;
  readonly onMenu: (contact: ContactView, x: number, y: number) => void;
}

/** A contact, or behind them a bare number. */
function Row({ contact, number, index, list, selected, stop, onSelect, onMenu }: RowProps): ReactNode {
  const { groups } = useGroups().list;
  if (contact === null) return <WaitingRow index={index} stop={stop === `row-${index}`} />;
  if (contact !== undefined)
    return (
      <ContactRow
        contact={contact}
        groups={groups}
        index={index}
        selected={contact.id === selected}
        stop={contact.id === stop}
        onSelect={onSelect}
        onMenu={onMenu}
      />
    );
  if (number === undefined) return null;
  return <NumberRow number={number} mark={list === 'vip' ? 'vip' : 'blocked'} index={index} stop={number === stop} />;
}

function NoContacts({ directory, list, search }: Pick<ContactListProps, 'directory' | 'list' | 'search'>): ReactNode {
  const { t } = useTranslation();
  if (directory.failed) {
    const retry = <Button onClick={directory.retry}>{t('action.retry')}</Button>;
    return <EmptyState icon={<PlugDisconnectedRegular />} title={t('contacts.failed')} action={retry} />;
  }
  if (search !== '') return <EmptyState icon={<SearchRegular />} title={t('search.none', { text: search })} />;
  const kind = isEverybodys(list) ? list : 'group';
  return (
    <EmptyState
      icon={<GroupIcon kind={kind === 'group' ? 'own' : kind} />}
      title={t(`contacts.emptyList.${kind}.title`)}
      hint={t(`contacts.emptyList.${kind}.hint`)}
    />
  );
}

/** The contacts in the page, and of the whole list whether somebody is new in it. */
function useOnScreen(
  contacts: readonly (ContactView | null)[],
  first: number,
  last: number,
  list: ListKey,
): readonly string[] {
  return useMemo(() => {
    const drawn = contacts.slice(first, last + 1).flatMap((contact) => contact?.id ?? []);
    return list === 'all' ? [...drawn, directoryId] : drawn;
  }, [contacts, first, last, list]);
}
