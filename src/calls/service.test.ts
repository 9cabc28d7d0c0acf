import { Registry } from 'prom-client';
import type { CallId, UserId } from '../contract/ids';
import { anna, asPrincipal, bjorn, cecilia, createExchange, deviceOf, olga } from '../../tests/fakes/exchange';
import { leg } from '../../tests/fakes/talking';

async function calling() {
  const exchange = createExchange();
  await exchange.service.start();
  for (const user of [anna, bjorn, cecilia]) exchange.online(user);
  exchange.arrive('a', anna, '1002');
  await exchange.settle();
  const [callee] = exchange.dialled();
  if (!callee) throw new Error('nobody was dialled');
  return { ...exchange, calleeLeg: callee.leg };
}

async function talking() {
  const exchange = await calling();
  exchange.switch.raise({ type: 'legRinging', leg: exchange.calleeLeg });
  exchange.switch.raise({ type: 'legAnswered', leg: exchange.calleeLeg });
  await exchange.settle();
  const callId = exchange.service.callsOf(anna.userId)[0]?.id;
  if (callId === undefined) throw new Error('no call');
  return { ...exchange, callId };
}

test('a call rings, is answered, bridged and ended, with one history record for each', async () => {
  const { service, settle, history, callId, lineChanges, ...exchange } = await talking();
  expect(exchange.switch.take().map(([name]) => name)).toEqual(['ring', 'answer', 'hear', 'hear']);
  await service.execute(asPrincipal(bjorn), { name: 'call.hangUp', callId });
  await settle();
  expect(exchange.switch.take()).toEqual([
    ['hangUp', leg('a'), 'hungUp'],
    ['hangUp', exchange.calleeLeg, 'hungUp'],
  ]);
  expect(history(anna)).toMatchObject([
    { direction: 'out', outcome: 'answered', other: { name: 'Björn Åkesson', number: '1002' } },
  ]);
  expect(history(bjorn)).toMatchObject([
    { direction: 'in', outcome: 'answered', deviceLabel: 'Window 1', other: { name: 'Anna Lind' } },
  ]);
  expect(lineChanges.slice(3)).toEqual([
    'Anna Lind: inCall',
    'Björn Åkesson: ringing',
    'Björn Åkesson: inCall',
    'Anna Lind: idle',
    'Björn Åkesson: idle',
  ]);
  expect(service.callsOf(anna.userId)).toEqual([]);
});

test('a card comes before the INVITE that keeps its window busy, unless the window answers by itself', async () => {
  const { service, settle, arrive, online, switch: recording, events } = createExchange();
  await service.start();
  for (const user of [anna, bjorn]) online(user);
  const shownTo = (userId: UserId) => events.some((each) => each.userId === userId && each.event.type === 'call');
  const shownBefore: boolean[] = [];
  const { dial } = recording;
  const watched: typeof dial = (...given) => {
    shownBefore.push(shownTo(given[2].autoAnswer ? anna.userId : bjorn.userId));
    dial(...given);
  };
  Object.assign(recording, { dial: watched });
  arrive('a', anna, '1002');
  await settle();
  expect(shownBefore).toEqual([true]);
  events.length = 0;
  const number = '1002';
  const callId = '1f0d8a52-5f0e-4a55-9d2c-6b2f3c9b7a02' as CallId;
  const from = { kind: 'device', deviceId: deviceOf(anna) } as const;
  await service.execute(asPrincipal(anna), { name: 'call.place', callId, number, from, show: null });
  expect(shownBefore).toEqual([true, false]);
});

test('a call from another organisation’s keeps the name that the switch gave it, unless that was taken', async () => {
  const { service, arrive, settle, online } = createExchange();
  await service.start();
  [bjorn, cecilia].forEach((user) => online(user));
  const callId = '1f0d8a52-5f0e-4a55-9d2c-6b2f3c9b7a01' as CallId;
  const from = { number: '+46313900611' };
  arrive('a', from, bjorn.numbers[0] ?? '', { callId });
  await settle();
  expect(service.callsOf(bjorn.userId).map(({ id }) => id)).toEqual([callId]);
  arrive('b', from, cecilia.numbers[0] ?? '', { callId });
  await settle();
  expect(service.callsOf(cecilia.userId)).toHaveLength(1);
  expect(service.callsOf(cecilia.userId)[0]?.id).not.toBe(callId);
});

