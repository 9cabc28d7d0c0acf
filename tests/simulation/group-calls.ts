import { queueOf } from '../../src/calls/engine/call-facts';
import type { Call } from '../../src/calls/engine/call';
import type { Person, Service } from '../../src/calls/engine/identity';
import type { PlanStep } from '../../src/calls/engine/plan';
import type { AnswerGroupId, OfferId, UserId } from '../../src/contract/ids';
import type { Chance } from './chance';
import type { ModelRunner } from './model-runner';
import type { People } from './people';

export const group: Service = {
  kind: 'service',
  service: 'answerGroup',
  userId: null,
  contactId: null,
  name: 'Support',
  number: '1900',
};

export const waits: readonly PlanStep[] = [
  { kind: 'queue', groupId: 'group' as AnswerGroupId, forMs: 60_000, because: 'toAnswerGroup' },
  { kind: 'end', reason: 'noAnswer', because: 'nobodyAnswered' },
];

const person = (userId: UserId): Person => ({ kind: 'person', userId, contactId: null, name: userId, number: userId });

/** What a distributor might say to a call that waits, or has waited: offers, withdrawals, and where to go on. */
export function groupActs(runner: ModelRunner, chance: Chance, people: People): void {
  const waiting = [...runner.calls.values()].filter((call) => queueOf(call) !== null || chance.of(0.02));
  const call = chance.pick(waiting);
  if (!call) return;
  const { offered } = call.callee.reach ?? {};
  if (chance.of(0.1)) return runner.apply(call.id, { type: 'leaveQueue', plan: goesOn(chance, people, call) });
  if (offered && chance.of(0.3)) {
    const agents = offered.agents.filter(() => chance.of(0.7));
    return runner.apply(call.id, { type: 'withdraw', offerId: offered.id, agents });
  }
  const agents = people.users.filter((userId) => chance.of(0.3) && offered?.agents.includes(userId) !== true);
  const offerId = offered && chance.of(0.4) ? offered.id : (`offer-${chance.below(1_000)}` as OfferId);
  runner.apply(call.id, {
    type: 'offer',
    offerId,
    agents: agents.map(person),
    group: { name: 'Support', number: '1900' },
  });
}

/** To a person, who may have to do with the call already; else with what its own plan has next. */
function goesOn(chance: Chance, people: People, { callee }: Call): readonly PlanStep[] | null {
  const userId = chance.of(0.7) ? chance.pick(people.users) : undefined;
  if (userId === undefined || callee.userId !== null) return null;
  return [
    { kind: 'ringPerson', person: person(userId), forMs: 20_000, because: 'byRule' },
    { kind: 'end', reason: 'noAnswer', because: 'nobodyAnswered' },
  ];
}
