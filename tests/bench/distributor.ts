import { distribute } from '../../src/answer-groups/distributor/distribute';
import type { Context, Effect, Input } from '../../src/answer-groups/distributor/protocol';
import { restore } from '../../src/answer-groups/distributor/restore';
import { usual } from '../../src/answer-groups/distributor/settings';
import type { GroupSettings } from '../../src/answer-groups/distributor/settings';
import type { State } from '../../src/answer-groups/distributor/state';
import type { AnswerGroupId, CallId, EntryId, OfferId, OrganisationId, UserId } from '../../src/contract/ids';
import { Chance } from '../simulation/chance';
import { atMost, quantile, report } from './figure';

/**
 * One decision of the distributor while 500 wait in 20 groups, and 200 agents are each in three of them. It is pure, so
 * each is made three times, and the faster of the last two counts: what else the machine does is not measured.
 */
const groupCount = 20;
const agentCount = 200;
const waiting = 500;
const rounds = Number(process.argv[2] ?? 20_000);
const goalMs = 0.5;

const chance = new Chance(1);
const userIds = Array.from({ length: agentCount }, (_, n) => `agent-${n}` as UserId);
const groups = Array.from({ length: groupCount }, (_, n): GroupSettings => {
  const strategies = ['longestIdle', 'roundRobin', 'ringAll', 'fewestCalls'] as const;
  return {
    ...usual,
    id: `group-${n}` as AnswerGroupId,
    strategy: strategies[n % strategies.length] ?? 'longestIdle',
    members: userIds
      .filter((_, agent) => [0, 7, 13].some((offset) => (agent + offset) % groupCount === n))
      .map((userId, order) => ({ userId, order, tier: 1 + (order % 2) })),
    widenAfterMs: 20_000,
    ageEveryMs: 60_000,
    wrapUpMs: 5_000,
    maxWaitMs: 24 * 3_600_000,
    exits: {
      full: { to: 'plan', plan: 'end' },
      timeout: { to: 'plan', plan: 'end' },
      closed: { to: 'plan', plan: 'end' },
      emptyOnEntry: {},
      emptyWhileWaiting: {},
    },
  };
});

let nowMs = 1_000_000;
let ids = 0;
const context: Context = {
  get nowMs() {
    return nowMs;
  },
  newOfferId: () => `offer-${ids++}` as OfferId,
  below: (bound) => chance.below(bound),
};
let state: State = restore(
  { organisationId: 'organisation' as OrganisationId, groups, agents: [], entries: [] },
  context,
).state;
const took: number[] = [];
const counts = new Map<string, number>();
const talks: { entryId: EntryId; userId: UserId }[] = [];

function give(input: Input): readonly Effect[] {
  let best = Infinity;
  let decision = distribute(state, input, context);
  for (let again = 0; again < 2; again++) {
    const beganMs = performance.now();
    decision = distribute(state, input, context);
    best = Math.min(best, performance.now() - beganMs);
  }
  took.push(best);
  counts.set(input.type, (counts.get(input.type) ?? 0) + 1);
  if (decision.refused !== undefined) throw new Error(decision.refused);
  state = decision.state;
  return decision.effects;
}

function enters(): void {
  const name = `entry-${ids++}`;
  const groupId = groups[chance.below(groupCount)]?.id as AnswerGroupId;
  give({ type: 'entered', entryId: name as EntryId, callId: name as CallId, groupId, number: null });
}

/** Somebody who is rung answers and talks. */
function answers(): void {
  const offer = chance.pick([...state.offers.values()]);
  const userId = offer && chance.pick(offer.agents)?.userId;
  if (!offer || !userId) return;
  give({ type: 'offerAnswered', offerId: offer.id, userId });
  give({ type: 'talking', offerId: offer.id, userId });
  talks.push({ entryId: offer.entryId, userId });
}

function talkEnds(): void {
  const [talk] = talks.splice(chance.below(Math.max(1, talks.length)), 1);
  if (talk) give({ type: 'talkEnded', ...talk });
}

/** Time passes, and what is due rings. */
function timersRing(): void {
  for (const { userId, wrapUp } of state.agents.values())
    if (wrapUp && wrapUp.timer.dueMs <= nowMs)
      give({ type: 'timer', timer: { of: 'wrapUp', userId }, id: wrapUp.timer.id });
  for (const { id, timer } of [...state.entries.values()])
    if (timer && timer.dueMs <= nowMs) give({ type: 'timer', timer: { of: 'entry', entryId: id }, id: timer.id });
}

for (const userId of userIds) {
  give({ type: 'deviceChanged', userId, isReachable: true });
  give({ type: 'agentCommand', by: userId, userId, command: { name: 'logIn' } });
}
while (state.entries.size < waiting) enters();
took.length = 0;
counts.clear();
for (let round = 0; round < rounds; round++) {
  nowMs += 100;
  while (state.entries.size < waiting) enters();
  answers();
  talkEnds();
  timersRing();
}

const p99 = quantile(took, 0.99);
report([
  {
    id: null,
    what: `distributor, p99 of a decision: ${waiting} waiting, ${groupCount} groups, ${agentCount} agents`,
    value: Number(p99.toFixed(3)),
    unit: 'ms',
    goal: atMost(p99, goalMs, 'ms'),
  },
  {
    id: null,
    what: 'distributor, the same as a share of the goal',
    value: Number((p99 / goalMs).toFixed(2)),
    unit: '×',
  },
  { id: null, what: 'distributor, the middle one', value: Number(quantile(took, 0.5).toFixed(3)), unit: 'ms' },
  { id: null, what: 'distributor, the slowest one', value: Number(Math.max(...took).toFixed(3)), unit: 'ms' },
]);
