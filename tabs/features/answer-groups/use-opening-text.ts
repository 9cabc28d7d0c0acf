import { useTranslation } from 'react-i18next';
import type { OpenNow } from '../../../src/contract/answer-groups/realtime';
import { useWhen, type Place } from '../../ui/use-when';

/**
 * Whether a group takes callers, and until when it does or does not; null = it is open, and nothing is known of an end.
 * @param where whose times they are; the person's own unless it is said
 */
export function useOpeningText(where?: Place): (now: OpenNow) => string | null {
  const { t } = useTranslation();
  const when = useWhen(where);
  return ({ isOpen, changesAtMs }) => {
    if (changesAtMs === null) return isOpen ? null : t('answerGroups.closed');
    return t(isOpen ? 'answerGroups.openUntil' : 'answerGroups.opensAt', { time: when.until(changesAtMs) });
  };
}