test('nobody answers within 20 s: the caller learns why and the callee has missed the call', async () => {
  const { clock, settle, history, lastView, stored } = await calling();
  clock.advance(19_999);
  await settle();
  expect(history(bjorn)).toEqual([]);
  clock.advance(1);
  await settle();
  expect(lastView(anna)).toMatchObject({ call: { state: 'ended', endReason: 'noAnswer' } });
  expect(history(bjorn)).toMatchObject([{ outcome: 'missed' }]);
  expect(stored.flatMap(({ jobs }) => jobs)).toMatchObject([{ name: 'missed-call', data: { userId: bjorn.userId } }]);
});

test('a caller who gives up while the call is still being looked up leaves no ghost ringing', async () => {
  const { settle, service, history, ...exchange } = createExchange();
  await service.start();
  [anna, bjorn].forEach((user) => exchange.online(user));
  exchange.arrive('a', anna, '1002');
  exchange.switch.raise({ type: 'legEnded', leg: leg('a'), reason: 'cancelled' });
  await settle();
  expect(service.callsOf(bjorn.userId)).toEqual([]);
  const operations = exchange.switch.take();
  const dialled = operations.filter(([name]) => name === 'dial').map(([, id]) => id);
  const hungUp = operations.filter(([name]) => name === 'hangUp').map(([, id]) => id);
  expect(hungUp).toEqual(expect.arrayContaining(dialled));
  expect(history(anna)).toMatchObject([{ outcome: 'cancelled' }]);
});

test('a window that opens while the call rings is rung too, and the others stop when it answers', async () => {
  const { settle, dialled, calleeLeg, online, ...exchange } = await calling();
  online(bjorn, 2);
  await settle();
  const [second] = dialled();
  expect(second?.target).toEqual({ kind: 'device', deviceId: deviceOf(bjorn, 2) });
  if (second) exchange.switch.raise({ type: 'legAnswered', leg: second.leg });
  await settle();
  expect(exchange.switch.take()).toContainEqual(['hangUp', calleeLeg, 'answeredElsewhere']);
  exchange.switch.raise({ type: 'legEnded', leg: leg('a'), reason: 'hungUp' });
  await settle();
  expect(exchange.history(bjorn)).toMatchObject([{ outcome: 'answered', deviceLabel: 'Window 2' }]);
  expect(exchange.stored.flatMap(({ jobs }) => jobs).filter(({ name }) => name === 'missed-call')).toEqual([]);
});

test('calls go on while the database is away, and are stored when it is back', async () => {
  const exchange = createExchange();
  await exchange.service.start();
  [anna, bjorn].forEach((user) => exchange.online(user));
  exchange.database.away = true;
  exchange.arrive('a', anna, '1002');
  await exchange.settle();
  exchange.clock.advance(250);
  await exchange.settle();
  const [callee] = exchange.dialled();
  if (!callee) throw new Error('the call did not go on');
  exchange.switch.raise({ type: 'legAnswered', leg: callee.leg });
  await exchange.settle();
  exchange.switch.raise({ type: 'legEnded', leg: callee.leg, reason: 'hungUp' });
  await exchange.settle();
  expect(exchange.lastView(anna)).toMatchObject({ call: { state: 'ended' } });
  expect(exchange.stored).toEqual([]);
  exchange.clock.advance(9_000);
  exchange.database.away = false;
  // One retry for each of the three changes, in their order.
  for (let turn = 0; turn < 5; turn++) {
    exchange.clock.advance(500);
    await exchange.settle();
  }
  expect(exchange.stored.map(({ call }) => call.state)).toEqual(['ringing', 'active', 'ended']);
  expect(exchange.history(bjorn)).toMatchObject([{ outcome: 'answered' }]);
});

test('two people who call each other at the same moment end up in one call', async () => {
  const { settle, service, history, calleeLeg, ...exchange } = await calling();
  exchange.arrive('b', bjorn, '1001');
  await settle();
  exchange.switch.raise({ type: 'legAnswered', leg: calleeLeg });
  await settle();
  expect(service.callsOf(anna.userId).map(({ state }) => state)).toEqual(['active']);
  expect(history(anna)).toMatchObject([{ direction: 'in', outcome: 'answeredElsewhere' }]);
  expect(history(bjorn)).toMatchObject([{ direction: 'out', outcome: 'cancelled' }]);
});

