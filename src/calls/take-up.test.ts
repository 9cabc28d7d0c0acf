import { VaxelError } from '../contract/errors';
import type { LegId } from '../contract/ids';
import { anna, asPrincipal, bjorn, createExchange } from '../../tests/fakes/exchange';
import { leg, talking } from '../../tests/fakes/talking';
import type { Call } from './engine/call';

/** Another process, beside a switch that has kept these legs, as the one before left the database. */
async function after(stored: readonly { readonly call: Call }[], standing: readonly LegId[]) {
  const newest = new Map(stored.map(({ call }) => [call.id, call]));
  const exchange = createExchange({ open: [...newest.values()].filter(({ state }) => state !== 'ended') });
  for (const each of standing) exchange.switch.legsThere.add(each);
  await exchange.service.start();
  await exchange.settle();
  return exchange;
}

async function ringing() {
  const exchange = createExchange();
  await exchange.service.start();
  for (const user of [anna, bjorn]) exchange.online(user);
  exchange.arrive('a', anna, '1002');
  await exchange.settle();
  const b = exchange.dialled()[0]?.leg ?? leg('none');
  exchange.switch.raise({ type: 'legRinging', leg: b });
  await exchange.settle();
  return { ...exchange, a: leg('a'), b };
}

const asked = (operations: readonly (readonly unknown[])[], name: string) =>
  operations.filter(([each]) => each === name).map(([, ...more]) => more);

test('a call that the switch has kept goes on: heard, shown, steered and ended as any other', async () => {
  const { stored, a, b, callId } = await talking();
  const { service, switch: telephony, settle, history, lines } = await after(stored, [a, b]);
  expect([telephony.hears(a), telephony.hears(b)]).toEqual([b, a]);
  const operations = telephony.take();
  expect(asked(operations, 'takeUp')).toEqual([[a], [b]]);
  expect(asked(operations, 'hangUp')).toEqual([]);
  expect([lines.of(anna.userId), lines.of(bjorn.userId)]).toEqual(['inCall', 'inCall']);
  expect(service.viewsOf(bjorn.userId)).toMatchObject([{ id: callId, state: 'active' }]);
  await service.execute(asPrincipal(bjorn), { name: 'call.hold', callId });
  await settle();
  expect(telephony.hears(a)).toBe('music');
  await service.execute(asPrincipal(anna), { name: 'call.hangUp', callId });
  await settle();
  expect(asked(telephony.take(), 'hangUp')).toEqual([
    [a, 'hungUp'],
    [b, 'hungUp'],
  ]);
  for (const person of [anna, bjorn]) expect(history(person)).toMatchObject([{ outcome: 'answered' }]);
});

test('whoever was on hold, muted or silent is so again, and the music plays on', async () => {
  const call = await talking();
  await call.press(bjorn, { name: 'call.hold', callId: call.callId });
  await call.press(anna, { name: 'call.mute', callId: call.callId, muted: true });
  await call.happens({ type: 'legStalled', leg: call.b });
  await call.happens({ type: 'legResumed', leg: call.b });
  const { switch: telephony, service } = await after(call.stored, [call.a, call.b]);
  expect([telephony.hears(call.a), telephony.hears(call.b)]).toEqual(['music', 'nothing']);
  const operations = telephony.take();
  expect(asked(operations, 'mute')).toEqual([[call.a, true]]);
  expect(asked(operations, 'hear')).toContainEqual([call.b, []]);
  expect(service.viewsOf(anna.userId)).toMatchObject([{ state: 'active', muted: true }]);
  expect(service.viewsOf(bjorn.userId)).toMatchObject([{ state: 'held', muted: false }]);
});

test('a call that rings goes on ringing, and is answered, also when that was while nobody looked', async () => {
  const { stored, a, b } = await ringing();
  const { service, switch: telephony, settle, history } = await after(stored, [a, b]);
  expect(asked(telephony.take(), 'ring')).toEqual([[a]]);
  telephony.raise({ type: 'legRinging', leg: b });
  telephony.raise({ type: 'legAnswered', leg: b });
  await settle();
  expect(service.callsOf(anna.userId)).toMatchObject([{ state: 'active' }]);
  expect(asked(telephony.take(), 'answer')).toEqual([[a]]);
  telephony.raise({ type: 'legEnded', leg: a, reason: 'hungUp' });
  await settle();
  expect(history(bjorn)).toMatchObject([{ outcome: 'answered' }]);
});

