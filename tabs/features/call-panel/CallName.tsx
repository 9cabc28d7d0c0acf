import { Button, Link, Text, Tooltip, makeStyles } from '@fluentui/react-components';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import { focusRing } from '../../ui/focus-ring';
import { PhoneNumber } from '../../ui/PhoneNumber';
import { shownOnHover, touch } from '../../ui/touch';
import { useCopyNumber } from '../../ui/use-copy-number';
import type { CallCard } from '../../view-models/call-card';
import { partyKey } from '../../view-models/call-list';

const useStyles = makeStyles({
  name: {
    position: 'relative',
    display: 'flex',
    alignItems: 'center',
    minWidth: 0,
    ...shownOnHover('data-tool'),
    [touch]: { '& > [data-tool]': { display: 'none' } },
  },
  link: {
    ...focusRing,
    color: 'inherit',
    textAlign: 'left',
    minWidth: 0,
    ':hover': { color: 'inherit' },
    ':active': { color: 'inherit' },
    [touch]: { minHeight: '32px' },
  },
  text: {
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: 2,
    overflow: 'hidden',
    overflowWrap: 'anywhere',
  },
  copy: {
    color: 'inherit',
    height: '20px',
    minWidth: '24px',
    width: '0',
    padding: 0,
    flexShrink: 0,
    marginRight: '-24px',
    ':hover': { color: 'inherit' },
  },
});

/**
 * The name leads to who it is and what has passed between us; hovering over it, or reaching it by keyboard,
 * offers to copy the number. A finger finds that under More.
 */
export function CallName({ card, who }: { card: CallCard; who: string }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { number } = card;
  const { navigation } = useServices();
  const copy = useCopyNumber();
  // Who hides the number has no history of their own.
  const party = number === null && card.userId === null ? null : partyKey(card);
  const text = (
    <Text weight="semibold" className={styles.text} title={who}>
      {card.name === null && number !== null ? <PhoneNumber number={number} /> : who}
    </Text>
  );
  return (
    <span className={styles.name}>
      {party === null ? (
        text
      ) : (
        <Link as="button" className={styles.link} onClick={() => navigation.open('calls', party)}>
          {text}
        </Link>
      )}
      {number !== null && (
        <Tooltip content={t('action.copyNumber')} relationship="label">
          <Button
            data-tool
            className={styles.copy}
            size="small"
            appearance="transparent"
            icon={<CopyRegular />}
            onClick={() => copy(number)}
          />
        </Tooltip>
      )}
    </span>
  );
}
