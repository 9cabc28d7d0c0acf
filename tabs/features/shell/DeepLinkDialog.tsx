import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components';
import { CallRegular } from '@fluentui/react-icons/svg/call';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../app/services';
import { useNumbers } from '../../components/use-numbers';

/** A link never dials by itself: the person says yes or no. */
export function DeepLinkDialog({ number }: { number: string }): ReactNode {
  const { t } = useTranslation();
  const { navigation, calls } = useServices();
  const numbers = useNumbers();
  const call = (): void => {
    navigation.settleConfirmation();
    calls.place(numbers.target(number) ?? number, null);
  };
  return (
    <Dialog open onOpenChange={navigation.settleConfirmation}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('deepLink.title', { number: numbers.readable(numbers.target(number) ?? number) })}</DialogTitle>
          <DialogContent>{t('deepLink.text')}</DialogContent>
          <DialogActions>
            <Button appearance="primary" icon={<CallRegular />} onClick={call}>
              {t('action.call')}
            </Button>
            <Button onClick={navigation.settleConfirmation}>{t('action.cancel')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
