import { Router } from 'express';
import { z } from 'zod';
import { TrunkDraft, TrunkList, TrunkOrder, TrunkParams, TrunkTest } from '../../src/contract/trunks/trunks';
import type { TrunkView } from '../../src/contract/trunks/trunks';
import { VaxelError } from '../../src/contract/errors';
import { route } from '../../src/http/route';
import { checked } from '../../tabs/fakes/checked';
import { aTrunkView, trunkId } from '../../tabs/fakes/trunk-samples';

/** Trunks of this test's server: what is changed is kept, and a test call begins to ring. */
export function addTrunks(router: Router): void {
  let removed: TrunkView | null = null;
  let trunks: readonly TrunkView[] = [
    aTrunkView(1, { name: 'Telefonbolaget' }),
    aTrunkView(2, { name: 'Reserven', registers: false, enabled: true }, { registration: 'none', reachable: false }),
  ];
  const change = (id: string, part: (trunk: TrunkView) => TrunkView): void => {
    if (!trunks.some((each) => each.id === id)) throw new VaxelError('request.notFound');
    trunks = trunks.map((each) => (each.id === id ? part(each) : each));
  };
  router.get(
    '/administration/trunks',
    route({ handler: () => checked(TrunkList, { possible: true, trunks: [...trunks] }) }),
  );
  router.post(
    '/administration/trunks',
    route({
      body: TrunkDraft,
      handler({ body: { password, ...settings }, response }) {
        const id = trunkId(3);
        const hasPassword = typeof password === 'string';
        trunks = [...trunks, { ...aTrunkView(3, settings, { registration: 'trying', reachable: null }), hasPassword }];
        response.status(201);
        return { id };
      },
    }),
  );
  router.put(
    '/administration/trunks/order',
    route({
      body: TrunkOrder,
      handler({ body }) {
        trunks = body.trunkIds.flatMap((id) => trunks.filter((each) => each.id === id));
      },
    }),
  );
  router.put(
    '/administration/trunks/:id',
    route({
      params: TrunkParams,
      body: TrunkDraft,
      handler: ({ params, body: { password: _, ...settings } }) =>
        change(params.id, (each) => ({ ...each, ...settings })),
    }),
  );
  router.delete(
    '/administration/trunks/:id',
    route({
      params: TrunkParams,
      handler({ params }) {
        removed = trunks.find(({ id }) => id === params.id) ?? null;
        trunks = trunks.filter(({ id }) => id !== params.id);
      },
    }),
  );
  router.post(
    '/administration/trunks/:id/restore',
    route({ params: z.object({}), handler: () => void (trunks = removed === null ? trunks : [removed, ...trunks]) }),
  );
  addTest(router, change);
}

function addTest(router: Router, change: (id: string, part: (trunk: TrunkView) => TrunkView) => void): void {
  const becomes = (id: string, test: TrunkView['state']['test']): void =>
    change(id, (each) => ({ ...each, state: { ...each.state, test } }));
  router.post(
    '/administration/trunks/:id/test',
    route({
      params: TrunkParams,
      body: TrunkTest,
      handler({ params, body: { number } }) {
        if (number === '112') throw new VaxelError('trunks.noTest');
        becomes(params.id, { number: '+46701740699', phase: 'ringing', reason: null, status: null });
      },
    }),
  );
  router.delete(
    '/administration/trunks/:id/test',
    route({
      params: TrunkParams,
      handler: ({ params }) =>
        becomes(params.id, { number: '+46701740699', phase: 'ended', reason: 'noNetwork', status: 503 }),
    }),
  );
}
