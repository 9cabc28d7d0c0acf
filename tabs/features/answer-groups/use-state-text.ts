import { useTranslation } from 'react-i18next';
import type { GroupAgent } from '../../../src/contract/answer-groups/answer-groups';

/** What an agent is doing, in words, with the reason of a pause. */
export function useStateText(): (agent: Pick<GroupAgent, 'state' | 'pauseReason'>) => string {
  const { t } = useTranslation();
  const reasonText = usePauseReason();
  return ({ state, pauseReason }) =>
    state !== 'paused' || pauseReason === null
      ? t(`answerGroups.state.${state}`)
      : t('answerGroups.pausedFor', { reason: reasonText(pauseReason) });
}

/** Why an agent is paused: by what was chosen, or since calls were let ring. */
export function usePauseReason(): (reason: string) => string {
  const { t } = useTranslation();
  return (reason) => (reason === 'notAnswering' ? t('answerGroups.notAnswering') : reason);
}
