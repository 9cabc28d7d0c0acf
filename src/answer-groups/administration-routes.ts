import { Router } from 'express';
import type { Kysely } from 'kysely';
import { AnswerGroupParams } from '../contract/answer-groups/answer-groups';
import {
  AnswerGroupRemoval,
  AnswerGroupSettings,
  PauseReasons,
  type AnswerGroupAdminList,
  type AnswerGroupAdminView,
} from '../contract/answer-groups/settings';
import { VaxelError } from '../contract/errors';
import type { SoundId, UserId } from '../contract/ids';
import { requestOf, route, type RouteInput } from '../http/route';
import { areNumbersOfOthers } from '../joining/numbers-of-others';
import type { Lines } from '../lines/lines';
import type { AuditEntry, AuditLog } from '../ports/audit';
import type { Database } from '../ports/database';
import { allExits } from './exits';
import { readGroupSounds, type GroupSounds } from './group-sounds';
import type { ToAnswerFeature } from '../to-answer/feature';
import type { Queues } from './queues';
import { readSettings, type ReadingDeps } from './read-settings';
import { groupStoreOf, lockGroups, type GroupStore } from './store';
import { taken } from './taken';
import { told, type Names } from './told';

export interface AdministrationRoutesDeps extends Pick<ToAnswerFeature, 'keepClaims'> {
  readonly db: Kysely<Database>;
  readonly audit: AuditLog;
  readonly lines: Pick<Lines, 'organisation' | 'user' | 'apply'>;
  readonly follow: Queues['follow'];
}

type Asked = RouteInput<unknown, unknown, unknown>;

/** `/administration/answer-groups…`. */
export function createAdministrationRoutes(deps: AdministrationRoutesDeps): Router {
  const { db } = deps;
  const router = Router();
  const change = createChanging(deps);

  router.get(
    '/administration/answer-groups',
    route({
      async handler({ principal }): Promise<AnswerGroupAdminList> {
        const groups = [...(await groupStoreOf(db, principal.organisationId).all())];
        return { groups, names: namesIn(groups, deps.lines) };
      },
    }),
  );
  router.post(
    '/administration/answer-groups',
    route({
      body: AnswerGroupSettings,
      async handler(asked) {
        const id = await change(asked, async ({ store, names, read }) => {
          const settings = await read(null, asked.body);
          const added = await store.add(settings);
          const object = { kind: 'answerGroup', id: added, name: settings.name } as const;
          return [added, { action: 'answerGroup.added', object, after: told(settings, names) }];
        });
        asked.response.status(201);
        return { id };
      },
    }),
  );
  addReasons(router, deps, change);
  addOne(router, change);
  return router;
}

function addReasons(router: Router, { db }: AdministrationRoutesDeps, change: Change): void {
  router.get(
    '/administration/answer-groups/reasons',
    route({
      handler: async ({ principal }): Promise<PauseReasons> => ({
        reasons: [...(await groupStoreOf(db, principal.organisationId).reasons())],
      }),
    }),
  );
  router.put(
    '/administration/answer-groups/reasons',
    route({
      body: PauseReasons,
      async handler(asked) {
        const { reasons } = asked.body;
        await change(asked, async ({ store }) => {
          const before = { pauseReasons: [...(await store.reasons())] };
          await store.setReasons(reasons);
          const object = { kind: 'organisation', id: asked.principal.organisationId, name: '' } as const;
          return [undefined, { action: 'answerGroup.reasons', object, before, after: { pauseReasons: reasons } }];
        });
        return { reasons };
      },
    }),
  );
}

function addOne(router: Router, change: Change): void {
  router.put(
    '/administration/answer-groups/:id',
    route({
      params: AnswerGroupParams,
      body: AnswerGroupSettings,
      async handler(asked) {
        const { id } = asked.params;
        await change(asked, async ({ store, names, read, keepClaims }) => {
          const before = await store.one(id);
          const settings = await read(id, asked.body);
          await store.change(id, settings);
          await keepClaims({ id, ...settings });
          const fields = { before: told(before, names), after: told(settings, names) };
          const object = { kind: 'answerGroup', id, name: settings.name } as const;
          return [undefined, { action: 'answerGroup.changed', object, ...fields }];
        });
      },
    }),
  );
  router.delete(
    '/administration/answer-groups/:id',
    route({
      params: AnswerGroupParams,
      query: AnswerGroupRemoval,
      async handler(asked) {
        const { id } = asked.params;
        await change(asked, async ({ store, names }) => {
          const before = await store.one(id);
          await requireUnused(store, before, asked.query.anyway === '1');
          await store.remove(id);
          const object = { kind: 'answerGroup', id, name: before.name } as const;
          return [undefined, { action: 'answerGroup.removed', object, before: told(before, names) }];
        });
      },
    }),
  );
}

