import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import type { ToAnswerCommand } from '../../../src/contract/to-answer/commands';
import type { ToAnswerList } from '../../../src/contract/to-answer/to-answer';
import { errorCode } from '../../api/client-error';
import { useServices } from '../../ui/services';
import { useConnected } from '../../ui/use-connected';
import { toAnswerKey } from './keys';

/** Whom my groups and I still have to call; the server tells what becomes of them. @param asks or nobody asks */
export function useToAnswer(asks = true): UseQueryResult<ToAnswerList> {
  const { rest, queries } = useServices();
  const connected = useConnected();
  const query = useQuery({
    queryKey: toAnswerKey,
    enabled: asks,
    queryFn: async ({ signal }) => (await rest.ask('GET', '/to-answer', { signal })).json() as Promise<ToAnswerList>,
  });
  // Whatever was told meanwhile.
  useEffect(() => {
    if (connected) void queries.invalidateQueries({ queryKey: toAnswerKey });
  }, [connected, queries]);
  return query;
}

/** What is done with one. What goes wrong is told at the edge of the screen, and the list read anew. */
export function useActOnParty(): (command: ToAnswerCommand) => Promise<boolean> {
  const { realtime, notices, clock, queries } = useServices();
  return useCallback(
    async (command) => {
      try {
        await realtime.command(command);
        return true;
      } catch (error) {
        notices.set({ id: clock.nowMs(), intent: 'error', key: `error.${errorCode(error)}` });
        void queries.invalidateQueries({ queryKey: toAnswerKey });
        return false;
      }
    },
    [realtime, notices, clock, queries],
  );
}