test('it rings no longer than it would have, and some seconds at least', async () => {
  const { stored, a, b, clock } = await ringing();
  const longAgo = stored.map(({ call }) => ({ call }));
  const { clock: later, settle, history, switch: telephony } = await after(longAgo, [a, b]);
  expect(later.nowMs()).toBe(clock.nowMs());
  later.advance(19_999);
  await settle();
  expect(history(bjorn)).toEqual([]);
  later.advance(1);
  await settle();
  expect(history(bjorn)).toMatchObject([{ outcome: 'missed' }]);
  expect(asked(telephony.take(), 'hangUp')).toContainEqual([b, 'noAnswer']);

  const old = stored.map(({ call }): { call: Call } => {
    const { reach } = call.callee;
    return { call: { ...call, callee: { ...call.callee, reach: reach && { ...reach, untilMs: 0 } } } };
  });
  const late = await after(old, [a, b]);
  late.clock.advance(4_999);
  await late.settle();
  expect(late.history(bjorn)).toEqual([]);
  late.clock.advance(1);
  await late.settle();
  expect(late.history(bjorn)).toMatchObject([{ outcome: 'missed' }]);
});

test('who hung up while nobody looked has hung up, and a caller who gave up was missed', async () => {
  const talk = await talking();
  const talked = await after(talk.stored, [talk.a]);
  expect(talked.history(anna)).toMatchObject([{ outcome: 'answered', endReason: 'hungUp' }]);
  expect(talked.history(bjorn)).toMatchObject([{ outcome: 'answered' }]);
  expect(asked(talked.switch.take(), 'hangUp')).toEqual([[talk.a, 'hungUp']]);

  const rung = await ringing();
  const missed = await after(rung.stored, [rung.b]);
  expect(missed.history(anna)).toMatchObject([{ outcome: 'cancelled' }]);
  expect(missed.history(bjorn)).toMatchObject([{ outcome: 'missed' }]);
  expect(asked(missed.switch.take(), 'hangUp')).toContainEqual([rung.b, 'cancelled']);
});

test('a device that was silent is told of anew if it still is', async () => {
  const call = await talking();
  await call.happens({ type: 'legStalled', leg: call.b });
  const { service, switch: telephony, settle } = await after(call.stored, [call.a, call.b]);
  expect(service.callsOf(bjorn.userId)).toMatchObject([{ callee: { reach: null } }]);
  expect(telephony.hears(call.a)).toBe(call.b);
  telephony.raise({ type: 'legStalled', leg: call.b });
  await settle();
  expect(telephony.hears(call.a)).toBe('music');
});

test('a switch that dies in a call has interrupted it: nobody has hung up', async () => {
  const { happens, history, a, b } = await talking();
  await happens(
    { type: 'legEnded', leg: a, reason: 'interrupted' },
    { type: 'legEnded', leg: b, reason: 'interrupted' },
  );
  for (const person of [anna, bjorn])
    expect(history(person)).toMatchObject([{ outcome: 'interrupted', endReason: 'interrupted' }]);
});

test('a switch that is away at the start has kept nothing: the calls are closed, and the server starts', async () => {
  const { stored } = await talking();
  const exchange = createExchange({ open: stored.slice(-1).map(({ call }) => call) });
  Object.assign(exchange.switch, {
    legs: () => Promise.reject(new VaxelError('server.unavailable', 'away')),
  });
  await exchange.service.start();
  expect(exchange.history(anna)).toMatchObject([{ outcome: 'interrupted' }]);
});

test('a call of another server is left to it', async () => {
  const { stored, a, b, callId } = await talking();
  const exchange = createExchange({ open: stored.slice(-1).map(({ call }) => call) });
  const theirs = await exchange.ownership.own({ kind: 'call', id: callId }, () => undefined);
  expect(theirs).not.toBeNull();
  for (const each of [a, b]) exchange.switch.legsThere.add(each);
  await exchange.service.start();
  expect([exchange.service.callsOf(anna.userId), exchange.stored, exchange.switch.take()]).toEqual([[], [], []]);
});

test('one that cannot be gone on with is closed, and keeps nobody from the others', async () => {
  const { stored, a, b } = await talking();
  const [call] = stored.slice(-1).map((each) => each.call);
  const broken = { ...call, id: 'broken', legs: [{ id: leg('c'), state: 'up' }], caller: null } as unknown as Call;
  const { service, switch: telephony } = await after([{ call: broken }, ...stored], [leg('c'), a, b]);
  expect(service.callsOf(anna.userId)).toHaveLength(1);
  expect(asked(telephony.take(), 'hangUp')).toEqual([[leg('c'), 'interrupted']]);
});
