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
import { route } from '../../src/http/route';
import { groupId } from '../../tabs/fakes/answer-group-samples';
import { checked } from '../../tabs/fakes/checked';
import { userId } from '../../tabs/fakes/samples';
import { aGroup } from '../fakes/answer-group-settings';

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

/** Answer groups of this test's server: what is changed is kept. In Support somebody waits; its callers go to Sales. */
export function addAnswerGroups(router: Router): void {
  let groups: readonly AnswerGroupAdminView[] = [sales, support];
  router.get(
    '/administration/answer-groups',
    route({ handler: () => checked(AnswerGroupAdminList, { groups: [...groups], names }) }),
  );
  router.post(
    '/administration/answer-groups',
    route({
      body: AnswerGroupSettings,
      handler({ body, response }) {
        const id = groupId(3);
        groups = [...groups, { ...body, id }];
        response.status(201);
        return { id };
      },
    }),
  );
  addReasons(router);
  router.put(
    '/administration/answer-groups/:id',
    route({
      params: AnswerGroupParams,
      body: AnswerGroupSettings,
      handler({ params: { id }, body }) {
        if (body.extension === '1001') throw new VaxelError('administration.extensionTaken');
        groups = groups.map((each) => (each.id === id ? { ...body, id } : each));
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
        groups = groups.filter((each) => each.id !== id);
      },
    }),
  );
}

function addReasons(router: Router): void {
  let reasons: readonly string[] = ['Lunch', 'Möte'];
  router.get(
    '/administration/answer-groups/reasons',
    route({ handler: () => checked(PauseReasons, { reasons: [...reasons] }) }),
  );
  router.put(
    '/administration/answer-groups/reasons',
    route({ body: PauseReasons, handler: ({ body }) => ({ reasons: (reasons = body.reasons) }) }),
  );
}
