import { Card, Subtitle2, Text, makeStyles, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { WarningFilled } from '@fluentui/react-icons/svg/warning';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Health } from '../../../../src/contract/support/health';
import { ReadFailed } from '../../../ui/ReadFailed';
import { SectionSkeleton } from '../../../ui/SectionSkeleton';
import { useServices } from '../../../ui/services';
import { useWhen, type When } from '../../../ui/use-when';

const useStyles = makeStyles({
  tab: {
    overflowY: 'auto',
    position: 'relative',
    padding: tokens.spacingHorizontalL,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
  },
  whole: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    fontWeight: tokens.fontWeightSemibold,
  },
  good: { color: tokens.colorStatusSuccessForeground1, fontSize: '20px', flexShrink: 0 },
  bad: { color: tokens.colorStatusWarningForeground1, fontSize: '20px', flexShrink: 0 },
  cards: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 260px), 1fr))',
    gap: tokens.spacingHorizontalM,
  },
  title: { margin: 0 },
  line: { overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

const everyMs = 10_000;

interface Part {
  readonly id: 'version' | 'database' | 'switch' | 'jobs' | 'keys' | 'windows';
  readonly good: boolean;
  readonly lines: readonly string[];
}
type Translate = ReturnType<typeof useTranslation>['t'];

/** How the server does, by what it says itself, as long as one looks at it. */
export function HealthTab(): ReactNode {
  const styles = useStyles();
  const { t, i18n } = useTranslation();
  const { rest } = useServices();
  const when = useWhen();
  const { data, isPending, error, refetch } = useQuery({
    queryKey: ['administration', 'health'],
    queryFn: async ({ signal }) =>
      (await (await rest.ask('GET', '/administration/health', { signal })).json()) as Health,
    refetchInterval: everyMs,
  });
  if (isPending) return <SectionSkeleton />;
  if (error !== null)
    return <ReadFailed title={t('administration.failed')} error={error} onRetry={() => void refetch()} />;
  const parts = partsOf(data, t, when, i18n.language);
  const isGood = parts.every(({ good }) => good);
  return (
    <div className={styles.tab}>
      <div role="status" className={styles.whole}>
        <Mark good={isGood} />
        {t(isGood ? 'health.good' : 'health.bad')}
      </div>
      <div className={styles.cards}>
        {parts.map(({ id, good, lines }) => (
          <Card key={id} role="group" aria-label={t(`health.${id}`)}>
            <div className={styles.whole}>
              <Mark good={good} />
              <Subtitle2 as="h2" className={styles.title}>
                {t(`health.${id}`)}
              </Subtitle2>
            </div>
            {lines.map((line, place) => (
              <Text key={line} className={place === 0 ? styles.line : styles.quiet}>
                {line}
              </Text>
            ))}
          </Card>
        ))}
      </div>
    </div>
  );
}

function Mark({ good }: { readonly good: boolean }): ReactNode {
  const styles = useStyles();
  return good ? (
    <CheckmarkCircleFilled className={styles.good} aria-hidden />
  ) : (
    <WarningFilled className={styles.bad} aria-hidden />
  );
}

function partsOf(health: Health, t: Translate, when: When, language: string): readonly Part[] {
  const { versions, startedAtMs, database, switch: core } = health;
  const version: Part = {
    id: 'version',
    good: true,
    lines: [
      `Växel ${versions.vaxel}`,
      `${t('health.node')} ${versions.node}`,
      `${t('health.since')} ${when.until(startedAtMs)}`,
    ],
  };
  return [
    version,
    {
      id: 'database',
      good: database.answeredInMs !== null,
      lines: [
        versions.database.replace('embedded', t('help.embedded').toLowerCase()),
        ...(database.answeredInMs === null
          ? [t('health.bad')]
          : [
              t('health.databaseAnswers', {
                ms: new Intl.NumberFormat(language).format(database.answeredInMs),
                size: megabytes(database.bytes ?? 0, language),
              }),
            ]),
      ],
    },
    {
      id: 'switch',
      good: true,
      lines: [
        versions.switch === 'embedded' ? t('help.embedded') : versions.switch,
        [t('health.devices', { count: core.devices }), t('health.calls', { count: core.calls })].join(', '),
      ],
    },
    jobsOf(health, t, when),
    keysOf(health, t, when),
    windowsOf(health, t),
  ];
}

const megabytes = (bytes: number, language: string): string =>
  new Intl.NumberFormat(language, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 0 }).format(bytes / 1e6);

/** Due for longer than this, somebody should look. */
const lateMs = 5 * 60_000;

function jobsOf({ jobs: { waiting, oldestMs, failed }, startedAtMs }: Health, t: Translate, when: When): Part {
  const isLate = oldestMs !== null && Date.now() - Math.max(oldestMs, startedAtMs) > lateMs;
  return {
    id: 'jobs',
    good: failed === 0 && !isLate,
    lines: [
      waiting === 0 || oldestMs === null
        ? t('health.jobsIdle')
        : t('health.jobsWaiting', { count: waiting, when: when.dayAndTime(oldestMs) }),
      ...(failed === 0 ? [] : [t('health.jobsFailed', { count: failed })]),
    ],
  };
}

function keysOf({ keys: { count, readAtMs, failedAtMs } }: Health, t: Translate, when: When): Part {
  return {
    id: 'keys',
    good: failedAtMs === null,
    lines: [
      readAtMs === null ? t('health.keysNone') : t('health.keysGood', { count, when: when.dayAndTime(readAtMs) }),
      ...(failedAtMs === null ? [] : [t('health.keysFailed', { when: when.dayAndTime(failedAtMs) })]),
    ],
  };
}

function windowsOf({ windows, versions }: Health, t: Translate): Part {
  const old = windows.some(({ version }) => version !== versions.vaxel);
  const lines = windows.map(({ version, count }) =>
    t('health.windowsVersion', { count, version: version ?? t('health.unknownVersion') }),
  );
  return {
    id: 'windows',
    good: !old,
    lines: [...(lines.length === 0 ? [t('health.windowsNone')] : lines), ...(old ? [t('health.older')] : [])],
  };
}
