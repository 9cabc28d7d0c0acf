import { Router } from 'express';
import { AnswerGroupParams, GroupDetail, GroupList, GroupView } from '../../src/contract/answer-groups/answer-groups';
import { AnswerGroupState } from '../../src/contract/answer-groups/realtime';
import type { AnswerGroupId } from '../../src/contract/ids';
import { VaxelError } from '../../src/contract/errors';
import { route } from '../../src/http/route';
import { checked } from '../../tabs/fakes/checked';
import type { Script } from './script';

/** The groups of the person. */
export interface ScriptedAnswerGroups {
  groups: readonly GroupDetail[];
  pauseReasons: readonly string[];
  rev: number;
}

const found = ({ groups }: ScriptedAnswerGroups, id: AnswerGroupId): GroupDetail => {
  const group = groups.find((each) => each.id === id);
  if (group === undefined) throw new VaxelError('request.notFound');
  return group;
};

/** What whoever watches a group is told. */
export function groupNow(all: ScriptedAnswerGroups, groupId: AnswerGroupId): AnswerGroupState {
  const { agents, waiting } = found(all, groupId);
  return checked(AnswerGroupState, {
    groupId,
    agents: agents.length,
    available: agents.filter(({ state }) => state === 'ready').length,
    waiting: waiting.length,
    oldestEnteredAtMs: waiting.length === 0 ? null : Math.min(...waiting.map(({ enteredAtMs }) => enteredAtMs)),
    rev: all.rev,
  });
}

/** What the person's windows ask of groups; what is done to one, the test says. */
export function createScriptedAnswerGroups(now: () => Script): Router {
  const router = Router();
  router.get(
    '/answer-groups',
    route({
      handler() {
        const { groups, pauseReasons } = now().answerGroups;
        const views = groups.map((group) => GroupView.parse(group));
        return checked(GroupList, { groups: views, pauseReasons: [...pauseReasons] });
      },
    }),
  );
  router.get(
    '/answer-groups/:id',
    route({
      params: AnswerGroupParams,
      handler: ({ params }) => checked(GroupDetail, found(now().answerGroups, params.id)),
    }),
  );
  return router;
}