test('whoever takes a second call parks the first, which hears music', async () => {
  const { settle, service, callId, calleeLeg, ...exchange } = await talking();
  exchange.switch.take();
  exchange.arrive('c', cecilia, '1001');
  await settle();
  const [second] = exchange.dialled();
  expect(service.viewsOf(anna.userId).find(({ id }) => id === callId)?.state).toBe('active');
  if (second) exchange.switch.raise({ type: 'legAnswered', leg: second.leg });
  await settle();
  expect(service.viewsOf(anna.userId).map(({ state }) => state)).toEqual(['held', 'active']);
  expect(exchange.switch.take()).toEqual(
    expect.arrayContaining([
      ['hear', leg('a'), []],
      ['music', calleeLeg, true],
    ]),
  );
});

test.each([
  ['oneself', '1001', 'ownNumber'],
  ['an unknown extension', '9999', 'unknownNumber'],
  ['nonsense', 'call me', 'unknownNumber'],
  ['an emergency number to which no way leads', '112', 'noEmergency'],
  ['a colleague without a reachable device', '1003', 'unreachable'],
])('a call to %s ends with its reason, at once or when it has been announced', async (_what, dialled, reason) => {
  const exchange = createExchange();
  await exchange.service.start();
  exchange.online(anna);
  exchange.arrive('a', anna, dialled);
  await exchange.settle();
  if (dialled === '9999' || dialled === '112') {
    // A short number may be one of the network's: it is tried there, and there is none.
    const [outside] = exchange.dialled();
    exchange.switch.raise({ type: 'legEnded', leg: outside?.leg ?? leg('none'), reason: 'unknownNumber' });
    await exchange.settle();
  }
  if (reason === 'unknownNumber') {
    exchange.switch.raise({ type: 'playFinished', leg: leg('a'), id: exchange.switch.playing(leg('a')) });
    await exchange.settle();
  }
  expect(exchange.lastView(anna)).toMatchObject({ call: { state: 'ended', endReason: reason } });
  expect(exchange.switch.take()).toContainEqual(['hangUp', leg('a'), reason]);
  expect(exchange.history(cecilia).map(({ outcome }) => outcome)).toEqual(dialled === '1003' ? ['missed'] : []);
});

test('a call from outside rings the owner of the number, with the name that the directory knows', async () => {
  const { settle, service, ...exchange } = createExchange();
  await service.start();
  exchange.online(bjorn);
  exchange.arrive('x', { number: '+46920123400' }, '+46851920012');
  await settle();
  expect(service.viewsOf(bjorn.userId)).toMatchObject([
    { state: 'ringing', other: { name: 'Norrbäck Bygg AB', number: '+46920123400' } },
  ]);
  exchange.arrive('y', { number: null }, '+46851999999');
  await settle();
  expect(exchange.switch.take()).toContainEqual(['hangUp', leg('y'), 'unknownNumber']);
});

test('strangers and other organisations cannot command a call, nor learn that it exists', async () => {
  const { service, callId } = await talking();
  for (const stranger of [cecilia, olga]) {
    await expect(service.execute(asPrincipal(stranger), { name: 'call.hangUp', callId })).rejects.toMatchObject({
      code: 'call.notFound',
    });
  }
  expect(service.viewsOf(anna.userId)).toMatchObject([{ state: 'active' }]);
});

test('how good a window hears a call is a figure, and nobody else’s word on it counts', async () => {
  const { service, callId } = await talking();
  const said = { name: 'call.sound', callId, rating: 87 } as const;
  await service.execute(asPrincipal(anna), said);
  for (const stranger of [cecilia, olga])
    await expect(service.execute(asPrincipal(stranger), said)).rejects.toMatchObject({ code: 'call.notFound' });
  const registry = new Registry();
  for (const measure of service.measures) registry.registerMetric(measure);
  expect(await registry.metrics()).toContain('vaxel_call_sound_rating_count 1');
});

