import { anna, bjorn, call, cecilia, device, known } from '../../../tests/fakes/decided-call';
import type { AnswerGroupId, CallId, OfferId, OrganisationId, UserId } from '../../contract/ids';
import { callView } from '../view';
import { asksAgent, untilGranted } from './calling-back';
import type { Call } from './call';
import { isCallbackOffered, listed } from './call-facts';
import { consequences } from './consequences';
import { decide } from './decide';
import type { Outside } from './identity';
import type { PlanStep } from './plan';
import type { Effect, Input } from './protocol';

const offerId = 'offer' as OfferId;
const number = '+46700000001';
const customer: Outside = { kind: 'outside', userId: null, contactId: null, name: null, number };
const groupId = 'group' as AnswerGroupId;
const queue = { kind: 'queue', groupId, forMs: 600_000, because: 'toAnswerGroup' } as const;
const dials: readonly PlanStep[] = [
  { kind: 'dialOutside', number, show: null, paidBy: cecilia, forMs: 60_000, because: 'outsideNumber' },
  { kind: 'end', reason: 'noAnswer', because: 'nobodyAnswered' },
];

/** Support asks Cecilia to call a customer back; her device is leg 1, the customer leg 2. */
function callingBack(there: readonly UserId[] = [cecilia]) {
  const { context } = call([], { there });
  let now: Call | null = null;
  const effects: Effect[] = [];
  const give = (input: Input): void => {
    const decision = decide(now, input, context);
    if (decision.refused !== undefined) throw new Error(decision.detail);
    now = decision.call;
    effects.push(...decision.effects);
  };
  const is = (): Call => {
    if (!now) throw new Error('not started');
    return now;
  };
  give({
    ...{ type: 'start', callId: offerId as string as CallId, organisationId: 'organisation' as OrganisationId },
    ...{ from: { first: asksAgent }, caller: known(cecilia), callee: customer, plan: untilGranted, shownNumber: null },
    callingBack: { callId: 'waited' as CallId, offerId, queue, through: 'Support' },
  });
  return {
    give,
    effects,
    get now() {
      return is();
    },
    leg: (n: number) => is().legs[n - 1]?.id as NonNullable<Call['legs'][number]>['id'],
    answers(n: number) {
      give({ type: 'legAnswered', leg: this.leg(n) });
    },
    grants: () => give({ type: 'callBack', offerId, plan: dials }),
    withdraws: () => give({ type: 'withdraw', offerId, agents: [cecilia] }),
    command: (name: 'call.hangUp' | 'call.decline') =>
      give({ type: 'command', userId: cecilia, command: { name, callId: is().id } }),
    view: () => callView(is(), cecilia),
    events: () => effects.filter(({ type }) => type === 'queueEvent'),
    records: () =>
      effects.flatMap((effect) => (effect.type === 'history' ? [[effect.record.userId, effect.record.outcome]] : [])),
    dialled: () => effects.flatMap((effect) => (effect.type === 'dial' ? [effect.target] : [])),
  };
}

test('the agent is asked as by a call that comes in, and nobody is called before', () => {
  const told = callingBack();
  expect(told.dialled()).toEqual([{ kind: 'device', deviceId: device(cecilia).deviceId }]);
  expect(told.view()).toMatchObject({
    ...{ state: 'ringing', direction: 'in', callback: true, through: 'Support', other: { number } },
  });
  expect([isCallbackOffered(told.now), listed(told.now), told.events()]).toEqual([true, [], []]);
});

test('the number is called once the group has said so, and is a call by the agent', () => {
  const told = callingBack();
  told.answers(1);
  expect(told.events()).toMatchObject([{ event: 'offerAnswered', offerId, userId: cecilia }]);
  expect([told.dialled().length, told.view()?.state]).toEqual([1, 'connecting']);
  told.grants();
  told.grants();
  expect(told.dialled().slice(1)).toEqual([{ kind: 'outside', number }]);
  told.answers(2);
  const talk = { callId: 'waited', offerId, userId: cecilia };
  expect(told.events().slice(1)).toMatchObject([{ event: 'talking', ...talk }]);
  expect(told.view()).toMatchObject({ state: 'active', direction: 'out', through: 'Support' });
  told.command('call.hangUp');
  expect(told.events().slice(2)).toMatchObject([{ event: 'talkEnded', ...talk }]);
  expect(told.records()).toEqual([[cecilia, 'answered']]);
});

