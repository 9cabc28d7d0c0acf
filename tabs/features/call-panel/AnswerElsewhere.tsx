import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import { useStore } from '../../ui/use-store';
import type { CallCard } from '../../view-models/call-card';
import { lacksMicrophone } from '../../view-models/places';
import { PlaceIcon } from '../call-from/PlaceIcon';
import { usePlaces, usePlaceText } from '../call-from/use-call-from';

const useStyles = makeStyles({
  places: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, marginTop: tokens.spacingVerticalS },
});

/**
 * Where the browser refuses the microphone: the phones that can speak, each with a button that lets the call ring
 * there.
 */
export function AnswerElsewhere({ card }: { card: CallCard }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { calls, softphone } = useServices();
  const lacking = useStore(softphone.state, lacksMicrophone);
  const placeText = usePlaceText();
  const places = usePlaces().filter(({ kind }) => kind === 'deskPhone' || kind === 'mobile');
  if (!lacking || card.answer === 'pending') return null;
  return (
    <div className={styles.places}>
      {places.map((place) => (
        <Button
          key={place.id}
          shape="circular"
          icon={<PlaceIcon kind={place.kind} />}
          onClick={() => place.to && calls.moveTo(card.id, place.to)}
        >
          {place.kind === 'mobile'
            ? t('action.answerOnMobile')
            : t('action.answerOn', { device: placeText(place).name })}
        </Button>
      ))}
    </div>
  );
}
