import { Button, makeStyles } from '@fluentui/react-components';
import { DialpadRegular } from '@fluentui/react-icons/svg/dialpad';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeypadPopover } from './slots';
import { usePopup } from '../../ui/use-popup';
import { useShortcutKeys } from '../../ui/use-shortcut-keys';

const useStyles = makeStyles({ button: { flexShrink: 0 } });

export function KeypadButton(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { setTrigger, ...popup } = usePopup();
  const keys = useShortcutKeys('keypad');
  const name = t('keypad.title');
  return (
    <>
      {/* The browser's own tooltip: Fluent's would bring a tenth of its weight into the first view. */}
      <Button
        ref={setTrigger}
        className={styles.button}
        icon={<DialpadRegular />}
        aria-label={name}
        title={keys === null ? name : `${name} (${keys.readable})`}
        aria-keyshortcuts={keys?.aria}
        aria-haspopup="dialog"
        aria-expanded={popup.open}
        data-shortcut="keypad"
        onClick={popup.toggle}
      />
      {popup.open && <KeypadPopover popup={popup} />}
    </>
  );
}
