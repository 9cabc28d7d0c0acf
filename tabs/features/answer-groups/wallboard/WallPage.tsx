import { Spinner, makeStyles, tokens } from '@fluentui/react-components';
import { HeadsetRegular } from '@fluentui/react-icons/svg/headset';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupView } from '../../../../src/contract/answer-groups/answer-groups';
import type { AnswerGroupId } from '../../../../src/contract/ids';
import { EmptyState } from '../../../ui/EmptyState';
import { ReadFailed } from '../../../ui/ReadFailed';
import { useServices } from '../../../ui/services';
import { useServerNow } from '../../../ui/use-now';
import { dateIn } from '../../../view-models/calendar-day';
import { useMyGroups } from '../use-groups';
import { useOpeningText } from '../use-opening-text';
import { useWallboards } from '../use-wallboards';
import { namedGroups } from '../wallboard-address';
import { GroupCard } from './GroupCard';
import { GroupWall } from './GroupWall';
import { WallFoot } from './WallFoot';
import { WallTools } from './WallTools';

const useStyles = makeStyles({
  page: {
    height: '100%',
    boxSizing: 'border-box',
    display: 'flex',
    flexDirection: 'column',
    gap: 'clamp(8px, 1.4vmin, 24px)',
    padding: 'clamp(12px, 2.4vmin, 48px)',
    overflowY: 'auto',
    fontSize: 'clamp(14px, 2.2vmin, 40px)',
    lineHeight: 1.25,
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  cards: {
    flex: 1,
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 22em), 1fr))',
    // They fill the screen, as one does; of many each is as high as it must be.
    gridAutoRows: 'minmax(min-content, 1fr)',
    gap: 'clamp(8px, 1.6vmin, 24px)',
  },
  centre: { flex: 1, display: 'grid', placeItems: 'center' },
});

/** A screen on the wall: how groups do, live, for all in the room. */
export function WallPage(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const mine = useMyGroups();
  useEffect(() => void (document.title = t('groupStatistics.wall.title')), [t]);
  if (mine.data !== undefined) return <Walls groups={mine.data.groups.filter(({ isSupervisor }) => isSupervisor)} />;
  return (
    <main className={styles.page}>
      <div className={styles.centre}>
        {mine.error === null ? (
          <Spinner label={t('groupStatistics.wall.loading')} />
        ) : (
          <ReadFailed title={t('answerGroups.failed')} error={mine.error} onRetry={() => void mine.refetch()} />
        )}
      </div>
    </main>
  );
}

/** Of a group that is mine no more nothing is told any more: it is not shown as if it were live. */
function shownOf(groups: readonly GroupView[], chosen: readonly AnswerGroupId[]): readonly GroupView[] {
  const there = groups.filter(({ id }) => chosen.includes(id));
  return there.length === 0 ? groups : there;
}

function Walls({ groups }: { readonly groups: readonly GroupView[] }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { store } = useServices();
  const [chosen, setChosen] = useState(() => namedGroups(window.location.search, groups).map(({ id }) => id));
  const shown = shownOf(groups, chosen);
  const boards = useWallboards(shown.map(({ id }) => id)).flatMap((board) => board ?? []);
  const nowMs = useServerNow(true);
  const [only] = boards;
  const zone = only?.zone ?? store.get().me?.organisation.timeZone ?? 'UTC';
  const choose = (ids: typeof chosen): void => {
    setChosen(ids);
    const url = new URL(window.location.href);
    url.searchParams.set('groups', ids.join());
    window.history.replaceState(null, '', url);
  };
  const title = shown.length === 1 && shown[0] ? shown[0].name : t('groupStatistics.wall.title');
  const openingText = useOpeningText({ zone, today: dateIn(zone, nowMs) });
  const isOne = shown.length === 1;
  return (
    <main className={styles.page} aria-label={t('groupStatistics.wall.title')}>
      <WallTools
        title={title}
        note={isOne && only ? openingText(only) : null}
        nowMs={nowMs}
        zone={zone}
        groups={groups}
        chosen={shown.map(({ id }) => id)}
        onChoose={choose}
      />
      {groups.length === 0 ? (
        <EmptyState icon={<HeadsetRegular />} title={t('groupStatistics.wall.noGroups')} fill />
      ) : only === undefined ? (
        <div className={styles.centre}>
          <Spinner label={t('groupStatistics.wall.loading')} />
        </div>
      ) : isOne ? (
        <GroupWall board={only} nowMs={nowMs} />
      ) : (
        <div className={styles.cards}>
          {boards.map((board) => (
            <GroupCard key={board.groupId} board={board} nowMs={nowMs} note={openingText(board)} />
          ))}
        </div>
      )}
      <WallFoot nowMs={nowMs} zone={zone} />
    </main>
  );
}
