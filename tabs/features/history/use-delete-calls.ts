import { useQueryClient } from '@tanstack/react-query';
import type { InfiniteData } from '@tanstack/react-query';
import type { HistoryDelete, HistoryPage } from '../../../src/contract/history/history';
import type { CallId } from '../../../src/contract/ids';
import { errorCode } from '../../api/client-error';
import { withoutEntries } from '../../session/history-cache';
import { useServices } from '../../ui/services';

export interface DeleteCalls {
  deleteCalls(callIds: readonly CallId[]): void;
  clearAll(): void;
}

/** Takes calls out of the list at once, and offers to undo it. */
export function useDeleteCalls(): DeleteCalls {
  const { rest, notices, clock } = useServices();
  const queries = useQueryClient();

  const fail = (error: unknown): void => {
    notices.set({ id: clock.nowMs(), intent: 'error', key: `error.${errorCode(error)}` });
    void queries.invalidateQueries({ queryKey: ['history'] });
  };
  const restore = (deletionId: string): void => {
    rest.restoreHistory(deletionId).then(() => {
      notices.set({ id: clock.nowMs(), intent: 'success', key: 'history.restored' });
      return queries.invalidateQueries({ queryKey: ['history'] });
    }, fail);
  };
  const remove = (what: HistoryDelete, callIds: readonly CallId[] | null): void => {
    queries.setQueriesData<InfiniteData<HistoryPage, string | null>>(
      { queryKey: ['history'] },
      (pages) => pages && withoutEntries(pages, callIds),
    );
    rest.deleteHistory(what).then(({ deletionId, count }) => {
      notices.set({
        id: clock.nowMs(),
        intent: 'success',
        ...(callIds === null ? { key: 'history.cleared' } : { key: 'history.deleted', values: { count } }),
        action: { key: 'action.undo', run: () => restore(deletionId) },
      });
    }, fail);
  };
  return {
    deleteCalls: (callIds) => remove({ callIds: [...callIds] }, callIds),
    clearAll: () => remove({ all: true }, null),
  };
}
