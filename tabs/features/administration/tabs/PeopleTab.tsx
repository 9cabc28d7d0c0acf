import { Badge, Button, Checkbox, Text, makeStyles, tokens } from '@fluentui/react-components';
import { PeopleRegular } from '@fluentui/react-icons/svg/people';
import { PersonAddRegular } from '@fluentui/react-icons/svg/person-add';
import { useDeferredValue, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffPage, StaffView } from '../../../../src/contract/administration/staff';
import { EmptyState } from '../../../ui/EmptyState';
import { focusRing } from '../../../ui/focus-ring';
import { PersonAvatar } from '../../../ui/PersonAvatar';
import { useNumbers } from '../../../ui/use-numbers';
import { useBarStyles } from '../bar-styles';
import { ChoiceField, SearchField } from '../BarFields';
import { EndlessTable, type Column } from '../EndlessTable';
import { BulkDrawer } from '../people/BulkDrawer';
import { ChosenBar } from '../people/ChosenBar';
import { NewPersonDrawer } from '../people/NewPersonDrawer';
import { PersonDrawer } from '../people/PersonDrawer';
import { SaveCsv } from '../SaveCsv';
import type { TabProps } from '../tab';
import { usePages } from '../use-pages';

const states = ['all', 'linked', 'notLinked', 'deactivated'] as const;
const rowsOf = ({ people }: StaffPage): readonly StaffView[] => people;
const keyOf = ({ userId }: StaffView): string => userId;

const useStyles = makeStyles({
  who: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, minWidth: 0 },
  texts: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  name: {
    ...focusRing,
    font: 'inherit',
    fontWeight: tokens.fontWeightSemibold,
    color: 'inherit',
    background: 'none',
    border: 'none',
    padding: 0,
    textAlign: 'start',
    cursor: 'pointer',
    overflowWrap: 'anywhere',
  },
  muted: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
});

/** Who is in the telephone system; `selected` is the person whose drawer is open, or `new`. */
export function PeopleTab({ selected, select }: TabProps): ReactNode {
  const bar = useBarStyles();
  const { t } = useTranslation();
  const [q, setQ] = useState('');
  const [state, setState] = useState<(typeof states)[number]>('all');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [bulk, setBulk] = useState(false);
  const words = useDeferredValue(q.trim());
  const query = useMemo(() => ({ q: words, state }), [words, state]);
  const { rows, pages, first } = usePages<StaffPage, StaffView>({ path: 'people', query, cursor: 'after', rowsOf });
  const toggle = (id: string, on: boolean): void =>
    setChosen((now) => new Set(on ? [...now, id] : [...now].filter((each) => each !== id)));
  return (
    <div className={bar.tab}>
      <div className={bar.bar}>
        <SearchField label={t('people.search')} hint={t('people.searchHint')} value={q} onChange={setQ} />
        <ChoiceField
          label={t('people.state')}
          options={states}
          textOf={(each) => t(`people.states.${each}`)}
          value={state}
          onChange={setState}
        />
        <div className={bar.end}>
          <SaveCsv path="people.csv" query={query} />
          <Button appearance="primary" icon={<PersonAddRegular />} onClick={() => select('new')}>
            {t('people.add')}
          </Button>
        </div>
        <Text size={200} className={bar.count} role="status">
          {t('people.count', { count: first?.count ?? 0 })}
        </Text>
        <ChosenBar
          chosen={chosen}
          count={first?.count ?? 0}
          query={query}
          onChoose={setChosen}
          onChange={() => setBulk(true)}
        />
      </div>
      <EndlessTable
        label={t('people.table')}
        rows={rows}
        keyOf={keyOf}
        columns={useColumns(chosen, toggle, select)}
        pages={pages}
        filtered={words !== '' || state !== 'all'}
        selected={selected}
        onOpen={({ userId }) => select(userId)}
        empty={<EmptyState icon={<PeopleRegular />} title={t('people.empty')} hint={t('people.emptyHint')} />}
      />
      {selected === 'new' && <NewPersonDrawer onClose={() => select(null)} onAdded={select} />}
      {selected !== null && selected !== 'new' && (
        <PersonDrawer key={selected} userId={selected} onClose={() => select(null)} />
      )}
      {bulk && (
        <BulkDrawer
          userIds={[...chosen]}
          onClose={() => setBulk(false)}
          onDone={() => {
            setBulk(false);
            setChosen(new Set());
          }}
        />
      )}
    </div>
  );
}

function useColumns(
  chosen: ReadonlySet<string>,
  toggle: (id: string, on: boolean) => void,
  open: (id: string) => void,
): readonly Column<StaffView>[] {
  const styles = useStyles();
  const { t } = useTranslation();
  const numbers = useNumbers();
  return [
    {
      id: 'select',
      label: t('people.chosen'),
      quiet: true,
      width: '32px',
      cell: ({ userId, name }) => (
        <Checkbox
          aria-label={t('people.select', { name })}
          checked={chosen.has(userId)}
          onChange={(_, { checked }) => toggle(userId, checked === true)}
        />
      ),
    },
    {
      id: 'name',
      label: t('people.name'),
      width: 'minmax(0, 3fr)',
      onCard: 'person',
      cell: ({ userId, contactId, photo, name, mailAddress, role }, stop) => (
        <div className={styles.who}>
          <PersonAvatar name={name} size={32} contact={{ id: contactId, photo }} />
          <span className={styles.texts}>
            <button
              type="button"
              data-row={userId}
              tabIndex={stop ? 0 : -1}
              className={styles.name}
              onClick={() => open(userId)}
            >
              {name}
            </button>
            <span className={styles.muted}>{mailAddress ?? role ?? ''}</span>
          </span>
        </div>
      ),
    },
    { id: 'extension', label: t('people.extension'), width: '84px', cell: ({ extension }) => extension },
    {
      id: 'numbers',
      label: t('people.numbers'),
      width: 'minmax(0, 2fr)',
      onCard: 'under',
      cell: ({ numbers: [number, ...others] }) => (
        <span className={styles.texts}>
          <span>{number === undefined ? t('administration.nothing') : numbers.readable(number.number)}</span>
          {others.length > 0 && <span className={styles.muted}>{t('people.more', { count: others.length })}</span>}
        </span>
      ),
    },
    {
      id: 'link',
      label: t('people.link'),
      width: 'minmax(0, 2fr)',
      onCard: 'end',
      cell: (person) => <LinkState person={person} />,
    },
  ];
}

function LinkState({ person: { linked, deactivatedAtMs, callsTo } }: { readonly person: StaffView }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  if (deactivatedAtMs !== null)
    return (
      <span className={styles.texts}>
        <span>
          <Badge appearance="outline" color="severe">
            {t('people.deactivated')}
          </Badge>
        </span>
        <span className={styles.muted}>
          {callsTo === null ? t('people.callsNowhere') : t('people.callsTo', { name: callsTo.name })}
        </span>
      </span>
    );
  return (
    <Badge appearance="outline" color={linked ? 'success' : 'informative'}>
      {t(linked ? 'people.linked' : 'people.notLinked')}
    </Badge>
  );
}
