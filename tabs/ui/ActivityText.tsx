import { Tooltip, makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityView } from '../../src/contract/activities/activity';
import type { LineState } from '../../src/contract/lines/line-state';
import { ActivityDot } from './ActivityDot';
import { focusRing } from './focus-ring';
import { LineStatus } from './LineStatus';
import { useActivityTexts } from './use-activity';
import { useConnected } from './use-connected';
import { useWhen } from './use-when';

const useStyles = makeStyles({
  activity: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    minWidth: 0,
    overflow: 'hidden',
  },
  text: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  facts: { display: 'flex', flexWrap: 'wrap', gap: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalL}` },
  fact: { ...focusRing, display: 'inline-flex', borderRadius: tokens.borderRadiusMedium, maxWidth: '100%' },
  message: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
});

export interface ActivityTextProps {
  readonly activity: ActivityView;
  /** What is around it explains it already. */
  readonly plain?: boolean;
}

/** What a person says of being available, in a row: `Busy until 12:07`. */
export function ActivityText({ activity, plain = false }: ActivityTextProps): ReactNode {
  const styles = useStyles();
  const texts = useActivityTexts();
  const explained = usePresenceExplained();
  return (
    <span
      className={styles.activity}
      title={plain ? undefined : explained.activity(activity)}
      data-activity={activity.state}
    >
      <ActivityDot state={activity.state} />
      <span className={styles.text}>{texts.withEnd(activity)}</span>
    </span>
  );
}

export interface PresenceExplained {
  /** `Busy until 12:07, set by Eva, since 10:07`: where it comes from, how old it is and when it ends. */
  activity(activity: ActivityView): string;
  line(line: LineState): string;
}

/** Where what is shown of a person comes from, how old it is and when it ends. */
export function usePresenceExplained(): PresenceExplained {
  const { t } = useTranslation();
  const texts = useActivityTexts();
  const when = useWhen();
  const connected = useConnected();
  return {
    activity(activity) {
      const { source, sinceMs, untilMs, setBy, message, covers } = activity;
      const parts = [
        texts.withEnd(activity),
        setBy === null ? t(`activity.source.${source}`) : t('activity.source.setBy', { who: setBy }),
        sinceMs === null ? null : t('activity.since', { when: when.until(sinceMs) }),
        source === 'set' && untilMs === null ? t('activity.noEndKnown') : null,
        covers === null ? null : t('activity.covers', { what: texts.withEnd(covers) }),
        connected ? null : t('activity.lastKnown'),
        message === null ? null : `“${message}”`,
      ];
      return parts.filter((part) => part !== null).join(', ');
    },
    line: (line) => `${t(`line.${line}`)}, ${t(connected ? 'activity.lineSource' : 'activity.lineLastKnown')}`,
  };
}

/** A line in a row: where it comes from and how old it is, under the mouse. */
export function LineText({ line }: { line: LineState }): ReactNode {
  const explained = usePresenceExplained();
  return (
    <span title={explained.line(line)}>
      <LineStatus line={line} />
    </span>
  );
}

export interface PresenceFactsProps {
  readonly activity: ActivityView | null;
  readonly line: LineState | null;
}

/** Activity and line of a card: two facts, each explained on hover and on focus. */
export function PresenceFacts({ activity, line }: PresenceFactsProps): ReactNode {
  const styles = useStyles();
  const explained = usePresenceExplained();
  return (
    <>
      <span className={styles.facts}>
        {activity !== null && (
          <Explained text={explained.activity(activity)}>
            <ActivityText activity={activity} plain />
          </Explained>
        )}
        {line !== null && (
          <Explained text={explained.line(line)}>
            <LineStatus line={line} />
          </Explained>
        )}
      </span>
      {activity?.message != null && <span className={styles.message}>{activity.message}</span>}
    </>
  );
}

function Explained({ text, children }: { text: string; children: ReactNode }): ReactNode {
  const styles = useStyles();
  return (
    <Tooltip content={text} relationship="description" withArrow>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what it says more is read on focus */}
      <span className={styles.fact} tabIndex={0} role="note">
        {children}
      </span>
    </Tooltip>
  );
}
