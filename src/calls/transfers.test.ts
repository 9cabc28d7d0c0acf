import type { LegId } from '../contract/ids';
import { anna, asPrincipal, bjorn, cecilia, deviceOf } from '../../tests/fakes/exchange';
import { talking } from '../../tests/fakes/talking';
import { storeWaitMs } from './call-writer';

/** Anna has pressed Transfer now, and Cecilia's window rings. */
async function transferring(number = '1003') {
  const told = await talking();
  await told.press(anna, { name: 'call.transfer', callId: told.callId, number });
  const operations = told.switch.take();
  const c = (operations.find(([name]) => name === 'dial')?.[1] ?? 'none') as LegId;
  told.switch.raise({ type: 'legRinging', leg: c });
  await told.settle();
  return { ...told, c, operations };
}

describe('transfer now', () => {
  test('the transferor is out, the other side hears music, then ringing, the target sees who hands over', async () => {
    const { operations, a, b, view, switch: onSwitch } = await transferring();
    expect(operations).toContainEqual(['hangUp', a, 'transferred']);
    expect(operations).toContainEqual(['music', b, true]);
    expect(onSwitch.hears(b)).toBe('ringing');
    expect(view(anna)).toMatchObject({
      state: 'connecting',
      transferringTo: { name: 'Cecilia Ek' },
      other: { name: 'Björn Åkesson' },
    });
    expect(view(cecilia)).toMatchObject({
      state: 'ringing',
      direction: 'in',
      other: { name: 'Björn Åkesson' },
      transferredBy: { name: 'Anna Lind' },
    });
    expect(view(bjorn)).toMatchObject({
      state: 'active',
      other: { name: 'Cecilia Ek' },
      otherRings: true,
      otherAway: false,
    });
  });

  test('the target answers: they talk, and the transferor has a record that says so', async () => {
    const { b, c, settle, switch: onSwitch, history, last, view, press, callId, ...exchange } = await transferring();
    exchange.clock.advance(4_000);
    onSwitch.raise({ type: 'legAnswered', leg: c });
    await settle();
    expect([onSwitch.hears(b), onSwitch.hears(c)]).toEqual([c, b]);
    expect(last(anna)).toMatchObject({
      state: 'ended',
      endReason: 'transferred',
      transferringTo: { name: 'Cecilia Ek' },
    });
    expect(view(anna)).toBeUndefined();
    expect(history(anna)).toMatchObject([
      {
        outcome: 'answered',
        endReason: 'transferred',
        direction: 'out',
        deviceLabel: 'Window 1',
        other: { name: 'Björn Åkesson' },
      },
    ]);
    // My own talk time: the four seconds of ringing are not mine.
    const transfer = { to: { name: 'Cecilia Ek', number: '1003' }, taken: true };
    expect(history(anna)).toMatchObject([
      { transfer, talkedUntilMs: exchange.clock.nowMs() - 4_000, endedAtMs: exchange.clock.nowMs() },
    ]);
    await press(cecilia, { name: 'call.hangUp', callId });
    expect(history(cecilia)).toMatchObject([
      { outcome: 'answered', direction: 'in', other: { name: 'Björn Åkesson' } },
    ]);
    expect(history(bjorn)).toMatchObject([{ outcome: 'answered', direction: 'in' }]);
    expect(history(anna)).toHaveLength(1);
  });

  test.each([
    ['busy', 'busy'],
    ['declined', 'declined'],
    ['unreachable', 'unreachable'],
  ] as const)('the target is %s: the call rings at the transferor with the reason', async (_what, reason) => {
    const { a, b, c, settle, switch: onSwitch, history, view } = await transferring();
    onSwitch.raise({ type: 'legEnded', leg: c, reason });
    await settle();
    const [dial] = onSwitch.take().filter(([name]) => name === 'dial');
    expect(dial?.[2]).toEqual({ kind: 'device', deviceId: deviceOf(anna) });
    expect(view(anna)).toMatchObject({
      state: 'ringing',
      returned: { from: { name: 'Cecilia Ek' }, reason },
      other: { name: 'Björn Åkesson' },
    });
    expect(onSwitch.hears(b)).not.toBe('nothing');
    const back = dial?.[1] as LegId;
    onSwitch.raise({ type: 'legAnswered', leg: back });
    await settle();
    expect([onSwitch.hears(b), onSwitch.hears(back), onSwitch.hears(a)]).toEqual([back, b, 'nothing']);
    expect(view(anna)).toMatchObject({ state: 'active', returned: { reason } });
    expect(history(cecilia)).toMatchObject([{ outcome: reason === 'declined' ? 'declined' : 'missed' }]);
    expect(history(anna)).toEqual([]);
  });

  test('no answer for 25 s brings it back; nobody there: the other side is released, the talk time kept', async () => {
    const { clock, settle, view, history, stored, last } = await transferring();
    const startedMs = clock.nowMs();
    clock.advance(24_999);
    await settle();
    expect(view(anna)?.state).toBe('connecting');
    clock.advance(1);
    await settle();
    expect(view(anna)).toMatchObject({ state: 'ringing', returned: { reason: 'noAnswer' } });
    clock.advance(25_000);
    await settle();
    expect(last(bjorn)).toMatchObject({ state: 'ended' });
    expect(history(anna)).toMatchObject([
      {
        outcome: 'answered',
        other: { name: 'Björn Åkesson' },
        talkedUntilMs: startedMs,
        transfer: { to: { name: 'Cecilia Ek' }, taken: false },
      },
    ]);
    expect(
      stored
        .flatMap(({ jobs }) => jobs)
        .filter(({ name, data }) => name === 'missed-call' && data.userId === anna.userId),
    ).toEqual([]);
  });

  test('a call that had come in, transferred and not taken anywhere, asks to be called back', async () => {
    const { clock, settle, press, history, callId, stored } = await talking();
    const transferredMs = clock.nowMs() + 14_000;
    clock.advance(14_000);
    await press(bjorn, { name: 'call.transfer', callId, number: '1003' });
    for (let step = 0; step < 2; step += 1) {
      clock.advance(25_000);
      // oxlint-disable-next-line no-await-in-loop -- one wait after the other runs out
      await settle();
    }
    const [entry] = history(bjorn);
    expect(entry).toMatchObject({
      outcome: 'missed',
      direction: 'in',
      talkedUntilMs: transferredMs,
      transfer: { to: { name: 'Cecilia Ek' }, taken: false },
    });
    expect((entry?.talkedUntilMs ?? 0) - (entry?.answeredAtMs ?? 0)).toBe(14_000);
    expect(stored.flatMap(({ jobs }) => jobs)).toContainEqual({
      name: 'missed-call',
      data: expect.objectContaining({ userId: bjorn.userId }),
    });
  });

  test('a transfer that came back and was taken again is a call as any other', async () => {
    const { c, clock, settle, switch: onSwitch, press, callId, history } = await transferring();
    onSwitch.raise({ type: 'legEnded', leg: c, reason: 'busy' });
    await settle();
    onSwitch.raise({ type: 'legAnswered', leg: onSwitch.take().find(([name]) => name === 'dial')?.[1] as LegId });
    await settle();
    clock.advance(5_000);
    await press(anna, { name: 'call.hangUp', callId });
    expect(history(anna)).toMatchObject([{ outcome: 'answered', talkedUntilMs: null, transfer: null }]);
  });

  test('the other side does not wait for the target: it is said to whom it was to go', async () => {
    const { b, settle, switch: onSwitch, history } = await transferring();
    onSwitch.raise({ type: 'legEnded', leg: b, reason: 'hungUp' });
    await settle();
    expect(history(anna)).toMatchObject([
      { outcome: 'answered', transfer: { to: { name: 'Cecilia Ek' }, taken: false } },
    ]);
  });

  test('declined while its 25 s run out and the store is slow: it rings back for its whole time', async () => {
    const { b, c, clock, settle, view, switch: onSwitch, database } = await transferring();
    clock.advance(24_900);
    database.busy = new Promise(() => undefined);
    onSwitch.raise({ type: 'legEnded', leg: c, reason: 'declined' });
    await settle();
    clock.advance(storeWaitMs);
    await settle();
    expect(view(anna)).toMatchObject({ state: 'ringing', returned: { reason: 'declined' } });
    const back = onSwitch.take().find(([name]) => name === 'dial')?.[1] as LegId;
    clock.advance(24_000);
    await settle();
    onSwitch.raise({ type: 'legAnswered', leg: back });
    await settle();
    expect([onSwitch.hears(b), view(anna)?.state]).toEqual([back, 'active']);
  });

  test('taken back before the answer: the window that had the call takes it without ringing', async () => {
    const { b, c, settle, press, callId, view, switch: onSwitch } = await transferring();
    await press(anna, { name: 'call.takeBack', callId });
    const operations = onSwitch.take();
    expect(operations).toContainEqual(['hangUp', c, 'cancelled']);
    const dial = operations.find(([name]) => name === 'dial');
    expect(dial?.[3]).toMatchObject({ autoAnswer: true });
    onSwitch.raise({ type: 'legAnswered', leg: dial?.[1] as LegId });
    await settle();
    expect(onSwitch.hears(b)).toBe(dial?.[1]);
    expect(view(anna)).toMatchObject({ state: 'active', returned: null });
  });

  test('taken back when the window that had the call is gone: the one in use takes it', async () => {
    const { settle, press, callId, devices, online, dialled, switch: onSwitch } = await transferring();
    for (const n of [2, 3]) online(anna, n);
    devices.windowUsed(anna.userId, deviceOf(anna, 2));
    onSwitch.raise({ type: 'deviceUnreachable', deviceId: deviceOf(anna) });
    await settle();
    onSwitch.take();
    await press(anna, { name: 'call.takeBack', callId });
    expect(dialled().map(({ target }) => target.deviceId)).toEqual([deviceOf(anna, 2)]);
  });

  test('the other side hangs up meanwhile: the target stops ringing', async () => {
    const { b, c, settle, switch: onSwitch, last, history } = await transferring();
    onSwitch.take();
    onSwitch.raise({ type: 'legEnded', leg: b, reason: 'hungUp' });
    await settle();
    expect(onSwitch.take()).toContainEqual(['hangUp', c, 'hungUp']);
    expect(last(anna)).toMatchObject({ state: 'ended' });
    expect(history(cecilia)).toMatchObject([{ outcome: 'missed' }]);
    expect(history(anna)).toMatchObject([{ outcome: 'answered' }]);
  });

  test("the transferor's tab dies meanwhile: a transfer that comes back waits for it, with music", async () => {
    const { b, c, settle, switch: onSwitch, online, view } = await transferring();
    onSwitch.raise({ type: 'deviceUnreachable', deviceId: deviceOf(anna) });
    onSwitch.raise({ type: 'legEnded', leg: c, reason: 'busy' });
    await settle();
    expect(onSwitch.hears(b)).toBe('music');
    expect(view(anna)).toMatchObject({ state: 'ringing' });
    onSwitch.take();
    online(anna);
    await settle();
    const dial = onSwitch.take().find(([name]) => name === 'dial');
    expect(dial?.[2]).toEqual({ kind: 'device', deviceId: deviceOf(anna) });
    expect(dial?.[3]).toMatchObject({ autoAnswer: false });
    onSwitch.raise({ type: 'legAnswered', leg: dial?.[1] as LegId });
    await settle();
    expect(onSwitch.hears(b)).toBe(dial?.[1]);
  });

  test("to the outside world, with the transferor's number", async () => {
    const { operations } = await transferring('070-123 45 67');
    expect(operations.find(([name]) => name === 'dial')?.slice(2)).toMatchObject([
      { kind: 'outside', number: '+46701234567' },
      { callerNumber: '+46851920011' },
    ]);
  });

  test.each([
    ['to nobody', '9x', 'call.unknownNumber'],
    ['to somebody in the call', '1002', 'call.notAllowed'],
    ['to oneself', '1001', 'call.notAllowed'],
  ])('%s is refused and changes nothing', async (_what, number, code) => {
    const { callId, b, service, switch: onSwitch, a } = await talking();
    await expect(service.execute(asPrincipal(anna), { name: 'call.transfer', callId, number })).rejects.toMatchObject({
      code,
    });
    expect(onSwitch.take()).toEqual([]);
    expect(onSwitch.hears(a)).toBe(b);
  });

  test('to somebody who cannot be reached is refused at once', async () => {
    const { callId, service, switch: onSwitch } = await talking();
    onSwitch.raise({ type: 'deviceUnreachable', deviceId: deviceOf(cecilia) });
    await expect(
      service.execute(asPrincipal(anna), { name: 'call.transfer', callId, number: '1003' }),
    ).rejects.toMatchObject({ code: 'call.targetUnreachable' });
  });
});
