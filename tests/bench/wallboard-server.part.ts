import { wallboardOf } from '../../src/answer-groups/wallboard';
import { emptyTally, noneToday, tell } from '../../src/answer-groups/statistics/today';
import type { AnswerGroupId, OrganisationId, UserId } from '../../src/contract/ids';
import { createHttpServer } from '../../src/http/server';
import { createTurns } from '../../src/limits/turns';
import { createGateway } from '../../src/realtime/gateway';
import { createLogPublisher } from '../../src/realtime/log-publisher';
import { createMemoryEventLog } from '../../src/realtime/memory-event-log';
import { createTopics } from '../../src/realtime/topics';
import { systemClock as clock } from '../../src/time/system-clock';
import { aGroup } from '../fakes/answer-group-settings';
import { answerGroups, group } from '../fakes/answer-groups';
import { makeSnapshot } from '../fakes/snapshot';
import { obeyLineOrders } from './line-orders';

/** The realtime side of a server with two groups, in which each order makes so many wait. */
const organisationId = '00000000-0000-4000-8000-000000000000' as OrganisationId;
const groupIds = [1, 2].map((n) => `00000000-0000-4000-8000-00000000000${n}` as AnswerGroupId);
const agents = Array.from({ length: 40 }, (_, n) => `10000000-0000-4000-8000-${String(n).padStart(12, '0')}` as UserId);
const story = answerGroups({ groups: groupIds.map((id) => group(id, agents)), there: agents });
const [support] = groupIds;
for (let n = 0; n < 60; n += 1) story.enters(`entry-${n}`, support);
const events = story.effects.flatMap((each) => (each.type === 'event' ? [each] : []));
const tally = events.reduce(tell, emptyTally({ beganAtMs: 0, endsAtMs: Infinity }));
const configured = { groups: new Map(groupIds.map((id) => [id, { ...aGroup, id }])), pauseReasons: [] };
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const blank = makeSnapshot();
let waiting = 0;

const log = createMemoryEventLog();
const topics = createTopics({
  clock,
  readers: () => ({
    wallboards(_, id) {
      const now = { state: story.state, configured, context: story.context };
      const today = tally.groups.get(id) ?? noneToday;
      const board = wallboardOf(now, id, { zone: 'Europe/Stockholm', today, nameOf: (userId) => `Agent ${userId}` });
      return board && { ...board, waiting };
    },
  }),
});
const publisher = createLogPublisher({ log, topics, logger: silent });
const authenticate = async () => ({
  ...{ organisationId, userId: agents[0] as UserId, roles: ['user' as const], expiresAtMs: Date.now() + 3_600_000 },
});
const gateway = createGateway({
  ...{ log, topics, clock, logger: silent, authenticate, authenticateFrom: authenticate, turns: createTurns() },
  ...{ subjectsOf: () => [], snapshot: async () => blank, execute: async () => undefined, maxWindows: 1_000 },
  mayWatch: { wallboards: ({ roles }) => roles.includes('user') },
});
obeyLineOrders((_, order) => {
  waiting = Number(order);
  if (support) publisher.changed('wallboards', organisationId, support);
});
const server = createHttpServer((_request, response) => void response.end(), { '/realtime': gateway.upgrade });
process.stdout.write(`${await server.listen('127.0.0.1', 0)}\n`);
