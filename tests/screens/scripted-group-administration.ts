import { randomUUID } from 'node:crypto';
import type { Router } from 'express';
import { AnswerGroupParams } from '../../src/contract/answer-groups/answer-groups';
import {
  AnswerGroupAdminList,
  AnswerGroupRemoval,
  AnswerGroupSettings,
  PauseReasons,
} from '../../src/contract/answer-groups/settings';
import type { AnswerGroupAdminView } from '../../src/contract/answer-groups/settings';
import { VaxelError } from '../../src/contract/errors';
import type { SoundId } from '../../src/contract/ids';
import { SoundList, SoundOfOwner, SoundParams, SoundUpload, SoundsQuery } from '../../src/contract/sounds/sounds';
import { route } from '../../src/http/route';
import { groupId } from '../../tabs/fakes/answer-group-samples';
import { checked } from '../../tabs/fakes/checked';
import { userId } from '../../tabs/fakes/samples';
import { aGroup } from '../fakes/answer-group-settings';
import type { Script } from './script';

const names = { [userId(2)]: 'Björn Åkesson', [userId(3)]: 'Cecilia Ek', [userId(5)]: 'Eva Nyström' };
const member = (n: number) => ({ userId: userId(n), tier: 1, skills: {} });

const support: AnswerGroupAdminView = {
  ...{ ...aGroup, id: groupId(1), members: [member(2), member(3)], supervisors: [userId(5)] },
  exits: { ...aGroup.exits, timeout: { to: 'group', groupId: groupId(2) } },
};
const sales: AnswerGroupAdminView = {
  ...{ ...aGroup, id: groupId(2), name: 'Sales', extension: '1902', number: '+46851920002' },
  ...{ strategy: 'longestIdle', members: [member(3)] },
};

interface Administered {
  groups: readonly AnswerGroupAdminView[];
  reasons: readonly string[];
  sounds: readonly SoundOfOwner[];
  /** Deleted, and can be had back. */
  deleted: readonly SoundOfOwner[];
}

/** What is changed is kept for the test that changes it. In Support somebody waits; its callers go to Sales. */
export function addAnswerGroups(router: Router, now: () => Script): void {
  const each = new WeakMap<Script, Administered>();
  const kept = (): Administered => {
    const script = now();
    const found = each.get(script) ?? { groups: [sales, support], reasons: ['Lunch', 'Möte'], sounds: [], deleted: [] };
    each.set(script, found);
    return found;
  };
  router.get(
    '/administration/answer-groups',
    route({ handler: () => checked(AnswerGroupAdminList, { groups: [...kept().groups], names }) }),
  );
  router.post(
    '/administration/answer-groups',
    route({
      body: AnswerGroupSettings,
      handler({ body, response }) {
        const id = groupId(3);
        kept().groups = [...kept().groups, { ...body, id }];
        response.status(201);
        return { id };
      },
    }),
  );
  addReasons(router, kept);
  addSounds(router, kept);
  router.put(
    '/administration/answer-groups/:id',
    route({
      params: AnswerGroupParams,
      body: AnswerGroupSettings,
      handler({ params: { id }, body }) {
        if (body.extension === '1001') throw new VaxelError('administration.extensionTaken');
        kept().groups = kept().groups.map((group) => (group.id === id ? { ...body, id } : group));
      },
    }),
  );
  router.delete(
    '/administration/answer-groups/:id',
    route({
      params: AnswerGroupParams,
      query: AnswerGroupRemoval,
      handler({ params: { id }, query }) {
        if (id === sales.id) throw new VaxelError('answerGroups.inUse', 'Support');
        if (query.anyway === undefined) throw new VaxelError('answerGroups.callersWait');
        kept().groups = kept().groups.filter((group) => group.id !== id);
      },
    }),
  );
}

/** All groups have the same; what is uploaded is never looked at. */
function addSounds(router: Router, kept: () => Administered): void {
  const path = '/administration/sounds';
  const params = SoundParams;
  const query = SoundsQuery;
  router.get(path, route({ query, handler: () => checked(SoundList, { sounds: [...kept().sounds] }) }));
  router.post(
    path,
    route({
      query: SoundUpload,
      handler({ query: { name } }) {
        const sound = { id: randomUUID() as SoundId, name, ms: 2_000, keptAtMs: Date.now() };
        kept().sounds = [...kept().sounds, sound];
        return checked(SoundOfOwner, sound);
      },
    }),
  );
  router.delete(
    `${path}/:id`,
    route({
      ...{ params, query },
      handler({ params: { id } }) {
        kept().deleted = kept().sounds.filter((sound) => sound.id === id);
        kept().sounds = kept().sounds.filter((sound) => sound.id !== id);
      },
    }),
  );
  router.post(
    `${path}/:id/restore`,
    route({ params, query, handler: () => void (kept().sounds = [...kept().sounds, ...kept().deleted]) }),
  );
}

function addReasons(router: Router, kept: () => Administered): void {
  router.get(
    '/administration/answer-groups/reasons',
    route({ handler: () => checked(PauseReasons, { reasons: [...kept().reasons] }) }),
  );
  router.put(
    '/administration/answer-groups/reasons',
    route({ body: PauseReasons, handler: ({ body }) => ({ reasons: (kept().reasons = body.reasons) }) }),
  );
}
