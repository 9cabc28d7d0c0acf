import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { CallRegular } from '@fluentui/react-icons/svg/call';
import { PhoneRegular } from '@fluentui/react-icons/svg/phone';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import type { CallCard } from '../../view-models/call-card';
import { useContact } from '../../ui/use-contact';

const useStyles = makeStyles({ button: { width: '100%', marginTop: tokens.spacingVerticalM } });

/** Puts a new call in the place of one that has ended. */
export function CallAgain({ card, number, name }: { card: CallCard; number: string; name: string | null }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { calls } = useServices();
  const { contact } = useContact(card.offersMobile ? card.contactId : null);
  const mobile = contact?.numbers.find(({ label }) => label === 'mobile')?.number ?? null;
  const call = (to: string) => (): void => {
    calls.dismiss(card.id);
    calls.place(to, name);
  };
  return (
    <>
      <Button className={styles.button} icon={<CallRegular />} onClick={call(number)}>
        {t(card.direction === 'in' ? 'action.callBack' : 'action.callAgain')}
      </Button>
      {mobile !== null && mobile !== number && (
        <Button className={styles.button} icon={<PhoneRegular />} onClick={call(mobile)}>
          {t('action.callMobile')}
        </Button>
      )}
    </>
  );
}
