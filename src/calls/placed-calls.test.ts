import { randomUUID } from 'node:crypto';
import { createFakeClock } from '../../tests/fakes/clock';
import { anna, asPrincipal, bjorn, createExchange, deviceOf } from '../../tests/fakes/exchange';
import type { CallId } from '../contract/ids';
import { createCallLimits } from '../limits/call-limits';

async function office(user: { burst: number; perSecond: number; most: number }) {
  const { most, ...fresh } = user;
  const clock = createFakeClock();
  const admitCall = createCallLimits(clock, { user: { fresh, most } });
  const exchange = createExchange({ admitCall });
  await exchange.service.start();
  for (const person of [anna, bjorn]) exchange.online(person);
  const place = async (callId = randomUUID() as CallId) => {
    const from = { kind: 'device', deviceId: deviceOf(anna) } as const;
    await exchange.service.execute(asPrincipal(anna), { name: 'call.place', callId, from, number: '1002', show: null });
    return callId;
  };
  const hangUp = (callId: CallId) => exchange.service.execute(asPrincipal(anna), { name: 'call.hangUp', callId });
  return {
    ...exchange,
    limitClock: clock,
    place,
    hangUp,
    invite: () => admitCall({ user: anna.extension, domain: 'fjallbo.vaxel' }),
  };
}

test('calls that a window asks for and a phone’s INVITEs count together, until they are over', async () => {
  const { place, hangUp, invite, settle } = await office({ burst: 100, perSecond: 1, most: 3 });
  const release = invite();
  const placed = [await place(), await place()];
  await expect(place()).rejects.toMatchObject({ code: 'request.tooMany' });
  expect(invite()).toBe(null);
  release?.();
  await place();
  await hangUp(placed[0] as CallId);
  await settle();
  expect(invite()).not.toBe(null);
  await expect(place()).rejects.toMatchObject({ code: 'request.tooMany' });
});

test('more at once than a user may begin have to wait, others’ calls do not', async () => {
  const { place, hangUp, limitClock, service } = await office({ burst: 2, perSecond: 1, most: 10 });
  for (let n = 0; n < 2; n += 1) await hangUp(await place());
  await expect(place()).rejects.toMatchObject({ code: 'request.tooMany' });
  const from = { kind: 'device', deviceId: deviceOf(bjorn) } as const;
  await service.execute(asPrincipal(bjorn), {
    name: 'call.place',
    callId: randomUUID() as CallId,
    from,
    number: '1001',
    show: null,
  });
  limitClock.advance(1_000);
  await place();
});

test('a call that cannot begin counts no longer; a second wish for one takes nothing from it', async () => {
  const { place, invite, hangUp, settle } = await office({ burst: 100, perSecond: 1, most: 2 });
  const past = await place();
  await hangUp(past);
  await settle();
  for (let n = 0; n < 5; n += 1) await expect(place(past)).rejects.toMatchObject({ code: 'call.notAllowed' });
  const callId = await place();
  await expect(place(callId)).rejects.toMatchObject({ code: 'call.notAllowed' });
  expect(invite()).not.toBe(null);
  expect(invite()).toBe(null);
});
