import { Button } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserId } from '../../../src/contract/ids';
import { useServices } from '../../ui/services';
import { usePopup } from '../../ui/use-popup';
import { useStore } from '../../ui/use-store';
import { ActivityChooser } from './ActivityChooser';
import { useChoices } from './use-choices';

/** On a colleague's card, for who may set that person's activity; others see nothing of it. */
export function SetForAnother({ userId, name }: { userId: UserId; name: string }): ReactNode {
  const { t } = useTranslation();
  const { choices } = useChoices();
  const { setTrigger, ...popup } = usePopup();
  const me = useStore(useServices().store, (state) => state.me?.user.id ?? null);
  const mayBeSet = choices !== null && (choices.mayBeSet === null || choices.mayBeSet.includes(userId));
  if (userId === me || !mayBeSet) return null;
  return (
    <>
      <Button
        ref={setTrigger}
        iconPosition="after"
        icon={<ChevronDownRegular fontSize={14} />}
        aria-label={t('activity.dialogFor', { who: name })}
        aria-haspopup="menu"
        aria-expanded={popup.open}
        onClick={popup.toggle}
      >
        {t('activity.dialog')}
      </Button>
      <ActivityChooser popup={popup} person={{ userId, name }} />
    </>
  );
}
