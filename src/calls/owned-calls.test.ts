import { randomUUID } from 'node:crypto';
import type { CallId, LegId } from '../contract/ids';
import { anna, asPrincipal, bjorn, createExchange, deviceOf } from '../../tests/fakes/exchange';

async function exchange() {
  const made = createExchange();
  await made.service.start();
  [anna, bjorn].forEach((user) => made.online(user));
  return made;
}

const ofCall = (id: CallId) => ({ kind: 'call', id }) as const;
const noMatter = () => undefined;
const from = { kind: 'device', deviceId: deviceOf(anna) } as const;
const toBjorn = (callId: CallId) => ({ name: 'call.place', callId, number: '1002', from, show: null }) as const;

test('a call that is up is this process’s, and somebody else cannot have it', async () => {
  const { service, arrive, settle, ownership } = await exchange();
  arrive('a', anna, '1002');
  await settle();
  const [call] = service.callsOf(anna.userId);
  if (!call) throw new Error('no call');
  expect(ownership.count()).toBe(1);
  expect(await ownership.own(ofCall(call.id), noMatter)).toBeNull();
  await service.execute(asPrincipal(anna), { name: 'call.hangUp', callId: call.id });
  expect(await ownership.own(ofCall(call.id), noMatter)).not.toBeNull();
});

test('many calls, however they end, leave no lease behind', async () => {
  const { service, arrive, settle, dialled, clock, ownership, switch: onSwitch } = await exchange();
  const dialledNumbers = ['1002', '+46920123400', '999999', '*43', '+46851920012'];
  for (let n = 0; n < 200; n += 1) {
    const leg = `leg ${n}` as LegId;
    arrive(leg, n % 5 === 4 ? { number: null } : anna, dialledNumbers[n % 5] ?? '');
    await settle();
    const type = n % 2 === 0 ? 'legAnswered' : 'legRinging';
    for (const { leg: callee } of dialled()) onSwitch.raise({ type, leg: callee });
    await settle();
    if (n % 3 === 0) clock.advance(120_000);
    else onSwitch.raise({ type: 'legEnded', leg, reason: 'cancelled' });
    await settle();
  }
  const left = service.callsOf(anna.userId).length + service.callsOf(bjorn.userId).length;
  await service.stop();
  await settle();
  expect(left).toBeGreaterThan(0);
  expect(ownership.count()).toBe(0);
});

test('an attended transfer gives back the call that is closed, and the other one when it is over', async () => {
  const { service, arrive, settle, dialled, ownership, switch: onSwitch } = await exchange();
  for (const [leg, number] of [
    ['a', '1002'],
    ['b', '+46920123400'],
  ] as const) {
    arrive(leg, anna, number);
    await settle();
    for (const { leg: callee } of dialled()) onSwitch.raise({ type: 'legAnswered', leg: callee });
    await settle();
  }
  const [kept, closed] = service.callsOf(anna.userId).map(({ id }) => id);
  if (!kept || !closed) throw new Error('not two calls');
  expect(ownership.count()).toBe(2);
  await service.execute(asPrincipal(anna), { name: 'call.connect', callId: kept, withCallId: closed });
  expect(ownership.count()).toBe(1);
  await service.execute(asPrincipal(bjorn), { name: 'call.hangUp', callId: kept });
  expect(ownership.count()).toBe(0);
});

test('a call that another process has is not begun here, and what was asked for it is free again', async () => {
  const { service, settle, ownership, stored, switch: onSwitch } = await exchange();
  const callId = randomUUID() as CallId;
  const others = await ownership.own(ofCall(callId), noMatter);
  onSwitch.take();
  const place = () => service.execute(asPrincipal(anna), toBjorn(callId));
  await expect(place()).rejects.toMatchObject({ code: 'call.notAllowed' });
  await settle();
  expect([stored, onSwitch.take(), service.callsOf(anna.userId)]).toEqual([[], [], []]);
  others?.release();
  await place();
  expect(service.callsOf(anna.userId).map(({ id }) => id)).toEqual([callId]);
});

test('calls another server may have are forgotten: nothing of them is done, stored or shown any more', async () => {
  const made = await exchange();
  const { service, arrive, settle, dialled, database, events, ownership, stored, switch: onSwitch } = made;
  arrive('a', anna, '1002');
  await settle();
  const [callee] = dialled();
  let storeNow = (): void => undefined;
  database.busy = new Promise((resolve) => (storeNow = resolve));
  if (callee) onSwitch.raise({ type: 'legAnswered', leg: callee.leg });
  await settle();
  ownership.lose();
  events.length = 0;
  const before = stored.length;
  storeNow();
  await settle();
  made.clock.advance(120_000);
  onSwitch.raise({ type: 'legEnded', leg: 'a' as LegId, reason: 'hungUp' });
  await service.stop();
  await settle();
  expect(service.callsOf(anna.userId)).toEqual([]);
  expect([onSwitch.take(), events]).toEqual([[], []]);
  // What was on its way to the store when the lock went is not called back: the row decides.
  expect(stored).toHaveLength(before + 1);
  const another = service.execute(asPrincipal(anna), toBjorn(randomUUID() as CallId));
  await expect(another).rejects.toMatchObject({ code: 'call.notAllowed' });
});
