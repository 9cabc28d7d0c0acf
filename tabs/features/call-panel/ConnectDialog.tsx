import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Radio,
  RadioGroup,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import { useContact } from '../../ui/use-contact';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { PhoneNumber } from '../../ui/PhoneNumber';
import { useStore } from '../../ui/use-store';
import type { CallCard } from '../../view-models/call-card';
import { pairOf } from '../../view-models/connect-offer';
import { CallTimer } from './CardTop';
import { useCardTexts } from '../../ui/use-card-texts';

const useStyles = makeStyles({
  surface: { maxWidth: '420px' },
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXXS,
    marginTop: tokens.spacingVerticalXS,
  },
  radio: { alignItems: 'center', width: '100%', '& label': { flex: 1 } },
  who: {
    display: 'grid',
    gridTemplateColumns: '32px minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'center',
    width: '100%',
  },
  texts: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  name: { fontWeight: tokens.fontWeightSemibold, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  quiet: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  connect: { whiteSpace: 'nowrap' },
  time: { fontVariantNumeric: 'tabular-nums', color: tokens.colorNeutralForeground3 },
});

/** With more than two calls: which one is connected with this. The choice stays while calls come and go around it. */
export function ConnectDialog({ card, onClose }: { card: CallCard; onClose: () => void }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { calls, cards } = useServices();
  const texts = useCardTexts();
  const others = useStore(cards, (value) => value).filter(
    (other) => other.id !== card.id && pairOf(card, other) !== null,
  );
  const [chosen, setChosen] = useState<string | null>(
    others.find(({ state }) => state === 'active')?.id ?? others[0]?.id ?? null,
  );
  const other = others.find(({ id }) => id === chosen);
  const connect = (): void => {
    const pair = other && pairOf(card, other);
    if (!pair) return;
    calls.connect(pair.callId, pair.withCallId);
    onClose();
  };
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>{t('connect.title', { who: texts.who(card) })}</DialogTitle>
          <DialogContent>
            <RadioGroup
              className={styles.list}
              value={chosen ?? ''}
              aria-label={t('connect.calls')}
              onChange={(_, { value }) => setChosen(value)}
            >
              {others.map((each) => (
                <Radio key={each.id} className={styles.radio} value={each.id} label={<OtherCall card={each} />} />
              ))}
            </RadioGroup>
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{t('action.cancel')}</Button>
            <Button appearance="primary" className={styles.connect} disabled={!other} onClick={connect}>
              {t('action.connect')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function OtherCall({ card }: { card: CallCard }): ReactNode {
  const styles = useStyles();
  const texts = useCardTexts();
  const { contact } = useContact(card.contactId);
  return (
    <span className={styles.who}>
      <PersonAvatar name={card.name} size={32} contact={contact} />
      <span className={styles.texts}>
        <span className={styles.name}>
          {card.name !== null || card.number === null ? texts.who(card) : <PhoneNumber number={card.number} />}
        </span>
        <span className={styles.quiet}>{texts.text(card.status)}</span>
      </span>
      {card.timerFromMs !== null && <CallTimer fromMs={card.timerFromMs} counts={card.timer} className={styles.time} />}
    </span>
  );
}
