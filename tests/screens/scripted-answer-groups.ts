import { Router } from 'express';
import { AnswerGroupParams, GroupDetail, GroupList, GroupView } from '../../src/contract/answer-groups/answer-groups';
import { noCounts } from '../../src/contract/answer-groups/figures';
import { AnswerGroupState, type OpenNow } from '../../src/contract/answer-groups/realtime';
import { Statistics, StatisticsExport, StatisticsQuery } from '../../src/contract/answer-groups/statistics';
import { WallboardState } from '../../src/contract/answer-groups/wallboard';
import type { AnswerGroupId } from '../../src/contract/ids';
import { VaxelError } from '../../src/contract/errors';
import { route } from '../../src/http/route';
import { checked } from '../../tabs/fakes/checked';
import type { Script } from './script';

/** The groups of the person. */
export interface ScriptedAnswerGroups {
  groups: readonly GroupDetail[];
  pauseReasons: readonly string[];
  /** Those that are not always open. */
  openings: Readonly<Record<AnswerGroupId, OpenNow>>;
  rev: number;
  /** Of the day so far. */
  today: WallboardState['today'];
  quarters: WallboardState['quarters'];
  /** What came of a time that is asked for. */
  statistics: (query: StatisticsQuery) => Pick<Statistics, 'total' | 'overflows' | 'rows'>;
}

/** Nothing has happened. */
export const noStatistics = {
  today: { entered: 0, answered: 0, answeredSoon: 0, lostLate: 0, abandoned: 0, calledBack: 0, waitedMs: 0 },
  quarters: [],
  statistics: () => ({ total: noCounts, overflows: [], rows: [] }),
} satisfies Partial<ScriptedAnswerGroups>;

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
    ...(all.openings[groupId] ?? { isOpen: true, changesAtMs: null }),
    agents: agents.length,
    available: agents.filter(({ state }) => state === 'ready').length,
    waiting: waiting.length,
    oldestEnteredAtMs: waiting.length === 0 ? null : Math.min(...waiting.map(({ enteredAtMs }) => enteredAtMs)),
    rev: all.rev,
  });
}

/** What supervisors are told of it. */
export function wallboardNow(all: ScriptedAnswerGroups, groupId: AnswerGroupId): WallboardState | null {
  const group = found(all, groupId);
  if (!group.isSupervisor) return null;
  const { waiting, oldestEnteredAtMs, isOpen, changesAtMs } = groupNow(all, groupId);
  const agents = group.agents.map(({ name, state, sinceMs, pauseReason: reason }) => ({
    name,
    state,
    sinceMs,
    reason,
  }));
  return checked(WallboardState, {
    ...{ groupId, name: group.name, zone, waiting, oldestEnteredAtMs, isOpen, changesAtMs, callbacks: 0, agents },
    states: agents.map(({ state, reason }) => ({ state, reason, count: 1 })),
    ...{ today: all.today, quarters: [...all.quarters] },
  });
}

const zone = 'Europe/Stockholm';

function statisticsOf(all: ScriptedAnswerGroups, groupId: AnswerGroupId, query: StatisticsQuery): Statistics {
  const [startMs, endMs] = [Date.parse(`${query.from}T00:00Z`), Date.parse(`${query.to}T24:00Z`)];
  const { name } = found(all, groupId);
  return checked(Statistics, { groupId, name, zone, startMs, endMs, ...all.statistics(query) });
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
  router.get(
    '/answer-groups/:id/statistics',
    route({
      params: AnswerGroupParams,
      query: StatisticsQuery,
      handler: ({ params, query }) => statisticsOf(now().answerGroups, params.id, query),
    }),
  );
  router.get(
    '/answer-groups/:id/statistics.csv',
    route({
      params: AnswerGroupParams,
      query: StatisticsExport,
      handler: ({ query, response }) => void response.type('text/csv').send(`${query.by};${query.from};${query.to}`),
    }),
  );
  return router;
}
