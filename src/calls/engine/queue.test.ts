import { anna, call, cecilia, david, device, known } from '../../../tests/fakes/decided-call';
import type { AnswerGroupId, OfferId, UserId } from '../../contract/ids';
import { listed } from './call-facts';
import { connect } from './connect';
import { decide } from './decide';
import type { Service } from './identity';
import type { PlanStep } from './plan';
import type { Effect, QueueEvent } from './protocol';

const groupId = 'group' as AnswerGroupId;
const offerId = 'offer-1' as OfferId;
const queue: PlanStep = { kind: 'queue', groupId, forMs: 600_000, because: 'toAnswerGroup' };

const support = { name: 'Support', number: '1900' };

const service: Service = {
  kind: 'service',
  service: 'answerGroup',
  ...{ userId: null, contactId: null, ...support },
};

const toDavid: readonly PlanStep[] = [
  { kind: 'ringPerson', person: known(david), forMs: 20_000, because: 'byRule' },
  { kind: 'end', reason: 'noAnswer', because: 'nobodyAnswered' },
];

/** Anna calls a group; Cecilia and David are its agents. */
function waiting(there: readonly UserId[] = [cecilia, david]) {
  const told = call([queue], { there, service });
  return {
    ...told,
    get now() {
      return told.now;
    },
    offers: (agents: readonly UserId[], id = offerId) =>
      told.give({ type: 'offer', offerId: id, agents: agents.map(known), group: support }),
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
  told.give({ type: 'legMedia', leg: told.leg(1) });
  told.command(cecilia, 'call.hangUp');
  expect(told.records()).toEqual([
    [anna, 'answered'],
    [cecilia, 'answered'],
  ]);
});

test('whoever has gone on to another group is taken through that one', () => {
  const told = waiting();
  told.give({ type: 'offer', offerId, agents: [known(cecilia)], group: { name: 'Sales', number: '1902' } });
  told.answer(1);
  expect(told.now).toMatchObject({ callee: { userId: cecilia, through: 'Sales' } });
});

test('a talk begins with the first audio of the agent, and ends with the part of the agent', () => {
  const told = waiting();
  told.offers([cecilia]);
  told.answer(1);
  told.give({ type: 'legMedia', leg: told.leg(1) });
  told.give({ type: 'legMedia', leg: told.leg(1) });
  const talk = { callId: 'call', offerId, userId: cecilia };
  expect(told.events().slice(2)).toEqual([{ event: 'talking', ...talk }]);
  const ring: PlanStep = { kind: 'ringDevices', targets: [device(david)], forMs: 20_000, because: 'byRule' };
  told.give({ type: 'transfer', userId: cecilia, target: known(david), plan: [ring] });
  expect(told.events().slice(3)).toEqual([{ event: 'talkEnded', ...talk }]);
  told.command(anna, 'call.hangUp');
  expect(told.events().length).toBe(4);
});

test('an agent with whom a consult call is connected goes on with the same talk', () => {
  const kept = call([{ kind: 'ringDevices', targets: [device(david)], forMs: 20_000, because: 'byRule' }], {
    callee: david,
  });
  kept.answer(1);
  const consult = call([queue], { id: 'consult', service, there: [cecilia] });
  consult.give({ type: 'offer', offerId, agents: [known(cecilia)], group: support });
  consult.answer(1);
  consult.give({ type: 'legMedia', leg: consult.leg(1) });
  const done = connect(kept.now, consult.now, anna, kept.context);
  if (done.refused !== undefined) throw new Error(done.detail);
  const events = (effects: readonly Effect[]) => effects.filter(({ type }) => type === 'queueEvent');
  expect(events(done.closed.effects)).toEqual([]);
  const over = decide(done.kept.call, { type: 'legEnded', leg: consult.leg(1), reason: 'hungUp' }, kept.context);
  if (over.refused !== undefined) throw new Error(over.detail);
  expect(events(over.effects)).toMatchObject([{ event: 'talkEnded', callId: 'consult', offerId, userId: cecilia }]);
});

test.each([
  ['hangs up', (told: ReturnType<typeof waiting>) => told.command(cecilia, 'call.hangUp')],
  [
    'is gone',
    (told: ReturnType<typeof waiting>) => told.give({ type: 'legEnded', leg: told.leg(1), reason: 'hungUp' }),
  ],
  ['is never heard', (told: ReturnType<typeof waiting>) => told.withdraws([cecilia])],
])('the caller of an agent who %s before any audio has the place back, and is offered to others', (_, leaves) => {
  const told = waiting();
  told.offers([cecilia]);
  told.answer(1);
  leaves(told);
  expect(told.now).toMatchObject({ state: 'ringing', answeredAtMs: null, callee: { name: 'Support', userId: null } });
  expect(told.effects.filter(({ type }) => type === 'music').at(-1)).toEqual({ type: 'music', leg: 'leg-0', on: true });
  expect(told.events().slice(2)).toEqual([{ event: 'offerEnded', offerId, userId: cecilia, reason: 'hungUp' }]);
  expect([told.records(), told.view(cecilia)?.state]).toEqual([[], 'ended']);
  told.offers([david], 'offer-2' as OfferId);
  told.answer(2);
  told.give({ type: 'legMedia', leg: told.leg(2) });
  told.command(anna, 'call.hangUp');
  expect(told.records()).toEqual([
    [anna, 'answered'],
    [david, 'answered'],
  ]);
});

test('an agent who was heard and hangs up ends the call', () => {
  const told = waiting();
  told.offers([cecilia]);
  told.answer(1);
  told.give({ type: 'legMedia', leg: told.leg(1) });
  told.command(cecilia, 'call.hangUp');
  expect(told.now.state).toBe('ended');
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
  expect(told.events().at(-1)).toEqual({ event: 'left', callId: 'call', isOver: true });
  expect(told.records()).toEqual([[anna, 'cancelled']]);
});

test('the group sends the caller on, and the plan goes on there', () => {
  const told = waiting();
  told.offers([cecilia]);
  told.give({ type: 'leaveQueue', plan: toDavid });
  expect(told.effects).toContainEqual({ type: 'hangUp', leg: 'leg-1', reason: 'noAnswer' });
  expect(told.events().at(-1)).toEqual({ event: 'left', callId: 'call', isOver: false });
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
