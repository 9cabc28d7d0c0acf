import { Menu, MenuItem, MenuList, MenuPopover } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Popup } from '../../ui/use-popup';

export function CallListMenu({
  popup,
  canClear,
  onClear,
}: {
  popup: Popup;
  canClear: boolean;
  onClear: () => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <Menu
      open
      onOpenChange={popup.onOpenChange}
      positioning={{ target: popup.trigger, position: 'below', align: 'end' }}
    >
      <MenuPopover>
        <MenuList>
          <MenuItem
            icon={<DeleteRegular />}
            disabled={!canClear}
            onClick={() => {
              popup.close();
              onClear();
            }}
          >
            {t('action.clearHistory')}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
