import { Button, Text, Title3, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { HeadsetRegular } from '@fluentui/react-icons/svg/headset';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupList, GroupView } from '../../../src/contract/answer-groups/answer-groups';
import { EmptyState } from '../../ui/EmptyState';
import { ReadFailed } from '../../ui/ReadFailed';
import { SectionSkeleton } from '../../ui/SectionSkeleton';
import { useSectionStyles } from '../../ui/section-styles';
import { useServices } from '../../ui/services';
import { useSinglePane } from '../../ui/use-single-pane';
import { useStore } from '../../ui/use-store';
import { ToAnswerList } from '../to-answer/ToAnswerList';
import { GroupPane } from './GroupPane';
import { GroupTile } from './GroupTile';
import { useMyGroups } from './use-groups';

const useStyles = makeStyles({
  list: {
    overflowY: 'auto',
    // What is hidden in it for the eye only scrolls along.
    position: 'relative',
    padding: tokens.spacingHorizontalL,
    gap: tokens.spacingVerticalM,
  },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  hint: { color: tokens.colorNeutralForeground3 },
});

/** The groups that I answer in or supervise: how they do, who is there and who waits. */
export function AnswerGroupsSection(): ReactNode {
  const { t } = useTranslation();
  const mine = useMyGroups();
  if (mine.data === undefined)
    return mine.error === null ? (
      <SectionSkeleton rows={3} />
    ) : (
      <ReadFailed title={t('answerGroups.failed')} error={mine.error} onRetry={() => void mine.refetch()} />
    );
  if (mine.data.groups.length > 0) return <Panes {...mine.data} />;
  const texts = { title: t('answerGroups.empty'), hint: t('answerGroups.emptyHint') };
  return (
    <section data-region="list" tabIndex={-1} aria-label={t('answerGroups.list')}>
      <EmptyState icon={<HeadsetRegular />} {...texts} />
    </section>
  );
}

function Panes({ groups, pauseReasons }: GroupList): ReactNode {
  const section = useSectionStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  const { navigation } = useServices();
  const pane = useSinglePane();
  const open = useOpenGroup(groups, pane.single);
  return (
    <div className={mergeClasses(section.section, pane.compact && section.medium, pane.single && section.single)}>
      {(!pane.single || open === undefined) && (
        <section
          data-region="list"
          tabIndex={-1}
          className={mergeClasses(section.list, styles.list)}
          aria-label={t('answerGroups.list')}
        >
          <Title3 as="h1" className={styles.title}>
            {t('nav.answer-groups')}
          </Title3>
          {groups.map((group) => (
            <GroupTile
              key={group.id}
              group={group}
              isOpen={group.id === open?.id}
              onOpen={() => navigation.open('answer-groups', group.id)}
            />
          ))}
          <Hints groups={groups} />
          <ToAnswerList groups={groups} />
        </section>
      )}
      {open !== undefined && (
        <div data-region="detail" tabIndex={-1} className={section.detail}>
          {pane.single && (
            <Button
              className={section.back}
              appearance="subtle"
              icon={<ArrowLeftRegular />}
              onClick={() => navigation.open('answer-groups')}
            >
              {t('nav.answer-groups')}
            </Button>
          )}
          <GroupPane key={open.id} group={open} groups={groups} pauseReasons={pauseReasons} />
        </div>
      )}
    </div>
  );
}

/** The one that is chosen; where there is room for one beside the list the one that has been shown so far. */
function useOpenGroup(groups: readonly GroupView[], single: boolean): GroupView | undefined {
  const { navigation } = useServices();
  const selected = useStore(navigation.place, (place) => place.selected);
  const [shownId, setShownId] = useState<string | null>(null);
  const byId = (wanted: string | null) => groups.find(({ id }) => id === wanted);
  const open = byId(selected) ?? (single ? undefined : (byId(shownId) ?? groups[0]));
  // Or another would take its place under the hands, as soon as one comes that stands before it.
  if (open !== undefined && open.id !== shownId) setShownId(open.id);
  return open;
}

/** What the figures mean, for whom they are many. */
function Hints({ groups }: { readonly groups: readonly GroupView[] }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const count = groups.filter(({ isSupervisor }) => isSupervisor).length;
  const answers = groups.filter(({ isMember }) => isMember).length;
  return (
    <Text size={200} className={styles.hint}>
      {[
        ...(count > 0 ? [t('answerGroups.supervises', { count })] : []),
        ...(answers > 1 ? [t('answerGroups.allAtOnce')] : []),
        t('answerGroups.countsRinging'),
      ].join(' ')}
    </Text>
  );
}