/** @throws VaxelError answerGroups.inUse with the names of those that lead here, answerGroups.callersWait */
async function requireUnused(store: GroupStore, { id }: AnswerGroupAdminView, anyway: boolean): Promise<void> {
  const leading = (await store.all()).filter(({ exits }) =>
    allExits(exits).some((exit) => exit.to === 'group' && exit.groupId === id),
  );
  if (leading.length > 0) throw new VaxelError('answerGroups.inUse', leading.map(({ name }) => name).join(', '));
  if (!anyway && (await store.waiting(id)) > 0) throw new VaxelError('answerGroups.callersWait');
}

interface Changing {
  readonly store: GroupStore;
  readonly names: Names;
  /** @throws VaxelError as `readSettings`, administration.numberTaken */
  read(id: AnswerGroupAdminView['id'] | null, settings: AnswerGroupSettings): Promise<AnswerGroupSettings>;
  /** Of those who are in the group now. */
  keepClaims(group: AnswerGroupAdminView): Promise<void>;
}
type Told = Pick<AuditEntry, 'action' | 'object' | 'before' | 'after'>;
type Change = <Result>(
  asked: Asked,
  work: (changing: Changing) => Promise<readonly [result: Result, told: Told]>,
) => Promise<Result>;

/** One change with what is told of it; calls and queues go by it once it is answered. */
function createChanging({ db, audit, lines, follow, keepClaims }: AdministrationRoutesDeps): Change {
  return async (asked, work) => {
    const { organisationId } = asked.principal;
    const result = await db
      .transaction()
      .execute(async (transaction) => {
        await lockGroups(transaction, organisationId);
        const store = groupStoreOf(transaction, organisationId);
        const [groups, allSounds] = [await store.all(), await readGroupSounds(transaction, organisationId)];
        const read: Changing['read'] = async (id, settings) => {
          const sounds = (id && allSounds.get(id)) ?? new Map<SoundId, string>();
          const wanted = readSettings({ lines, organisationId, groups, sounds }, id, settings);
          const isOthers = wanted.number !== null && areNumbersOfOthers(transaction, organisationId, wanted.number);
          if (await isOthers) throw new VaxelError('administration.numberTaken');
          return wanted;
        };
        const [done, entry] = await work({
          ...{ store, read, names: namesOf(lines, groups, allSounds) },
          keepClaims: (group) => keepClaims(transaction, organisationId, group),
        });
        const by = { actor: asked.principal, request: requestOf(asked), source: 'tab' as const };
        await audit.record(transaction, organisationId, { ...by, ...entry });
        return done;
      })
      .catch((error: unknown) => {
        throw taken(error) ?? error;
      });
    await lines.apply([{ organisationId, userId: null }]);
    await follow(organisationId);
    return result;
  };
}

/** Of everybody who is named in groups. */
function namesIn(groups: readonly AnswerGroupAdminView[], lines: Pick<Lines, 'user'>): AnswerGroupAdminList['names'] {
  const people = groups.flatMap(({ members, supervisors, exits }) => [
    ...members.map(({ userId }) => userId),
    ...supervisors,
    ...allExits(exits).flatMap((exit) => (exit.to === 'person' ? [exit.userId] : [])),
  ]);
  return Object.fromEntries(people.map((userId) => [userId, nameIn(lines, userId)]));
}

const nameIn = (lines: Pick<Lines, 'user'>, userId: UserId): string => lines.user(userId)?.displayName ?? '';

const namesOf = (lines: Pick<Lines, 'user'>, groups: ReadingDeps['groups'], sounds: GroupSounds): Names => ({
  ofPerson: (userId) => nameIn(lines, userId),
  ofSound: (id) => [...sounds.values()].find((each) => each.has(id))?.get(id) ?? '',
  ofGroup: (id) => groups.find((group) => group.id === id)?.name ?? '',
});
