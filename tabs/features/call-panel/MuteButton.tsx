import { MicOffFilled } from '@fluentui/react-icons/svg/mic-off';
import { MicRegular } from '@fluentui/react-icons/svg/mic';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import type { CallCard } from '../../view-models/call-card';
import { RoundButton } from './RoundButton';

/** My microphone in this call. */
export function MuteButton({ card }: { card: CallCard }): ReactNode {
  const { t } = useTranslation();
  const { calls } = useServices();
  return (
    <RoundButton
      card={card}
      name={t(card.muted ? 'action.unmute' : 'action.mute')}
      task="mute"
      pressed={card.muted}
      {...(card.state === 'active' && { shortcut: 'mute' })}
      icon={card.muted ? <MicOffFilled /> : <MicRegular />}
      onClick={() => calls.mute(card.id, !card.muted)}
    />
  );
}
