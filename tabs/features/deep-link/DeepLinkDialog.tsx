import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { CallRegular } from '@fluentui/react-icons/svg/call';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import { useNumbers } from '../../ui/use-numbers';
import { waysToReach } from '../../view-models/search-results';
import { useContactSearch } from '../search/use-contact-search';

/**
 * A link never dials by itself: the person says yes or no, and is asked by name where the directory knows whose number
 * it is.
 */
export function DeepLinkDialog({ number }: { number: string }): ReactNode {
  const { t } = useTranslation();
  const { navigation, calls } = useServices();
  const numbers = useNumbers();
  const target = numbers.target(number) ?? number;
  const readable = numbers.readable(target);
  const { contacts } = useContactSearch(target);
  const name =
    contacts.find((contact) => waysToReach(contact).some((way) => way.number === target))?.displayName ?? null;
  const call = (): void => {
    navigation.settleConfirmation();
    calls.place(target, name);
  };
  return (
    <Dialog open onOpenChange={navigation.settleConfirmation}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('deepLink.title', { who: name ?? readable })}</DialogTitle>
          <DialogContent>{t('deepLink.text', { number: readable })}</DialogContent>
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
