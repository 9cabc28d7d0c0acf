import { Menu, MenuItem, MenuList, MenuPopover } from '@fluentui/react-components';
import { CallRegular } from '@fluentui/react-icons/svg/call';
import { ContactCardRegular } from '@fluentui/react-icons/svg/contact-card';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { PersonAddRegular } from '@fluentui/react-icons/svg/person-add';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import { useCopyNumber } from '../../ui/use-copy-number';
import type { CallGroup } from '../../view-models/call-list';
import { newContactNumber } from '../../view-models/new-contact-number';

export interface CallRowMenuProps {
  readonly group: CallGroup;
  /** Where it was asked for, in the window's pixels. */
  readonly at: { readonly x: number; readonly y: number };
  readonly onCall: () => void;
  readonly onDelete: () => void;
  readonly onClose: () => void;
}

/** What can be done with a row of calls, at the pointer or, by the menu key, at the row. */
export function CallRowMenu({ group, at: { x, y }, onCall, onDelete, onClose }: CallRowMenuProps): ReactNode {
  const { t } = useTranslation();
  const { navigation } = useServices();
  const copy = useCopyNumber();
  const { number, contactId } = group.other;
  const unlisted = newContactNumber(group.other);
  return (
    <Menu
      open
      onOpenChange={onClose}
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
        <MenuList>
          {number !== null && (
            <MenuItem icon={<CallRegular />} onClick={onCall}>
              {t('action.call')}
            </MenuItem>
          )}
          {contactId !== null && (
            <MenuItem icon={<ContactCardRegular />} onClick={() => navigation.open('contacts', contactId)}>
              {t('action.contactCard')}
            </MenuItem>
          )}
          {unlisted !== null && (
            <MenuItem icon={<PersonAddRegular />} onClick={() => navigation.open('contacts', `new:${unlisted}`)}>
              {t('contacts.newContact')}
            </MenuItem>
          )}
          {number !== null && (
            <MenuItem icon={<CopyRegular />} onClick={() => copy(number)}>
              {t('action.copyNumber')}
            </MenuItem>
          )}
          <MenuItem icon={<DeleteRegular />} onClick={onDelete}>
            {t('action.deleteCall')}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
