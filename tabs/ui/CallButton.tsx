import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  SplitButton,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import type { MenuButtonProps } from '@fluentui/react-components';
import { CallRegular } from '@fluentui/react-icons/svg/call';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from './services';
import { PhoneNumber } from './PhoneNumber';
import { useNumbers } from './use-numbers';

const useStyles = makeStyles({
  number: { marginLeft: tokens.spacingHorizontalSNudge, fontWeight: tokens.fontWeightRegular, whiteSpace: 'nowrap' },
  call: { whiteSpace: 'nowrap' },
});

export interface CallButtonProps {
  readonly name: string | null;
  /** What the button dials. */
  readonly number: string;
  /** All ways to reach them; of several the button says which one it takes, and offers the others. */
  readonly ways: readonly { readonly label: string; readonly number: string }[];
}

/** Calls somebody at their best number. */
export function CallButton({ name, number, ways }: CallButtonProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { calls } = useServices();
  const numbers = useNumbers();
  const call = (to: string) => () => calls.place(to, name);
  if (ways.length <= 1) {
    return (
      <Button appearance="primary" icon={<CallRegular />} onClick={call(number)}>
        {t('action.call')}
      </Button>
    );
  }
  const readable = numbers.readable(number);
  return (
    <Menu positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        {(trigger) => (
          <SplitButton
            appearance="primary"
            icon={<CallRegular />}
            menuButton={{
              ...(trigger as MenuButtonProps),
              'aria-label': t('search.numbers'),
              title: t('search.numbers'),
            }}
            primaryActionButton={{ onClick: call(number), className: styles.call, 'aria-description': readable }}
          >
            {t('action.call')}
            <span className={styles.number} aria-hidden title={readable}>
              {numbers.local(number)}
            </span>
          </SplitButton>
        )}
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {ways.map((way) => (
            <MenuItem
              key={`${way.label}${way.number}`}
              secondaryContent={<PhoneNumber number={way.number} />}
              onClick={call(way.number)}
            >
              {t(`number.${way.label}`)}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
