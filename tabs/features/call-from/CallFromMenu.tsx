import { Menu, MenuList, MenuPopover, Text, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Popup } from '../../ui/use-popup';
import { CallFromGroup } from './CallFromGroup';
import { useCallFrom } from './use-call-from';

const useStyles = makeStyles({
  hint: {
    padding: `0 ${tokens.spacingHorizontalS} ${tokens.spacingVerticalXS}`,
    maxWidth: '260px',
    color: tokens.colorNeutralForeground3,
    display: 'block',
  },
});

export function CallFromMenu({ popup }: { popup: Popup }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { current, choose } = useCallFrom();
  return (
    <Menu
      open
      onOpenChange={popup.onOpenChange}
      positioning={{ target: popup.trigger, position: 'below', align: 'end' }}
      checkedValues={{ from: [current] }}
      onCheckedValueChange={(_, { checkedItems: [id] }) => {
        if (id !== undefined) choose(id);
        popup.close();
      }}
    >
      <MenuPopover>
        <MenuList aria-label={t('callFrom.title')}>
          <CallFromGroup />
        </MenuList>
        <Text size={200} className={styles.hint}>
          {t('callFrom.hint')}
        </Text>
      </MenuPopover>
    </Menu>
  );
}
