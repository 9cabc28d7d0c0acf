import { isDeepStrictEqual } from 'node:util';
import { VaxelError } from '../../contract/errors';
import type { LegId, OrganisationId, TrunkId } from '../../contract/ids';
import { trunkRetrySeconds } from '../../contract/trunks/choices';
import type { TrunkState } from '../../contract/trunks/trunks';
import type { Clock } from '../../ports/clock';
import type { Logger } from '../../ports/logger';
import type { SwitchEvent, Trunk } from '../port';
import { AriError } from './ari';
import { createRefusals, type RefusalsOptions } from './refusals';
import type { Registrations, RegistrationsOptions } from './registrations';
import { routeOf, type TrunkRoute } from './trunk-routes';
import type { SaidByOperator } from './trunk-arrivals';
import { meantTrunk, type OwnerOf } from './trunk-choice';
import { trunkName } from './trunk-objects';
import type { TrunkStore } from './trunk-store';

export interface TrunksDeps {
  readonly store: TrunkStore;
  readonly createRegistrations: (onTold: RegistrationsOptions['onTold']) => Registrations;
  /** Why an operator does not register a trunk. */
  readonly askOperator: RefusalsOptions['ask'];
  readonly clock: Clock;
  readonly logger: Logger;
  readonly emit: (event: SwitchEvent) => void;
}

/** The trunks of all organisations, and how they do. */
export interface Trunks {
  /** @throws VaxelError server.unavailable */
  set(all: readonly Trunk[], ownerOf: OwnerOf): Promise<void>;
  /** By the name of its endpoint. */
  byName(name: string): Trunk | null;
  /** Whose call it is of all that have the same operator: by its address Asterisk does not know which is meant. */
  meant(found: Trunk, said: SaidByOperator): Trunk;
  route(organisationId: OrganisationId | null, number: string, only: TrunkId | undefined): TrunkRoute;
  /** A leg goes over it until that ends. */
  took(trunk: Trunk, leg: LegId): void;
  left(leg: LegId): void;
  /** Asterisk tells of a trunk's address. */
  told(name: string, status: string): void;
  /** Asterisk is back: it is told of all of them if it has forgotten them. */
  restore(hasForgotten: boolean): Promise<void>;
  /** Asterisk is away: nothing is known. */
  lose(): void;
  stop(): void;
}

interface Known {
  trunk: Trunk;
  state: Omit<TrunkState, 'test'>;
  readonly legs: Set<LegId>;
  /** Since when it has been as it is. */
  readonly sinceMs: number;
}

const fresh = ({ trunkId, registers, enabled }: Trunk): Known['state'] => ({
  trunkId,
  registration: registers && enabled ? 'trying' : 'none',
  reachable: null,
  fault: null,
  refusal: null,
});

const registrationOf: Readonly<Record<string, TrunkState['registration']>> = {
  Registered: 'registered',
  Rejected: 'rejected',
  Stopped: 'rejected',
};

/** A registration that takes longer than this does not come, as it seems. */
const patienceMs = 3_000;

