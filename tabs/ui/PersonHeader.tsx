import { Text, Title3, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactView } from '../../src/contract/people/people';
import type { UserId } from '../../src/contract/ids';
import { PresenceFacts } from './ActivityText';
import { littleRoom } from './detail-styles';
import { PersonAvatar } from './PersonAvatar';
import { PhoneNumber } from './PhoneNumber';
import { useActivity } from './use-activity';
import { useContactLine } from './use-line';
import { aboutContact } from '../view-models/about';

const useStyles = makeStyles({
  who: { display: 'flex', gap: tokens.spacingHorizontalXL, alignItems: 'center', minWidth: 0 },
  texts: { display: 'flex', flexDirection: 'column', gap: '2px', minWidth: 0 },
  name: {
    overflowWrap: 'anywhere',
    margin: 0,
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: 3,
    overflow: 'hidden',
    [littleRoom]: { fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  },
  muted: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
});

export interface PersonHeaderProps {
  readonly name: string;
  /** The number of the call. Without a name, it is what stands here. */
  readonly number?: string | null;
  readonly contact: ContactView | null;
  /** The directory has not answered yet: room is kept for what it will say. */
  readonly pending?: boolean;
  /** Whose line is shown of somebody who is no contact. */
  readonly userId?: UserId | null;
  /** What stands under a name that is no contact's; null = there is no name. */
  readonly fallback: string | null;
}

/** Name, company or role, line state: the head of a call's detail and of a contact card. */
export function PersonHeader({
  name,
  number = null,
  contact,
  pending = false,
  userId = null,
  fallback,
}: PersonHeaderProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  // Read here: a line that changes draws the head anew, not the lists below it.
  const line = useContactLine(contact ?? { userId, line: null });
  const person = useActivity(contact === null ? userId : contact.userId);
  const statusMessage = person === null ? contact?.statusMessage : person.statusMessage;
  const extension = contact?.extension ? [t('number.extensionShort', { extension: contact.extension })] : [];
  const about = contact
    ? [...aboutContact(contact).slice(0, 2), ...extension].join(' · ')
    : (fallback ?? (pending ? '\u00a0' : ''));
  return (
    <div className={styles.who}>
      <PersonAvatar
        name={contact?.displayName ?? (fallback === null ? null : name)}
        line={line}
        size={72}
        contact={contact}
      />
      <div className={styles.texts}>
        <Title3 as="h2" className={styles.name} title={name}>
          {contact === null && fallback === null && number !== null ? <PhoneNumber number={number} /> : name}
        </Title3>
        {about !== '' && (
          <Text className={styles.muted}>
            {contact === null && number !== null ? <PhoneNumber number={number} /> : about}
          </Text>
        )}
        {(line !== null || person !== null) && <PresenceFacts activity={person?.activity ?? null} line={line} />}
        {statusMessage && <Text className={styles.muted}>“{statusMessage}”</Text>}
      </div>
    </div>
  );
}
