import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../../src/contract/history/history';
import { useOwnNumber } from '../../ui/use-own-number';
import { useTexts } from '../../ui/use-texts';
import { outcomeKey, talkMs, transferText } from '../../view-models/call-list';
import { durationKey } from '../../view-models/duration';

export interface EntryTexts {
  /** How long we talked, or why we did not. */
  outcome(entry: HistoryEntry): string;
  /** "Connected to Emily Carter". */
  transfer(entry: HistoryEntry): string | null;
  /** "to Switchboard 08-519 200 00", for people with several numbers. */
  called(entry: HistoryEntry): string | null;
  /** That the voicemail answered in my place. */
  voicemail(entry: HistoryEntry): string | null;
}

/** What the call list says of an entry besides its outcome. */
export function useEntryTexts(): EntryTexts {
  const { t, i18n } = useTranslation();
  const { text } = useTexts();
  const ownNumber = useOwnNumber();
  return {
    outcome(entry) {
      const talked = talkMs(entry);
      if (talked === null)
        return t(outcomeKey(entry), { number: entry.other.number ?? '' }).toLocaleLowerCase(i18n.language);
      const { key, values } = durationKey(talked);
      return t(key, { ...values });
    },
    transfer(entry) {
      const key = transferText(entry);
      return key && text(key);
    },
    called({ calledNumber }) {
      const number = ownNumber(calledNumber);
      return number && t('history.to', { number });
    },
    voicemail: ({ direction, endReason }) =>
      direction === 'in' && endReason === 'voicemail' ? t('reason.voicemail.title') : null,
  };
}
