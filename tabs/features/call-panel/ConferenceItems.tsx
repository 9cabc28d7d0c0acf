import { Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { MergeRegular } from '@fluentui/react-icons/svg/merge';
import { PeopleAddRegular } from '@fluentui/react-icons/svg/people-add';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import { useCardTexts } from '../../ui/use-card-texts';
import { useStore } from '../../ui/use-store';
import type { CallCard } from '../../view-models/call-card';
import { mergerOf } from '../../view-models/connect-offer';
import { useConference } from './use-conference';

/** How a call becomes one of three and more: somebody is called in, or another call of mine comes into it. */
export function ConferenceItems({ card }: { card: CallCard }): ReactNode {
  const { t } = useTranslation();
  const { panelTask } = useServices();
  return (
    <>
      {card.canTransfer && (
        <MenuItem icon={<PeopleAddRegular />} onClick={() => panelTask.set({ kind: 'add', callId: card.id })}>
          {t('action.addToCall')}
        </MenuItem>
      )}
      <MergeItems card={card} />
    </>
  );
}

/** The only other call at once, of more which. */
function MergeItems({ card }: { card: CallCard }): ReactNode {
  const { t } = useTranslation();
  const { cards } = useServices();
  const texts = useCardTexts();
  const { merge } = useConference();
  const mergers = useStore(cards, (all) => all).flatMap((other) => {
    const pair = mergerOf(card, other);
    return pair === null ? [] : [{ who: texts.who(other), pair }];
  });
  const [only] = mergers;
  if (only === undefined) return null;
  if (mergers.length === 1)
    return (
      <MenuItem icon={<MergeRegular />} onClick={() => merge(only.pair)}>
        {t('action.mergeWith', { who: only.who })}
      </MenuItem>
    );
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <MenuItem icon={<MergeRegular />}>{t('action.merge')}</MenuItem>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {mergers.map(({ who, pair }) => (
            <MenuItem key={`${pair.callId} ${pair.withCallId}`} onClick={() => merge(pair)}>
              {who}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
