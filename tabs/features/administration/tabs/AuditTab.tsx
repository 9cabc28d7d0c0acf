import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { ShieldTaskRegular } from '@fluentui/react-icons/svg/shield-task';
import { useDeferredValue, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { auditActions } from '../../../../src/contract/audit/actions';
import { auditKind } from '../../../../src/contract/audit/texts';
import type { AuditPage, AuditRow } from '../../../../src/contract/audit/audit';
import { EmptyState } from '../../../ui/EmptyState';
import { focusRing } from '../../../ui/focus-ring';
import { useServices } from '../../../ui/services';
import { useStore } from '../../../ui/use-store';
import { useWhen } from '../../../ui/use-when';
import { dayAfter, startOfDay } from '../../../view-models/calendar-day';
import { useBarStyles } from '../bar-styles';
import { ChoiceField, SearchField } from '../BarFields';
import { EndlessTable, type Column } from '../EndlessTable';
import { SaveCsv } from '../SaveCsv';
import type { TabProps } from '../tab';
import { usePages } from '../use-pages';
import { AuditChange } from './AuditChange';

const useStyles = makeStyles({
  who: { display: 'flex', flexDirection: 'column' },
  muted: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  time: {
    ...focusRing,
    font: 'inherit',
    color: 'inherit',
    background: 'none',
    border: 'none',
    padding: 0,
    textAlign: 'start',
    cursor: 'pointer',
  },
  strong: { fontWeight: tokens.fontWeightSemibold },
});

const actions = ['', ...auditActions] as const;
const rowsOf = ({ rows }: AuditPage): readonly AuditRow[] => rows;
const keyOf = ({ id }: AuditRow): string => id;

/** Who changed what; `selected` is a person, whom all shown rows are by or about. */
export function AuditTab({ selected, select }: TabProps): ReactNode {
  const bar = useBarStyles();
  const { t } = useTranslation();
  const [q, setQ] = useState('');
  const [action, setAction] = useState<(typeof actions)[number]>('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const words = useDeferredValue(q.trim());
  const { zone } = useStore(useServices().localTime, (value) => value);
  const filter = useMemo(
    () => ({
      q: words,
      action,
      person: selected ?? undefined,
      fromMs: from === '' ? undefined : Math.max(0, startOfDay(zone, from)),
      // All of the last day counts.
      toMs: to === '' ? undefined : Math.max(0, startOfDay(zone, dayAfter(to))),
    }),
    [words, action, selected, from, to, zone],
  );
  const filtered = Object.values(filter).some((value) => value !== undefined && value !== '');
  const { rows, pages } = usePages<AuditPage, AuditRow>({ path: 'audit', query: filter, cursor: 'before', rowsOf });
  const [opened, setOpened] = useState<string | null>(null);
  const open = (id: string): void => setOpened((now) => (now === id ? null : id));
  const columns = useColumns(opened, open);
  return (
    <div className={bar.tab}>
      <div className={bar.bar}>
        <SearchField label={t('audit.search')} hint={t('audit.searchHint')} value={q} onChange={setQ} />
        <ChoiceField
          label={t('audit.action')}
          options={actions}
          textOf={(each) => t(each === '' ? 'audit.anyAction' : `audit.actions.${each}`)}
          value={action}
          onChange={setAction}
        />
        <Field className={bar.field} label={t('audit.from')}>
          <Input type="date" value={from} onChange={(_, { value }) => setFrom(value)} />
        </Field>
        <Field className={bar.field} label={t('audit.to')}>
          <Input type="date" value={to} onChange={(_, { value }) => setTo(value)} />
        </Field>
        <div className={bar.end}>
          {selected !== null && (
            <Button icon={<DismissRegular />} iconPosition="after" onClick={() => select(null)}>
              {t('audit.onePerson')}
            </Button>
          )}
          <SaveCsv path="audit.csv" query={filter} />
        </div>
      </div>
      <EndlessTable
        label={t('audit.table')}
        rows={rows}
        keyOf={keyOf}
        columns={columns}
        onOpen={({ id }) => open(id)}
        pages={pages}
        filtered={filtered}
        empty={<EmptyState icon={<ShieldTaskRegular />} title={t('audit.empty')} hint={t('audit.emptyHint')} />}
      />
    </div>
  );
}

function useColumns(opened: string | null, open: (id: string) => void): readonly Column<AuditRow>[] {
  const styles = useStyles();
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'sv' ? 'sv' : 'en';
  const when = useWhen();
  return [
    {
      id: 'at',
      label: t('audit.at'),
      width: '128px',
      onCard: 'first',
      cell: ({ id, atMs }, stop) => (
        <button
          type="button"
          data-row={id}
          tabIndex={stop ? 0 : -1}
          className={styles.time}
          aria-expanded={opened === id}
          onClick={() => open(id)}
        >
          {when.dayAndTime(atMs)}
        </button>
      ),
    },
    { id: 'who', label: t('audit.who'), width: 'minmax(0, 2fr)', cell: (row) => <Who row={row} /> },
    { id: 'what', label: t('audit.what'), width: 'minmax(0, 2fr)', cell: ({ action }) => t(`audit.actions.${action}`) },
    {
      id: 'about',
      label: t('audit.about'),
      width: 'minmax(0, 2fr)',
      cell: ({ object: { kind, name } }) => (
        <span className={styles.strong}>
          {name !== '' ? name : kind === 'person' ? t('audit.erased') : auditKind(kind, { language })}
        </span>
      ),
    },
    {
      id: 'change',
      label: t('audit.change'),
      width: 'minmax(0, 4fr)',
      onCard: 'whole',
      cell: (row) => <AuditChange row={row} whole={opened === row.id} />,
    },
  ];
}

function Who({ row: { actor, actingFor, source } }: { row: AuditRow }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const nameOf = (name: string | null): string => name ?? t('audit.erased');
  return (
    <span className={styles.who}>
      <span>{actor === null ? t('audit.server') : nameOf(actor.name)}</span>
      <span className={styles.muted}>
        {actingFor === null ? '' : `${t('audit.actingFor', { name: nameOf(actingFor.name) })} · `}
        {t(`audit.sources.${source}`)}
      </span>
    </span>
  );
}
