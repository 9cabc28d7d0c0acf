import { useCallback } from 'react';
import type { HistorySeen } from '../../../src/contract/history/history';
import type { CallId } from '../../../src/contract/ids';
import { markSeen } from '../../session/history-cache';
import { useServices } from '../../ui/services';

export interface SeenCalls {
  saw(callIds: readonly CallId[]): void;
  /** All that had ended when this call did. */
  sawUpTo(call: { readonly callId: CallId; readonly endedAtMs: number }): void;
}

/**
 * Says which missed calls the person has looked at: here at once, at the server and in the other windows through it.
 */
export function useSeenCalls(): SeenCalls {
  const { rest, queries, log } = useServices();
  const tell = useCallback(
    (what: HistorySeen): void => {
      rest.seeHistory(what).catch((error: unknown) => {
        log.add(`page: seen calls not stored: ${String(error)}`);
        // They are still news to the other windows, so they are here too.
        void queries.invalidateQueries({ queryKey: ['history'] });
      });
    },
    [rest, queries, log],
  );
  const saw = useCallback(
    (callIds: readonly CallId[]) => {
      if (callIds.length === 0) return;
      markSeen(queries, ({ callId }) => callIds.includes(callId));
      tell({ callIds: [...callIds] });
    },
    [queries, tell],
  );
  const sawUpTo = useCallback(
    ({ callId, endedAtMs }: Parameters<SeenCalls['sawUpTo']>[0]) => {
      markSeen(queries, (entry) => entry.endedAtMs <= endedAtMs);
      tell({ upTo: callId });
    },
    [queries, tell],
  );
  return { saw, sawUpTo };
}
