import { Router } from 'express';
import type { ActivityId, OrganisationId, SoundId } from '../contract/ids';
import { VaxelError } from '../contract/errors';
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
import type { Principal } from '../ports/principal';
import {
  type ChangeGreetingDeps,
  greetingSoundsOf,
  greetingStoreOf,
  keepGreeting,
  removeGreeting,
  restoreGreeting,
} from './change-greeting';

export interface GreetingRoutesDeps extends ChangeGreetingDeps, Pick<KeptSoundsFeature, 'soundAddresses'> {
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
    route({ params, handler: ({ principal, params: { saidTo } }) => removeGreeting(deps, principal, saidTo) }),
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
        deps.soundAddresses.sign(principal, await greetingStoreOf(deps, principal).find(saidTo)),
    }),
  );
  return router;
}

async function list(deps: GreetingRoutesDeps, principal: Principal): Promise<Greetings> {
  const [said, sounds] = await Promise.all([
    greetingStoreOf(deps, principal).list(),
    greetingSoundsOf(deps, principal).list(),
  ]);
  return {
    greetings: said.flatMap(({ saidTo, soundId }): Greeting[] => {
      const sound = sounds.find(({ id }) => id === soundId);
      return sound === undefined ? [] : [{ saidTo, soundId, ms: sound.ms, keptAtMs: sound.keptAtMs }];
    }),
  };
}

async function keep(
  deps: GreetingRoutesDeps,
  principal: Principal,
  saidTo: GreetingFor,
  bytes: Buffer,
): Promise<Greeting> {
  mustBeThere(deps, principal, saidTo);
  return keepGreeting(deps, principal, saidTo, bytes);
}

async function restore(
  deps: GreetingRoutesDeps,
  principal: Principal,
  saidTo: GreetingFor,
  soundId: SoundId,
): Promise<void> {
  mustBeThere(deps, principal, saidTo);
  await restoreGreeting(deps, principal, saidTo, soundId);
}

/** @throws VaxelError request.notFound */
function mustBeThere({ hasActivity }: GreetingRoutesDeps, { organisationId }: Principal, saidTo: GreetingFor): void {
  if (saidTo === 'all' || saidTo === 'internal' || saidTo === 'external') return;
  if (!hasActivity(organisationId, saidTo)) throw new VaxelError('request.notFound', 'There is no such activity.');
}