test.each([
  ['hangs up', (told: ReturnType<typeof callingBack>) => told.command('call.hangUp'), 'declined'],
  ['declines', (told: ReturnType<typeof callingBack>) => told.command('call.decline'), 'declined'],
  [
    'has a phone that is busy',
    (told: ReturnType<typeof callingBack>) => told.give({ type: 'legEnded', leg: told.leg(1), reason: 'busy' }),
    'busy',
  ],
  [
    'has a window that is gone',
    (told: ReturnType<typeof callingBack>) => told.give({ type: 'legEnded', leg: told.leg(1), reason: 'lost' }),
    'unreachable',
  ],
] as const)('an agent who %s is told to the group, and owes nothing', (_, does, reason) => {
  const told = callingBack();
  does(told);
  expect(told.events()).toMatchObject([{ event: 'offerEnded', offerId, userId: cecilia, reason }]);
  expect([told.now.state, told.records(), told.dialled().length]).toEqual(['ended', [], 1]);
});

test('an agent without a device is told to the group at once', () => {
  const told = callingBack([]);
  expect(told.events()).toMatchObject([{ event: 'offerEnded', reason: 'unreachable' }]);
});

test('who is not reached is told to the group, and is a call that nobody answered', () => {
  const told = callingBack();
  told.answers(1);
  told.grants();
  told.give({ type: 'legEnded', leg: told.leg(2), reason: 'busy' });
  expect(told.events().slice(1)).toEqual([{ type: 'queueEvent', event: 'callbackFailed', offerId }]);
  expect([told.now.state, told.records()]).toEqual(['ended', [[cecilia, 'busy']]]);
});

test('an agent who hangs up while it rings has not failed to reach anybody', () => {
  const told = callingBack();
  told.answers(1);
  told.grants();
  told.command('call.hangUp');
  expect(told.events().slice(1)).toMatchObject([{ event: 'offerEnded', reason: 'hungUp' }]);
});

test.each([
  ['asked', () => {}],
  ['taken', (told: ReturnType<typeof callingBack>) => told.answers(1)],
  [
    'being called',
    (told: ReturnType<typeof callingBack>) => {
      told.answers(1);
      told.grants();
    },
  ],
])('a callback that is %s ends when the group takes it back', (_, until) => {
  const told = callingBack();
  until(told);
  told.withdraws();
  expect(told.now.state).toBe('ended');
  told.grants();
  expect(told.now.legs.every(({ state }) => state === 'ended')).toBe(true);
});

test('a talk goes on, whatever becomes of the offer', () => {
  const told = callingBack();
  told.answers(1);
  told.grants();
  told.answers(2);
  told.withdraws();
  expect(told.now.state).toBe('active');
});

test('what is only asked of the agent parks no other call', () => {
  const told = callingBack();
  const other = call([{ kind: 'ringDevices', targets: [device(cecilia)], forMs: 20_000, because: 'byRule' }], {
    ...{ id: 'other', callee: cecilia },
  });
  other.answer(1);
  expect(consequences(null, told.now, [other.now])).toEqual([]);
});

test('who waits and presses 1 wants to be called back; other keys are nothing', () => {
  const waiting = call([queue], { service: { ...customer, kind: 'service', service: 'answerGroup' } });
  waiting.give({ type: 'digit', leg: waiting.leg(0), digit: '2' });
  const before = waiting.now;
  waiting.give({ type: 'digit', leg: waiting.leg(0), digit: '1' });
  const events = waiting.effects.filter(({ type }) => type === 'queueEvent');
  expect(events.slice(1)).toEqual([{ type: 'queueEvent', event: 'callbackWanted', callId: 'call' }]);
  expect([waiting.now, waiting.view(anna)?.state, waiting.view(bjorn)]).toEqual([before, 'connecting', null]);
});
