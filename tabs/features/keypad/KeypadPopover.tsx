import { Popover, PopoverSurface, makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Popup } from '../../ui/use-popup';
import { DialPad } from './DialPad';

const useStyles = makeStyles({ surface: { width: '264px', boxSizing: 'border-box' } });

export function KeypadPopover({ popup }: { popup: Popup }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <Popover
      open
      onOpenChange={popup.onOpenChange}
      trapFocus
      positioning={{ target: popup.trigger, position: 'below', align: 'start' }}
    >
      <PopoverSurface className={styles.surface} aria-label={t('keypad.title')}>
        <DialPad onDone={popup.close} />
      </PopoverSurface>
    </Popover>
  );
}
