import {
  Menu,
  MenuButton,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { EyeRegular } from '@fluentui/react-icons/svg/eye';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { showNoNumber } from '../../../src/contract/devices/sip';
import { useNumbers } from '../../ui/use-numbers';
import { useShownNumber } from './use-shown-number';

const useStyles = makeStyles({
  button: {
    color: tokens.colorNeutralForeground3,
    fontWeight: tokens.fontWeightRegular,
    minWidth: 0,
    maxWidth: '100%',
  },
  label: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    display: 'block',
    lineHeight: tokens.lineHeightBase200,
  },
});

export interface ShowOnceProps {
  /** Undefined = the number I show by default. */
  readonly value: string | undefined;
  readonly onChange: (number: string | undefined) => void;
}

/** The number that this one call shows; what other calls show is left as it is. */
export function ShowOnce({ value, onChange }: ShowOnceProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const numbers = useNumbers();
  const { current, own } = useShownNumber();
  const shown = value ?? current;
  const text = (number: string): string => (number === showNoNumber ? t('show.anonymous') : numbers.local(number));
  const choices = [...own, { number: showNoNumber, label: t('show.anonymousHint') }];
  return (
    <Menu
      positioning="below-start"
      checkedValues={{ show: [shown] }}
      onCheckedValueChange={(_, { checkedItems: [number] }) => onChange(number === current ? undefined : number)}
    >
      <MenuTrigger disableButtonEnhancement>
        <MenuButton
          appearance="transparent"
          size="small"
          className={styles.button}
          icon={<EyeRegular />}
          aria-description={t('show.onceTitle')}
        >
          {t('show.once', { number: text(shown) })}
        </MenuButton>
      </MenuTrigger>
      <MenuPopover>
        <MenuList aria-label={t('show.onceTitle')}>
          {choices.map(({ number, label }) => (
            <MenuItemRadio key={number} name="show" value={number}>
              {text(number)}
              <span className={styles.label}>
                {number === current ? [label, t('show.asUsual')].filter((each) => each !== '').join(' · ') : label}
              </span>
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
