import { Button, Field, Input, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  ActivityAdministration,
  ActivityDefaults,
  ActivityDefinition,
} from '../../../../src/contract/activities/activity';
import { ActivityIcon } from '../../activities/ActivityIcon';
import { ShortcutEditor } from '../../activities/ShortcutEditor';
import { useChange } from '../../activities/use-change';
import { ActivityDot } from '../../../ui/ActivityDot';
import { focusRing } from '../../../ui/focus-ring';
import { ReadFailed } from '../../../ui/ReadFailed';
import { SectionSkeleton } from '../../../ui/SectionSkeleton';
import { useServices } from '../../../ui/services';
import { tint } from '../../../ui/tint';
import { useActivityTexts } from '../../../ui/use-activity';
import { MoveButtons } from '../MoveButtons';
import { SaveCsv } from '../SaveCsv';
import type { TabProps } from '../tab';
import { ActivityForm } from './ActivityForm';

const useStyles = makeStyles({
  tab: {
    overflowY: 'auto',
    position: 'relative',
    minHeight: 0,
    padding: tokens.spacingHorizontalL,
    display: 'grid',
    alignContent: 'start',
  },
  columns: {
    display: 'grid',
    gap: tokens.spacingHorizontalXL,
    gridTemplateColumns: 'minmax(0, 1fr)',
    '@container (min-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)' },
  },
  part: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, minWidth: 0 },
  heading: { margin: 0, fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300 },
  list: { listStyle: 'none', margin: 0, padding: 0 },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    alignItems: 'center',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  name: {
    ...focusRing,
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    minHeight: '40px',
    minWidth: 0,
    font: 'inherit',
    color: 'inherit',
    textAlign: 'start',
    background: 'none',
    border: 'none',
    cursor: 'pointer',
    overflowWrap: 'anywhere',
    '& svg': { flexShrink: 0 },
  },
  selected: { fontWeight: tokens.fontWeightSemibold, backgroundColor: tint(8) },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

const query = ['administration', 'activities'];

/** The organisation's activities in their order, with a form beside them; its shortcuts and the code of its phones. */
export function ActivitiesTab({ selected, select }: TabProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { rest } = useServices();
  const queries = useQueryClient();
  const change = useChange();
  const { data, error, refetch } = useQuery({
    queryKey: query,
    queryFn: async ({ signal }) =>
      (await rest.ask('GET', '/administration/activities', { signal })).json() as Promise<ActivityAdministration>,
  });
  if (data === undefined)
    return error === null ? (
      <SectionSkeleton />
    ) : (
      <ReadFailed title={t('activity.failed')} error={error} onRetry={() => void refetch()} />
    );
  const send = async (method: string, path: string, body: unknown): Promise<boolean> => {
    const now = await change<ActivityAdministration>(method, `/administration/activities${path}`, body);
    if (now !== null) queries.setQueryData(query, now);
    return now !== null;
  };
  const open = data.activities.find(({ id }) => id === selected) ?? null;
  return (
    <div className={styles.tab}>
      <div className={styles.columns}>
        <section className={styles.part} aria-label={t('activityAdmin.list')}>
          <ActivityRows
            activities={data.activities}
            selected={selected}
            onOpen={select}
            onOrder={(activityIds) => void send('PUT', '/order', { activityIds })}
          />
          <div className={styles.buttons}>
            <Button icon={<AddRegular />} onClick={() => select('new')}>
              {t('activityAdmin.add')}
            </Button>
            <SaveCsv path="activities.csv" />
          </div>
          <Defaults data={data} onChange={(defaults) => void send('PUT', '/defaults', defaults)} />
        </section>
        {(open !== null || selected === 'new') && (
          <ActivityForm
            key={selected}
            activity={open}
            onClose={() => select(null)}
            onSave={(draft) => (open === null ? send('POST', '', draft) : send('PUT', `/${open.id}`, draft))}
          />
        )}
      </div>
    </div>
  );
}

interface RowsProps {
  readonly activities: readonly ActivityDefinition[];
  readonly selected: string | null;
  readonly onOpen: (id: string) => void;
  readonly onOrder: (ids: readonly string[]) => void;
}

function ActivityRows({ activities, selected, onOpen, onOrder }: RowsProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const texts = useActivityTexts();
  const ids = activities.map(({ id }) => id);
  return (
    <ul className={styles.list}>
      {activities.map((activity, index) => {
        const what = texts.name(activity);
        const notes = [
          activity.code === null ? null : t('activityAdmin.codeIs', { code: activity.code }),
          activity.listed ? null : t('activityAdmin.onlyShortcut'),
          activity.archived ? t('activityAdmin.isArchived') : null,
        ].filter((note) => note !== null);
        return (
          <li key={activity.id} className={styles.row}>
            <button
              type="button"
              className={mergeClasses(styles.name, activity.id === selected && styles.selected)}
              aria-current={activity.id === selected || undefined}
              onClick={() => onOpen(activity.id)}
            >
              <ActivityIcon icon={activity.icon} />
              <span>{what}</span>
              <ActivityDot state={activity.state} />
              <span className={styles.quiet}>{notes.join(' · ')}</span>
            </button>
            <MoveButtons
              {...{ ids, index, onOrder }}
              up={t('activity.moveUp', { what })}
              down={t('activity.moveDown', { what })}
            />
          </li>
        );
      })}
    </ul>
  );
}

/** Shortcuts for who has none of their own, and what phones dial. */
function Defaults({
  data,
  onChange,
}: {
  data: ActivityAdministration;
  onChange: (defaults: ActivityDefaults) => void;
}): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { shortcuts, codePrefix, activities } = data;
  const [prefix, setPrefix] = useState(codePrefix);
  const save = (): void => {
    if (prefix !== codePrefix) onChange({ shortcuts, codePrefix: prefix });
  };
  return (
    <>
      <h2 className={styles.heading}>{t('activity.shortcutsTitle')}</h2>
      <ShortcutEditor
        activities={activities.filter(({ archived }) => !archived)}
        shortcuts={shortcuts}
        onChange={(next) => onChange({ shortcuts: [...next], codePrefix })}
      />
      <Field
        label={t('activityAdmin.prefix')}
        hint={t('activityAdmin.prefixHint', { prefix: codePrefix, end: codePrefix.replaceAll('*', '#') })}
      >
        <Input
          value={prefix}
          maxLength={8}
          onChange={(_, { value }) => setPrefix(value)}
          onBlur={save}
          onKeyDown={({ key }) => key === 'Enter' && save()}
        />
      </Field>
    </>
  );
}
