import { QueryClient, type QueryClientConfig } from '@tanstack/react-query';

type Invalidate = QueryClient['invalidateQueries'];

/**
 * The lists that a window holds. What is outdated while it is first asked for is asked for once more: the answer that
 * is under way may have been read before the change, and the library would take it for new.
 */
export function createLists(config?: QueryClientConfig): QueryClient {
  const lists = new QueryClient(config);
  const invalidate: Invalidate = lists.invalidateQueries.bind(lists);
  /** Answers that are outdated before they are there. */
  const outdated = new WeakSet<Promise<unknown>>();

  const outdatedNow: Invalidate = (filters, options) => {
    const underWay = lists
      .getQueryCache()
      .findAll(filters)
      .flatMap((query) =>
        query.state.fetchStatus === 'idle' || !query.promise ? [] : { query, promise: query.promise },
      );
    const done = invalidate(filters, options);
    for (const { query, promise } of underWay) {
      if (query.promise !== promise || outdated.has(promise)) continue;
      outdated.add(promise);
      promise.then(
        () => void outdatedNow({ queryKey: query.queryKey, exact: true }),
        () => undefined,
      );
    }
    return done;
  };
  lists.invalidateQueries = outdatedNow;
  return lists;
}
