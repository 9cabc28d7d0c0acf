import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { EyeOffRegular } from '@fluentui/react-icons/svg/eye-off';
import { NumberSymbolRegular } from '@fluentui/react-icons/svg/number-symbol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NumberToShowMenu } from './slots';
import { useLayout } from '../../ui/use-layout';
import { usePopup } from '../../ui/use-popup';
import { useShownNumber } from './use-shown-number';

const useStyles = makeStyles({
  button: { flexShrink: 0, fontWeight: tokens.fontWeightRegular, whiteSpace: 'nowrap' },
  prefix: { color: tokens.colorNeutralForeground3, marginRight: tokens.spacingHorizontalS },
});

/** The number that the other side sees when I call out; kept for the person, and enforced by the server. */
export function NumberToShow(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const narrow = useLayout() === 'narrow';
  const { setTrigger, ...popup } = usePopup();
  const { text, anonymous } = useShownNumber();
  const common = {
    ref: setTrigger,
    className: styles.button,
    'aria-label': t('show.title'),
    'aria-description': text,
    title: `${t('show.title')}: ${text}`,
    'aria-haspopup': 'menu',
    'aria-expanded': popup.open,
    onClick: popup.toggle,
  } as const;
  return (
    <>
      {narrow ? (
        <Button {...common} appearance="subtle" icon={anonymous ? <EyeOffRegular /> : <NumberSymbolRegular />} />
      ) : (
        <Button {...common} iconPosition="after" icon={<ChevronDownRegular fontSize={14} />}>
          <span className={styles.prefix}>{t('show.prefix')}</span>
          {text}
        </Button>
      )}
      {popup.open && <NumberToShowMenu popup={popup} />}
    </>
  );
}
