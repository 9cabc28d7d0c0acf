import { Router } from 'express';
import { VaxelError } from '../contract/errors';
import type { OrganisationId, TrunkId, UserId } from '../contract/ids';
import { isEmergencyAnywhere } from '../contract/numbers/emergency-numbers';
import { readNumber } from '../contract/numbers/numbers';
import { phoneLibrary } from '../contract/numbers/phone-library';
import type { CallVerdict } from '../contract/rules/rights';
import { TrunkDraft, TrunkOrder, TrunkParams, TrunkTest, type TrunkSettings } from '../contract/trunks/trunks';
import { requestOf, route, type RouteInput } from '../http/route';
import type { AuditEntry, AuditLog, ToldFields } from '../ports/audit';
import { requireOwn } from './claims';
import { haveTrunks, type TrunkService, type TrunkServiceDeps } from './service';
import { lockTrunks, trunkStoreOf, type StoredTrunk, type TrunkStore } from './store';

export interface TrunkRoutesDeps extends Pick<TrunkServiceDeps, 'db' | 'secrets' | 'switch'> {
  readonly audit: AuditLog;
  readonly service: TrunkService;
  countryOf(organisationId: OrganisationId): string;
  /** Whether the person may call the number. */
  callVerdictOf(organisationId: OrganisationId, userId: UserId, number: string): CallVerdict | Promise<CallVerdict>;
}

type Asked = RouteInput<unknown, unknown, unknown>;

/** `/administration/trunks…`. */
export function createTrunkRoutes(deps: TrunkRoutesDeps): Router {
  const { service } = deps;
  const router = Router();
  const listOf = ({ principal }: Asked) => service.list(principal.organisationId);
  const change = createChanging(deps);

  router.get('/administration/trunks', route({ handler: listOf }));
  router.post(
    '/administration/trunks',
    route({
      body: TrunkDraft,
      async handler(asked) {
        const { settings, password } = partsOf(asked.body);
        const id = await change(asked, async (store, claim) => {
          await claim(settings);
          const trunkId = await store.add(settings, password ?? null);
          return [trunkId, 'trunk.added', trunkId, settings, { after: told(settings, password ?? null) }];
        });
        asked.response.status(201);
        return { id };
      },
    }),
  );
  router.put(
    '/administration/trunks/order',
    route({
      body: TrunkOrder,
      async handler(asked) {
        const { trunkIds } = asked.body;
        await change(asked, async (store) => {
          await store.order(trunkIds);
          const names = new Map((await store.all()).map((each) => [each.trunkId, each.name]));
          const order = trunkIds.map((id) => names.get(id) ?? '');
          const { organisationId } = asked.principal;
          return [undefined, 'trunks.ordered', organisationId, { name: order[0] ?? '' }, { after: { order } }];
        });
      },
    }),
  );
  addOne(router, change);
  addTest(router, deps);
  return router;
}

function addOne(router: Router, change: Change): void {
  router.put(
    '/administration/trunks/:id',
    route({
      params: TrunkParams,
      body: TrunkDraft,
      async handler(asked) {
        const { id } = asked.params;
        const { settings, password } = partsOf(asked.body);
        await change(asked, async (store, claim) => {
          const before = await store.change(id, settings, password);
          await claim(settings);
          const fields = { before: told(before), after: told(settings, password) };
          return [undefined, 'trunk.changed', id, settings, fields];
        });
      },
    }),
  );
  router.delete(
    '/administration/trunks/:id',
    route({
      params: TrunkParams,
      async handler(asked) {
        const { id } = asked.params;
        await change(asked, async (store) => {
          const before = await store.remove(id);
          return [undefined, 'trunk.removed', id, before, { before: told(before) }];
        });
      },
    }),
  );
  router.post(
    '/administration/trunks/:id/restore',
    route({
      params: TrunkParams,
      async handler(asked) {
        const { id } = asked.params;
        await change(asked, async (store, claim) => {
          const back = await store.restore(id);
          await claim(back);
          return [undefined, 'trunk.added', id, back, { after: told(back) }];
        });
      },
    }),
  );
}

