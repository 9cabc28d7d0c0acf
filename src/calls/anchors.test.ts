import type { CallId, LegId } from '../contract/ids';
import type { LineUser } from './directory';
import { anna, asPrincipal, bjorn, cecilia, createExchange, deviceOf } from '../../tests/fakes/exchange';

const leg = (name: string) => name as LegId;

/** Anna has called Björn and they talk. */
async function talking() {
  const exchange = createExchange();
  await exchange.service.start();
  for (const user of [anna, bjorn, cecilia]) exchange.online(user);
  exchange.arrive('a', anna, '1002');
  await exchange.settle();
  const b = exchange.dialled()[0]?.leg ?? leg('none');
  exchange.switch.raise({ type: 'legAnswered', leg: b });
  for (const each of [leg('a'), b]) exchange.switch.raise({ type: 'legMedia', leg: each });
  await exchange.settle();
  const callId = exchange.service.callsOf(anna.userId)[0]?.id ?? ('none' as CallId);
  exchange.switch.take();
  return {
    ...exchange,
    a: leg('a'),
    b,
    callId,
    view: (user: LineUser) => exchange.service.viewsOf(user.userId).find(({ id }) => id === callId),
    async happens(...events: Parameters<typeof exchange.switch.raise>[0][]) {
      for (const event of events) exchange.switch.raise(event);
      await exchange.settle();
    },
    async press(user: LineUser, command: Parameters<typeof exchange.service.execute>[1]) {
      await exchange.service.execute(asPrincipal(user), command);
      await exchange.settle();
    },
    /** The device that was dialled last, and its leg. */
    lastDial() {
      const [, dialledLeg, target, options] = exchange.switch.take().findLast(([name]) => name === 'dial') ?? [];
      return { leg: dialledLeg as LegId, target: target as { deviceId?: string; number?: string } | undefined, options: options as { autoAnswer: boolean } | undefined };
    },
    jobs: () => exchange.stored.flatMap(({ jobs }) => jobs).map(({ name, data }) => `${name} ${exchange.service && data.userId === anna.userId ? 'anna' : 'bjorn'}`),
  };
}

type Told = Awaited<ReturnType<typeof talking>>;

/** The tab of Anna is gone, and its leg with it. */
const tabGone = (told: Told, owner = anna) =>
  told.happens({ type: 'deviceUnreachable', deviceId: deviceOf(owner) }, { type: 'legLost', leg: owner === anna ? told.a : told.b });

describe.each([
  ['caller', anna],
  ['callee', bjorn],
] as const)('the %s\'s tab dies', (_side, lost) => {
  const other = lost === anna ? bjorn : anna;

  test('the other side hears music, and the call comes back by itself when the tab does', async () => {
    const told = await talking();
    const stays = lost === anna ? told.b : told.a;
    await tabGone(told, lost);
    expect(told.switch.hears(stays)).toBe('music');
    expect(told.view(lost)).toMatchObject({ state: 'anchored', deviceId: null, session: null, anchoredUntilMs: told.clock.nowMs() + 60_000 });
    expect(told.view(other)).toMatchObject({ state: 'active', otherAway: true });
    told.switch.take();
    told.online(lost);
    await told.settle();
    const back = told.lastDial();
    expect(back).toMatchObject({ target: { deviceId: deviceOf(lost) }, options: { autoAnswer: true } });
    await told.happens({ type: 'legAnswered', leg: back.leg });
    expect([told.switch.hears(stays), told.switch.hears(back.leg)]).toEqual([back.leg, stays]);
    expect(told.view(lost)).toMatchObject({ state: 'active', deviceId: deviceOf(lost) });
    expect(told.view(other)).toMatchObject({ otherAway: false });
    told.clock.advance(120_000);
    await told.settle();
    expect(told.view(lost)).toMatchObject({ state: 'active' });
  });

  test('the other side hangs up meanwhile: the person finds it among the missed calls as disconnected', async () => {
    const told = await talking();
    await tabGone(told, lost);
    await told.press(other, { name: 'call.hangUp', callId: told.callId });
    expect(told.history(lost)).toMatchObject([{ outcome: 'disconnected' }]);
    expect(told.history(other)).toMatchObject([{ outcome: 'answered' }]);
    expect(told.jobs()).toEqual(expect.arrayContaining([`missed-call ${lost === anna ? 'anna' : 'bjorn'}`]));
  });
});

test('a card in the chat is asked for, and taken away again', async () => {
  const told = await talking();
  await tabGone(told);
  expect(told.jobs()).toContain('anchored-call anna');
  expect(told.service.isAnchored(anna.organisationId, anna.userId, told.callId)).toBe(true);
  expect(told.service.isAnchored(anna.organisationId, bjorn.userId, told.callId)).toBe(false);
  told.online(anna);
  await told.settle();
  await told.happens({ type: 'legAnswered', leg: told.lastDial().leg });
  expect(told.jobs()).toContain('anchor-over anna');
});

