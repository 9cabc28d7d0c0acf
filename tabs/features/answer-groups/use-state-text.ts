import { useTranslation } from 'react-i18next';
import type { GroupAgent } from '../../../src/contract/answer-groups/answer-groups';

/** What an agent is doing, in words, with the reason of a pause. */
export function useStateText(): (agent: Pick<GroupAgent, 'state' | 'pauseReason'>) => string {
  const { t } = useTranslation();
  return ({ state, pauseReason }) => {
    if (state !== 'paused' || pauseReason === null) return t(`answerGroups.state.${state}`);
    const reason = pauseReason === 'notAnswering' ? t('answerGroups.notAnswering') : pauseReason;
    return t('answerGroups.pausedFor', { reason });
  };
}
