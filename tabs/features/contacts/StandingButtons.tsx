import { Button, Menu, MenuList, MenuPopover, MenuTrigger, ToggleButton } from '@fluentui/react-components';
import { DiamondFilled, DiamondRegular } from '@fluentui/react-icons/svg/diamond';
import { FolderAddRegular } from '@fluentui/react-icons/svg/folder-add';
import { ProhibitedRegular } from '@fluentui/react-icons/svg/prohibited';
import { StarFilled, StarRegular } from '@fluentui/react-icons/svg/star';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mark } from '../../../src/contract/contacts/groups';
import type { ContactView } from '../../../src/contract/people/people';
import { useContactActions } from './contact-actions';
import { GroupChoices } from './ContactMenu';
import { useMembership } from './use-membership';

/** Star, VIP, Block: what somebody is to me. */
export function StandingButtons({ contact }: { contact: ContactView }): ReactNode {
  const { t } = useTranslation();
  const { setFavourite, setMark } = useContactActions();
  const membership = useMembership(contact.id);
  const { favourite = false, mark = null } = membership ?? {};
  const toggled = (to: Mark): void => setMark(contact, mark === to ? null : to, mark);
  return (
    <>
      <ToggleButton
        checked={favourite}
        icon={favourite ? <StarFilled /> : <StarRegular />}
        disabled={membership === null}
        onClick={() => setFavourite(contact, !favourite)}
      >
        {t('contacts.favourite')}
      </ToggleButton>
      <ToggleButton
        checked={mark === 'vip'}
        icon={mark === 'vip' ? <DiamondFilled /> : <DiamondRegular />}
        disabled={membership === null}
        onClick={() => toggled('vip')}
      >
        {t('contacts.vip')}
      </ToggleButton>
      <ToggleButton
        checked={mark === 'blocked'}
        icon={<ProhibitedRegular />}
        disabled={membership === null}
        onClick={() => toggled('blocked')}
      >
        {t('contacts.block')}
      </ToggleButton>
    </>
  );
}

/** Puts somebody into groups of mine, or takes them out. */
export function AddToGroup({ contact }: { contact: ContactView }): ReactNode {
  const { t } = useTranslation();
  const isIn = useMembership(contact.id)?.groups ?? [];
  return (
    <Menu checkedValues={{ groups: [...isIn] }}>
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" size="small" icon={<FolderAddRegular />}>
          {t('contacts.addToGroup')}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <GroupChoices contact={contact} isIn={isIn} />
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