export function createTrunks(deps: TrunksDeps): Trunks {
  const { store, createRegistrations, clock, logger, emit } = deps;
  const known = new Map<TrunkId, Known>();
  /** Those that Asterisk has not been told of as they are now, and names of those that it shall forget. */
  const due = new Set<Known>();
  const gone = new Set<string>();
  /** It may have some from before our own restart. */
  let isFirst = true;
  let isTold = false;
  let ownerOf: OwnerOf = () => null;
  let cancelRetry: () => void = () => undefined;
  /** One change of Asterisk's memory after the other. */
  let work: Promise<unknown> = Promise.resolve();
  const registrations = createRegistrations((statuses) => {
    for (const each of known.values()) {
      const status = statuses.get(trunkName(each.trunk));
      if (each.state.registration !== 'none' && status !== undefined) toldOfRegistration(each, status);
    }
  });
  const refusals = createRefusals({
    ...{ ask: deps.askOperator, clock, logger },
    onTold(trunk, refusal) {
      const each = known.get(trunk.trunkId);
      if (each?.trunk !== trunk || each.state.registration === 'registered') return;
      // Where it answers Asterisk, that it does not answer us says nothing.
      const isOurs = refusal?.status === null && each.state.reachable === true;
      become(each, { refusal: isOurs ? null : refusal });
    },
  });

  function toldOfRegistration(each: Known, status: string): void {
    const registration = registrationOf[status] ?? 'trying';
    if (registration === 'registered') {
      refusals.registered(each.trunk);
      return become(each, { registration, refusal: null });
    }
    become(each, { registration });
    if (registration === 'rejected' || clock.nowMs() - each.sinceMs > patienceMs) refusals.missing(each.trunk);
  }

  function become(each: Known, change: Partial<Known['state']>): void {
    const state = { ...each.state, ...change };
    if (isDeepStrictEqual(state, each.state)) return;
    each.state = state;
    if (known.get(each.trunk.trunkId) === each) emit({ type: 'trunkChanged', ...state });
  }

  /** What Asterisk will not have is this trunk's fault alone; without Asterisk nothing goes. @throws AriError */
  async function put(each: Known): Promise<void> {
    try {
      await store.put(each.trunk);
      if (each.state.fault !== null) become(each, fresh(each.trunk));
    } catch (error) {
      if (!(error instanceof AriError) || error.status === 0) throw error;
      logger.warn({ trunk: each.trunk.trunkId, status: error.status }, 'Asterisk does not take a trunk');
      await store.remove(trunkName(each.trunk));
      // An address that cannot be found is what it does not take of those that the schema lets through.
      const fault = /identify/.test(error.message) ? 'hostUnknown' : 'notTaken';
      become(each, { ...fresh(each.trunk), fault, registration: 'none' });
    }
  }

  const follow = (): void =>
    registrations.follow([...known.values()].some(({ state }) => state.registration !== 'none'));

  /** Tells Asterisk what it has not been told yet. @throws AriError */
  async function settle(): Promise<void> {
    if (isFirst) for (const name of await store.names()) if (!names().has(name)) gone.add(name);
    isFirst = false;
    for (const name of gone) {
      await store.remove(name);
      gone.delete(name);
    }
    for (const each of due) {
      if (known.get(each.trunk.trunkId) === each && each.trunk.enabled) await put(each);
      due.delete(each);
    }
    follow();
    retryFaults();
  }

  /** Names that have no address now may have one later. */
  function retryFaults(): void {
    cancelRetry();
    const faulty = (): readonly Known[] => [...known.values()].filter(({ state }) => state.fault !== null);
    if (faulty().length === 0) return;
    cancelRetry = clock.after(trunkRetrySeconds * 1_000, () => {
      for (const each of faulty()) due.add(each);
      inTurn(settle).catch(() => undefined);
    });
  }

  const names = (): ReadonlySet<string> =>
    new Set([...known.values()].flatMap(({ trunk }) => (trunk.enabled ? [trunkName(trunk)] : [])));

  function replace(all: readonly Trunk[]): void {
    const before = new Map(known);
    const namesBefore = names();
    known.clear();
    for (const trunk of all) {
      const old = before.get(trunk.trunkId);
      const isSame = old !== undefined && isDeepStrictEqual(old.trunk, trunk);
      const each: Known = isSame
        ? old
        : { trunk, state: fresh(trunk), legs: old?.legs ?? new Set(), sinceMs: clock.nowMs() };
      known.set(trunk.trunkId, each);
      if (isSame) continue;
      due.add(each);
      emit({ type: 'trunkChanged', ...each.state });
    }
    for (const name of namesBefore) if (!names().has(name)) gone.add(name);
  }

  function inTurn(change: () => Promise<void>): Promise<void> {
    const done = work.then(change);
    work = done.catch(() => undefined);
    return done;
  }

  return {
    set(all, asked) {
      isTold = true;
      ownerOf = asked;
      replace(all);
      return inTurn(settle).catch((cause: unknown) => {
        throw new VaxelError('server.unavailable', 'Asterisk cannot be reached', { cause });
      });
    },
    byName: (name) => [...known.values()].find(({ trunk }) => trunkName(trunk) === name)?.trunk ?? null,
    meant: (found, said) =>
      meantTrunk(
        found,
        [...known.values()].map(({ trunk }) => trunk),
        said,
        ownerOf,
      ),
    route(organisationId, number, only) {
      const all = [...known.values()].map(({ trunk }) => trunk);
      if (only !== undefined) return { trunks: all.filter(({ trunkId, enabled }) => trunkId === only && enabled) };
      return routeOf(all, organisationId, number, ({ trunkId }) => {
        const each = known.get(trunkId);
        const { reachable = null, registration = 'none', fault = null } = each?.state ?? {};
        const isGood =
          fault === null && reachable !== false && registration !== 'rejected' && registration !== 'trying';
        return { calls: each?.legs.size ?? 0, isGood };
      });
    },
    took: (trunk, leg) => void known.get(trunk.trunkId)?.legs.add(leg),
    left(leg) {
      for (const { legs } of known.values()) legs.delete(leg);
    },
    told(name, status) {
      const each = [...known.values()].find(({ trunk }) => trunkName(trunk) === name);
      if (each !== undefined && (status === 'Reachable' || status === 'Unreachable'))
        become(each, { reachable: status === 'Reachable' });
    },
    async restore(hasForgotten) {
      // Before anybody has said which there are, those of before our restart stay.
      if (!isTold) return;
      if (hasForgotten) for (const each of known.values()) due.add(each);
      await inTurn(settle);
    },
    lose() {
      for (const each of known.values()) become(each, fresh(each.trunk));
    },
    stop() {
      cancelRetry();
      registrations.stop();
      refusals.stop();
      known.clear();
    },
  };
}
