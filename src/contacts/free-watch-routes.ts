import { Router } from 'express';
import type { FreeWatchList } from '../contract/contacts/free-watches';
import { FreeWatchParams } from '../contract/contacts/free-watches';
import { route } from '../http/route';
import type { Changes } from './changes';
import type { FreeWatches } from './free-watches';

/** `/free-watches`: the colleagues of whom a person wants to be told when they are free. */
export function createFreeWatchRoutes(watches: FreeWatches, changes: Pick<Changes, 'own'>): Router {
  const router = Router();
  router.get(
    '/free-watches',
    route({ handler: async ({ principal }): Promise<FreeWatchList> => ({ userIds: await watches.of(principal) }) }),
  );
  for (const [method, change] of [
    ['put', 'add'],
    ['delete', 'remove'],
  ] as const)
    router[method](
      '/free-watches/:userId',
      route({
        params: FreeWatchParams,
        async handler({ principal, params }) {
          await watches[change](principal, params.userId);
          changes.own(principal, null);
        },
      }),
    );
  return router;
}
