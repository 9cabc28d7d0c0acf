import { Button, Popover, PopoverSurface, PopoverTrigger, makeStyles } from '@fluentui/react-components';
import { DialpadRegular } from '@fluentui/react-icons/svg/dialpad';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DialPad } from './DialPad';

const useStyles = makeStyles({ surface: { width: '264px', boxSizing: 'border-box' }, button: { flexShrink: 0 } });

export function KeypadButton(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <Popover open={open} onOpenChange={(_, data) => setOpen(data.open)} trapFocus positioning="below-start">
      <PopoverTrigger disableButtonEnhancement>
        <Button className={styles.button} icon={<DialpadRegular />} aria-label={t('keypad.title')} title={t('keypad.title')} data-shortcut="keypad" />
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-label={t('keypad.title')}>
        <DialPad onDone={() => setOpen(false)} />
      </PopoverSurface>
    </Popover>
  );
}
