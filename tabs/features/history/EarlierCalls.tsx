import { Text, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OtherParty } from '../../../src/contract/calls/call-view';
import { useWhen } from '../../ui/use-when';
import { useEntryTexts } from './use-entry-texts';
import { usePartyHistory } from './use-party-history';

const useStyles = makeStyles({
  line: { display: 'block', marginTop: tokens.spacingVerticalS, color: tokens.colorNeutralForeground3 },
});

/** When the party and I spoke last, or did not; nothing where that never was, or nobody knows who it is. */
export function EarlierCalls({ other }: { other: OtherParty }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const when = useWhen();
  const texts = useEntryTexts();
  const [latest] = usePartyHistory(other).entries;
  if (latest === undefined || (other.name === null && other.number === null)) return null;
  return (
    <Text size={200} className={styles.line}>
      {t('history.latest', { when: when.until(latest.startedAtMs), what: texts.outcome(latest) })}
    </Text>
  );
}