test('a leg that falls silent is away, and is back with its first packet: no new leg, no press', async () => {
  const told = await talking();
  await told.happens({ type: 'legStalled', leg: told.a });
  expect(told.switch.hears(told.b)).toBe('music');
  expect(told.view(anna)?.state).toBe('anchored');
  await told.happens({ type: 'legResumed', leg: told.a });
  expect(told.switch.hears(told.b)).toBe(told.a);
  expect(told.switch.take().filter(([name]) => name === 'dial')).toEqual([]);
});

test('a stalled leg that is really gone later goes on waiting in the same minute', async () => {
  const told = await talking();
  await told.happens({ type: 'legStalled', leg: told.a });
  const until = told.view(anna)?.anchoredUntilMs;
  told.clock.advance(30_000);
  await told.happens({ type: 'deviceUnreachable', deviceId: deviceOf(anna) }, { type: 'legLost', leg: told.a });
  expect(told.view(anna)).toMatchObject({ state: 'anchored', anchoredUntilMs: until });
});

test('nobody returns: the other devices ring after a minute, then a spoken goodbye, then the end', async () => {
  const told = await talking();
  told.online(anna, 2, 'deskPhone');
  await tabGone(told);
  told.switch.take();
  told.clock.advance(60_000);
  await told.settle();
  const desk = told.lastDial();
  expect(desk).toMatchObject({ target: { deviceId: deviceOf(anna, 2) }, options: { autoAnswer: false } });
  expect(told.switch.hears(told.b)).toBe('music');
  told.clock.advance(20_000);
  await told.settle();
  expect(told.switch.hears(told.b)).toBe('goodbye');
  await told.happens({ type: 'playFinished', leg: told.b });
  expect(told.history(anna)).toMatchObject([{ outcome: 'disconnected', endReason: 'lost', deviceLabel: 'Window 1' }]);
  expect(told.history(bjorn)).toMatchObject([{ outcome: 'answered', endReason: 'lost' }]);
});

test('the desk phone takes it after the minute', async () => {
  const told = await talking();
  told.online(anna, 2, 'deskPhone');
  await tabGone(told);
  told.switch.take();
  told.clock.advance(60_000);
  await told.settle();
  const desk = told.lastDial();
  await told.happens({ type: 'legAnswered', leg: desk.leg });
  expect(told.switch.hears(told.b)).toBe(desk.leg);
  expect(told.view(anna)).toMatchObject({ state: 'active', deviceLabel: 'deskPhone' });
});

test('another window that opens takes the call too; a window that was open all along only offers it', async () => {
  const told = await talking();
  told.online(anna, 2);
  await tabGone(told);
  expect(told.switch.take().filter(([name]) => name === 'dial')).toEqual([]);
  told.online(anna, 3);
  await told.settle();
  expect(told.lastDial()).toMatchObject({ target: { deviceId: deviceOf(anna, 3) }, options: { autoAnswer: true } });
  await told.press(anna, { name: 'call.move', callId: told.callId, to: { kind: 'device', deviceId: deviceOf(anna, 2) } });
  expect(told.lastDial()).toMatchObject({ target: { deviceId: deviceOf(anna, 2) }, options: { autoAnswer: true } });
});

test('both tabs die: both wait, and the first who is back hears music', async () => {
  const told = await talking();
  await tabGone(told);
  await tabGone(told, bjorn);
  told.online(anna);
  await told.settle();
  const back = told.lastDial();
  await told.happens({ type: 'legAnswered', leg: back.leg });
  expect(told.switch.hears(back.leg)).toBe('music');
  told.online(bjorn);
  await told.settle();
  const second = told.lastDial();
  await told.happens({ type: 'legAnswered', leg: second.leg });
  expect([told.switch.hears(back.leg), told.switch.hears(second.leg)]).toEqual([second.leg, back.leg]);
});

test('nobody comes back on either side: it ends without a goodbye to nobody', async () => {
  const told = await talking();
  await tabGone(told);
  await tabGone(told, bjorn);
  told.clock.advance(60_000);
  await told.settle();
  expect(told.service.callsOf(anna.userId)).toEqual([]);
  expect([told.history(anna), told.history(bjorn)]).toMatchObject([[{ outcome: 'disconnected' }], [{ outcome: 'disconnected' }]]);
});

test('a tab with two calls gets both back: the parked one still parked', async () => {
  const told = await talking();
  told.arrive('a2', anna, '1003');
  await told.settle();
  const c = told.lastDial().leg;
  await told.happens({ type: 'legAnswered', leg: c });
  await told.happens({ type: 'deviceUnreachable', deviceId: deviceOf(anna) }, { type: 'legLost', leg: told.a }, { type: 'legLost', leg: leg('a2') });
  expect([told.switch.hears(told.b), told.switch.hears(c)]).toEqual(['music', 'music']);
  told.switch.take();
  told.online(anna);
  await told.settle();
  const backs = told.switch.take().filter(([name]) => name === 'dial').map(([, id]) => id as LegId);
  await told.happens(...backs.map((each) => ({ type: 'legAnswered' as const, leg: each })));
  expect(told.switch.hears(told.b)).toBe('music');
  expect(backs).toContain(told.switch.hears(c));
  expect(told.service.viewsOf(anna.userId).map(({ state }) => state).toSorted()).toEqual(['active', 'held']);
});

