import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CallFromMenu } from './slots';
import { usePopup } from '../../ui/use-popup';
import { PlaceIcon } from './PlaceIcon';
import { useCallFrom, usePlaceText } from './use-call-from';

const useStyles = makeStyles({
  button: { flexShrink: 0, fontWeight: tokens.fontWeightRegular, whiteSpace: 'nowrap', maxWidth: '100%' },
  prefix: { color: tokens.colorNeutralForeground3, marginRight: tokens.spacingHorizontalS },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', maxWidth: '120px' },
});

/** Which of my phones new calls are called from; not there while this window is the only one. */
export function CallFrom({ brief = false }: { brief?: boolean }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { setTrigger, ...popup } = usePopup();
  const { places, current } = useCallFrom();
  const placeText = usePlaceText();
  const place = places.find(({ id }) => id === current);
  if (!place || places.length < 2) return null;
  const { name } = placeText(place);
  const common = {
    ref: setTrigger,
    className: styles.button,
    'aria-label': t('callFrom.title'),
    'aria-description': name,
    title: `${t('callFrom.title')}: ${name}`,
    'aria-haspopup': 'menu',
    'aria-expanded': popup.open,
    onClick: popup.toggle,
  } as const;
  return (
    <>
      {brief ? (
        <Button {...common} appearance="subtle" icon={<PlaceIcon kind={place.kind} />} />
      ) : (
        <Button {...common} iconPosition="after" icon={<ChevronDownRegular fontSize={14} />}>
          <span className={styles.prefix}>{t('callFrom.title')}</span>
          <span className={styles.name}>{name}</span>
        </Button>
      )}
      {popup.open && <CallFromMenu popup={popup} />}
    </>
  );
}
