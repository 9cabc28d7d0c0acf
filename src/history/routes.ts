import { Router } from 'express';
import { z } from 'zod';
import type { HistoryDeletion } from '../contract/history/history';
import { HistoryDelete, HistoryQuery, HistoryRestore, HistorySeen, longestDeletion } from '../contract/history/history';
import { VaxelError } from '../contract/errors';
import { CallId } from '../contract/ids';
import { route } from '../http/route';
import type { Principal } from '../ports/principal';
import type { Publisher } from '../ports/publisher';
import type { LargeRequests } from '../ports/requests';
import type { HistoryStore } from './store';

export interface HistoryRoutesDeps {
  historyOf(principal: Principal): HistoryStore;
  readonly publisher: Pick<Publisher, 'toUser'>;
}

/** An id between quotes and a comma. */
export const largeHistoryRequests = {
  '/history/delete': { mostBytes: longestDeletion * 39 + 1_000 },
} as const satisfies LargeRequests;

/** `/history`: the call list, what of it has been seen, deletion and its undo; every window of the user follows. */
export function createHistoryRoutes({ historyOf, publisher }: HistoryRoutesDeps): Router {
  const router = Router();
  router.get(
    '/history',
    route({ query: HistoryQuery, handler: ({ principal, query }) => historyOf(principal).page(query) }),
  );
  router.get(
    '/history/:callId',
    route({
      params: z.object({ callId: CallId }),
      async handler({ principal, params }) {
        const entry = await historyOf(principal).find(params.callId);
        if (!entry) throw new VaxelError('call.notFound');
        return entry;
      },
    }),
  );
  router.post(
    '/history/seen',
    route({
      body: HistorySeen,
      async handler({ principal, body }) {
        const seen = await historyOf(principal).see(body);
        publisher.toUser(principal.organisationId, principal.userId, { type: 'history.seen', ...seen });
      },
    }),
  );
  router.post(
    '/history/delete',
    route({
      body: HistoryDelete,
      async handler({ principal, body }) {
        const { deletionId, callIds } = await historyOf(principal).remove(body);
        publisher.toUser(principal.organisationId, principal.userId, {
          type: 'history.removed',
          callIds: 'all' in body ? null : callIds,
        });
        return { deletionId, count: callIds.length } satisfies HistoryDeletion;
      },
    }),
  );
  router.post(
    '/history/restore',
    route({
      body: HistoryRestore,
      async handler({ principal, body }) {
        await historyOf(principal).restore(body.deletionId);
        publisher.toUser(principal.organisationId, principal.userId, { type: 'history.restored' });
      },
    }),
  );
  return router;
}
