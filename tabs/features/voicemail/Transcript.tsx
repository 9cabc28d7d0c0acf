import { Caption1, Text, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { VoicemailMessage } from '../../../src/contract/voicemail/voicemail';

const useStyles = makeStyles({
  transcript: { gridColumn: '1 / -1', minWidth: 0, display: 'flex', flexDirection: 'column' },
  text: { overflowWrap: 'anywhere' },
  by: { color: tokens.colorNeutralForeground3 },
});

/** What was said, to be read; it may be wrong, so whose work it is stands with it. */
export function Transcript({ message: { transcript } }: { message: VoicemailMessage }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  if (transcript === null) return null;
  return (
    <div role="group" aria-label={t('voicemail.transcript')} className={styles.transcript}>
      <Text className={styles.text} lang={transcript.language} dir="auto">
        {transcript.text}
      </Text>
      <Caption1 className={styles.by}>{t('voicemail.byMachine')}</Caption1>
    </div>
  );
}
