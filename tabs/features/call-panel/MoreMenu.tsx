import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, Tooltip } from '@fluentui/react-components';
import { ArrowExportLtrRegular } from '@fluentui/react-icons/svg/arrow-export-ltr';
import { ArrowRightRegular } from '@fluentui/react-icons/svg/arrow-right';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { HeadsetRegular } from '@fluentui/react-icons/svg/headset';
import { LinkRegular } from '@fluentui/react-icons/svg/link';
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal';
import { PersonAddRegular } from '@fluentui/react-icons/svg/person-add';
import { PlayRegular } from '@fluentui/react-icons/svg/play';
import { RecordRegular } from '@fluentui/react-icons/svg/record';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import { useCopyNumber } from '../../ui/use-copy-number';
import type { CallCard } from '../../view-models/call-card';
import { newContactNumber } from '../../view-models/new-contact-number';
import { PlaceIcon } from '../call-from/PlaceIcon';
import { usePlaceText, usePlaces } from '../call-from/use-call-from';
import { AudioSettingsDialog } from './AudioSettingsDialog';
import { ConferenceItems } from './ConferenceItems';
import { useRoundLook } from './RoundButton';

export interface MoreMenuProps {
  readonly card: CallCard;
  /** On a card in one line, which has few buttons of its own. */
  readonly small?: boolean;
  /** Transfer has no button of its own on the card. */
  readonly transfer?: boolean;
  readonly onConnect: (() => void) | null;
}

/** Everything else that can be done in a call. */
export function MoreMenu({ card, small = false, transfer = small, onConnect }: MoreMenuProps): ReactNode {
  const { t } = useTranslation();
  const { calls, navigation, panelTask } = useServices();
  const copy = useCopyNumber();
  const look = useRoundLook(card, small);
  const [audio, setAudio] = useState(false);
  const { number } = card;
  const unlisted = newContactNumber(card);
  return (
    <>
      <Menu positioning="below-end">
        <MenuTrigger disableButtonEnhancement>
          <Tooltip content={t('action.more')} relationship="label" positioning="below">
            <Button shape="circular" className={look} icon={<MoreHorizontalRegular />} data-task="more" />
          </Tooltip>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            {onConnect && (
              <MenuItem icon={<LinkRegular />} onClick={onConnect}>
                {t('action.connect')}
              </MenuItem>
            )}
            {small && card.take === 'here' && (
              <MenuItem icon={<PlayRegular />} onClick={() => calls.resume(card.id)}>
                {t('action.resume')}
              </MenuItem>
            )}
            {transfer && card.canTransfer && (
              <MenuItem
                icon={<ArrowRightRegular />}
                onClick={() => panelTask.set({ kind: 'transfer', callId: card.id })}
              >
                {t('action.transfer')}
              </MenuItem>
            )}
            <ConferenceItems card={card} />
            {card.mayRecord && (
              <MenuItem icon={<RecordRegular />} onClick={() => calls.record(card.id)}>
                {t('recording.record')}
              </MenuItem>
            )}
            {card.canMove && <MoveMenu card={card} />}
            {number !== null && (
              <MenuItem icon={<CopyRegular />} onClick={() => copy(number)}>
                {t('action.copyNumber')}
              </MenuItem>
            )}
            {unlisted !== null && (
              <MenuItem icon={<PersonAddRegular />} onClick={() => navigation.open('contacts', `new:${unlisted}`)}>
                {t('contacts.newContact')}
              </MenuItem>
            )}
            <MenuItem icon={<HeadsetRegular />} onClick={() => setAudio(true)}>
              {t('action.audioSettings')}
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      {audio && <AudioSettingsDialog onClose={() => setAudio(false)} />}
    </>
  );
}

/** My other phones that can be reached now; a call that is elsewhere already has its own button to come here. */
function MoveMenu({ card }: { card: CallCard }): ReactNode {
  const { t } = useTranslation();
  const { calls } = useServices();
  const placeText = usePlaceText();
  const places = usePlaces().filter(
    ({ to }) => to !== null && !(to.kind === 'device' && to.deviceId === card.deviceId),
  );
  if (places.length === 0) {
    return (
      <MenuItem icon={<ArrowExportLtrRegular />} disabled subText={t('call.nowhereToMove')}>
        {t('action.moveTo')}
      </MenuItem>
    );
  }
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <MenuItem icon={<ArrowExportLtrRegular />}>{t('action.moveTo')}</MenuItem>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {places.map((place) => {
            const { name, detail } = placeText(place);
            return (
              <MenuItem
                key={place.id}
                icon={<PlaceIcon kind={place.kind} />}
                {...(detail === null ? {} : { secondaryContent: detail })}
                onClick={() => place.to && calls.moveTo(card.id, place.to)}
              >
                {name}
              </MenuItem>
            );
          })}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
