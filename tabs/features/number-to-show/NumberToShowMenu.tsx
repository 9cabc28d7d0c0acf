import {
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { showNoNumber } from '../../../src/contract/devices/sip';
import { useLayout } from '../../ui/use-layout';
import type { Popup } from '../../ui/use-popup';
import { PhoneNumber } from '../../ui/PhoneNumber';
import { CallFromGroup } from '../call-from/CallFromGroup';
import { useCallFrom } from '../call-from/use-call-from';
import { useShownNumber } from './use-shown-number';

const useStyles = makeStyles({
  role: { fontWeight: tokens.fontWeightRegular, maxWidth: '280px', whiteSpace: 'normal', height: 'auto' },
  label: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    display: 'block',
    lineHeight: tokens.lineHeightBase200,
  },
});

export function NumberToShowMenu({ popup }: { popup: Popup }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { usual, role, text, own, choose } = useShownNumber();
  // Where there is no room for a button of its own, the other choice about new calls stands here too.
  const narrow = useLayout() === 'narrow';
  const from = useCallFrom();
  return (
    <Menu
      open
      onOpenChange={popup.onOpenChange}
      positioning={{ target: popup.trigger, position: 'below', align: 'end' }}
      checkedValues={{ show: [usual], from: [from.current] }}
      onCheckedValueChange={(_, { name, checkedItems: [chosen] }) => {
        if (chosen !== undefined) (name === 'from' ? from.choose : choose)(chosen);
        popup.close();
      }}
    >
      <MenuPopover>
        <MenuList aria-label={t('show.title')}>
          <MenuGroup>
            <MenuGroupHeader>{t('show.title')}</MenuGroupHeader>
            {role !== null && (
              <MenuGroupHeader className={styles.role}>{t('show.byRole', { role, number: text })}</MenuGroupHeader>
            )}
            {own.map(({ number, label }) => (
              <MenuItemRadio key={number} name="show" value={number}>
                <PhoneNumber number={number} />
                <span className={styles.label}>{label}</span>
              </MenuItemRadio>
            ))}
            <MenuItemRadio name="show" value={showNoNumber}>
              {t('show.anonymous')}
              <span className={styles.label}>{t('show.anonymousHint')}</span>
            </MenuItemRadio>
          </MenuGroup>
          {narrow && from.places.length > 1 && (
            <>
              <MenuDivider />
              <CallFromGroup />
            </>
          )}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
