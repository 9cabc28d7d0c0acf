import { Button, Input, Link, Text } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { NumberSymbolRegular } from '@fluentui/react-icons/svg/number-symbol';
import { useDeferredValue, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { NumberRange, NumbersPage, NumberView } from '../../../../src/contract/administration/numbers';
import { EmptyState } from '../../../ui/EmptyState';
import { useServices } from '../../../ui/services';
import { useNumbers } from '../../../ui/use-numbers';
import { useBarStyles } from '../bar-styles';
import { ChoiceField, SearchField } from '../BarFields';
import { EndlessTable, type Column } from '../EndlessTable';
import { useImportStyles } from '../import/import-styles';
import { SaveCsv } from '../SaveCsv';
import { useAct } from '../use-act';
import { usePages } from '../use-pages';

const shows = ['all', 'free', 'used'] as const;
const rowsOf = ({ numbers }: NumbersPage): readonly NumberView[] => numbers;
const keyOf = ({ number }: NumberView): string => number;

/** The company's numbers: its series, which are free, and who has the others. */
export function NumbersTab(): ReactNode {
  const bar = useBarStyles();
  const { t } = useTranslation();
  const [q, setQ] = useState('');
  const [show, setShow] = useState<(typeof shows)[number]>('all');
  const words = useDeferredValue(q.trim());
  const query = useMemo(() => ({ q: words, show }), [words, show]);
  const { rows, pages, first } = usePages<NumbersPage, NumberView>({
    path: 'numbers',
    query,
    cursor: 'after',
    rowsOf,
  });
  return (
    <div className={bar.tab}>
      <div className={bar.bar}>
        <SearchField label={t('numbers.search')} hint={t('numbers.searchHint')} value={q} onChange={setQ} />
        <ChoiceField
          label={t('numbers.show')}
          options={shows}
          textOf={(each) => t(`numbers.shows.${each}`)}
          value={show}
          onChange={setShow}
        />
        <div className={bar.end}>
          <SaveCsv path="numbers.csv" query={query} />
        </div>
        <Ranges ranges={first?.ranges ?? []} />
      </div>
      <EndlessTable
        label={t('numbers.table')}
        rows={rows}
        keyOf={keyOf}
        columns={useColumns((first?.ranges ?? []).length > 0)}
        pages={pages}
        filtered={words !== '' || show !== 'all'}
        empty={<EmptyState icon={<NumberSymbolRegular />} title={t('numbers.empty')} hint={t('numbers.emptyHint')} />}
      />
    </div>
  );
}

function useColumns(hasRanges: boolean): readonly Column<NumberView>[] {
  const { t } = useTranslation();
  const { navigation } = useServices();
  const { readable } = useNumbers();
  return [
    {
      id: 'number',
      label: t('numbers.number'),
      width: 'minmax(0, 2fr)',
      onCard: 'first',
      cell: ({ number }) => readable(number),
    },
    {
      id: 'who',
      label: t('numbers.who'),
      width: 'minmax(0, 3fr)',
      cell: ({ number, user, group }, stop) =>
        user === null ? (
          (group?.name ?? t('numbers.free'))
        ) : (
          <Link
            as="button"
            data-row={number}
            tabIndex={stop ? 0 : -1}
            onClick={() => navigation.open('administration', `people/${user.userId}`)}
          >
            {user.name}
          </Link>
        ),
    },
    {
      id: 'label',
      label: t('numbers.label'),
      width: 'minmax(0, 2fr)',
      onCard: 'whole',
      // Without any range every number would be outside of them.
      cell: ({ user, inRange }) =>
        [user?.label, inRange || !hasRanges ? '' : t('numbers.outside')].filter(Boolean).join(' · '),
    },
  ];
}

function Ranges({ ranges }: { readonly ranges: readonly NumberRange[] }): ReactNode {
  const bar = useBarStyles();
  const styles = useImportStyles();
  const { t } = useTranslation();
  const { readable } = useNumbers();
  const { act, busy } = useAct();
  const [first, setFirst] = useState('');
  const [last, setLast] = useState('');
  const add = async (): Promise<void> => {
    if ((await act('POST', 'number-ranges', { first, last })) === null) return;
    setFirst('');
    setLast('');
  };
  return (
    <div className={bar.count}>
      <h2 className={styles.small}>{t('numbers.ranges')}</h2>
      <ul className={styles.list}>
        {ranges.map((range) => (
          <li key={range.first} className={styles.row}>
            <Text>{t('numbers.range', { first: readable(range.first), last: readable(range.last) })}</Text>
            <Text size={200}>{t('numbers.used', { used: range.used, size: range.size })}</Text>
            <Button
              appearance="subtle"
              icon={<DeleteRegular />}
              aria-label={t('numbers.remove', { first: readable(range.first) })}
              disabledFocusable={busy}
              onClick={() => void act('DELETE', `number-ranges/${encodeURIComponent(range.first)}`)}
            />
          </li>
        ))}
      </ul>
      <div className={styles.row}>
        <Input
          aria-label={t('numbers.first')}
          placeholder={t('numbers.first')}
          value={first}
          onChange={(_, { value }) => setFirst(value)}
        />
        <Input
          aria-label={t('numbers.last')}
          placeholder={t('numbers.last')}
          value={last}
          onChange={(_, { value }) => setLast(value)}
        />
        <Button disabled={busy || first.trim() === '' || last.trim() === ''} onClick={() => void add()}>
          {t('numbers.add')}
        </Button>
      </div>
    </div>
  );
}
