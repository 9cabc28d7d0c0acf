import { useCallback, useState } from 'react';
import type { AnswerGroupCommand } from '../../../src/contract/answer-groups/commands';
import { errorCode } from '../../api/client-error';
import { useServices } from '../../ui/services';
import { groupsKey } from './keys';

export interface Acting {
  readonly busy: boolean;
  /** Resolves when it is carried out and read again; what goes wrong is told at the edge of the screen. */
  readonly act: (command: AnswerGroupCommand) => Promise<void>;
}

/** What agents and supervisors do. */
export function useAct(): Acting {
  const { realtime, notices, clock, queries } = useServices();
  const [busy, setBusy] = useState(false);
  const act = useCallback(
    async (command: AnswerGroupCommand): Promise<void> => {
      setBusy(true);
      await realtime
        .command(command)
        .catch((error: unknown) =>
          notices.set({ id: clock.nowMs(), intent: 'error', key: `error.${errorCode(error)}` }),
        );
      await queries.invalidateQueries({ queryKey: groupsKey });
      setBusy(false);
    },
    [realtime, notices, clock, queries],
  );
  return { busy, act };
}
