import { Button, Text, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { GlobeRegular } from '@fluentui/react-icons/svg/globe';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { mostTrunks, trunkListId } from '../../../../src/contract/trunks/choices';
import type { TrunkList, TrunkView } from '../../../../src/contract/trunks/trunks';
import type { FocusScope } from '../../../session/focus-keeper';
import { EmptyState } from '../../../ui/EmptyState';
import { focusRing } from '../../../ui/focus-ring';
import { ReadFailed } from '../../../ui/ReadFailed';
import { SectionSkeleton } from '../../../ui/SectionSkeleton';
import { useServices } from '../../../ui/services';
import { tint } from '../../../ui/tint';
import { useFocusScope } from '../../../ui/use-focus-scope';
import { useBarStyles } from '../bar-styles';
import { MoveButtons } from '../MoveButtons';
import type { TabProps } from '../tab';
import { TrunkDrawer } from '../trunks/TrunkDrawer';
import { TrunkState } from '../trunks/TrunkState';
import { standingOf } from '../trunks/trunk-state';
import { useAct } from '../use-act';

const useStyles = makeStyles({
  hint: { flex: '1 1 240px', minWidth: 0, alignSelf: 'center' },
  list: {
    listStyle: 'none',
    margin: 0,
    // Above the first row there is room for its ring.
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalL} ${tokens.spacingVerticalL}`,
    overflowY: 'auto',
    position: 'relative',
  },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    alignItems: 'center',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  open: {
    ...focusRing,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    '@container (min-width: 640px)': { gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 3fr)' },
    columnGap: tokens.spacingHorizontalL,
    alignItems: 'center',
    minHeight: '56px',
    paddingBlock: tokens.spacingVerticalS,
    font: 'inherit',
    color: 'inherit',
    textAlign: 'start',
    background: 'none',
    border: 'none',
    cursor: 'pointer',
    overflowWrap: 'anywhere',
  },
  selected: { backgroundColor: tint(8) },
  name: { display: 'grid' },
  strong: { fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** Of a trunk that is deleted the next one has it. */
const rows: FocusScope = { items: 'li' };

/** The organisation's trunks in the order in which they are tried, and how each does at this moment. */
export function TrunksTab({ selected, select }: TabProps): ReactNode {
  const bar = useBarStyles();
  const styles = useStyles();
  const { t } = useTranslation();
  const { data, error, refetch } = useTrunks();
  const { act } = useAct();
  if (data === undefined)
    return error === null ? (
      <SectionSkeleton />
    ) : (
      <ReadFailed title={t('administration.failed')} error={error} onRetry={() => void refetch()} />
    );
  const { possible, trunks } = data;
  if (!possible)
    return <EmptyState icon={<GlobeRegular />} title={t('trunks.notHere')} hint={t('trunks.notHereHint')} />;
  const open = trunks.find(({ id }) => id === selected) ?? null;
  return (
    <div className={bar.tab}>
      <div className={bar.bar}>
        <Text className={styles.hint}>{t('trunks.hint')}</Text>
        <div className={bar.end}>
          <Button
            appearance="primary"
            icon={<AddRegular />}
            disabled={trunks.length >= mostTrunks}
            onClick={() => select('new')}
          >
            {t('trunks.add')}
          </Button>
        </div>
      </div>
      {trunks.length === 0 ? (
        <EmptyState icon={<GlobeRegular />} title={t('trunks.empty')} hint={t('trunks.emptyHint')} />
      ) : (
        <Rows
          trunks={trunks}
          selected={selected}
          onOpen={select}
          onOrder={(trunkIds) => void act('PUT', 'trunks/order', { trunkIds })}
        />
      )}
      {(open !== null || selected === 'new') && (
        <TrunkDrawer key={selected} trunk={open} onClose={() => select(null)} onAdded={select} />
      )}
    </div>
  );
}

function useTrunks() {
  const { rest, realtime } = useServices();
  useEffect(() => {
    realtime.watchTrunks([trunkListId]);
    return () => realtime.watchTrunks([]);
  }, [realtime]);
  return useQuery({
    queryKey: ['administration', 'trunks'],
    queryFn: async ({ signal }) =>
      (await rest.ask('GET', '/administration/trunks', { signal })).json() as Promise<TrunkList>,
  });
}

interface RowsProps {
  readonly trunks: readonly TrunkView[];
  readonly selected: string | null;
  readonly onOpen: (id: string) => void;
  readonly onOrder: (ids: readonly string[]) => void;
}

function Rows({ trunks, selected, onOpen, onOrder }: RowsProps): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const ids = trunks.map(({ id }) => id);
  return (
    <ol ref={useFocusScope(rows)} className={styles.list} aria-label={t('trunks.list')}>
      {trunks.map((trunk, index) => (
        <li key={trunk.id} className={styles.row}>
          <button
            type="button"
            className={mergeClasses(styles.open, trunk.id === selected && styles.selected)}
            aria-current={trunk.id === selected || undefined}
            onClick={() => onOpen(trunk.id)}
          >
            <span className={styles.name}>
              <span className={styles.strong}>{trunk.name}</span>
              <span className={styles.quiet}>{trunk.port === null ? trunk.host : `${trunk.host}:${trunk.port}`}</span>
            </span>
            <TrunkState standing={standingOf(trunk)} />
          </button>
          <MoveButtons
            {...{ ids, index, onOrder }}
            up={t('trunks.up', { name: trunk.name })}
            down={t('trunks.down', { name: trunk.name })}
          />
        </li>
      ))}
    </ol>
  );
}
