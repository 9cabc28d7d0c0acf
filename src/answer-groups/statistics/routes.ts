import { Router } from 'express';
import type { Kysely } from 'kysely';
import { AnswerGroupParams } from '../../contract/answer-groups/answer-groups';
import { noCounts } from '../../contract/answer-groups/figures';
import { StatisticsExport, StatisticsQuery, type Statistics } from '../../contract/answer-groups/statistics';
import { VaxelError } from '../../contract/errors';
import type { AnswerGroupId } from '../../contract/ids';
import { inOne, sendCsv } from '../../csv/send-csv';
import { requestOf, route, type RouteInput } from '../../http/route';
import type { Lines } from '../../lines/lines';
import type { AuditLog } from '../../ports/audit';
import type { Clock } from '../../ports/clock';
import type { Database } from '../../ports/database';
import type { Principal } from '../../ports/principal';
import { groupStoreOf } from '../store';
import { counted, plus } from './counts';
import { boundsOf } from './days';
import { readCells } from './read-cells';
import { readSpans } from './read-spans';
import { overflowsIn, rowsByAgent, rowsByTime } from './statistics';
import { headerOf, linesOf } from './table';

export interface StatisticsRoutesDeps {
  readonly db: Kysely<Database>;
  readonly audit: Pick<AuditLog, 'record'>;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly lines: Pick<Lines, 'organisation' | 'user'>;
}

/** `GET /answer-groups/:id/statistics`, `…/statistics.csv`. */
export function createStatisticsRoutes(deps: StatisticsRoutesDeps): Router {
  const router = Router();
  router.get(
    '/answer-groups/:id/statistics',
    route({
      params: AnswerGroupParams,
      query: StatisticsQuery,
      handler: ({ principal, params, query }) => statisticsFor(deps, principal, params.id, query),
    }),
  );
  router.get(
    '/answer-groups/:id/statistics.csv',
    route({
      params: AnswerGroupParams,
      query: StatisticsExport,
      async handler(asked) {
        const { principal, params, response } = asked;
        const { language, ...query } = asked.query;
        const statistics = await statisticsFor(deps, principal, params.id, query);
        await tellOfExport(deps, asked, statistics);
        const reader = { language, zone: statistics.zone };
        const parts = inOne(linesOf(statistics, language));
        const file = { name: 'vaxel-answer-group', reader, header: headerOf(query.by, language), parts };
        await sendCsv(response, file);
      },
    }),
  );
  return router;
}

/** @throws VaxelError request.notFound | auth.notAllowed | server.unavailable */
async function statisticsFor(
  deps: StatisticsRoutesDeps,
  principal: Principal,
  groupId: AnswerGroupId,
  { from, to, by }: StatisticsQuery,
): Promise<Statistics> {
  const { db, clock, lines } = deps;
  const { organisationId } = principal;
  const { name } = await groupFor(db, principal, groupId);
  const { timeZone: zone = 'Europe/Stockholm', language = 'sv' } = lines.organisation(organisationId) ?? {};
  const bounds = await boundsOf(from, to, by, zone);
  const asked = { groupId, bounds, byAgent: by === 'agent' };
  const [cells, spans] = await Promise.all([
    readCells(db, organisationId, asked),
    readSpans(db, organisationId, { ...asked, nowMs: clock.nowMs() }),
  ]);
  const rows =
    by === 'agent'
      ? rowsByAgent(cells, spans, (userId) => nameIn(lines, principal, userId), language)
      : rowsByTime(cells, spans, bounds);
  const times = rowsByTime([], spans, bounds).reduce((sum, row) => plus(sum, row.counts), noCounts);
  return {
    ...{ groupId, name, zone, startMs: bounds[0] ?? 0, endMs: bounds.at(-1) ?? 0 },
    total: cells.reduce(counted, times),
    overflows: overflowsIn(cells),
    rows,
  };
}

/** What agents do is in the file, too: who has taken it is told before it is given. */
const tellOfExport = (
  { db, audit }: StatisticsRoutesDeps,
  asked: Pick<RouteInput<unknown, unknown, unknown>, 'principal' | 'request' | 'response'>,
  { groupId, name, startMs, endMs }: Statistics,
): Promise<void> =>
  db.transaction().execute((transaction) =>
    audit.record(transaction, asked.principal.organisationId, {
      ...{ actor: asked.principal, action: 'answerGroup.exported', source: 'tab', request: requestOf(asked) },
      object: { kind: 'answerGroup', id: groupId, name },
      after: { fromMs: startMs, toMs: endMs },
    }),
  );

/** Supervisors see their groups', administrators all. */
async function groupFor(db: Kysely<Database>, { organisationId, userId, roles }: Principal, id: AnswerGroupId) {
  const group = await groupStoreOf(db, organisationId).one(id);
  if (!group.supervisors.includes(userId) && !roles.includes('administrator')) throw new VaxelError('auth.notAllowed');
  return group;
}

function nameIn(
  lines: Pick<Lines, 'user'>,
  { organisationId }: Principal,
  userId: Parameters<Lines['user']>[0],
): string | null {
  const user = lines.user(userId);
  return user?.organisationId === organisationId ? user.displayName : null;
}
