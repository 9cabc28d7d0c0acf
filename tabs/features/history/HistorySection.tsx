import { Button, mergeClasses } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { useDeferredValue, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { OtherParty } from '../../../src/contract/calls/call-view';
import { CallDetail } from './slots';
import { NowPane } from './day/NowPane';
import { useServices } from '../../ui/services';
import { useSinglePane } from '../../ui/use-single-pane';
import { useSectionStyles } from '../../ui/section-styles';
import { useWhen } from '../../ui/use-when';
import { useStore } from '../../ui/use-store';
import { callDays, partyKey } from '../../view-models/call-list';
import { CallList } from './CallList';
import { CallListBar } from './CallListBar';
import { useHistory } from '../../ui/use-history';
import { useListSeen } from './use-list-seen';
import { useParty } from './use-party';

/** All my calls, grouped by contact and day, and what I had with the chosen one. */
export function HistorySection(): ReactNode {
  const styles = useSectionStyles();
  const { t } = useTranslation();
  const { navigation, cards } = useServices();
  const when = useWhen();
  const selected = useStore(navigation.place, (place) => place.selected);
  const pane = useSinglePane();
  const [show, setShow] = useState<'all' | 'missed'>('all');
  const [search, setSearch] = useState('');
  const q = useDeferredValue(search.trim());
  const history = useHistory(show, q);
  const saw = useListSeen(history.entries, q);
  const days = useMemo(() => callDays(history.entries, when.date), [history.entries, when]);
  const inCall = useParty(useStore(cards, (all) => all.find((card) => partyKey(card) === selected) ?? null));
  // Who calls for the first time is in no list yet.
  const chosen: OtherParty | null = useMemo(
    () => days.flatMap(({ groups }) => groups).find((group) => group.party === selected)?.other ?? inCall,
    [days, selected, inCall],
  );

  const choose = (party: string): void => {
    navigation.open('calls', party);
    saw(party);
  };

  const showList = !pane.single || chosen === null;
  const showDetail = !pane.single || chosen !== null;
  return (
    <div className={mergeClasses(styles.section, pane.compact && styles.medium, pane.single && styles.single)}>
      {showList && (
        <section data-region="list" tabIndex={-1} className={styles.list} aria-label={t('history.list')}>
          <CallListBar
            show={show}
            onShow={setShow}
            search={search}
            onSearch={setSearch}
            canClear={history.entries.length > 0}
          />
          <CallList days={days} history={history} show={show} q={q} selected={selected} onSelect={choose} />
        </section>
      )}
      {showDetail && (
        <div data-region="detail" tabIndex={-1} className={styles.detail}>
          {pane.single && (
            <Button
              className={styles.back}
              appearance="subtle"
              icon={<ArrowLeftRegular />}
              onClick={() => navigation.open('calls')}
            >
              {t('history.title')}
            </Button>
          )}
          {chosen ? <CallDetail key={partyKey(chosen)} other={chosen} party={partyKey(chosen)} /> : <NowPane />}
        </div>
      )}
    </div>
  );
}
