import type { CallId } from '../contract/ids';
import { anna, asPrincipal, bjorn, cecilia, deviceOf } from '../../tests/fakes/exchange';
import { leg, talking } from '../../tests/fakes/talking';

/** Anna talks with Björn, has called Cecilia first, and Cecilia has answered unless told otherwise. */
async function consulting(answered = true) {
  const told = await talking();
  told.arrive('a2', anna, '1003');
  await told.settle();
  const c = told.dialled()[0]?.leg ?? leg('none');
  told.switch.raise({ type: 'legRinging', leg: c });
  if (answered) told.switch.raise({ type: 'legAnswered', leg: c });
  await told.settle();
  const consultId = told.service.callsOf(cecilia.userId)[0]?.id ?? ('none' as CallId);
  return { ...told, a2: leg('a2'), c, consultId };
}

describe('call first, then connect', () => {
  test('the first call waits with music; connected, the other two talk and the transferor is out of both', async () => {
    const { a, a2, b, c, callId, consultId, press, service, history, switch: onSwitch, view } = await consulting();
    expect(onSwitch.hears(b)).toBe('music');
    onSwitch.take();
    await press(anna, { name: 'call.connect', callId, withCallId: consultId });
    expect([onSwitch.hears(b), onSwitch.hears(c)]).toEqual([c, b]);
    const operations = onSwitch.take();
    for (const each of [a, a2]) expect(operations).toContainEqual(['hangUp', each, 'transferred']);
    expect(service.callsOf(anna.userId)).toEqual([]);
    expect(view(cecilia)).toMatchObject({
      state: 'active',
      invitedAs: consultId,
      other: { name: 'Björn Åkesson' },
      transferredBy: { name: 'Anna Lind' },
    });
    expect(view(bjorn)).toMatchObject({ state: 'active', other: { name: 'Cecilia Ek' } });
    expect(history(anna)).toMatchObject([
      { endReason: 'transferred', transfer: { to: { name: 'Cecilia Ek' }, taken: true } },
      { endReason: 'transferred', transfer: null },
    ]);
    expect(history(cecilia)).toEqual([]);
  });

  test('the moved leg belongs to the call that goes on: its end ends that call', async () => {
    const { b, c, callId, consultId, press, settle, switch: onSwitch, history } = await consulting();
    await press(anna, { name: 'call.connect', callId, withCallId: consultId });
    onSwitch.take();
    onSwitch.raise({ type: 'legEnded', leg: c, reason: 'hungUp' });
    await settle();
    expect(onSwitch.take()).toContainEqual(['hangUp', b, 'hungUp']);
    expect(history(cecilia)).toMatchObject([{ callId, outcome: 'answered', other: { name: 'Björn Åkesson' } }]);
  });

  test('the target hangs up in the very moment: nobody is left with a dead line', async () => {
    const { b, c, callId, consultId, service, settle, switch: onSwitch } = await consulting();
    const connecting = service.execute(asPrincipal(anna), { name: 'call.connect', callId, withCallId: consultId });
    onSwitch.raise({ type: 'legEnded', leg: c, reason: 'hungUp' });
    await connecting.catch(() => undefined);
    await settle();
    // Either the consult call had ended first and Björn still waits for Anna, or both were connected and the call has
    // ended.
    const ended = service.callsOf(bjorn.userId).length === 0;
    expect(ended ? 'ended' : onSwitch.hears(b)).toBe(ended ? 'ended' : 'music');
  });

  test('connected while the target rings: the other side hears it ring, no answer brings the call back', async () => {
    const { b, c, callId, consultId, press, clock, settle, switch: onSwitch, view } = await consulting(false);
    onSwitch.raise({ type: 'legMedia', leg: b });
    await press(anna, { name: 'call.connect', callId, withCallId: consultId });
    expect(onSwitch.hears(b)).toBe('ringing');
    expect(view(anna)).toMatchObject({ state: 'connecting', transferringTo: { name: 'Cecilia Ek' } });
    // It rings under the id that it was dialled with.
    expect(view(cecilia)).toMatchObject({ state: 'ringing', invitedAs: consultId });
    clock.advance(25_000);
    await settle();
    expect(onSwitch.take()).toContainEqual(['hangUp', c, 'noAnswer']);
    expect(view(anna)).toMatchObject({ state: 'ringing', returned: { from: { name: 'Cecilia Ek' } } });
  });

  test('taken back: the window that talked last takes it, whichever the call had begun in', async () => {
    const { callId, consultId, online, settle, press, dialled, happens, lastDial, view } = await consulting(false);
    online(anna, 2);
    await press(anna, { name: 'call.move', callId, to: { kind: 'device', deviceId: deviceOf(anna, 2) } });
    const second = lastDial();
    await happens({ type: 'legAnswered', leg: second.leg }, { type: 'legMedia', leg: second.leg });
    expect(view(anna)).toMatchObject({ deviceId: deviceOf(anna, 2) });
    await press(anna, { name: 'call.connect', callId, withCallId: consultId });
    dialled();
    await press(anna, { name: 'call.takeBack', callId });
    await settle();
    expect(dialled().map(({ target }) => target.deviceId)).toEqual([deviceOf(anna, 2)]);
  });

  test('a call that came in meanwhile changes nothing of it', async () => {
    const { b, c, callId, consultId, arrive, settle, press, switch: onSwitch } = await consulting();
    arrive('x', { number: '+46920123400' }, '+46851920011');
    await settle();
    expect([onSwitch.hears(b), onSwitch.hears(c)]).toEqual(['music', 'a2']);
    await press(anna, { name: 'call.connect', callId, withCallId: consultId });
    expect([onSwitch.hears(b), onSwitch.hears(c)]).toEqual([c, b]);
  });

  test('somebody else cannot connect my calls', async () => {
    const { callId, consultId, service } = await consulting();
    await expect(
      service.execute(asPrincipal(bjorn), { name: 'call.connect', callId, withCallId: consultId }),
    ).rejects.toMatchObject({ code: 'call.notFound' });
  });
});

describe('a phone that transfers by itself', () => {
  test('REFER to a number', async () => {
    const { a, b, settle, switch: onSwitch } = await talking();
    onSwitch.raise({ type: 'transferAsked', leg: a, to: { kind: 'number', dialled: '1003' } });
    await settle();
    expect(onSwitch.take()).toContainEqual(['reportTransfer', a, 'connected']);
    expect(onSwitch.hears(b)).toBe('music');
  });

  test('REFER with Replaces connects its two calls', async () => {
    const { a, a2, b, c, settle, switch: onSwitch } = await consulting();
    onSwitch.raise({ type: 'transferAsked', leg: a, to: { kind: 'leg', leg: a2 } });
    await settle();
    expect([onSwitch.hears(b), onSwitch.hears(c)]).toEqual([c, b]);
  });

  test('REFER that the engine refuses is reported as failed, and the call goes on', async () => {
    const { a, b, settle, switch: onSwitch } = await talking();
    onSwitch.raise({ type: 'transferAsked', leg: a, to: { kind: 'number', dialled: '1002' } });
    await settle();
    expect(onSwitch.take()).toContainEqual(['reportTransfer', a, 'failed']);
    expect(onSwitch.hears(a)).toBe(b);
  });
});
