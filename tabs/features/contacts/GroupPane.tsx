import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  mergeClasses,
  tokens,
} from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { EditRegular } from '@fluentui/react-icons/svg/edit';
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal';
import { useState } from 'react';
import type { DragEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupKind, GroupList, GroupView } from '../../../src/contract/contacts/groups';
import type { ContactView } from '../../../src/contract/people/people';
import { writtenCount } from '../../i18n/count';
import { useServices } from '../../ui/services';
import { tint } from '../../ui/tint';
import { shownOnHover } from '../../ui/touch';
import { useStore } from '../../ui/use-store';
import { useContactActions } from './contact-actions';
import { GroupIcon } from './GroupIcon';
import { isMine } from './use-groups';
import type { ListKey } from './use-groups';

const useStyles = makeStyles({
  pane: { display: 'flex', flexDirection: 'column', gap: '2px', padding: tokens.spacingHorizontalS, minWidth: 0 },
  heading: {
    margin: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXS}`,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground3,
    overflowWrap: 'anywhere',
  },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '2px' },
  item: { position: 'relative', display: 'flex', ...shownOnHover('data-tool') },
  entry: {
    flex: 1,
    minWidth: 0,
    justifyContent: 'flex-start',
    fontWeight: tokens.fontWeightRegular,
    paddingLeft: tokens.spacingHorizontalS,
    paddingRight: tokens.spacingHorizontalS,
  },
  current: { fontWeight: tokens.fontWeightSemibold, backgroundColor: tint(8) },
  name: { flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', textAlign: 'left' },
  count: {
    marginLeft: tokens.spacingHorizontalS,
    color: tokens.colorNeutralForeground3,
    fontWeight: tokens.fontWeightRegular,
    fontVariantNumeric: 'tabular-nums',
  },
  // The tool lies where the count is.
  tool: { position: 'absolute', right: 0, top: 0, backgroundColor: tokens.colorNeutralBackground3 },
  over: { outline: `2px solid ${tokens.colorBrandStroke1}`, outlineOffset: '-2px' },
  add: { justifyContent: 'flex-start', color: tokens.colorBrandForeground1, paddingLeft: tokens.spacingHorizontalS },
});

export interface GroupPaneProps {
  readonly list: GroupList;
  readonly selected: ListKey;
  readonly onSelect: (key: ListKey) => void;
}

/** All lists of contacts: everybody, the three that each has, the company's groups, mine, and those shared with me. */
export function GroupPane({ list, selected, onSelect }: GroupPaneProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { store } = useServices();
  const actions = useContactActions();
  const organisation = useStore(store, ({ me }) => me?.organisation.name ?? '');
  const entry = { selected, onSelect };
  const parts = [
    { kind: 'company', heading: organisation },
    { kind: 'own', heading: t('contacts.mine') },
    { kind: 'shared', heading: t('contacts.sharedWithMe') },
  ] as const;
  const drop = {
    favourites: (contact: ContactView) => actions.setFavourite(contact, true),
    vip: (contact: ContactView) => actions.setMark(contact, 'vip', null),
    blocked: (contact: ContactView) => actions.setMark(contact, 'blocked', null),
  };
  return (
    <nav className={styles.pane} aria-label={t('contacts.groups')}>
      <ul className={styles.list}>
        <Entry {...entry} id="all" kind="all" name={t('contacts.all')} count={null} />
        {(['favourites', 'vip', 'blocked'] as const).map((id) => (
          <Entry key={id} {...entry} id={id} kind={id} name={t(`contacts.${id}`)} count={list[id]} onDrop={drop[id]} />
        ))}
      </ul>
      {parts.map((part) => (
        <Part key={part.kind} {...part} groups={list.groups.filter(({ kind }) => kind === part.kind)} {...entry} />
      ))}
    </nav>
  );
}

interface PartProps extends Pick<GroupPaneProps, 'selected' | 'onSelect'> {
  readonly kind: GroupKind;
  readonly heading: string;
  readonly groups: readonly GroupView[];
}

/** Groups of one kind; mine are there also while there is none, with the way to a new one. */
function Part({ kind, heading, groups, ...entry }: PartProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { addTo, newGroup } = useContactActions();
  if (groups.length === 0 && kind !== 'own') return null;
  return (
    <div>
      <h2 className={styles.heading}>{heading}</h2>
      <ul className={styles.list}>
        {groups.map((group) => (
          <Entry
            key={group.id}
            {...entry}
            id={group.id}
            kind={kind}
            name={group.name}
            about={group.owner ?? undefined}
            count={group.count}
            {...(isMine(group) && {
              onDrop: (contact: ContactView) => addTo(contact, group),
              tool: <GroupMenu group={group} />,
            })}
          />
        ))}
      </ul>
      {kind === 'own' && (
        <Button appearance="subtle" className={styles.add} icon={<AddRegular />} onClick={() => newGroup()}>
          {t('contacts.newGroup')}
        </Button>
      )}
    </div>
  );
}

interface EntryProps {
  readonly id: ListKey;
  readonly kind: Parameters<typeof GroupIcon>[0]['kind'];
  readonly name: string;
  /** Whose it is. */
  readonly about?: string | undefined;
  readonly count: number | null;
  readonly selected: ListKey;
  readonly onSelect: (key: ListKey) => void;
  /** A contact can be dropped on it. */
  readonly onDrop?: (contact: ContactView) => void;
  readonly tool?: ReactNode;
}

function Entry({ id, kind, name, about, count, selected, onSelect, onDrop, tool }: EntryProps): ReactNode {
  const styles = useStyles();
  const { i18n } = useTranslation();
  const { dragged } = useContactActions();
  const [over, setOver] = useState(false);
  const current = id === selected;
  const accept = (event: DragEvent): void => {
    if (dragged.current === null) return;
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    if (dragged.current !== null) onDrop?.(dragged.current);
  };
  return (
    <li
      className={mergeClasses(styles.item, over && styles.over)}
      {...(onDrop && { onDragEnter: accept, onDragOver: accept, onDragLeave: () => setOver(false), onDrop: drop })}
    >
      <Button
        appearance="subtle"
        className={mergeClasses(styles.entry, current && styles.current)}
        icon={<GroupIcon kind={kind} />}
        aria-current={current || undefined}
        title={about === undefined ? name : `${name} · ${about}`}
        onClick={() => onSelect(id)}
      >
        <span className={styles.name}>{name}</span>{' '}
        {count !== null && count > 0 && <span className={styles.count}>{writtenCount(count, i18n.language)}</span>}
      </Button>
      {tool}
    </li>
  );
}

function GroupMenu({ group }: { group: GroupView }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { editGroup, removeGroup } = useContactActions();
  const label = t('contacts.groupMenu', { group: group.name });
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          data-tool
          className={styles.tool}
          appearance="subtle"
          icon={<MoreHorizontalRegular />}
          aria-label={label}
          title={label}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem icon={<EditRegular />} onClick={() => editGroup(group)}>
            {t('contacts.editGroup')}
          </MenuItem>
          <MenuItem icon={<DeleteRegular />} onClick={() => removeGroup(group)}>
            {t('contacts.deleteGroup')}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
