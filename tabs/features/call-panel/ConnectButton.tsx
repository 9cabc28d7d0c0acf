import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { LinkRegular } from '@fluentui/react-icons/svg/link';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import { useStore } from '../../ui/use-store';
import type { CallCard } from '../../view-models/call-card';
import type { ConnectOffer, Pair } from '../../view-models/connect-offer';
import { connect } from '../../session/connect';
import { WithShortcut } from '../../ui/WithShortcut';
import { useCardStyles } from './card-styles';
import { useCardTexts } from '../../ui/use-card-texts';

/**
 * The button in the card's own colours the other way round; in high contrast Fluent's tokens for that are one and the
 * same.
 */
const inverted = (percent: number): string =>
  `color-mix(in srgb, ${tokens.colorNeutralForegroundOnBrand} ${percent}%, ${tokens.colorBrandBackgroundPressed})`;

const useStyles = makeStyles({
  beside: { flex: 1, height: '36px', minWidth: 0, whiteSpace: 'nowrap', padding: `0 ${tokens.spacingHorizontalS}` },
  full: { width: '100%', marginTop: tokens.spacingVerticalM, minHeight: '36px' },
  onActive: {
    color: tokens.colorBrandBackgroundPressed,
    backgroundColor: tokens.colorNeutralForegroundOnBrand,
    ':hover': { color: tokens.colorBrandBackgroundPressed, backgroundColor: inverted(90) },
    ':hover:active': { color: tokens.colorBrandBackgroundPressed, backgroundColor: inverted(80) },
  },
  texts: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    padding: `${tokens.spacingVerticalXXS} 0`,
    minWidth: 0,
    textAlign: 'left',
  },
  pair: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightRegular,
    overflowWrap: 'anywhere',
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: 2,
    overflow: 'hidden',
  },
});

/** Connects the card's call as offered; null where there is nothing to connect it with. */
export function useConnect(card: CallCard, offer: ConnectOffer | null): (() => void) | null {
  const services = useServices();
  return offer && (() => connect(card, offer, services));
}

/**
 * Connects the other sides of two calls. It stands out where it is clear which two; where there is a choice to be made
 * it is quieter.
 */
export function ConnectButton({
  card,
  offer,
  beside = false,
}: {
  card: CallCard;
  offer: ConnectOffer;
  beside?: boolean;
}): ReactNode {
  const styles = useStyles();
  const common = useCardStyles();
  const { t } = useTranslation();
  const run = useConnect(card, offer);
  const active = card.state === 'active';
  const pair = usePairText(offer.kind === 'pair' ? offer.pair : null);
  return (
    <WithShortcut name={pair === null ? t('action.connect') : `${t('action.connect')}: ${pair}`} shortcut="connect">
      <Button
        shape="circular"
        appearance={active || offer.kind === 'choose' ? 'secondary' : 'primary'}
        className={mergeClasses(
          beside ? styles.beside : styles.full,
          active && (offer.kind === 'choose' ? common.onActive : styles.onActive),
        )}
        // Beside other buttons there is room for the words only.
        icon={beside ? null : <LinkRegular />}
        aria-label={t('action.connect')}
        {...(pair === null ? {} : { 'aria-description': pair })}
        data-task="connect"
        onClick={run ?? undefined}
      >
        {pair === null || beside ? (
          t('action.connect')
        ) : (
          <span className={styles.texts}>
            <span>{t('action.connect')}</span>
            <span className={styles.pair}>{pair}</span>
          </span>
        )}
      </Button>
    </WithShortcut>
  );
}

function usePairText(pair: Pair | null): string | null {
  const { t } = useTranslation();
  const texts = useCardTexts();
  const cards = useStore(useServices().cards, (value) => value);
  const [who, other] = [pair?.callId, pair?.withCallId].map((id) => cards.find((card) => card.id === id));
  return who && other ? t('call.connectPair', { who: texts.who(who), with: texts.who(other) }) : null;
}
