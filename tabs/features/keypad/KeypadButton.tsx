import { Button, makeStyles } from '@fluentui/react-components';
import { DialpadRegular } from '@fluentui/react-icons/svg/dialpad';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeypadPopover } from '../../app/later';
import { WithShortcut } from '../shell/WithShortcut';
import { usePopup } from '../../components/use-popup';

const useStyles = makeStyles({ button: { flexShrink: 0 } });

export function KeypadButton(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { setTrigger, ...popup } = usePopup();
  return (
    <>
      <WithShortcut name={t('keypad.title')} shortcut="keypad">
        <Button
          ref={setTrigger}
          className={styles.button}
          icon={<DialpadRegular />}
          aria-label={t('keypad.title')}
          aria-haspopup="dialog"
          aria-expanded={popup.open}
          data-shortcut="keypad"
          onClick={popup.toggle}
        />
      </WithShortcut>
      {popup.open && (
          <KeypadPopover popup={popup} />
      )}
    </>
  );
}
