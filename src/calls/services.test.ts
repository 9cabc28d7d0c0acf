import type { CallId } from '../contract/ids';
import { anna, asPrincipal, bjorn, createExchange } from '../../tests/fakes/exchange';
import { leg } from '../../tests/fakes/talking';

const announcement = ['not-in-use-sv', 'not-in-use-en'];

async function dialling(number: string) {
  const exchange = createExchange();
  await exchange.service.start();
  exchange.online(anna);
  exchange.arrive('a', anna, number);
  await exchange.settle();
  return exchange;
}

test('a number that nobody has is announced before the call is refused', async () => {
  const { settle, history, service, ...exchange } = await dialling('12345678901234567890');
  const [played, ...more] = exchange.switch.take();
  expect(played).toEqual(['play', leg('a'), announcement, expect.any(String)]);
  expect(more).toEqual([]);
  // Whoever does not hear it reads it meanwhile.
  expect(service.viewsOf(anna.userId)).toMatchObject([
    { state: 'connecting', announced: 'unknownNumber', endReason: null },
  ]);
  exchange.switch.raise({ type: 'playFinished', leg: leg('a'), id: exchange.switch.playing(leg('a')) });
  await settle();
  expect(exchange.switch.take()).toEqual([['hangUp', leg('a'), 'unknownNumber']]);
  expect(history(anna)).toMatchObject([
    { outcome: 'failed', endReason: 'unknownNumber', other: { number: '12345678901234567890', userId: null } },
  ]);
  expect(service.callsOf(anna.userId)).toEqual([]);
});

test('so is one that the network says nobody has; one that lets no words through is refused in the end', async () => {
  const { settle, history, clock, ...exchange } = await dialling('+46851929999');
  const [outside] = exchange.dialled();
  if (outside) exchange.switch.raise({ type: 'legEnded', leg: outside.leg, reason: 'unknownNumber' });
  await settle();
  expect(exchange.switch.take()).toEqual([['play', leg('a'), announcement, expect.any(String)]]);
  clock.advance(12_000);
  await settle();
  expect(exchange.switch.take()).toEqual([['hangUp', leg('a'), 'unknownNumber']]);
  expect(history(anna)).toMatchObject([{ outcome: 'failed', endReason: 'unknownNumber' }]);
});

test('a self test hears itself until # is pressed, and is nobody’s call: no card, no line, no history', async () => {
  const { settle, service, events, stored, lineChanges, ...exchange } = await dialling('*43');
  expect(exchange.switch.take()).toEqual([
    ['answer', leg('a')],
    ['hear', leg('a'), [leg('a')]],
  ]);
  expect(service.callsOf(anna.userId)).toEqual([]);
  exchange.switch.raise({ type: 'digit', leg: leg('a'), digit: '5' });
  await settle();
  expect(exchange.switch.take()).toEqual([]);
  exchange.switch.raise({ type: 'digit', leg: leg('a'), digit: '#' });
  await settle();
  expect(exchange.switch.take()).toEqual([['hangUp', leg('a'), 'hungUp']]);
  expect([
    ...events,
    ...stored.flatMap(({ history }) => history),
    ...lineChanges.filter((line) => !line.endsWith('idle')),
  ]).toEqual([]);
});

test('a self test ends by itself after half a minute, and parks no call', async () => {
  const { settle, clock, service, ...exchange } = await dialling('1002');
  exchange.online(bjorn);
  await settle();
  exchange.arrive('call', anna, '1002');
  await settle();
  const [callee] = exchange.dialled();
  if (callee) exchange.switch.raise({ type: 'legAnswered', leg: callee.leg });
  await settle();
  exchange.arrive('test', anna, '*43');
  await settle();
  expect(service.viewsOf(anna.userId)).toMatchObject([{ state: 'active' }]);
  exchange.switch.take();
  clock.advance(30_000);
  await settle();
  expect(exchange.switch.take()).toEqual([['hangUp', leg('test'), 'hungUp']]);
});

test('no call is handed over to a service', async () => {
  const { settle, service, ...exchange } = await dialling('1002');
  exchange.online(bjorn);
  exchange.arrive('call', anna, '1002');
  await settle();
  const [callee] = exchange.dialled();
  if (callee) exchange.switch.raise({ type: 'legAnswered', leg: callee.leg });
  await settle();
  const [call] = service.callsOf(anna.userId);
  const withCallId = '1f0d8a52-5f0e-4a55-9d2c-6b2f3c9b7a02' as CallId;
  exchange.arrive('test', anna, '*43', { callId: withCallId });
  await settle();
  const callId = call?.id ?? withCallId;
  await expect(service.execute(asPrincipal(anna), { name: 'call.connect', callId, withCallId })).rejects.toMatchObject({
    code: 'call.notAllowed',
  });
  await expect(
    service.execute(asPrincipal(anna), { name: 'call.transfer', callId, number: '*43' }),
  ).rejects.toMatchObject({ code: 'call.unknownNumber' });
  expect(service.viewsOf(anna.userId)).toMatchObject([{ id: callId, state: 'active' }]);
});

test.each([
  ['*55*123456', true, 'code-done-sv', 'hungUp'],
  ['*55*999999', false, 'code-refused-sv', 'notAllowed'],
  ['*99*1', null, 'not-in-use-sv', 'unknownNumber'],
])('%s from a phone is carried out before it is a number', async (dialled, done, sound, end) => {
  const asked: string[] = [];
  const codes = [
    (by: { extension: string }, what: string) => {
      asked.push(`${by.extension} ${what}`);
      return Promise.resolve(done);
    },
  ];
  const exchange = createExchange({ codes });
  await exchange.service.start();
  exchange.online(anna);
  exchange.switch.take();
  exchange.arrive('a', anna, dialled);
  await exchange.settle();
  expect(asked).toEqual([`1001 ${dialled}`]);
  expect(exchange.switch.take()).toContainEqual(['play', leg('a'), expect.arrayContaining([sound]), expect.anything()]);
  expect(exchange.service.callsOf(anna.userId)).toHaveLength(done === null ? 1 : 0);
  exchange.switch.raise({ type: 'playFinished', leg: leg('a'), id: exchange.switch.playing(leg('a')) });
  await exchange.settle();
  expect(exchange.switch.take()).toEqual([['hangUp', leg('a'), end]]);
  // Nobody's call, and the digits of a code are nobody's to read later.
  expect(exchange.history(anna)).toHaveLength(done === null ? 1 : 0);
});

test('a switch that outlived the server keeps no leg that no call has', async () => {
  const exchange = createExchange();
  exchange.switch.legsThere.add(leg('forgotten'));
  await exchange.service.start();
  expect(exchange.switch.take()).toEqual([['hangUp', leg('forgotten'), 'interrupted']]);
});