test('an outside party that is lost has nowhere to come back from: the call ends', async () => {
  const told = await talking();
  told.arrive('x', { number: '+46701234567' }, '+46851920013');
  await told.settle();
  const c = told.lastDial().leg;
  await told.happens({ type: 'legAnswered', leg: c });
  await told.happens({ type: 'legLost', leg: leg('x') });
  expect(told.history(cecilia)).toMatchObject([{ outcome: 'answered', endReason: 'lost' }]);
});

describe('moving the audio', () => {
  const withDesk = async () => {
    const told = await talking();
    told.online(anna, 2, 'deskPhone');
    await told.settle();
    told.switch.take();
    return told;
  };
  const toDesk = (told: Told) => told.press(anna, { name: 'call.move', callId: told.callId, to: { kind: 'device', deviceId: deviceOf(anna, 2) } });

  test('the old device talks on until the new one can be heard; then it is hung up', async () => {
    const told = await withDesk();
    await toDesk(told);
    const desk = told.lastDial();
    expect(told.view(anna)).toMatchObject({ state: 'active', movingTo: 'deskPhone', deviceId: deviceOf(anna) });
    await told.happens({ type: 'legAnswered', leg: desk.leg });
    expect(told.switch.hears(told.b)).toBe(told.a);
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
    await told.press(anna, { name: 'call.move', callId: told.callId, to: { kind: 'device', deviceId: deviceOf(anna) } });
    const tab = told.lastDial();
    expect(tab.options).toMatchObject({ autoAnswer: true });
    await told.happens({ type: 'legAnswered', leg: tab.leg }, { type: 'legMedia', leg: tab.leg });
    expect(told.switch.hears(told.b)).toBe(tab.leg);
    expect(told.switch.take()).toContainEqual(['mute', tab.leg, true]);
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
    ['somebody else\'s device', deviceOf(bjorn), 'device.notFound'],
    ['a device that does not answer', deviceOf(anna, 2), 'device.unreachable'],
  ])('to %s is refused', async (_what, deviceId, code) => {
    const told = await withDesk();
    await told.happens({ type: 'deviceUnreachable', deviceId: deviceOf(anna, 2) });
    await expect(told.service.execute(asPrincipal(anna), { name: 'call.move', callId: told.callId, to: { kind: 'device', deviceId } })).rejects.toMatchObject({ code });
  });

  test('a pop-out that opens takes over what the tab was talking in', async () => {
    const told = await talking();
    told.online(anna, 2, 'popout');
    await told.settle();
    expect(told.lastDial()).toMatchObject({ target: { deviceId: deviceOf(anna, 2) }, options: { autoAnswer: true } });
  });

  test('INVITE with Replaces: one\'s own leg is taken over, a stranger\'s is refused', async () => {
    const told = await withDesk();
    const from = (owner: LineUser, n: number) => ({ from: { kind: 'device' as const, deviceId: deviceOf(owner, n) }, replaces: told.a });
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
    const placing = exchange.service.execute(asPrincipal(anna), { name: 'call.place', callId, from: { kind: 'device', deviceId: deviceOf(anna, 2) }, number, show: null, ...change });
    return { ...exchange, callId, placing };
  };

  test('the device rings first, then the callee; the device hears it ring', async () => {
    const { placing, settle, switch: line, service, callId } = await place('1002');
    await placing;
    // Who is not called yet sees nothing of it.
    expect(service.viewsOf(bjorn.userId)).toEqual([]);
    const [, own, target, options] = line.take().find(([name]) => name === 'dial') ?? [];
    expect([target, options]).toMatchObject([{ deviceId: deviceOf(anna, 2) }, { callerName: 'Björn Åkesson', autoAnswer: false }]);
    line.raise({ type: 'legAnswered', leg: own as LegId });
    await settle();
    const [, callee] = line.take().find(([name]) => name === 'dial') ?? [];
    expect(line.hears(own as LegId)).toBe('ringing');
    line.raise({ type: 'legAnswered', leg: callee as LegId });
    await settle();
    expect(line.hears(own as LegId)).toBe(callee);
    expect(service.viewsOf(anna.userId)).toMatchObject([{ id: callId, state: 'active', deviceId: deviceOf(anna, 2), direction: 'out' }]);
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

  test('a number that is not the user\'s is not shown', async () => {
    const { placing } = await place('070-123 45 67', { show: '+46851920012' });
    await expect(placing).rejects.toMatchObject({ code: 'call.numberNotYours' });
  });
});
