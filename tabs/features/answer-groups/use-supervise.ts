import { useCallback } from 'react';
import type { AnswerGroupId, UserId } from '../../../src/contract/ids';
import { useServices } from '../../ui/services';
import type { supervisorActs } from './supervisor-acts';
import { useAct } from './use-act';

export interface Supervised {
  readonly userId: UserId;
  readonly groupId: AnswerGroupId;
}

export type Supervise = (name: (typeof supervisorActs)[number]['name'] | 'answerGroup.stopListening') => void;

/** What a supervisor does in the call of an agent; it is heard in this window, if the window is a phone. */
export function useSupervise({ userId, groupId }: Supervised): Supervise {
  const { softphone } = useServices();
  const { act } = useAct();
  return useCallback(
    (name) => {
      const { phone, deviceId } = softphone.state.get();
      const on = phone.state === 'registered' ? deviceId : null;
      void act({ name, userId, groupId, ...(on !== null && { on }) });
    },
    [softphone, act, userId, groupId],
  );
}
