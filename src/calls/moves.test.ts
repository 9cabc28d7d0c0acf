import type { CallId, LegId } from '../contract/ids';
import { storeWaitMs } from './call-writer';
import type { LineUser } from '../lines/line-user';
import { anna, asPrincipal, bjorn, cecilia, createExchange, deviceOf } from '../../tests/fakes/exchange';
import { leg, tabGone, talking } from '../../tests/fakes/talking';
import type { Talking } from '../../tests/fakes/talking';

describe('moving the audio', () => {
  const withDesk = async () => {
    const told = await talking();
    told.online(anna, 2, 'deskPhone');
    await told.settle();
    told.switch.take();
    return told;
  };
  const toDesk = (told: Talking) =>
    told.press(anna, { name: 'call.move', callId: told.callId, to: { kind: 'device', deviceId: deviceOf(anna, 2) } });

  test('the old device talks on until the new one can be heard; then it is hung up', async () => {
    const told = await withDesk();
    await toDesk(told);
    const desk = told.lastDial();
    expect(told.view(anna)).toMatchObject({ state: 'active', movingTo: 'deskPhone', deviceId: deviceOf(anna) });
    await told.happens({ type: 'legAnswered', leg: desk.leg });
    expect(told.switch.hears(told.b)).toBe(told.a);
    expect([told.switch.hears(told.a), told.switch.hears(desk.leg)]).toEqual([told.b, told.b]);
    await told.happens({ type: 'legMedia', leg: desk.leg });
    expect([told.switch.hears(told.b), told.switch.hears(desk.leg)]).toEqual([desk.leg, told.b]);
    expect(told.switch.take()).toContainEqual(['hangUp', told.a, 'answeredElsewhere']);
    expect(told.view(anna)).toMatchObject({ state: 'active', movingTo: null, deviceId: deviceOf(anna, 2) });
  });

  test('and back to the window by one press, without ringing, muted as it was', async () => {
    const told = await withDesk();
    await toDesk(told);
    const desk = told.lastDial();
    await told.happens({ type: 'legAnswered', leg: desk.leg }, { type: 'legMedia', leg: desk.leg });
    await told.press(anna, { name: 'call.mute', callId: told.callId, muted: true });
    told.switch.take();
    await told.press(anna, {
      name: 'call.move',
      callId: told.callId,
      to: { kind: 'device', deviceId: deviceOf(anna) },
    });
    const tab = told.lastDial();
    expect(tab.options).toMatchObject({ autoAnswer: true });
    await told.happens({ type: 'legAnswered', leg: tab.leg }, { type: 'legMedia', leg: tab.leg });
    expect(told.switch.hears(told.b)).toBe(tab.leg);
    expect(told.switch.take()).toContainEqual(['mute', tab.leg, true]);
  });

  test('what is parked meanwhile is not heard in the new device either', async () => {
    const told = await withDesk();
    await toDesk(told);
    const desk = told.lastDial();
    await told.happens({ type: 'legAnswered', leg: desk.leg });
    await told.press(bjorn, { name: 'call.hold', callId: told.callId });
    expect([told.switch.hears(told.a), told.switch.hears(desk.leg)]).toEqual(['music', 'nothing']);
    await told.press(bjorn, { name: 'call.resume', callId: told.callId });
    expect([told.switch.hears(told.a), told.switch.hears(desk.leg)]).toEqual([told.b, told.b]);
  });

  test('nobody answers there, or it answers and stays silent: the call goes on where it is', async () => {
    const told = await withDesk();
    await toDesk(told);
    told.clock.advance(20_000);
    await told.settle();
    expect(told.view(anna)).toMatchObject({ state: 'active', movingTo: null, deviceId: deviceOf(anna) });
    await toDesk(told);
    const desk = told.lastDial();
    await told.happens({ type: 'legAnswered', leg: desk.leg });
    told.clock.advance(5_000);
    await told.settle();
    expect(told.switch.take()).toContainEqual(['hangUp', desk.leg, 'noAnswer']);
    expect(told.switch.hears(told.b)).toBe(told.a);
  });

  test('the tab is closed while the desk phone rings: the desk phone still takes the call', async () => {
    const told = await withDesk();
    await toDesk(told);
    const desk = told.lastDial();
    await tabGone(told);
    expect(told.switch.hears(told.b)).toBe('music');
    await told.happens({ type: 'legAnswered', leg: desk.leg });
    expect(told.switch.hears(told.b)).toBe(desk.leg);
  });

  test('to the mobile number of the contact card', async () => {
    const told = await withDesk();
    await told.press(anna, { name: 'call.move', callId: told.callId, to: { kind: 'mobile' } });
    const mobile = told.lastDial();
    expect(mobile.target).toEqual({ kind: 'outside', number: anna.mobile });
    await told.happens({ type: 'legAnswered', leg: mobile.leg }, { type: 'legMedia', leg: mobile.leg });
    expect(told.view(anna)).toMatchObject({ state: 'active', deviceId: null, deviceLabel: anna.mobile });
  });

  test.each([
    ["somebody else's device", deviceOf(bjorn), 'device.notFound'],
    ['a device that does not answer', deviceOf(anna, 2), 'device.unreachable'],
  ])('to %s is refused', async (_what, deviceId, code) => {
    const told = await withDesk();
    await told.happens({ type: 'deviceUnreachable', deviceId: deviceOf(anna, 2) });
    await expect(
      told.service.execute(asPrincipal(anna), {
        name: 'call.move',
        callId: told.callId,
        to: { kind: 'device', deviceId },
      }),
    ).rejects.toMatchObject({ code });
  });

  test('a pop-out that opens takes over what the tab was talking in', async () => {
    const told = await talking();
    told.online(anna, 2, 'popout');
    await told.settle();
    expect(told.lastDial()).toMatchObject({ target: { deviceId: deviceOf(anna, 2) }, options: { autoAnswer: true } });
  });

  test("INVITE with Replaces: one's own leg is taken over, a stranger's is refused", async () => {
    const told = await withDesk();
    const from = (owner: LineUser, n: number) => ({
      from: { kind: 'device' as const, deviceId: deviceOf(owner, n) },
      replaces: told.a,
    });
    told.arrive('stranger', cecilia, '1002', from(cecilia, 1));
    await told.settle();
    expect(told.switch.take()).toEqual([['hangUp', 'stranger', 'notAllowed']]);
    told.arrive('desk', anna, '1002', from(anna, 2));
    await told.settle();
    expect(told.switch.take()).toContainEqual(['answer', 'desk']);
    await told.happens({ type: 'legMedia', leg: leg('desk') });
    expect(told.switch.hears(told.b)).toBe('desk');
    expect(told.view(anna)).toMatchObject({ deviceId: deviceOf(anna, 2) });
  });

  test('a phone that gives up taking over before it was let in leaves the call where it was', async () => {
    const told = await withDesk();
    told.database.busy = new Promise(() => undefined);
    const holding = told.service.execute(asPrincipal(bjorn), { name: 'call.hold', callId: told.callId });
    told.arrive('desk', anna, '1002', { from: { kind: 'device', deviceId: deviceOf(anna, 2) }, replaces: told.a });
    await told.happens({ type: 'legEnded', leg: leg('desk'), reason: 'cancelled' });
    told.clock.advance(storeWaitMs);
    await holding;
    await told.settle();
    await told.happens({ type: 'legLost', leg: told.a });
    expect(told.view(anna)).toMatchObject({ state: 'anchored' });
  });
});

