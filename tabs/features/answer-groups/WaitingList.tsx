import { Badge, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupDetail, GroupView, WaitingCaller } from '../../../src/contract/answer-groups/answer-groups';
import type { FocusScope } from '../../session/focus-keeper';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { PhoneNumber } from '../../ui/PhoneNumber';
import { useFocusScope } from '../../ui/use-focus-scope';
import { useServerNow } from '../../ui/use-now';
import { useNumbers } from '../../ui/use-numbers';
import { lengthText } from '../../view-models/duration';
import { littleRoom, usePartStyles } from './part-styles';
import { WaitingMenu } from './WaitingMenu';
import { isLongWait } from './waits';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  row: {
    display: 'grid',
    gridTemplateColumns: '20px auto minmax(0, 1fr) auto auto 32px',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    minHeight: '48px',
    padding: `2px ${tokens.spacingHorizontalM} 2px ${tokens.spacingHorizontalL}`,
    [littleRoom]: {
      gridTemplateColumns: '16px minmax(0, 1fr) auto 32px',
      columnGap: tokens.spacingHorizontalS,
      paddingRight: tokens.spacingHorizontalXS,
    },
  },
  place: { color: tokens.colorNeutralForeground3, fontVariantNumeric: 'tabular-nums' },
  picture: { [littleRoom]: { display: 'none' } },
  marks: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalXS,
    justifyContent: 'flex-end',
    ':empty': { display: 'none' },
    [littleRoom]: { gridRow: 2, gridColumn: '2 / -1', justifyContent: 'flex-start' },
  },
  wait: { gridColumn: '-3 / -2', fontWeight: tokens.fontWeightSemibold, textAlign: 'end' },
  long: { color: tokens.colorPaletteRedForeground1 },
  menu: { gridColumn: '-2 / -1' },
});

/** Of a caller who waits no more the next one has it. */
const rows: FocusScope = { items: 'li' };

export interface WaitingListProps {
  readonly group: GroupDetail;
  /** Groups to which a caller may be moved. */
  readonly others: readonly GroupView[];
}

/** Who waits, in the order in which they are served. */
export function WaitingList({ group, others }: WaitingListProps): ReactNode {
  const part = usePartStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  const headingId = useId();
  const scope = useFocusScope(rows);
  const { waiting } = group;
  const nowMs = useServerNow(waiting.length > 0);
  return (
    <section className={part.part} aria-labelledby={headingId}>
      <div className={part.head}>
        <h3 id={headingId} className={part.heading}>
          {t('answerGroups.waitingList')}
        </h3>
        {waiting.length > 0 && <span className={part.quiet}>{t('answerGroups.inOrder')}</span>}
      </div>
      {waiting.length === 0 && <p className={part.empty}>{t('answerGroups.nobodyWaits')}</p>}
      <ol ref={scope} className={styles.list} aria-labelledby={headingId} hidden={waiting.length === 0}>
        {waiting.map((caller, index) => (
          <WaitingRow key={caller.entryId} place={index + 1} {...{ caller, group, others, nowMs }} />
        ))}
      </ol>
    </section>
  );
}

interface WaitingRowProps extends WaitingListProps {
  readonly caller: WaitingCaller;
  readonly place: number;
  readonly nowMs: number;
}

function WaitingRow({ caller, place, nowMs, group, others }: WaitingRowProps): ReactNode {
  const { name, number, enteredAtMs, priority, isCallback, isVip } = caller;
  const part = usePartStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  const { readable } = useNumbers();
  const ringing = useRinging(group)(caller);
  const who = name ?? (number === null ? t('answerGroups.anonymous') : readable(number));
  return (
    <li className={styles.row}>
      <span className={styles.place}>{place}</span>
      <span className={styles.picture}>
        <PersonAvatar name={name} size={32} />
      </span>
      <span className={part.words}>
        <span className={part.name}>{who}</span>
        {name !== null && number !== null && (
          <span className={part.quiet}>
            <PhoneNumber number={number} />
          </span>
        )}
      </span>
      <span className={styles.marks}>
        {isCallback && (
          <Badge appearance="tint" color="brand">
            {t('answerGroups.callback')}
          </Badge>
        )}
        {isVip && (
          <Badge appearance="tint" color="important">
            {t('answerGroups.vip')}
          </Badge>
        )}
        {priority > 0 && (
          <Badge appearance="tint" color="informative">
            {t('answerGroups.raised', { priority })}
          </Badge>
        )}
        {ringing !== null && <Badge appearance="tint">{ringing}</Badge>}
      </span>
      <span className={mergeClasses(part.time, styles.wait, isLongWait(enteredAtMs, nowMs) && styles.long)}>
        {lengthText(nowMs - enteredAtMs)}
      </span>
      <span className={styles.menu}>{group.isSupervisor && <WaitingMenu {...{ caller, group, others, who }} />}</span>
    </li>
  );
}

/** At whom it rings; where it rings at many, at how many. */
function useRinging({ agents }: GroupDetail): (caller: WaitingCaller) => string | null {
  const { t } = useTranslation();
  return ({ offeredTo }) => {
    if (offeredTo.length === 0) return null;
    if (offeredTo.length > 2) return t('answerGroups.ringingAtMany', { count: offeredTo.length });
    const names = agents.filter(({ userId }) => offeredTo.includes(userId)).map(({ name }) => name);
    return t('answerGroups.ringingAt', { who: names.join(', ') });
  };
}
