import { Button, Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { CallRegular } from '@fluentui/react-icons/svg/call';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../../ui/services';
import { CallEntryIcon } from '../../../ui/CallEntryIcon';
import { focusRing } from '../../../ui/focus-ring';
import { PersonAvatar } from '../../../ui/PersonAvatar';
import { PhoneNumber } from '../../../ui/PhoneNumber';
import { useLayout } from '../../../ui/use-layout';
import { useNumbers } from '../../../ui/use-numbers';
import { useWhen } from '../../../ui/use-when';
import { useLine } from '../../../ui/use-line';
import { useRowPhoto } from '../../../ui/use-row-photo';
import { isMissed, outcomeKey, partyKey, talkMs } from '../../../view-models/call-list';
import { durationKey } from '../../../view-models/duration';
import type { ToCall } from '../../../view-models/my-day';
import { useDetailStyles } from '../../../ui/detail-styles';

const useStyles = makeStyles({
  row: { minHeight: '44px', paddingRight: tokens.spacingHorizontalL },
  texts: { flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column', alignItems: 'flex-start' },
  name: {
    ...focusRing,
    maxWidth: '100%',
    color: 'inherit',
    fontWeight: tokens.fontWeightSemibold,
    textAlign: 'left',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  detail: {
    maxWidth: '100%',
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  // Why somebody could not be called is said whole, on a second line if it must.
  why: { minWidth: 0, overflowWrap: 'anywhere', textAlign: 'left' },
  icon: { fontSize: '14px', height: '14px', lineHeight: 1, flexShrink: 0, alignSelf: 'flex-start', paddingTop: '1px' },
  call: { flexShrink: 0 },
});

/** Somebody to call, and why; the name leads to all that has passed between us. */
export function ToCallRow({ toCall: { entry, times }, back = false }: { toCall: ToCall; back?: boolean }): ReactNode {
  const detail = useDetailStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  const { calls, navigation } = useServices();
  const numbers = useNumbers();
  const layout = useLayout();
  const when = useWhen();
  const { other, number, through } = { ...entry, number: entry.other.number ?? '' };
  const line = useLine(other.userId);
  const photo = useRowPhoto(other.contactId);
  const who = other.name ?? numbers.readable(number);
  const missed = isMissed(entry);
  const talked = missed ? null : talkMs(entry);
  const length = talked === null ? null : durationKey(talked, true);
  const details = [
    when.dayAndTime(entry.startedAtMs),
    times > 1 ? t('day.times', { count: times }) : null,
    missed ? null : length ? t(length.key, { ...length.values }) : t(outcomeKey(entry), { number }),
    through === null ? null : t('history.through', { group: through }),
  ].filter((text) => text !== null);
  return (
    <div role="group" aria-label={who} className={mergeClasses(detail.row, styles.row)}>
      <PersonAvatar name={other.name} line={line} size={36} contact={photo} />
      <span className={styles.texts}>
        <Link as="button" className={styles.name} title={who} onClick={() => navigation.open('calls', partyKey(other))}>
          {other.name ?? <PhoneNumber number={number} />}
        </Link>
        <span className={mergeClasses(styles.detail, missed ? detail.missed : detail.muted)}>
          <span className={styles.icon}>
            <CallEntryIcon direction={entry.direction} />
          </span>
          <span className={styles.why}>{details.join(' · ')}</span>
        </span>
      </span>
      <Button
        className={styles.call}
        icon={<CallRegular />}
        aria-label={t(back ? 'action.callBackWho' : 'action.callAgainWho', { who })}
        onClick={() => calls.place(number, other.name)}
      >
        {/* Between two columns there is room for the name, or for this. */}
        {layout !== 'medium' && t(back ? 'action.callBack' : 'action.call')}
      </Button>
    </div>
  );
}