describe('calling from another device', () => {
  const place = async (number: string, change: object = {}) => {
    const exchange = createExchange();
    await exchange.service.start();
    for (const user of [anna, bjorn]) exchange.online(user);
    exchange.online(anna, 2, 'deskPhone');
    await exchange.settle();
    exchange.switch.take();
    const callId = '00000000-0000-4000-8000-0000000000ca' as CallId;
    const placing = exchange.service.execute(asPrincipal(anna), {
      name: 'call.place',
      callId,
      from: { kind: 'device', deviceId: deviceOf(anna, 2) },
      number,
      show: null,
      ...change,
    });
    return { ...exchange, callId, placing };
  };

  test('the device is reached first, and asked to answer; then the callee rings, and the device hears it', async () => {
    const { placing, settle, switch: onSwitch, service, callId } = await place('1002');
    await placing;
    // The card names the phone to answer; who is not called yet sees nothing of it.
    expect(service.viewsOf(anna.userId)).toMatchObject([
      { state: 'connecting', deviceId: null, deviceLabel: 'deskPhone' },
    ]);
    expect(service.viewsOf(bjorn.userId)).toEqual([]);
    const [, own, target, options] = onSwitch.take().find(([name]) => name === 'dial') ?? [];
    expect([target, options]).toMatchObject([
      { deviceId: deviceOf(anna, 2) },
      { callerName: 'Björn Åkesson', autoAnswer: true },
    ]);
    onSwitch.raise({ type: 'legAnswered', leg: own as LegId });
    await settle();
    const [, callee] = onSwitch.take().find(([name]) => name === 'dial') ?? [];
    expect(onSwitch.hears(own as LegId)).toBe('ringing');
    onSwitch.raise({ type: 'legAnswered', leg: callee as LegId });
    await settle();
    expect(onSwitch.hears(own as LegId)).toBe(callee);
    expect(service.viewsOf(anna.userId)).toMatchObject([
      { id: callId, state: 'active', deviceId: deviceOf(anna, 2), direction: 'out' },
    ]);
  });

  test('the device does not answer: nobody was called, and the caller is told', async () => {
    const { placing, clock, settle, history } = await place('1002');
    await placing;
    clock.advance(20_000);
    await settle();
    expect(history(anna)).toMatchObject([{ outcome: 'cancelled', endReason: 'ownDevice' }]);
    expect(history(bjorn)).toEqual([]);
  });

  test('the caller thinks better of it while the device rings: the callee has missed nothing', async () => {
    const { placing, service, callId, settle, history } = await place('1002');
    await placing;
    await service.execute(asPrincipal(anna), { name: 'call.hangUp', callId });
    await settle();
    expect(history(anna)).toMatchObject([{ outcome: 'cancelled' }]);
    expect(history(bjorn)).toEqual([]);
  });

  test("a number that is not the user's is not shown", async () => {
    const { placing } = await place('070-123 45 67', { show: '+46851920012' });
    await expect(placing).rejects.toMatchObject({ code: 'call.numberNotYours' });
  });
});
