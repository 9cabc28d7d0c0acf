import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupView } from '../../../src/contract/answer-groups/answer-groups';
import { PhoneNumber } from '../../ui/PhoneNumber';
import { useServerNow } from '../../ui/use-now';
import { lengthText } from '../../view-models/duration';
import { LoginSwitch } from './LoginSwitch';
import { NotLive } from './NotLive';
import { OpeningText } from './OpeningText';
import { unseen } from './unseen';
import { useGroupsTold } from './use-groups';
import { isLongWait } from './waits';

const useStyles = makeStyles({
  tile: {
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    flexShrink: 0,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalM}`,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  open: { outline: `2px solid ${tokens.colorBrandStroke1}`, outlineOffset: '-1px' },
  // A name with a long word has the line of its own, and breaks only where it is longer than that.
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    minHeight: '32px',
  },
  heading: { margin: 0, flex: 1, minWidth: 'min-content', maxWidth: '100%', fontSize: 'inherit' },
  // The whole tile is pressed by it.
  press: {
    font: 'inherit',
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
    color: 'inherit',
    textAlign: 'start',
    maxWidth: '100%',
    overflowWrap: 'break-word',
    hyphens: 'auto',
    padding: 0,
    border: 'none',
    background: 'none',
    cursor: 'pointer',
    outlineStyle: 'none',
    '::after': { content: '""', position: 'absolute', inset: 0, borderRadius: tokens.borderRadiusLarge },
    ':focus-visible::after': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '1px' },
  },
  over: { position: 'relative', zIndex: 1, flexShrink: 0 },
  quiet: {
    margin: 0,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  unseen,
  figures: {
    display: 'grid',
    gridTemplateColumns: 'repeat(3, auto)',
    justifyContent: 'start',
    columnGap: tokens.spacingHorizontalXXL,
    marginTop: tokens.spacingVerticalS,
  },
  figure: { display: 'flex', flexDirection: 'column' },
  number: {
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
  },
  long: { color: tokens.colorPaletteRedForeground1 },
});

export interface GroupTileProps {
  readonly group: GroupView;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

/** A group at a glance. */
export function GroupTile({ group, isOpen, onOpen }: GroupTileProps): ReactNode {
  const { name, number, extension, isMember, isLoggedIn } = group;
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <section className={mergeClasses(styles.tile, isOpen && styles.open)} aria-label={t('answerGroups.name', { name })}>
      <div className={styles.head}>
        <h2 className={styles.heading}>
          <button
            type="button"
            className={styles.press}
            aria-label={t('answerGroups.open', { name })}
            aria-current={isOpen || undefined}
            onClick={onOpen}
          >
            {name}
          </button>
        </h2>
        {isMember && (
          <span className={styles.over}>
            <LoginSwitch label={t('answerGroups.loggedIn')} isLoggedIn={isLoggedIn} spoken />
          </span>
        )}
      </div>
      <p className={styles.quiet}>
        {number !== null && (
          <>
            <PhoneNumber number={number} />
            {' · '}
          </>
        )}
        {extension}
      </p>
      <Figures group={group} />
    </section>
  );
}

function Figures({ group: { id } }: Pick<GroupTileProps, 'group'>): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const [now] = useGroupsTold([id]);
  const oldest = now?.oldestEnteredAtMs ?? null;
  const nowMs = useServerNow(oldest !== null);
  if (now === undefined) return <p className={styles.quiet}>{t('answerGroups.unknown')}</p>;
  const { agents, available, waiting } = now;
  const time = oldest === null ? '–' : lengthText(nowMs - oldest);
  const isLong = isLongWait(oldest, nowMs);
  const figures = [
    { label: t('answerGroups.available'), text: t('answerGroups.figure', { available, agents }) },
    { label: t('answerGroups.waitingLabel'), text: String(waiting), isLong },
    { label: t('answerGroups.longestLabel'), text: time, isLong },
  ];
  return (
    <>
      <OpeningText now={now} />
      <NotLive />
      <p className={styles.unseen}>{t('answerGroups.availableOf', { available, agents })}</p>
      <p className={styles.unseen}>
        {waiting === 0
          ? t('answerGroups.waitingNow', { count: 0 })
          : t('answerGroups.waiting', { count: waiting, time })}
      </p>
      <div className={styles.figures} aria-hidden>
        {figures.map(({ label, text, isLong: stands = false }) => (
          <span key={label} className={styles.figure}>
            <span className={mergeClasses(styles.number, stands && styles.long)}>{text}</span>
            <span className={styles.quiet}>{label}</span>
          </span>
        ))}
      </div>
    </>
  );
}
