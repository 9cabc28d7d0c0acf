import { skipToken, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { AnswerGroupEvent } from '../../../src/contract/answer-groups/realtime';
import type { Notice } from '../../session/notices';
import { useServices } from '../../ui/services';
import { toldKey } from './keys';
import { useAct } from './use-act';

type Told = Extract<AnswerGroupEvent, { type: 'answerGroups.agent' }>;

/** What a supervisor or missed calls have made of me; what I did myself I know. */
export function toldText({ byName, isLoggedIn, pauseReason }: Told): Pick<Notice, 'key' | 'values'> | null {
  if (byName === null) return pauseReason === 'notAnswering' ? { key: 'answerGroups.told.notAnswering' } : null;
  if (!isLoggedIn) return { key: 'answerGroups.told.loggedOut', values: { who: byName } };
  if (pauseReason === null) return { key: 'answerGroups.told.available', values: { who: byName } };
  return { key: 'answerGroups.told.paused', values: { who: byName, reason: pauseReason } };
}

/** Says once what others have made of me as an agent, wherever in the tab one is. */
export function useTold(): void {
  const { notices, clock, queries } = useServices();
  const { act } = useAct();
  const { data } = useQuery<Told | null>({ queryKey: toldKey, queryFn: skipToken });
  useEffect(() => {
    if (data == null) return;
    queries.setQueryData(toldKey, null);
    const text = toldText(data);
    if (text === null) return;
    const resume = { key: 'answerGroups.resume', run: () => void act({ name: 'answerGroup.resume' }) };
    const isPaused = data.isLoggedIn && data.pauseReason !== null;
    notices.set({ id: clock.nowMs(), intent: 'info', ...text, ...(isPaused && { action: resume }) });
  }, [data, notices, clock, queries, act]);
}
