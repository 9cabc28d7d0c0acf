import { Text, Title3, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContactView, LineState } from '../../../src/contract/people';
import { LineStatus } from '../../components/LineStatus';
import { PersonAvatar } from '../../components/PersonAvatar';

const useStyles = makeStyles({
  who: { display: 'flex', gap: tokens.spacingHorizontalXL, alignItems: 'center', minWidth: 0 },
  texts: { display: 'flex', flexDirection: 'column', gap: '2px', minWidth: 0 },
  name: { overflowWrap: 'anywhere', margin: 0 },
  muted: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
});

/** Name, role, line state: the head of a call's detail and of a contact card. */
export function PersonHeader({ name, contact, line, fallback }: { name: string; contact: ContactView | null; line: LineState | null; fallback: string | null }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const about = contact ? [contact.role, contact.company, contact.extension === null ? null : t('number.extensionShort', { extension: contact.extension })].filter((text) => text !== null).join(' · ') : (fallback ?? '');
  return (
    <div className={styles.who}>
      <PersonAvatar name={contact?.displayName ?? (fallback === null ? null : name)} line={line} size={72} />
      <div className={styles.texts}>
        <Title3 as="h2" className={styles.name}>
          {name}
        </Title3>
        {about !== '' && <Text className={styles.muted}>{about}</Text>}
        {line !== null && <LineStatus line={line} />}
        {contact?.statusMessage && <Text className={styles.muted}>“{contact.statusMessage}”</Text>}
      </div>
    </div>
  );
}
