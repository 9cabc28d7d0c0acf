import { Button, Text, Tooltip, mergeClasses, useId } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../../src/contract/history/history';
import type { CallId } from '../../../src/contract/ids';
import type { FocusScope } from '../../session/focus-keeper';
import { useFocusScope } from '../../ui/use-focus-scope';
import { CallEntryIcon } from '../../ui/CallEntryIcon';
import { useNumbers } from '../../ui/use-numbers';
import { useRowKeys } from '../../ui/use-row-keys';
import { useWhen } from '../../ui/use-when';
import { isMissed, talkMs } from '../../view-models/call-list';
import { useDetailStyles } from '../../ui/detail-styles';
import { RecordingDialog } from '../recordings/chunks';
import { useRecordedCalls } from '../recordings/use-recordings';
import { WhyDialog } from '../rules/chunks';
import { MessageOfCall } from '../voicemail/slots';
import { rowKeys } from '../../ui/row-keys';
import { useDeleteCalls } from './use-delete-calls';
import { useEntryTexts } from './use-entry-texts';

const places: FocusScope = { items: '[data-entry]' };

export interface HistoryCardProps {
  readonly title: string;
  readonly entries: readonly HistoryEntry[];
  readonly empty?: string;
  readonly more: boolean;
  readonly onMore: () => void;
}

/**
 * What has passed between two people: way, time, length, device and outcome of each call. With the keyboard it is one
 * stop.
 */
export function HistoryCard({ title, entries, empty, more, onMore }: HistoryCardProps): ReactNode {
  const styles = useDetailStyles();
  const { t } = useTranslation();
  const { deleteCalls } = useDeleteCalls();
  const recorded = useRecordedCalls(entries.filter((each) => talkMs(each) !== null).map(({ callId }) => callId));
  const keys = useRowKeys({ keys: entries.map(({ callId }) => callId), mark: 'entry' });
  return (
    <section className={styles.card}>
      <h3 className={styles.cardTitle}>{title}</h3>
      {entries.length === 0 && empty !== undefined && <p className={styles.empty}>{empty}</p>}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrows between its buttons */}
      <ul ref={useFocusScope(places)} className={styles.list} onFocus={keys.onFocus} onKeyDown={keys.onKeyDown}>
        {entries.map((entry) => (
          <EntryRow
            key={entry.callId}
            entry={entry}
            recorded={recorded.has(entry.callId)}
            stop={entry.callId === keys.stop}
            onDelete={() => deleteCalls([entry.callId])}
          />
        ))}
      </ul>
      {more && (
        <Button appearance="transparent" size="small" className={styles.more} onClick={onMore}>
          {t('action.showMore')}
        </Button>
      )}
    </section>
  );
}

interface EntryRowProps {
  readonly entry: HistoryEntry;
  /** There is a recording of it that I may listen to. */
  readonly recorded: boolean;
  readonly stop: boolean;
  readonly onDelete: () => void;
}

function EntryRow({ entry, recorded, stop, onDelete }: EntryRowProps): ReactNode {
  const textId = useId('entry');
  const [asking, setAsking] = useState(false);
  const styles = useDetailStyles();
  const { t, i18n } = useTranslation();
  const numbers = useNumbers();
  const when = useWhen();
  const missed = isMissed(entry);
  const entryTexts = useEntryTexts();
  const details = [
    entryTexts.transfer(entry),
    entryTexts.outcome(entry),
    entryTexts.voicemail(entry)?.toLocaleLowerCase(i18n.language) ?? null,
    talkMs(entry) !== null && entry.outcome !== 'answered'
      ? t(`outcome.${entry.outcome}`).toLocaleLowerCase(i18n.language)
      : null,
    entry.deviceLabel === null ? null : t('history.onDevice', { device: entry.deviceLabel }),
    entry.through === null ? null : t('history.through', { group: entry.through }),
    entryTexts.called(entry),
    entry.shownNumber === null ? null : t('history.shown', { number: numbers.local(entry.shownNumber) }),
  ].filter((text) => text !== null);
  return (
    <li className={styles.row}>
      <span className={mergeClasses(styles.icon, missed && styles.missed)} title={t(`history.${entry.direction}`)}>
        <CallEntryIcon direction={entry.direction} />
      </span>
      <span id={textId} className={mergeClasses(styles.grow, missed && styles.missed)}>
        {when.dayAndTime(entry.startedAtMs)}{' '}
        <Text className={missed ? styles.missed : styles.muted}>· {details.join(' · ')}</Text>
      </span>
      {entryTexts.voicemail(entry) !== null && (
        <MessageOfCall callId={entry.callId} tabIndex={stop ? 0 : -1} describedBy={textId} />
      )}
      {recorded && <RecordingOfCall callId={entry.callId} tabIndex={stop ? 0 : -1} describedBy={textId} />}
      <Button
        data-tool
        tabIndex={stop ? 0 : -1}
        aria-describedby={textId}
        appearance="transparent"
        size="small"
        onClick={() => setAsking(true)}
      >
        {t('action.why')}
      </Button>
      {asking && <WhyDialog callId={entry.callId} onClose={() => setAsking(false)} />}
      <Tooltip content={t('action.deleteCall')} relationship="label">
        <Button
          data-tool
          data-entry={entry.callId}
          tabIndex={stop ? 0 : -1}
          aria-describedby={textId}
          aria-keyshortcuts="Delete"
          appearance="subtle"
          size="small"
          icon={<DeleteRegular />}
          onClick={onDelete}
          onKeyDown={rowKeys({ remove: onDelete })}
        />
      </Tooltip>
    </li>
  );
}

interface RecordingOfCallProps {
  readonly callId: CallId;
  readonly tabIndex: number;
  /** Which call it is about. */
  readonly describedBy: string;
}

/** Opens what was recorded of a call. */
function RecordingOfCall({ callId, tabIndex, describedBy }: RecordingOfCallProps): ReactNode {
  const styles = useDetailStyles();
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        className={styles.call}
        tabIndex={tabIndex}
        aria-describedby={describedBy}
        appearance="transparent"
        size="small"
        onClick={() => setOpen(true)}
      >
        {t('recordings.listen')}
      </Button>
      {open && <RecordingDialog callId={callId} onClose={() => setOpen(false)} />}
    </>
  );
}
