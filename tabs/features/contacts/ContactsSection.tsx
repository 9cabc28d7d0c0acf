import { Button, Input, Title3, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { PersonAddRegular } from '@fluentui/react-icons/svg/person-add';
import { ProhibitedRegular } from '@fluentui/react-icons/svg/prohibited';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { useCallback, useDeferredValue, useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupList, Mark } from '../../../src/contract/contacts/groups';
import { NowPane } from '../history/day/NowPane';
import { useServices } from '../../ui/services';
import { useLayout } from '../../ui/use-layout';
import { useSinglePane } from '../../ui/use-single-pane';
import { useSectionStyles } from '../../ui/section-styles';
import { useStore } from '../../ui/use-store';
import { ActionsProvider } from './ActionsProvider';
import { useContactActions } from './contact-actions';
import { ContactDetail } from './ContactDetail';
import { ContactList } from './ContactList';
import { GroupChoice } from './GroupChoice';
import { GroupPane } from './GroupPane';
import type { GroupPaneProps } from './GroupPane';
import { useContacts } from './use-contacts';
import { isEverybodys, useGroups } from './use-groups';
import type { ListKey } from './use-groups';

const useStyles = makeStyles({
  // Groups, the chosen one, and whoever is chosen in it.
  threePanes: { gridTemplateColumns: '204px clamp(280px, 24vw, 400px) minmax(0, 1fr)' },
  groups: {
    overflowY: 'auto',
    minHeight: 0,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    outlineStyle: 'none',
  },
  groupsTitle: {
    margin: 0,
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalL} 0`,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  bar: {
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL} ${tokens.spacingVerticalS}`,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
    minHeight: '32px',
    minWidth: 0,
  },
  title: {
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  hidden: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
  tools: { display: 'flex', gap: tokens.spacingHorizontalS, flexShrink: 0 },
  search: { margin: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalS}`, maxWidth: 'none' },
});

/** The company's directory with one's own contacts, and the groups into which they are sorted. */
export function ContactsSection(): ReactNode {
  const { navigation } = useServices();
  const [list, setList] = useState<ListKey>('all');
  const onMade = useCallback(
    (what: 'contact' | 'group', id: string) => (what === 'group' ? setList(id) : navigation.open('contacts', id)),
    [navigation],
  );
  const onGone = useCallback(
    (id: string) => {
      setList((now) => (now === id ? 'all' : now));
      if (navigation.place.get().selected === id) navigation.open('contacts');
    },
    [navigation],
  );
  return (
    <ActionsProvider onMade={onMade} onGone={onGone}>
      <Panes list={list} onList={setList} />
    </ActionsProvider>
  );
}

/** `new` or `new:<number>` in the address of a contact asks for a new one, e.g. from a call. */
const draftOf = (selected: string | null): { readonly number?: string } | null => {
  if (selected === 'new') return {};
  return selected?.startsWith('new:') ? { number: selected.slice('new:'.length) } : null;
};

interface PanesProps {
  readonly list: ListKey;
  readonly onList: (list: ListKey) => void;
}

function Panes({ list, onList }: PanesProps): ReactNode {
  const section = useSectionStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  const { navigation } = useServices();
  const place = useStore(navigation.place, ({ selected }) => selected);
  const { newContact } = useContactActions();
  const pane = useSinglePane();
  const wide = useLayout() === 'wide';
  const groups = useGroups().list;
  useNoGoneGroup(list, groups, onList);
  const name = useListName(list);
  const draft = draftOf(place);
  const selected = draft === null ? place : null;
  useEffect(() => {
    if (draft === null) return;
    navigation.open('contacts');
    newContact(draft);
  });
  const choose = (key: ListKey): void => {
    onList(key);
    if (pane.single) navigation.open('contacts');
  };
  return (
    <div
      className={mergeClasses(
        section.section,
        wide ? styles.threePanes : pane.compact && section.medium,
        pane.single && section.single,
      )}
    >
      {wide && <GroupsColumn list={groups} selected={list} onSelect={choose} />}
      {(!pane.single || selected === null) && (
        <section data-region="list" tabIndex={-1} className={section.list} aria-label={t('contacts.list')}>
          <ListPane
            key={list}
            list={list}
            name={name}
            selected={selected}
            choice={wide ? null : <GroupChoice name={name} list={groups} selected={list} onSelect={choose} />}
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
              {name}
            </Button>
          )}
          {selected !== null ? <ContactDetail key={selected} contactId={selected} /> : <NowPane />}
        </div>
      )}
    </div>
  );
}

/** A group that somebody else has deleted, or shares no more, leaves all contacts in its place. */
function useNoGoneGroup(list: ListKey, { groups }: GroupList, onList: (list: ListKey) => void): void {
  // One that was made a moment ago is not in the list yet.
  const known = useRef<ListKey | null>(null);
  useEffect(() => {
    const isThere = groups.some(({ id }) => id === list);
    if (!isThere && known.current === list) onList('all');
    known.current = isThere ? list : null;
  }, [list, groups, onList]);
}

function GroupsColumn(props: GroupPaneProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <div className={styles.groups}>
      <h2 className={styles.groupsTitle} aria-hidden>
        {t('contacts.groups')}
      </h2>
      <GroupPane {...props} />
    </div>
  );
}

/** From the field down into the list. */
function toFirstRow(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const row = event.currentTarget.closest('[data-region=list]')?.querySelector<HTMLElement>('[data-row]');
  if (row == null) return;
  event.preventDefault();
  row.focus();
}

function useListName(list: ListKey): string {
  const { t } = useTranslation();
  const { groups } = useGroups().list;
  if (isEverybodys(list)) return t(`contacts.${list}`);
  return groups.find(({ id }) => id === list)?.name ?? t('contacts.groups');
}

interface ListPaneProps {
  readonly list: ListKey;
  readonly name: string;
  readonly selected: string | null;
  /** The other lists, where they have no column of their own. */
  readonly choice: ReactNode;
}

function ListPane({ list, name, selected, choice }: ListPaneProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { navigation } = useServices();
  const { newContact, addNumber } = useContactActions();
  const [search, setSearch] = useState('');
  const directory = useContacts(list, useDeferredValue(search.trim()));
  const marks: Mark | null = list === 'vip' ? 'vip' : list === 'blocked' ? 'blocked' : null;
  return (
    <>
      <div className={styles.bar}>
        <Title3 as="h1" className={choice === null ? styles.title : styles.hidden}>
          {list === 'all' ? t('contacts.title') : name}
        </Title3>
        {choice}
        <span className={styles.tools}>
          {marks !== null && (
            <Button
              icon={<ProhibitedRegular />}
              aria-label={t(`contacts.number.${marks}`)}
              title={t(`contacts.number.${marks}`)}
              onClick={() => addNumber(marks)}
            />
          )}
          <Button
            icon={<PersonAddRegular />}
            {...(choice === null
              ? { children: t('contacts.newContact') }
              : { 'aria-label': t('contacts.newContact'), title: t('contacts.newContact') })}
            onClick={() => newContact()}
          />
        </span>
      </div>
      <Input
        type="search"
        contentBefore={<SearchRegular />}
        className={styles.search}
        value={search}
        placeholder={t('contacts.search')}
        aria-label={t('contacts.search')}
        onChange={(_, data) => setSearch(data.value)}
        onKeyDown={toFirstRow}
      />
      <ContactList
        directory={directory}
        list={list}
        name={name}
        search={search.trim()}
        selected={selected}
        onSelect={(id) => navigation.open('contacts', id)}
      />
    </>
  );
}
