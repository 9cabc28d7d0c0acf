import { MenuGroup, MenuGroupHeader, MenuItemRadio, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PlaceIcon } from './PlaceIcon';
import { useCallFrom, usePlaceText } from './use-call-from';

const useStyles = makeStyles({
  quiet: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    display: 'block',
    lineHeight: tokens.lineHeightBase200,
  },
});

/** The choice itself, for any menu; its radio items are named `from`. */
export function CallFromGroup(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { places } = useCallFrom();
  const placeText = usePlaceText();
  return (
    <MenuGroup>
      <MenuGroupHeader>{t('callFrom.title')}</MenuGroupHeader>
      {places.map((place) => {
        const { name, detail } = placeText(place);
        return (
          <MenuItemRadio key={place.id} name="from" value={place.id} icon={<PlaceIcon kind={place.kind} />}>
            {name}
            {detail !== null && <span className={styles.quiet}>{detail}</span>}
          </MenuItemRadio>
        );
      })}
    </MenuGroup>
  );
}
