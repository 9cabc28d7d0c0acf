import type { Kysely } from 'kysely';
import { VaxelError } from '../contract/errors';
import type { OrganisationId, TrunkId } from '../contract/ids';
import { trunkListId } from '../contract/trunks/choices';
import type { TrunkList, TrunkState } from '../contract/trunks/trunks';
import type { Clock } from '../ports/clock';
import type { Database } from '../ports/database';
import type { Logger } from '../ports/logger';
import type { Publisher } from '../ports/publisher';
import type { Wakes } from '../ports/wakes';
import type { Secrets } from '../secrets/secrets';
import type { Switch, SwitchEvent } from '../switch/port';
import { readAllTrunks, trunkStoreOf, type StoredTrunk } from './store';
import { createTestCalls, type TestCalls } from './test-calls';

export interface TrunkServiceDeps {
  readonly db: Kysely<Database>;
  readonly switch: Switch;
  readonly secrets: Secrets;
  readonly wakes: Wakes;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly publisher: Publisher;
  /** Whose a number is (E.164). */
  ownerOf(number: string): OrganisationId | null;
}

/** Keeps the switch's trunks as the database has them, and knows how they do. */
export interface TrunkService {
  readonly tests: TestCalls;
  list(organisationId: OrganisationId): Promise<TrunkList>;
  /** When anything on the list of an organisation was last told to have changed. */
  revisionOf(organisationId: OrganisationId): number | null;
  /** Told to the switch now: whoever has changed something sees what comes of it. */
  sync(): Promise<void>;
  /** Of all trunks that are used, whether calls can go over them. */
  standing(): readonly (readonly [{ readonly trunk: string }, number])[];
  /** Of those that an operator does not register, why. */
  refusals(): readonly Refused[];
  start(): Promise<void>;
  stop(): void;
}

type Refused = readonly [Record<'trunk' | 'reason' | 'status', string>, number];
type State = Omit<TrunkState, 'test'>;
const unknown = (trunkId: TrunkId): State => ({
  ...{ trunkId, registration: 'none', reachable: null, fault: null },
  ...{ refusal: null },
});

/** How long until the switch, which was away, is told again. */
const retryMs = 5_000;

/** When anything on the list of an organisation was last told to have changed. */
function createRevisions({ clock, publisher }: Pick<TrunkServiceDeps, 'clock' | 'publisher'>) {
  const revisions = new Map<OrganisationId, number>();
  return {
    of: (organisationId: OrganisationId) => revisions.get(organisationId) ?? null,
    changed(organisationId: OrganisationId): void {
      revisions.set(organisationId, (revisions.get(organisationId) ?? clock.nowMs()) + 1);
      publisher.changed('trunks', organisationId, trunkListId);
    },
  };
}

/** Does the work, once after the other so that the newest is done last, and again a while after it has failed. */
function createRetrying({ clock, logger }: Pick<TrunkServiceDeps, 'clock' | 'logger'>, work: () => Promise<void>) {
  let cancel: () => void = () => undefined;
  let running: Promise<void> = Promise.resolve();
  let isStopped = false;

  async function once(): Promise<void> {
    cancel();
    if (isStopped) return;
    await work().catch((error: unknown) => {
      const facts = { error: error instanceof Error ? error.message : 'failed' };
      logger.warn(facts, 'the switch was not told of its trunks');
      if (!isStopped) cancel = clock.after(retryMs, () => void now());
    });
  }

  function now(): Promise<void> {
    running = running.then(once);
    return running;
  }

  return {
    now,
    stop() {
      isStopped = true;
      cancel();
    },
  };
}

const viewOf = (
  { trunkId, organisationId: _, password, ...settings }: StoredTrunk,
  state: State,
  test: TrunkState['test'],
) => ({ ...settings, id: trunkId, hasPassword: password !== null, state: { ...state, test } });

const isUp = ({ registers }: StoredTrunk, { registration, reachable, fault }: State): boolean =>
  fault === null && reachable === true && (!registers || registration === 'registered');

function refusalOf({ trunkId, fault, refusal }: State): readonly Refused[] {
  const [reason, status] = fault === null ? [refusal?.reason, refusal?.status] : [fault, null];
  return reason === undefined ? [] : [[{ trunk: trunkId, reason, status: String(status ?? '') }, 1]];
}

export function createTrunkService(deps: TrunkServiceDeps): TrunkService {
  const { db, secrets, switch: onSwitch } = deps;
  const states = new Map<TrunkId, State>();
  const owners = new Map<TrunkId, StoredTrunk>();
  const revisions = createRevisions(deps);
  const { changed } = revisions;
  const tests = createTestCalls({ ...deps, onChanged: changed });
  const stateOf = (trunkId: TrunkId): State => states.get(trunkId) ?? unknown(trunkId);

  const forget = onSwitch.onEvent((event: SwitchEvent) => {
    if (event.type !== 'trunkChanged') return tests.told(event);
    const { type: _, ...state } = event;
    states.set(state.trunkId, state);
    const owner = owners.get(state.trunkId);
    if (owner !== undefined) changed(owner.organisationId);
  });

  const telling = createRetrying(deps, async () => {
    if (!onSwitch.capabilities.trunks) return;
    const all = await readAllTrunks(db, secrets);
    const gone = [...owners.values()].filter(({ trunkId }) => !all.some((trunk) => trunk.trunkId === trunkId));
    owners.clear();
    for (const trunk of all) owners.set(trunk.trunkId, trunk);
    for (const { trunkId } of gone) {
      tests.end(trunkId);
      states.delete(trunkId);
    }
    await onSwitch.trunks(all, deps.ownerOf);
    for (const organisationId of new Set([...gone, ...all].map((each) => each.organisationId))) changed(organisationId);
  });

  return {
    tests,
    async list(organisationId) {
      const all = await trunkStoreOf(db, secrets, organisationId).all();
      const trunks = all.map((each) => viewOf(each, stateOf(each.trunkId), tests.of(each.trunkId)));
      return { possible: onSwitch.capabilities.trunks, trunks };
    },
    revisionOf: revisions.of,
    sync: telling.now,
    standing: () =>
      [...owners.values()]
        .filter(({ enabled }) => enabled)
        .map((each) => [{ trunk: each.trunkId }, isUp(each, stateOf(each.trunkId)) ? 1 : 0] as const),
    refusals: () => [...owners.keys()].flatMap((trunkId) => refusalOf(stateOf(trunkId))),
    async start() {
      if (!onSwitch.capabilities.trunks) return;
      const again = (): void => void telling.now();
      await deps.wakes.listen('trunk_changed', { onNotice: again, onGap: again });
      await telling.now();
    },
    stop() {
      telling.stop();
      forget();
    },
  };
}

/** @throws VaxelError trunks.notHere */
export function haveTrunks({ capabilities }: Pick<Switch, 'capabilities'>): void {
  if (!capabilities.trunks) throw new VaxelError('trunks.notHere');
}