test('a command that the state does not allow is refused and changes nothing', async () => {
  const { service, callId, switch: recording } = await talking();
  recording.take();
  await expect(service.execute(asPrincipal(bjorn), { name: 'call.decline', callId })).rejects.toMatchObject({
    code: 'call.notAllowed',
  });
  expect(recording.take()).toEqual([]);
});

test('both hang up at once: one record each', async () => {
  const { settle, history, calleeLeg, ...exchange } = await talking();
  exchange.switch.raise({ type: 'legEnded', leg: leg('a'), reason: 'hungUp' });
  exchange.switch.raise({ type: 'legEnded', leg: calleeLeg, reason: 'hungUp' });
  await settle();
  expect([history(anna).length, history(bjorn).length]).toEqual([1, 1]);
});

test('a call that a stop of the server interrupted is closed at the next start', async () => {
  const before = await talking();
  const open = before.stored.at(-1)?.call;
  const after = createExchange({ open: open ? [open] : [] });
  await after.service.start();
  expect(after.history(anna)).toMatchObject([{ outcome: 'interrupted', endReason: 'interrupted' }]);
  expect(after.history(bjorn)).toMatchObject([{ outcome: 'interrupted' }]);
  expect(after.stored.map(({ call }) => call.state)).toEqual(['ended']);
});

test('an old call that cannot be closed keeps no server from its start; a database that is away does', async () => {
  const before = await talking();
  const open = before.stored.at(-1)?.call;
  const after = createExchange({ open: open ? [open] : [] });
  after.database.away = true;
  await expect(after.service.start()).rejects.toMatchObject({ code: 'server.unavailable' });
  Object.assign(after.database, { away: false, refuses: true });
  await after.service.start();
  expect(after.stored).toEqual([]);
});

test('stopping the server ends every call and stores it', async () => {
  const { service, history, switch: recording } = await talking();
  recording.take();
  await service.stop();
  expect(recording.take().map(([name]) => name)).toEqual(['hangUp', 'hangUp']);
  expect(history(anna)).toMatchObject([{ outcome: 'interrupted' }]);
});

test('a server that stops leaves its calls to the next one where the switch keeps them', async () => {
  const { service, stored, switch: recording } = await talking();
  Object.assign(recording.capabilities, { keepsLegs: true });
  recording.take();
  await service.stop();
  expect(recording.take()).toEqual([]);
  expect(stored.at(-1)?.call.state).toBe('active');
});

describe('since when', () => {
  test('it rings from the first ring at the callee, not from the wish of a caller whose own phone rings', async () => {
    const { settle, service, clock, ...exchange } = createExchange();
    await service.start();
    [anna, bjorn].forEach((user) => exchange.online(user));
    exchange.online(anna, 2, 'deskPhone');
    await settle();
    await service.execute(asPrincipal(anna), {
      name: 'call.place',
      callId: '00000000-0000-4000-8000-0000000000ca' as CallId,
      from: { kind: 'device', deviceId: deviceOf(anna, 2) },
      number: '1002',
      show: null,
    });
    const [own] = exchange.dialled();
    clock.advance(9_000);
    exchange.switch.raise({ type: 'legAnswered', leg: own?.leg ?? leg('none') });
    await settle();
    expect(service.viewsOf(bjorn.userId)).toMatchObject([{ state: 'ringing', ringingSinceMs: clock.nowMs() }]);
  });

  test('the other side waits: from the hold, anew for each, for the one who parked it', async () => {
    const { service, callId, clock } = await talking();
    const since = () => [anna, bjorn].map(({ userId }) => service.viewsOf(userId)[0]?.heldSinceMs);
    expect(since()).toEqual([null, null]);
    clock.advance(60_000);
    const heldMs = clock.nowMs();
    await service.execute(asPrincipal(anna), { name: 'call.hold', callId });
    clock.advance(5_000);
    await service.execute(asPrincipal(bjorn), { name: 'call.mute', callId, muted: true });
    expect(since()).toEqual([heldMs, null]);
    await service.execute(asPrincipal(anna), { name: 'call.resume', callId });
    expect(since()).toEqual([null, null]);
    await service.execute(asPrincipal(anna), { name: 'call.hold', callId });
    expect(since()).toEqual([clock.nowMs(), null]);
  });
});
