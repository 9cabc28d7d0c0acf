import {
  Menu,
  MenuDivider,
  MenuItem,
  MenuItemCheckbox,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { CallRegular } from '@fluentui/react-icons/svg/call';
import { ContactCardRegular } from '@fluentui/react-icons/svg/contact-card';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { DiamondRegular } from '@fluentui/react-icons/svg/diamond';
import { EditRegular } from '@fluentui/react-icons/svg/edit';
import { FolderAddRegular } from '@fluentui/react-icons/svg/folder-add';
import { ProhibitedRegular } from '@fluentui/react-icons/svg/prohibited';
import { StarRegular } from '@fluentui/react-icons/svg/star';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactView } from '../../../src/contract/people/people';
import { PhoneNumber } from '../../ui/PhoneNumber';
import { useServices } from '../../ui/services';
import { useLayout } from '../../ui/use-layout';
import { waysToReach } from '../../view-models/search-results';
import { useContactActions } from './contact-actions';
import { isMine, useGroups } from './use-groups';
import { useMembership } from './use-membership';

export interface ContactMenuProps {
  readonly contact: ContactView;
  /** Where it was asked for, in the window's pixels. */
  readonly at: { readonly x: number; readonly y: number };
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

/** All that can be done with a contact, at the pointer or, by the menu key, at the row. */
export function ContactMenu({ contact, at: { x, y }, onOpen, onClose }: ContactMenuProps): ReactNode {
  const membership = useMembership(contact.id);
  const { favourite = false, mark = null, groups = none } = membership ?? {};
  const standing = [...(favourite ? ['favourite'] : []), ...(mark === null ? [] : [mark])];
  const { inGroups, goTo, popover } = useGroupsInPlace();
  return (
    <Menu
      open
      onOpenChange={onClose}
      checkedValues={{ standing, groups: [...groups] }}
      positioning={{
        target: { getBoundingClientRect: () => new DOMRect(x, y, 0, 0) },
        position: 'below',
        align: 'start',
        // Where there is room neither below nor above it lies over the place, and scrolls if it is higher still.
        shiftToCoverTarget: true,
        autoSize: 'height',
      }}
    >
      <MenuPopover>
        <div ref={popover}>
          {inGroups ? (
            <GroupsInPlace contact={contact} isIn={groups} onBack={() => goTo(false)} />
          ) : (
            <WholeMenu contact={contact} isIn={groups} onOpen={onOpen} onGroups={() => goTo(true)} />
          )}
        </div>
      </MenuPopover>
    </Menu>
  );
}

const none: readonly string[] = [];

/** Whether the groups have come in the menu's place; the focus goes along, and back to what led there. */
function useGroupsInPlace() {
  const [inGroups, setInGroups] = useState<boolean | null>(null);
  const popover = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (inGroups !== null)
      popover.current?.querySelector<HTMLElement>(inGroups ? '[role=menuitem]' : '[data-groups]')?.focus();
  }, [inGroups]);
  return { inGroups: inGroups === true, goTo: setInGroups, popover };
}

interface WholeMenuProps {
  readonly contact: ContactView;
  /** The groups in which the contact is. */
  readonly isIn: readonly string[];
  readonly onOpen: () => void;
  readonly onGroups: () => void;
}

function WholeMenu({ contact, isIn, onOpen, onGroups }: WholeMenuProps): ReactNode {
  const { t, i18n } = useTranslation();
  const { calls } = useServices();
  const actions = useContactActions();
  return (
    <MenuList>
      {waysToReach(contact).map(({ label, number }) => (
        <MenuItem
          key={`${label}${number}`}
          icon={<CallRegular />}
          secondaryContent={<PhoneNumber number={number} />}
          onClick={() => calls.place(number, contact.displayName)}
        >
          {`${t('action.call')} ${t(`number.${label}`).toLocaleLowerCase(i18n.language)}`}
        </MenuItem>
      ))}
      <MenuItem icon={<ContactCardRegular />} onClick={onOpen}>
        {t('action.contactCard')}
      </MenuItem>
      <MenuDivider />
      <StandingItems contact={contact} />
      <GroupsMenu contact={contact} isIn={isIn} onGroups={onGroups} />
      {contact.own && (
        <>
          <MenuDivider />
          <MenuItem icon={<EditRegular />} onClick={() => actions.edit(contact)}>
            {t('contacts.edit')}
          </MenuItem>
          <MenuItem icon={<DeleteRegular />} onClick={() => actions.remove(contact)}>
            {t('contacts.delete')}
          </MenuItem>
        </>
      )}
    </MenuList>
  );
}

