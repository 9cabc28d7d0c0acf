import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DataBarVerticalRegular } from '@fluentui/react-icons/svg/data-bar-vertical';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupView } from '../../../src/contract/answer-groups/answer-groups';
import { SegmentedChoice } from '../../ui/SegmentedChoice';
import { useServices } from '../../ui/services';
import { wallboardAddress } from './wallboard-address';

const useStyles = makeStyles({
  tools: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** What a supervisor looks at. */
export type GroupPaneView = 'now' | 'statistics' | 'recordings';

export interface SupervisorToolsProps {
  readonly group: GroupView;
  readonly view: GroupPaneView;
  readonly onView: (view: GroupPaneView) => void;
}

/** How a group does now, how it did, its recorded calls, and the screen for the wall. */
export function SupervisorTools({ group, view, onView }: SupervisorToolsProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { host } = useServices();
  const options = [
    { value: 'now', text: t('groupStatistics.now') },
    { value: 'statistics', text: t('groupStatistics.title') },
    { value: 'recordings', text: t('recordings.list') },
  ] as const;
  return (
    <div className={styles.tools}>
      <SegmentedChoice label={t('groupStatistics.view')} options={options} value={view} onChange={onView} tall />
      <Button
        icon={<DataBarVerticalRegular />}
        onClick={() => host.openLink(wallboardAddress(window.location.origin, host, [group.id]))}
      >
        {t('groupStatistics.wallboard')}
      </Button>
    </div>
  );
}
