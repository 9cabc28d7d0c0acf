import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ToAnswer } from '../../../src/contract/to-answer/to-answer';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { useNumbers } from '../../ui/use-numbers';
import { useStore } from '../../ui/use-store';
import { useServices } from '../../ui/services';
import { useWhen } from '../../ui/use-when';
import { PartyActions } from './PartyActions';
import { rests } from './rests';

const littleRoom = '@container (max-width: 520px)';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr) auto',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    paddingLeft: tokens.spacingHorizontalL,
    [littleRoom]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  rests: { color: tokens.colorNeutralForeground3 },
  picture: { [littleRoom]: { display: 'none' } },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0, overflowWrap: 'anywhere', hyphens: 'auto' },
  name: { fontWeight: tokens.fontWeightSemibold },
  quiet: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});

export interface PartyRowProps {
  readonly party: ToAnswer;
  /** Whose call it is; null = mine. */
  readonly group: string | null;
  readonly nowMs: number;
}

/** Somebody who is to be called: who, what happened, since when, and who sees to it. */
export function PartyRow({ party, group, nowMs }: PartyRowProps): ReactNode {
  const { name, number, why, calls, sinceMs, snoozedUntilMs, claimedBy } = party;
  const styles = useStyles();
  const { t } = useTranslation();
  const { readable } = useNumbers();
  const when = useWhen();
  const nameId = useId();
  const { store } = useServices();
  const me = useStore(store, ({ me: own }) => own?.user.id);
  const who = name ?? readable(number);
  const isResting = rests(party, nowMs);
  const facts = [
    ...(name === null ? [] : [readable(number)]),
    ...(group === null ? [] : [group]),
    calls === 1 ? t(`toAnswer.why.${why}`) : t('toAnswer.times', { what: t(`toAnswer.why.${why}`), count: calls }),
    t('toAnswer.since', { time: when.until(sinceMs) }),
  ];
  const state = [
    ...(claimedBy === null
      ? []
      : [claimedBy.userId === me ? t('toAnswer.claimedByMe') : t('toAnswer.claimedBy', { who: claimedBy.name })]),
    ...(isResting ? [t('toAnswer.rests', { time: when.until(snoozedUntilMs ?? nowMs) })] : []),
  ];
  return (
    <li className={mergeClasses(styles.row, isResting && styles.rests)}>
      <span className={styles.picture}>
        <PersonAvatar name={name} size={32} />
      </span>
      <span className={styles.words}>
        <span id={nameId} className={styles.name}>
          {who}
        </span>
        <span className={styles.quiet}>{facts.join(' · ')}</span>
        {state.length > 0 && <span className={styles.quiet}>{state.join(' · ')}</span>}
      </span>
      <PartyActions party={party} who={who} describedBy={nameId} isMine={claimedBy?.userId === me} />
    </li>
  );
}
