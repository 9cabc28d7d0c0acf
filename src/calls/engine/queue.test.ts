import { anna, call, cecilia, david, known } from '../../../tests/fakes/decided-call';
import type { AnswerGroupId, OfferId, UserId } from '../../contract/ids';
import { listed } from './call';
import type { Service } from './identity';
import type { PlanStep } from './plan';
import type { QueueEvent } from './protocol';

const groupId = 'group' as AnswerGroupId;
const offerId = 'offer-1' as OfferId;
const queue: PlanStep = { kind: 'queue', groupId, forMs: 600_000, because: 'toAnswerGroup' };

const service: Service = {
  kind: 'service',
  service: 'answerGroup',
  ...{ userId: null, contactId: null, name: 'Support', number: '1900' },
};

/** Anna calls a group; Cecilia and David are its agents. */
function waiting(there: readonly UserId[] = [cecilia, david]) {
  const told = call([queue], { there, service });
  return {
    ...told,
    get now() {
      return told.now;
    },
    offers: (agents: readonly UserId[], id = offerId) =>
      told.give({ type: 'offer', offerId: id, agents: agents.map(known) }),
    withdraws: (agents: readonly UserId[]) => told.give({ type: 'withdraw', offerId, agents }),
    events: (): readonly QueueEvent[] =>
      told.effects.flatMap((effect) => {
        if (effect.type !== 'queueEvent') return [];
        const { type: _, ...event } = effect;
        return [event];
      }),
  };
}

test('a caller who waits is answered and hears music, and nobody has answered the call', () => {
  const told = waiting();
  expect(told.effects).toContainEqual({ type: 'answer', leg: 'leg-0' });
  expect(told.effects).toContainEqual({ type: 'music', leg: 'leg-0', on: true });
  expect(told.events()).toEqual([{ event: 'entered', groupId }]);
  expect(told.now).toMatchObject({ state: 'ringing', answeredAtMs: null, caller: { answeredAtMs: null } });
});

test('an agent to whom it is offered rings, and has the call by answering; the others ring no more', () => {
  const told = waiting();
  told.offers([cecilia, david]);
  told.answer(1);
  expect(told.now).toMatchObject({ state: 'active', callee: { userId: cecilia } });
  expect(told.effects).toContainEqual({ type: 'hangUp', leg: 'leg-2', reason: 'answeredElsewhere' });
  expect(told.effects).toContainEqual({ type: 'hear', leg: 'leg-0', from: ['leg-1'] });
  expect(told.events().slice(1)).toEqual([{ event: 'offerAnswered', offerId, userId: cecilia }]);
  expect(told.records()).toEqual([]);
  told.command(cecilia, 'call.hangUp');
  expect(told.records()).toEqual([
    [anna, 'answered'],
    [cecilia, 'answered'],
  ]);
});

test('further agents join an offer', () => {
  const told = waiting();
  told.offers([cecilia]);
  told.offers([david]);
  told.answer(2);
  expect(told.events().at(-1)).toEqual({ event: 'offerAnswered', offerId, userId: david });
});

test('a withdrawn offer rings no more, and is no missed call of the agent', () => {
  const told = waiting();
  told.offers([cecilia]);
  told.withdraws([cecilia]);
  expect(told.effects).toContainEqual({ type: 'hangUp', leg: 'leg-1', reason: 'noAnswer' });
  expect(told.events()).toEqual([{ event: 'entered', groupId }]);
  told.command(anna, 'call.hangUp');
  expect(told.records()).toEqual([[anna, 'cancelled']]);
});

test('an answer that comes after the withdrawal is none', () => {
  const told = waiting();
  told.offers([cecilia]);
  told.withdraws([cecilia]);
  const before = told.now;
  told.answer(1);
  expect(told.now).toBe(before);
});

test('an agent who declines is told to the group, rings no more, and may be asked again', () => {
  const told = waiting();
  told.offers([cecilia]);
  told.command(cecilia, 'call.decline');
  expect(told.events().at(-1)).toEqual({ event: 'offerEnded', offerId, userId: cecilia, reason: 'declined' });
  expect([told.now.state, told.records(), listed(told.now)]).toEqual(['ringing', [], [anna]]);
  told.offers([cecilia], 'offer-2' as OfferId);
  told.answer(2);
  expect(told.now.callee.userId).toBe(cecilia);
});

test.each([
  ['busy', 'busy'],
  ['lost', 'unreachable'],
  ['unreachable', 'unreachable'],
] as const)('an agent whose device says %s is told to the group as %s', (ended, reason) => {
  const told = waiting();
  told.offers([cecilia]);
  told.ends(1, ended);
  expect(told.events().at(-1)).toEqual({ event: 'offerEnded', offerId, userId: cecilia, reason });
  expect(told.now.state).toBe('ringing');
});

test('an agent without a device is told to the group at once', () => {
  const told = waiting([david]);
  told.offers([cecilia]);
  expect(told.events().at(-1)).toEqual({ event: 'offerEnded', offerId, userId: cecilia, reason: 'unreachable' });
});

test('a caller who hangs up has left, and what rang rings no more', () => {
  const told = waiting();
  told.offers([cecilia]);
  told.command(anna, 'call.hangUp');
  expect(told.effects).toContainEqual({ type: 'hangUp', leg: 'leg-1', reason: 'cancelled' });
  expect(told.events().at(-1)).toEqual({ event: 'left', isOver: true });
  expect(told.records()).toEqual([[anna, 'cancelled']]);
});

test('the group sends the caller on, and the plan goes on there', () => {
  const told = waiting();
  told.offers([cecilia]);
  const plan: PlanStep[] = [
    { kind: 'ringPerson', person: known(david), forMs: 20_000, because: 'byRule' },
    { kind: 'end', reason: 'noAnswer', because: 'nobodyAnswered' },
  ];
  told.give({ type: 'leaveQueue', plan });
  expect(told.effects).toContainEqual({ type: 'hangUp', leg: 'leg-1', reason: 'noAnswer' });
  expect(told.events().at(-1)).toEqual({ event: 'left', isOver: false });
  expect(told.now.callee.userId).toBe(david);
  told.answer(2);
  expect(told.now).toMatchObject({ state: 'active', callee: { userId: david } });
});

test('an offer to a call that does not wait any more changes nothing', () => {
  const told = waiting();
  told.give({ type: 'leaveQueue', plan: null });
  const before = told.now;
  told.offers([cecilia]);
  expect(told.now).toBe(before);
});
