import { VaxelError } from '../../contract/errors';
import type { LegId } from '../../contract/ids';
import type { Clock } from '../../ports/clock';
import { createAdoption, isLeg } from './adoption';
import { AriError, type Ari } from './ari';
import type { Bridges } from './bridges';
import { application } from './configuration';
import type { Devices } from './devices';
import type { Lamps } from './lamps';
import { readBridges, readChannels, readStart, wantedEvents, type Channel } from './events';
import type { Hearing } from './hearing';
import { handlesOf, type Leg } from './leg';
import type { Trunks } from './trunks';
import type { Legs } from './legs';
import type { Recordings } from './recordings';

export interface RecoveryDeps {
  readonly ari: Ari;
  readonly bridges: Bridges;
  readonly devices: Devices;
  readonly legs: Legs;
  readonly lamps: Pick<Lamps, 'restore'>;
  readonly clock: Clock;
  readonly hearing: Pick<Hearing, 'check' | 'watch'>;
  readonly trunks: Pick<Trunks, 'restore' | 'lose'>;
  readonly recordings: Pick<Recordings, 'look' | 'settle' | 'lose'>;
}

/** What is known after a time in which nothing was told: a lost connection, or an Asterisk that started anew. */
export interface Recovery {
  /** The connection stands, for the first time or again. @throws AriError */
  recover(): Promise<void>;
  /** Asterisk is away for so long that its calls are lost, and everybody who was registered. */
  giveUp(): void;
  /** All legs, those that nobody here began among them. @throws VaxelError server.unavailable */
  legs(): Promise<readonly LegId[]>;
  stop(): void;
}

/**
 * Of all that there is, states of devices must not be told: an Asterisk whose server dies while one is hangs for every
 * server after it (asterisk/asterisk#2170, seen on 22.10).
 */
const states = 'deviceState:';

/** It refuses what it does not tell anyway. */
function unlessRefused(error: unknown): void {
  if (!(error instanceof AriError) || error.status === 0) throw error;
}

/** What was told before Asterisk was asked for its channels has been read by then. */
const sweepAfterMs = 2_000;

export function createRecovery(deps: RecoveryDeps): Recovery {
  const { ari, bridges, devices, hearing, lamps, legs, recordings, trunks } = deps;
  const adoption = createAdoption(deps);
  /** It has an empty memory, and has not been told everything again. */
  let isEmpty = false;
  /** Whoever wants the legs of before has been told of them, or been told that there are none. */
  let wasAsked = false;
  const ghosts = createGhosts(deps);
  const hasForgotten = createMemory(ari);

  const listChannels = async (): Promise<readonly Channel[]> => readChannels(await ari.request('GET', '/channels'));
  const listBridges = async () => readBridges(await ari.request('GET', '/bridges'));

  /** @throws AriError */
  async function adopted(): Promise<readonly LegId[]> {
    const found = await listBridges();
    const legsFound = adoption.adopt(await listChannels(), found);
    // What was told of them until now was told of nobody's.
    if (legsFound.size > 0) compare(legs, await listChannels(), legsFound);
    adoption.tidy(found);
    await recordings.settle();
    return [...legs.all.keys()];
  }

  return {
    async recover() {
      await ari
        .request('DELETE', `/applications/${application}/subscription`, { eventSource: states })
        .catch(unlessRefused);
      const allowed = wantedEvents.map((type) => ({ type }));
      await ari.request('PUT', `/applications/${application}/eventFilter`, {}, { allowed });
      // What has happened before is seen in what is asked for now, all else is told.
      await hearing.check();
      if (await hasForgotten()) {
        isEmpty = true;
        bridges.forget();
      }
      const listed = await catchUp(legs, listChannels);
      if (wasAsked) ghosts.sweep(listed);
      await recordings.look(wasAsked);
      adoption.tidy(await listBridges());
      void lamps.restore(isEmpty);
      await devices.restore(isEmpty);
      await trunks.restore(isEmpty);
      isEmpty = false;
      hearing.watch();
    },
    giveUp() {
      bridges.forget();
      legs.giveUp();
      devices.lose();
      trunks.lose();
      recordings.lose();
    },
    legs: () =>
      adopted()
        .catch((cause: unknown) => {
          throw new VaxelError('server.unavailable', 'Asterisk cannot be reached', { cause });
        })
        .finally(() => (wasAsked = true)),
    stop: ghosts.stop,
  };
}

/** Tells whether Asterisk is another one than before, with an empty memory. */
function createMemory(ari: Ari): () => Promise<boolean> {
  let startedAt: string | null = null;
  return async () => {
    const before = startedAt;
    startedAt = readStart(await ari.request('GET', '/asterisk/info', { only: 'status' }));
    return before !== null && startedAt !== before;
  };
}

/** Resolves with the channels that there are. @throws AriError */
async function catchUp(legs: Legs, list: () => Promise<readonly Channel[]>): Promise<readonly Channel[]> {
  // What comes, or is made, while we ask is not listed.
  const listable = [...legs.all.values()].filter((leg) => handlesOf(leg).every(({ isMade }) => isMade));
  const listed = await list();
  compare(legs, listed, listable);
  for (const leg of legs.all.values()) legs.settle(leg);
  legs.endAgain(new Set(listed.map(({ id }) => id)));
  return listed;
}

/** What has ended, rung or been answered meanwhile. */
function compare(legs: Legs, listed: readonly Channel[], of: Iterable<Leg>): void {
  const channels = new Map(listed.map((each) => [each.id, each]));
  for (const leg of [...of]) {
    const own = handlesOf(leg).flatMap(({ id }) => channels.get(id) ?? []);
    if (own.length === 0) legs.ended(leg, 'interrupted');
    for (const { id, state } of own) {
      if (state === 'Ringing') legs.rings(leg);
      if (state === 'Up') legs.isUp(leg, id);
    }
  }
}

/** Channels that nobody will ask for any more: people who would be left with nobody to steer their call. */
function createGhosts({ legs, clock }: Pick<RecoveryDeps, 'legs' | 'clock'>) {
  let cancel: () => void = () => undefined;
  const isNobodys = ({ id }: Channel): boolean => legs.ofChannel(id) === null && !legs.isEnding(id);
  return {
    sweep(listed: readonly Channel[]): void {
      cancel();
      const ghosts = listed.filter((each) => isLeg(each) && isNobodys(each));
      if (ghosts.length === 0) return;
      cancel = clock.after(sweepAfterMs, () => {
        for (const ghost of ghosts) if (isNobodys(ghost)) legs.sweep(ghost.id, 'interrupted');
      });
    },
    stop: () => cancel(),
  };
}