function addTest(router: Router, { db, secrets, audit, service, ...deps }: TrunkRoutesDeps): void {
  router.post(
    '/administration/trunks/:id/test',
    route({
      params: TrunkParams,
      body: TrunkTest,
      async handler(asked) {
        haveTrunks(deps.switch);
        const { organisationId, userId } = asked.principal;
        const { id } = asked.params;
        const trunk = await ownTrunk(trunkStoreOf(db, secrets, organisationId), id);
        const number = tested(asked.body.number, deps.countryOf(organisationId));
        const verdict = await deps.callVerdictOf(organisationId, userId, number);
        if (verdict !== 'ok') throw new VaxelError(verdict === 'numberNotAllowed' ? 'call.barred' : `call.${verdict}`);
        service.tests.requireNone(id);
        const object = { kind: 'trunk' as const, id, name: trunk.name };
        const entry = { ...by(asked), action: 'trunk.tested' as const, object, after: { numbers: [number] } };
        await db
          .transaction()
          .execute((transaction) => audit.record(transaction, organisationId, { ...entry, source: 'tab' }));
        service.tests.begin(trunk, number, trunk.mainNumber);
        asked.response.status(202);
        return {};
      },
    }),
  );
  router.delete(
    '/administration/trunks/:id/test',
    route({
      params: TrunkParams,
      async handler({ principal, params }) {
        await ownTrunk(trunkStoreOf(db, secrets, principal.organisationId), params.id);
        service.tests.end(params.id);
      },
    }),
  );
}

async function ownTrunk(store: TrunkStore, id: TrunkId): Promise<StoredTrunk> {
  const found = (await store.all()).find(({ trunkId }) => trunkId === id);
  if (found === undefined) throw new VaxelError('request.notFound');
  return found;
}

/** @throws VaxelError trunks.noNumber, trunks.noTest */
function tested(text: string, country: string): string {
  const read = readNumber(text, { country, library: phoneLibrary, isExtension: () => false });
  if (read === null || read.kind !== 'number' || read.after !== '') throw new VaxelError('trunks.noNumber');
  if (isEmergencyAnywhere(read.number)) throw new VaxelError('trunks.noTest');
  return read.number;
}

type Done<Result> = readonly [
  result: Result,
  action: AuditEntry['action'],
  id: string,
  named: Pick<TrunkSettings, 'name'>,
  fields: Pick<AuditEntry, 'before' | 'after'>,
];
/** Refuses what another organisation has. */
type Claim = (settings: TrunkSettings) => Promise<void>;
type Work<Result> = (store: TrunkStore, claim: Claim) => Promise<Done<Result>>;
type Change = <Result>(asked: Asked, work: Work<Result>) => Promise<Result>;

const by = (asked: Asked): Pick<AuditEntry, 'actor' | 'request'> => ({
  actor: asked.principal,
  request: requestOf(asked),
});

/** One change with what is told of it, and the switch in step with it. */
function createChanging({ db, secrets, audit, service, switch: onSwitch }: TrunkRoutesDeps): Change {
  return async (asked, work) => {
    haveTrunks(onSwitch);
    const { organisationId } = asked.principal;
    const result = await db.transaction().execute(async (transaction) => {
      await lockTrunks(transaction, organisationId);
      const store = trunkStoreOf(transaction, secrets, organisationId);
      const claim: Claim = (settings) => requireOwn(transaction, organisationId, settings);
      const [done, action, id, { name }, fields] = await work(store, claim);
      const object = { kind: 'trunk' as const, id, name };
      await audit.record(transaction, organisationId, { ...by(asked), action, object, ...fields, source: 'tab' });
      return done;
    });
    await service.sync();
    return result;
  };
}

function partsOf({ password, ...settings }: TrunkDraft): { settings: TrunkSettings; password: TrunkDraft['password'] } {
  return { settings, password };
}

/** What of a trunk is told of; of a password that there is a new one. */
function told(settings: TrunkSettings, password?: string | null): ToldFields {
  const { name, enabled, host, port, transport, account, sources, prefixes, mainNumber, callsAtOnce } = settings;
  return {
    name,
    active: enabled,
    host: `${host}${port === null ? '' : `:${port}`} ${transport.toUpperCase()}`,
    account,
    sources,
    prefixes,
    mainNumber,
    callsAtOnce,
    ...(password === undefined ? {} : { password: password !== null }),
  };
}