/** Inside a menu whose `standing` is checked. */
function StandingItems({ contact }: { contact: ContactView }): ReactNode {
  const { t } = useTranslation();
  const actions = useContactActions();
  const { favourite = false, mark = null } = useMembership(contact.id) ?? {};
  return (
    <>
      <MenuItemCheckbox
        name="standing"
        value="favourite"
        icon={<StarRegular />}
        onClick={() => actions.setFavourite(contact, !favourite)}
      >
        {t('contacts.favourite')}
      </MenuItemCheckbox>
      <MenuItemCheckbox
        name="standing"
        value="vip"
        icon={<DiamondRegular />}
        onClick={() => actions.setMark(contact, mark === 'vip' ? null : 'vip', mark)}
      >
        {t('contacts.vip')}
      </MenuItemCheckbox>
      <MenuItemCheckbox
        name="standing"
        value="blocked"
        icon={<ProhibitedRegular />}
        onClick={() => actions.setMark(contact, mark === 'blocked' ? null : 'blocked', mark)}
      >
        {t('contacts.block')}
      </MenuItemCheckbox>
    </>
  );
}

/** Beside the menu; where there is no room for that, in its place. */
function GroupsMenu({ contact, isIn, onGroups }: Omit<WholeMenuProps, 'onOpen'>): ReactNode {
  const { t } = useTranslation();
  if (useLayout() === 'narrow')
    return (
      <MenuItem
        data-groups
        icon={<FolderAddRegular />}
        hasSubmenu
        aria-haspopup="menu"
        persistOnClick
        onClick={onGroups}
      >
        {t('contacts.addToGroup')}
      </MenuItem>
    );
  return (
    <Menu checkedValues={{ groups: [...isIn] }}>
      <MenuTrigger disableButtonEnhancement>
        <MenuItem icon={<FolderAddRegular />}>{t('contacts.addToGroup')}</MenuItem>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <GroupChoices contact={contact} isIn={isIn} />
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

interface GroupsInPlaceProps extends Pick<WholeMenuProps, 'contact' | 'isIn'> {
  readonly onBack: () => void;
}

function GroupsInPlace({ contact, isIn, onBack }: GroupsInPlaceProps): ReactNode {
  const { t } = useTranslation();
  return (
    <MenuList aria-label={t('contacts.addToGroup')}>
      <MenuItem icon={<ArrowLeftRegular />} persistOnClick onClick={onBack}>
        {t('action.back')}
      </MenuItem>
      <MenuDivider />
      <GroupChoices contact={contact} isIn={isIn} />
    </MenuList>
  );
}

/** My groups, of which each can be put on or off, and a new one. Inside a menu whose `groups` are checked. */
export function GroupChoices({ contact, isIn }: { contact: ContactView; isIn: readonly string[] }): ReactNode {
  const { t } = useTranslation();
  const actions = useContactActions();
  const mine = useGroups().list.groups.filter(isMine);
  return (
    <>
      {mine.map((group) => (
        <MenuItemCheckbox
          key={group.id}
          name="groups"
          value={group.id}
          onClick={() => (isIn.includes(group.id) ? actions.takeFrom(contact, group) : actions.addTo(contact, group))}
        >
          {group.name}
        </MenuItemCheckbox>
      ))}
      <MenuItem icon={<AddRegular />} onClick={() => actions.newGroup(contact)}>
        {t('contacts.newGroup')}
      </MenuItem>
    </>
  );
}
