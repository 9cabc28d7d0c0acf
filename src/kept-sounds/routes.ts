import express, { Router } from 'express';
import type { Kysely, Transaction } from 'kysely';
import { VaxelError } from '../contract/errors';
import { longestSoundMs, mostSoundBytes } from '../contract/sounds/limits';
import { SoundParams, SoundUpload, SoundsQuery, type SoundList } from '../contract/sounds/sounds';
import type { AnswerGroupId } from '../contract/ids';
import { requestOf, route, type RouteInput } from '../http/route';
import type { AuditLog, AuditObject } from '../ports/audit';
import type { Database } from '../ports/database';
import type { Principal } from '../ports/principal';
import type { KeepSound } from './kept-sounds';
import type { SoundAddresses } from './sound-address';
import { createSoundStore, type SoundOwner } from './store';

export interface KeptSoundRoutesDeps {
  readonly db: Kysely<Database>;
  readonly audit: Pick<AuditLog, 'record'>;
  readonly keep: KeepSound;
  readonly addresses: Pick<SoundAddresses, 'sign'>;
}

/** The body of a request that brings a sound, as it is; nothing of it is looked at before. */
export const readSoundBody = express.raw({ type: () => true, limit: mostSoundBytes });

/** Of what `readSoundBody` has read: no body at all is an empty file. */
export const soundBytes = (body: unknown): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));

/**
 * `/administration/sounds`: what callers of the organisation, and of its answer groups, hear. Each change is audited.
 */
export function createKeptSoundRoutes(deps: KeptSoundRoutesDeps): Router {
  const { db, keep, addresses } = deps;
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
      handler: (asked) => {
        const { group, name } = asked.query;
        const sound = { name, bytes: soundBytes(asked.request.body), mostMs: longestSoundMs };
        return keep(ownerOf(asked.principal, group), sound, async (transaction) =>
          deps.audit.record(transaction, asked.principal.organisationId, {
            ...{ ...entryOf(asked), action: 'sound.added', after: { sound: name } },
            object: await objectOf(transaction, asked),
          }),
        );
      },
    }),
  );
  const change = createChanging(deps);
  router.delete(`${path}/:id`, route({ params, query, handler: (asked) => change(asked, 'remove') }));
  router.post(`${path}/:id/restore`, route({ params, query, handler: (asked) => change(asked, 'restore') }));
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

type Asked<Params = unknown> = RouteInput<unknown, SoundsQuery, Params>;

/** What is deleted can be had back, and stands in the audit by its name. */
const createChanging =
  ({ db, audit }: KeptSoundRoutesDeps) =>
  (asked: Asked<SoundParams>, what: 'remove' | 'restore'): Promise<void> =>
    db.transaction().execute(async (transaction) => {
      const { principal, params, query } = asked;
      const store = createSoundStore(transaction, ownerOf(principal, query.group));
      const before = what === 'remove' ? await store.find(params.id) : null;
      await store[what](params.id);
      const { name: sound } = before ?? (await store.find(params.id));
      await audit.record(transaction, principal.organisationId, {
        ...entryOf(asked),
        ...(what === 'remove'
          ? { action: 'sound.removed', before: { sound } }
          : { action: 'sound.restored', after: { sound } }),
        object: await objectOf(transaction, asked),
      });
    });

const entryOf = (asked: Asked) => ({ actor: asked.principal, request: requestOf(asked), source: 'tab' as const });

/** Whose sound it is. @throws VaxelError request.notFound */
async function objectOf(transaction: Transaction<Database>, asked: Asked): Promise<AuditObject> {
  const { organisationId } = asked.principal;
  const { group } = asked.query;
  if (group === undefined) return { kind: 'organisation', id: organisationId, name: '' };
  const row = await transaction
    .selectFrom('answer_group')
    .select('name')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', group)
    .executeTakeFirst();
  if (row === undefined) throw new VaxelError('request.notFound', 'There is no such group.');
  return { kind: 'answerGroup', id: group, name: row.name };
}

const ownerOf = ({ organisationId }: Principal, group: AnswerGroupId | undefined): SoundOwner => ({
  organisationId,
  ...(group === undefined ? {} : { groupId: group }),
});
