import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { ChevronLeftRegular } from '@fluentui/react-icons/svg/chevron-left';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
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
  views: {
    display: 'flex',
    marginLeft: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    overflow: 'hidden',
  },
  view: {
    position: 'relative',
    padding: `5px ${tokens.spacingHorizontalM}`,
    cursor: 'pointer',
    color: tokens.colorNeutralForeground2,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-within': {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '-2px',
      borderRadius: tokens.borderRadiusMedium,
    },
  },
  on: {
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground2,
    fontWeight: tokens.fontWeightSemibold,
    ':hover': { backgroundColor: tokens.colorBrandBackground2Hover },
  },
  input: { position: 'absolute', inset: 0, opacity: 0, margin: 0, cursor: 'pointer', width: '100%', height: '100%' },
  button: { minWidth: 'auto', flexShrink: 0 },
  wide: { '@container (max-width: 700px)': { display: 'none' } },
});

export interface CalendarBarProps {
  readonly view: CalendarView;
  readonly period: string;
  onView(view: CalendarView): void;
  onStep(by: -1 | 1): void;
  onToday(): void;
  onNew(): void;
}

export function CalendarBar({ view, period, ...props }: CalendarBarProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { localTime } = useServices();
  const today = useStore(localTime, (value) => value.today);
  const name = useId();
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
      <div role="radiogroup" aria-label={t('calendar.view')} className={styles.views}>
        {(['day', 'week'] as const).map((option) => (
          <label key={option} data-choice className={mergeClasses(styles.view, option === view && styles.on)}>
            <input
              type="radio"
              name={name}
              className={styles.input}
              checked={option === view}
              onChange={() => props.onView(option)}
            />
            {t(`calendar.${option}`)}
          </label>
        ))}
      </div>
      <Button
        appearance="primary"
        icon={<AddRegular />}
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
