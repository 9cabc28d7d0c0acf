import express, { Router } from 'express';
import type { Kysely } from 'kysely';
import { longestSoundMs, mostSoundBytes } from '../contract/sounds/limits';
import { SoundParams, SoundUpload, SoundsQuery, type SoundList } from '../contract/sounds/sounds';
import type { AnswerGroupId } from '../contract/ids';
import { route } from '../http/route';
import type { Database } from '../ports/database';
import type { Principal } from '../ports/principal';
import type { KeepSound } from './kept-sounds';
import type { SoundAddresses } from './sound-address';
import { createSoundStore, type SoundOwner } from './store';

export interface KeptSoundRoutesDeps {
  readonly db: Kysely<Database>;
  readonly keep: KeepSound;
  readonly addresses: Pick<SoundAddresses, 'sign'>;
}

/** The body of a request that brings a sound, as it is; nothing of it is looked at before. */
export const readSoundBody = express.raw({ type: () => true, limit: mostSoundBytes });

/** Of what `readSoundBody` has read: no body at all is an empty file. */
export const soundBytes = (body: unknown): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));

/** `/administration/sounds`: what callers of the organisation, and of its answer groups, hear. */
export function createKeptSoundRoutes({ db, keep, addresses }: KeptSoundRoutesDeps): Router {
  const router = Router();
  const params = SoundParams;
  const query = SoundsQuery;
  const path = '/administration/sounds';
  const storeOf = (principal: Principal, group: AnswerGroupId | undefined) =>
    createSoundStore(db, ownerOf(principal, group));
  router.get(
    path,
    route({
      query,
      handler: async ({ principal, query: { group } }): Promise<SoundList> => ({
        sounds: [...(await storeOf(principal, group).list())],
      }),
    }),
  );
  router.post(
    path,
    readSoundBody,
    route({
      query: SoundUpload,
      handler: ({ principal, query: { group, name }, request }) =>
        keep(ownerOf(principal, group), { name, bytes: soundBytes(request.body), mostMs: longestSoundMs }),
    }),
  );
  router.delete(
    `${path}/:id`,
    route({
      params,
      query,
      handler: ({ principal, params: { id }, query: { group } }) => storeOf(principal, group).remove(id),
    }),
  );
  router.post(
    `${path}/:id/restore`,
    route({
      params,
      query,
      handler: ({ principal, params: { id }, query: { group } }) => storeOf(principal, group).restore(id),
    }),
  );
  router.post(
    `${path}/:id/address`,
    route({
      ...{ params, query },
      async handler({ principal, params: { id }, query: { group } }) {
        await storeOf(principal, group).find(id);
        return addresses.sign(principal, id);
      },
    }),
  );
  return router;
}

const ownerOf = ({ organisationId }: Principal, group: AnswerGroupId | undefined): SoundOwner => ({
  organisationId,
  ...(group === undefined ? {} : { groupId: group }),
});
