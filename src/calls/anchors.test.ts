import type { LegId } from '../contract/ids';
import { anna, bjorn, cecilia, deviceOf } from '../../tests/fakes/exchange';
import { leg, tabGone, talking } from '../../tests/fakes/talking';

describe.each([
  ['caller', anna],
  ['callee', bjorn],
] as const)("the %s's tab dies", (_side, lost) => {
  const other = lost === anna ? bjorn : anna;

  test('the other side hears music, and the call comes back by itself when the tab does', async () => {
    const told = await talking();
    const stays = lost === anna ? told.b : told.a;
    await tabGone(told, lost);
    expect(told.switch.hears(stays)).toBe('music');
    expect(told.view(lost)).toMatchObject({
      state: 'anchored',
      deviceId: null,
      invitedAs: null,
      anchoredUntilMs: told.clock.nowMs() + 60_000,
    });
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

describe.each([
  ['caller', anna],
  ['callee', bjorn],
] as const)("nothing ever comes from the %s's phone", (_side, mute) => {
  const other = mute === anna ? bjorn : anna;

  test('the other side hears music and is told, the person is told why, and may go on with another phone', async () => {
    const told = await talking();
    const [silent, stays] = mute === anna ? [told.a, told.b] : [told.b, told.a];
    told.online(mute, 2, 'deskPhone');
    await told.happens({ type: 'legStalled', leg: silent, neverHeard: true });
    expect(told.switch.hears(stays)).toBe('music');
    expect(told.view(other)).toMatchObject({ state: 'active', otherAway: true, noAudio: false });
    expect(told.view(mute)).toMatchObject({ state: 'anchored', noAudio: true });
    told.switch.take();
    await told.press(mute, {
      name: 'call.move',
      callId: told.callId,
      to: { kind: 'device', deviceId: deviceOf(mute, 2) },
    });
    const desk = told.lastDial();
    expect(desk).toMatchObject({ target: { deviceId: deviceOf(mute, 2) } });
    await told.happens({ type: 'legAnswered', leg: desk.leg });
    expect(told.switch.hears(stays)).toBe(desk.leg);
    expect(told.view(mute)).toMatchObject({ state: 'active', noAudio: false });
  });

  test('what comes late ends it; a phone that stays mute is given up and not called again by itself', async () => {
    const told = await talking();
    const [silent, stays] = mute === anna ? [told.a, told.b] : [told.b, told.a];
    await told.happens({ type: 'legStalled', leg: silent, neverHeard: true });
    await told.happens({ type: 'legResumed', leg: silent }, { type: 'legMedia', leg: silent });
    expect(told.switch.hears(stays)).toBe(silent);
    expect(told.view(mute)).toMatchObject({ state: 'active', noAudio: false });
    await told.happens({ type: 'legStalled', leg: silent });
    expect(told.view(mute)).toMatchObject({ state: 'anchored', noAudio: false });
    await told.happens({ type: 'legResumed', leg: silent }, { type: 'legStalled', leg: silent, neverHeard: true });
    told.switch.take();
    await told.happens({ type: 'legLost', leg: silent });
    expect(told.view(mute)).toMatchObject({ state: 'anchored', noAudio: true });
    expect(told.switch.take().filter(([name]) => name === 'dial')).toEqual([]);
    expect(told.switch.hears(stays)).toBe('music');
  });
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
  await told.happens({ type: 'playFinished', leg: told.b, id: told.switch.playing(told.b) });
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
  await told.press(anna, {
    name: 'call.move',
    callId: told.callId,
    to: { kind: 'device', deviceId: deviceOf(anna, 2) },
  });
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
  expect([told.history(anna), told.history(bjorn)]).toMatchObject([
    [{ outcome: 'disconnected' }],
    [{ outcome: 'disconnected' }],
  ]);
});

test('a tab with two calls gets both back: the parked one still parked', async () => {
  const told = await talking();
  told.arrive('a2', anna, '1003');
  await told.settle();
  const c = told.lastDial().leg;
  await told.happens({ type: 'legAnswered', leg: c });
  await told.happens(
    { type: 'deviceUnreachable', deviceId: deviceOf(anna) },
    { type: 'legLost', leg: told.a },
    { type: 'legLost', leg: leg('a2') },
  );
  expect([told.switch.hears(told.b), told.switch.hears(c)]).toEqual(['music', 'music']);
  told.switch.take();
  told.online(anna);
  await told.settle();
  const backs = told.switch
    .take()
    .filter(([name]) => name === 'dial')
    .map(([, id]) => id as LegId);
  await told.happens(...backs.map((each) => ({ type: 'legAnswered' as const, leg: each })));
  expect(told.switch.hears(told.b)).toBe('music');
  expect(backs).toContain(told.switch.hears(c));
  expect(
    told.service
      .viewsOf(anna.userId)
      .map(({ state }) => state)
      .toSorted(),
  ).toEqual(['active', 'held']);
});

test('a page that is opened anew while its calls come back gets them, before the old one is known gone', async () => {
  const told = await talking();
  told.arrive('a2', anna, '1003');
  await told.settle();
  await told.happens({ type: 'legAnswered', leg: told.lastDial().leg });
  await told.happens(
    { type: 'deviceUnreachable', deviceId: deviceOf(anna) },
    { type: 'legLost', leg: told.a },
    { type: 'legLost', leg: leg('a2') },
  );
  const dialled = () =>
    told.switch
      .take()
      .filter(([name]) => name === 'dial')
      .map(([, id, target, options]) => ({ id: id as LegId, target, options }));
  dialled();
  told.online(anna);
  await told.settle();
  const first = dialled();
  expect(first).toHaveLength(2);
  told.online(anna);
  await told.settle();
  expect(dialled()).toEqual([]);
  await told.happens(...first.map(({ id }) => ({ type: 'legLost' as const, leg: id })));
  const again = dialled();
  expect(again).toMatchObject(first.map(({ target }) => ({ target, options: { autoAnswer: true } })));
  await told.happens(...again.map(({ id }) => ({ type: 'legAnswered' as const, leg: id })));
  expect(
    told.service
      .viewsOf(anna.userId)
      .map(({ state }) => state)
      .toSorted(),
  ).toEqual(['active', 'held']);
});

test('a window that refuses the call, or is gone, is not called again until it shows that it is there', async () => {
  const told = await talking();
  await tabGone(told);
  for (const gone of [
    (each: LegId) => told.happens({ type: 'legEnded', leg: each, reason: 'unreachable' }),
    (each: LegId) =>
      told.happens({ type: 'deviceUnreachable', deviceId: deviceOf(anna) }, { type: 'legLost', leg: each }),
  ]) {
    told.switch.take();
    told.online(anna);
    await told.settle();
    const { leg: back } = told.lastDial();
    await gone(back);
    expect(told.switch.take().filter(([name]) => name === 'dial')).toEqual([]);
    expect(told.view(anna)?.state).toBe('anchored');
  }
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
