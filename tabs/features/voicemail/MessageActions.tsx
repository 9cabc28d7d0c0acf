import { Button, Tooltip, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { CallRegular } from '@fluentui/react-icons/svg/call';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { MailReadRegular } from '@fluentui/react-icons/svg/mail-read';
import { MailUnreadRegular } from '@fluentui/react-icons/svg/mail-unread';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { VoicemailMessage } from '../../../src/contract/voicemail/voicemail';
import { useServices } from '../../ui/services';
import { littleRoom } from '../../ui/player/little-room';
import type { MessageActs } from './use-message-acts';

const useStyles = makeStyles({
  actions: { gridArea: 'actions', display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  end: {
    marginLeft: 'auto',
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    [littleRoom]: { marginLeft: 0 },
  },
  whole: { whiteSpace: 'nowrap' },
});

export interface MessageActionsProps {
  readonly message: VoicemailMessage;
  readonly open: boolean;
  readonly stop: boolean;
  readonly acts: MessageActs;
}

/** In the same order in the row, where they are icons, and in the open message. */
export function MessageActions({ message, open, stop, acts }: MessageActionsProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { calls } = useServices();
  const { id, from, heard } = message;
  const { number } = from;
  const shared = { stop, worded: open, appearance: open ? 'secondary' : 'subtle' } as const;
  return (
    <div data-actions className={styles.actions}>
      {number !== null && (
        <Action
          {...shared}
          {...(open && { appearance: 'primary' })}
          name={t('action.call')}
          icon={<CallRegular />}
          onClick={() => calls.place(number, from.name)}
        />
      )}
      {open && (
        <Action
          {...shared}
          name={t('player.download')}
          icon={<ArrowDownloadRegular />}
          onClick={() => acts.download(id)}
        />
      )}
      <div className={styles.end}>
        <Action
          {...shared}
          name={t(heard ? 'voicemail.unread' : 'voicemail.read')}
          icon={heard ? <MailUnreadRegular /> : <MailReadRegular />}
          onClick={() => acts.mark(id, !heard)}
        />
        <Action
          {...shared}
          worded={false}
          name={t('voicemail.delete')}
          icon={<DeleteRegular />}
          onClick={() => acts.remove(id)}
        />
      </div>
    </div>
  );
}

interface ActionProps {
  readonly name: string;
  readonly icon: ReactElement;
  readonly appearance: 'primary' | 'secondary' | 'subtle';
  /** With its name as text, or as a tooltip. */
  readonly worded: boolean;
  readonly stop: boolean;
  readonly onClick: () => void;
}

function Action({ name, icon, appearance, worded, stop, onClick }: ActionProps): ReactNode {
  const styles = useStyles();
  const button = (
    <Button
      className={styles.whole}
      appearance={appearance}
      icon={icon}
      aria-label={name}
      tabIndex={stop ? 0 : -1}
      onClick={onClick}
    >
      {worded ? name : undefined}
    </Button>
  );
  return worded ? (
    button
  ) : (
    <Tooltip content={name} relationship="label">
      {button}
    </Tooltip>
  );
}
