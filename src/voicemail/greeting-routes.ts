import { Router } from 'express';
import type { Kysely, Transaction } from 'kysely';
import type { ActivityId, OrganisationId, SoundId } from '../contract/ids';
import { VaxelError } from '../contract/errors';
import { longestGreetingMs } from '../contract/sounds/limits';
import {
  GreetingParams,
  GreetingRestore,
  type Greeting,
  type GreetingFor,
  type Greetings,
} from '../contract/voicemail/greetings';
import { route } from '../http/route';
import type { KeptSoundsFeature } from '../kept-sounds/feature';
import { readSoundBody, soundBytes } from '../kept-sounds/routes';
import type { Database } from '../ports/database';
import type { Principal } from '../ports/principal';
import { createGreetingStore } from './greeting-store';
import type { OwnGreetings } from './greetings';

export interface GreetingRoutesDeps extends Pick<KeptSoundsFeature, 'keepSound' | 'soundsOf' | 'soundAddresses'> {
  readonly db: Kysely<Database>;
  readonly greetings: Pick<OwnGreetings, 'load'>;
  /** The organisation has such an activity. */
  hasActivity(organisationId: OrganisationId, activityId: ActivityId): boolean;
}

/** `/me/greetings`: what my callers hear before they leave a message. */
export function createGreetingRoutes(deps: GreetingRoutesDeps): Router {
  const router = Router();
  const params = GreetingParams;
  router.get('/me/greetings', route({ handler: ({ principal }) => list(deps, principal) }));
  router.put(
    '/me/greetings/:saidTo',
    readSoundBody,
    route({
      params,
      handler: ({ principal, params: { saidTo }, request }) => keep(deps, principal, saidTo, soundBytes(request.body)),
    }),
  );
  router.delete(
    '/me/greetings/:saidTo',
    route({ params, handler: ({ principal, params: { saidTo } }) => remove(deps, principal, saidTo) }),
  );
  router.post(
    '/me/greetings/:saidTo/restore',
    route({
      ...{ params, body: GreetingRestore },
      handler: ({ principal, params: { saidTo }, body: { soundId } }) => restore(deps, principal, saidTo, soundId),
    }),
  );
  router.post(
    '/me/greetings/:saidTo/address',
    route({
      params,
      handler: async ({ principal, params: { saidTo } }) =>
        deps.soundAddresses.sign(principal, await storeOf(deps, principal).find(saidTo)),
    }),
  );
  return router;
}

const storeOf = ({ db }: GreetingRoutesDeps, { organisationId, userId }: Principal, within: Kysely<Database> = db) =>
  createGreetingStore(within, organisationId, userId);
const soundsOf = (
  { soundsOf: sounds }: GreetingRoutesDeps,
  { organisationId, userId }: Principal,
  within?: Kysely<Database>,
) => sounds({ organisationId, userId }, within);

async function list(deps: GreetingRoutesDeps, principal: Principal): Promise<Greetings> {
  const [said, sounds] = await Promise.all([storeOf(deps, principal).list(), soundsOf(deps, principal).list()]);
  return {
    greetings: said.flatMap(({ saidTo, soundId }): Greeting[] => {
      const sound = sounds.find(({ id }) => id === soundId);
      return sound === undefined ? [] : [{ saidTo, soundId, ms: sound.ms, keptAtMs: sound.keptAtMs }];
    }),
  };
}

/** The one before stays for as long as it can be had back. */
async function keep(
  deps: GreetingRoutesDeps,
  principal: Principal,
  saidTo: GreetingFor,
  bytes: Buffer,
): Promise<Greeting> {
  mustBeThere(deps, principal, saidTo);
  const { organisationId, userId } = principal;
  const owner = { organisationId, userId };
  const sound = await deps.keepSound(owner, { name: saidTo, bytes, mostMs: longestGreetingMs }, (transaction, { id }) =>
    takePlace(deps, principal, saidTo, id, transaction),
  );
  await deps.greetings.load([organisationId]);
  return { saidTo, soundId: sound.id, ms: sound.ms, keptAtMs: sound.keptAtMs };
}

async function takePlace(
  deps: GreetingRoutesDeps,
  principal: Principal,
  saidTo: GreetingFor,
  soundId: SoundId,
  transaction: Transaction<Database>,
): Promise<void> {
  const before = await storeOf(deps, principal, transaction).set(saidTo, soundId);
  if (before !== null && before !== soundId) await soundsOf(deps, principal, transaction).remove(before);
}

async function remove(deps: GreetingRoutesDeps, principal: Principal, saidTo: GreetingFor): Promise<void> {
  await deps.db.transaction().execute(async (transaction) => {
    const soundId = await storeOf(deps, principal, transaction).remove(saidTo);
    await soundsOf(deps, principal, transaction).remove(soundId);
  });
  await deps.greetings.load([principal.organisationId]);
}

async function restore(
  deps: GreetingRoutesDeps,
  principal: Principal,
  saidTo: GreetingFor,
  soundId: SoundId,
): Promise<void> {
  mustBeThere(deps, principal, saidTo);
  await deps.db.transaction().execute(async (transaction) => {
    await soundsOf(deps, principal, transaction).restore(soundId);
    await takePlace(deps, principal, saidTo, soundId, transaction);
  });
  await deps.greetings.load([principal.organisationId]);
}

/** @throws VaxelError request.notFound */
function mustBeThere({ hasActivity }: GreetingRoutesDeps, { organisationId }: Principal, saidTo: GreetingFor): void {
  if (saidTo === 'all' || saidTo === 'internal' || saidTo === 'external') return;
  if (!hasActivity(organisationId, saidTo)) throw new VaxelError('request.notFound', 'There is no such activity.');
}
