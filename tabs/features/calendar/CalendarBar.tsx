import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { ChevronLeftRegular } from '@fluentui/react-icons/svg/chevron-left';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SegmentedChoice } from '../../ui/SegmentedChoice';
import { SlowSpinner } from '../../ui/SlowSpinner';
import { useServices } from '../../ui/services';
import { useStore } from '../../ui/use-store';
import type { CalendarView } from '../../view-models/calendar-grid';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL} ${tokens.spacingVerticalS}`,
    '@container (max-width: 480px)': { padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}` },
  },
  period: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
    marginRight: tokens.spacingHorizontalS,
    whiteSpace: 'nowrap',
    minWidth: 0,
  },
  views: { marginLeft: 'auto' },
  button: { minWidth: 'auto', flexShrink: 0 },
  wide: { '@container (max-width: 700px)': { display: 'none' } },
});

export interface CalendarBarProps {
  readonly view: CalendarView;
  readonly period: string;
  /** What was pressed to plan opens as soon as it is known which activities there are. */
  readonly opens: boolean;
  readonly onView: (view: CalendarView) => void;
  onStep(by: -1 | 1): void;
  onToday(): void;
  onNew(): void;
}

export function CalendarBar({ view, period, ...props }: CalendarBarProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { localTime } = useServices();
  const today = useStore(localTime, (value) => value.today);
  return (
    <div className={styles.bar}>
      <h2 className={styles.period} aria-live="polite">
        {period}
      </h2>
      <Button
        appearance="subtle"
        icon={<ChevronLeftRegular />}
        aria-label={t(`calendar.previous.${view}`)}
        onClick={() => props.onStep(-1)}
      />
      <Button className={styles.button} onClick={props.onToday} title={today}>
        {t('calendar.today')}
      </Button>
      <Button
        appearance="subtle"
        icon={<ChevronRightRegular />}
        aria-label={t(`calendar.next.${view}`)}
        onClick={() => props.onStep(1)}
      />
      <div className={styles.views}>
        <SegmentedChoice
          label={t('calendar.view')}
          options={(['day', 'week'] as const).map((value) => ({ value, text: t(`calendar.${value}`) }))}
          value={view}
          onChange={props.onView}
          tall
        />
      </div>
      <Button
        appearance="primary"
        icon={props.opens ? <SlowSpinner size="tiny" appearance="inverted" before={<AddRegular />} /> : <AddRegular />}
        aria-busy={props.opens}
        data-new
        className={styles.button}
        aria-label={t('calendar.new')}
        onClick={props.onNew}
      >
        <span className={styles.wide}>{t('calendar.new')}</span>
      </Button>
    </div>
  );
}
