import { makeStyles, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerGroupId } from '../../../src/contract/ids';
import type { ToAnswer } from '../../../src/contract/to-answer/to-answer';
import type { FocusScope } from '../../session/focus-keeper';
import { ReadFailed } from '../../ui/ReadFailed';
import { SectionSkeleton } from '../../ui/SectionSkeleton';
import { useFocusScope } from '../../ui/use-focus-scope';
import { useServerNow } from '../../ui/use-now';
import { PartyRow } from './PartyRow';
import { rests } from './rests';
import { useToAnswer } from './use-to-answer';

const useStyles = makeStyles({
  part: {
    containerType: 'inline-size',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorTransparentStroke}`,
    borderRadius: tokens.borderRadiusLarge,
    boxShadow: tokens.shadow2,
    padding: `${tokens.spacingVerticalM} 0 ${tokens.spacingVerticalXS}`,
  },
  heading: {
    margin: 0,
    padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalS}`,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    outlineStyle: 'none',
  },
  quiet: {
    margin: 0,
    padding: `0 ${tokens.spacingHorizontalL} ${tokens.spacingVerticalM}`,
    color: tokens.colorNeutralForeground3,
  },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
});

/** Of one that is handled the next one has the keys, and after the last one the heading. */
const rows: FocusScope = {
  items: 'li',
  heir: (section) => (section.querySelector('li') === null ? section.querySelector('h2') : null),
};

export interface ToAnswerListProps {
  /** What my groups are called. */
  readonly groups: readonly { readonly id: AnswerGroupId; readonly name: string }[];
}

/** Whom my groups still have to call, until somebody has seen to it: what rests stands last. */
export function ToAnswerList({ groups }: ToAnswerListProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const headingId = useId();
  const scope = useFocusScope(rows);
  const { data, error, refetch } = useToAnswer();
  const parties = data?.parties ?? [];
  const nowMs = useServerNow(parties.length > 0);
  const groupOf = (party: ToAnswer) => groups.find(({ id }) => id === party.groupId)?.name ?? null;
  return (
    <section ref={scope} className={styles.part} aria-labelledby={headingId}>
      <h2 id={headingId} tabIndex={-1} className={styles.heading}>
        {t('toAnswer.title')}
      </h2>
      {data === undefined && error === null && <SectionSkeleton rows={1} />}
      {data === undefined && error !== null && (
        <ReadFailed title={t('toAnswer.failed')} error={error} onRetry={() => void refetch()} />
      )}
      {data !== undefined && parties.length === 0 && <p className={styles.quiet}>{t('toAnswer.nobody')}</p>}
      <ul className={styles.list} aria-labelledby={headingId} hidden={parties.length === 0}>
        {inOrder(parties, nowMs).map((party) => (
          <PartyRow key={party.id} {...{ party, nowMs }} group={groupOf(party)} />
        ))}
      </ul>
      {data?.more === true && <p className={styles.quiet}>{t('toAnswer.more')}</p>}
    </section>
  );
}

const inOrder = (parties: readonly ToAnswer[], nowMs: number): readonly ToAnswer[] =>
  parties.toSorted((a, b) => Number(rests(a, nowMs)) - Number(rests(b, nowMs)));
