import { Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupView } from '../../../../src/contract/answer-groups/answer-groups';
import { ReadFailed } from '../../../ui/ReadFailed';
import { SectionSkeleton } from '../../../ui/SectionSkeleton';
import { SegmentedChoice } from '../../../ui/SegmentedChoice';
import { useServices } from '../../../ui/services';
import { useServerNow } from '../../../ui/use-now';
import { useStore } from '../../../ui/use-store';
import { dateIn } from '../../../view-models/calendar-day';
import { AgentStatistics } from './AgentStatistics';
import { SaveStatistics } from './SaveStatistics';
import { TimeStatistics } from './TimeStatistics';
import { Tiles } from './Tiles';
import { changed, daysOf, presetOf, presets, resolutionOf, type Days } from './period';
import { useStatistics } from './use-statistics';

const useStyles = makeStyles({
  view: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, minWidth: 0 },
  tools: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: tokens.spacingHorizontalM },
  dates: { display: 'flex', gap: tokens.spacingHorizontalM, minWidth: 0 },
});

/** What came of a group's callers, and who did what: for its supervisors. */
export function StatisticsView({ group }: { readonly group: GroupView }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { store, localTime } = useServices();
  const computerZone = useStore(localTime, ({ zone }) => zone);
  const zone = useStore(store, ({ me }) => me?.organisation.timeZone) ?? computerZone;
  const today = dateIn(zone, useServerNow(false));
  const [days, setDays] = useState(() => daysOf('today', today));
  const by = resolutionOf(days);
  const times = useStatistics(group.id, days, by);
  const agents = useStatistics(group.id, days, 'agent');
  const failed = times.error ?? agents.error;
  const retry = (): void => void Promise.all([times.refetch(), agents.refetch()]);
  return (
    <div className={styles.view}>
      <div className={styles.tools}>
        <PeriodPicker days={days} today={today} onChange={setDays} />
      </div>
      {times.data !== undefined && agents.data !== undefined ? (
        <>
          <Tiles statistics={times.data} />
          <TimeStatistics statistics={times.data} by={by}>
            <SaveStatistics id={group.id} days={days} by={by} label={t('groupStatistics.saveTimes')} />
          </TimeStatistics>
          <AgentStatistics statistics={agents.data}>
            <SaveStatistics id={group.id} days={days} by="agent" label={t('groupStatistics.saveAgents')} />
          </AgentStatistics>
        </>
      ) : failed === null ? (
        <SectionSkeleton rows={6} />
      ) : (
        <ReadFailed title={t('groupStatistics.failed')} error={failed} onRetry={retry} />
      )}
    </div>
  );
}

interface PeriodPickerProps {
  readonly days: Days;
  readonly today: string;
  readonly onChange: (days: Days) => void;
}

function PeriodPicker({ days, today, onChange }: PeriodPickerProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const options = presets.map((value) => ({ value, text: t(`groupStatistics.periods.${value}`) }));
  return (
    <>
      <SegmentedChoice
        label={t('groupStatistics.period')}
        options={options}
        value={presetOf(days, today) ?? ''}
        onChange={(preset) => preset !== '' && onChange(daysOf(preset, today))}
        tall
      />
      <div className={styles.dates}>
        {(['from', 'to'] as const).map((end) => (
          <Field key={end} label={t(`groupStatistics.${end}`)} size="small">
            <Input
              type="date"
              size="small"
              value={days[end]}
              max={today}
              onChange={(_, { value }) => onChange(changed(days, end, value))}
            />
          </Field>
        ))}
      </div>
    </>
  );
}
