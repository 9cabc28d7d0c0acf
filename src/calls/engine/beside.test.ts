import { anna, bjorn, call, cecilia, david, device, known } from '../../../tests/fakes/decided-call';
import type { CallId, DeviceId } from '../../contract/ids';
import { stateOfCalls } from '../line-state';
import type { AlsoRung, Beside, PlanStep, RingTarget } from './plan';

const mobile: AlsoRung = { number: '+46701740605', show: null, forwardedBy: bjorn, confirm: true };
const withCecilia: Beside = { person: known(cecilia) };
const devices = { kind: 'ringDevices', targets: [device(bjorn)], forMs: 20_000, because: 'byRule' } as const;
const atOnce: readonly PlanStep[] = [{ ...devices, also: withCecilia }];
const later = (also: Beside): readonly PlanStep[] => [
  { ...devices, forMs: 10_000 },
  { kind: 'ringAlso', also, forMs: 10_000, because: 'byRule' },
];
const toDavid: PlanStep = { kind: 'ringPerson', person: known(david), forMs: 20_000, because: 'forwarded' };

test('a colleague rings beside, sees for whom, and is no more in a call than anybody whose phone rings', () => {
  const told = call(atOnce);
  expect(told.effects.filter(({ type }) => type === 'dial')).toMatchObject([
    { leg: 'leg-1', target: { deviceId: 'device-bjorn' } },
    { leg: 'leg-2', target: { deviceId: 'device-cecilia' }, options: { callerName: 'anna', autoAnswer: false } },
  ]);
  expect(told.view(cecilia)).toMatchObject({
    state: 'ringing',
    direction: 'in',
    through: 'bjorn',
    other: { userId: anna },
  });
  expect(told.view(bjorn)).toMatchObject({ state: 'ringing', through: null });
  expect([cecilia, david].map((userId) => stateOfCalls(userId, [told.now]))).toEqual(['ringing', null]);
  expect(told.now.trace).toMatchObject([
    { step: 'ringDevices', facts: { devices: ['bjorn’s'], also: { userId: cecilia, devices: ['cecilia’s'] } } },
  ]);
});

test('the colleague answers: the others hear that, and nobody has missed it', () => {
  const told = call(atOnce);
  told.answer(2);
  expect(told.now).toMatchObject({ state: 'active', callee: { userId: cecilia, through: 'bjorn', reach: null } });
  expect(told.effects).toContainEqual({ type: 'hangUp', leg: 'leg-1', reason: 'answeredElsewhere' });
  expect(told.records()).toEqual([[bjorn, 'answeredElsewhere']]);
  expect(told.view(bjorn)).toMatchObject({ state: 'ended', transferringTo: { userId: cecilia }, answeredAtMs: null });
  expect(told.view(cecilia)).toMatchObject({ state: 'active', through: 'bjorn' });
  told.command(cecilia, 'call.hangUp');
  expect(told.records()).toEqual([
    [bjorn, 'answeredElsewhere'],
    [anna, 'answered'],
    [cecilia, 'answered'],
  ]);
});

test('whoever is called answers: the colleague is told who did', () => {
  const told = call(atOnce);
  told.answer(1);
  expect(told.now).toMatchObject({ state: 'active', callee: { userId: bjorn } });
  expect(told.effects).toContainEqual({ type: 'hangUp', leg: 'leg-2', reason: 'answeredElsewhere' });
  expect(told.effects).toContainEqual(
    expect.objectContaining({
      record: expect.objectContaining({
        userId: cecilia,
        outcome: 'answeredElsewhere',
        transfer: { to: expect.objectContaining({ userId: bjorn }), taken: true },
      }),
    }),
  );
  expect(told.view(cecilia)).toMatchObject({ state: 'ended', transferringTo: { userId: bjorn } });
});

test('a colleague who declines, from the card or the phone, stops ringing there and nowhere else', () => {
  for (const how of ['card', 'phone'] as const) {
    const told = call(atOnce);
    if (how === 'card') told.command(cecilia, 'call.decline');
    else told.ends(2, 'declined');
    expect(told.now).toMatchObject({ state: 'ringing', callee: { userId: bjorn } });
    expect(told.view(cecilia)).toMatchObject({ state: 'ended', endReason: 'declined' });
    expect(told.records()).toEqual([[cecilia, 'declined']]);
    told.answer(1);
    expect(told.records()).toEqual([[cecilia, 'declined']]);
  }
});

test('whoever is called declines: the call is over, which is not the colleague’s word', () => {
  const told = call(atOnce);
  told.command(bjorn, 'call.decline');
  expect(told.now).toMatchObject({ state: 'ended', endReason: 'declined' });
  expect(told.records().toSorted()).toEqual([
    [anna, 'declined'],
    [bjorn, 'declined'],
    [cecilia, 'missed'],
  ]);
  expect(told.view(cecilia)).toMatchObject({ state: 'ended', endReason: 'noAnswer' });
});

test('nobody answers, or the caller gives up: both have missed it', () => {
  for (const what of ['time', 'caller'] as const) {
    const told = call(atOnce);
    if (what === 'time') told.timeIsUp();
    else told.command(anna, 'call.hangUp');
    expect(told.now).toMatchObject({ state: 'ended', callee: { userId: bjorn } });
    expect(told.records().slice(-2).toSorted()).toEqual([
      [bjorn, 'missed'],
      [cecilia, 'missed'],
    ]);
  }
});

test('after a while the colleague rings too, and the devices ring on; an early answer is all there is', () => {
  const told = call(later(withCecilia));
  expect(told.view(cecilia)).toBeNull();
  told.timeIsUp();
  expect(told.effects.filter(({ type }) => type === 'hangUp')).toEqual([]);
  expect(told.now.legs.filter(({ state }) => state !== 'ended').map(({ userId }) => userId)).toEqual([
    anna,
    bjorn,
    cecilia,
  ]);
  expect(told.now.trace).toMatchObject([
    { step: 'ringDevices', facts: { forMs: 20_000 } },
    { step: 'ringAlso', facts: { forMs: 10_000, also: { userId: cecilia, devices: ['cecilia’s'] } } },
  ]);
  told.timeIsUp();
  expect(told.now).toMatchObject({ state: 'ended', endReason: 'noAnswer' });

  const early = call(later(withCecilia));
  const timer = early.now.callee.reach?.timer ?? 0;
  early.answer(1);
  early.give({ type: 'timer', timer: 'callee', id: timer });
  expect(early.now).toMatchObject({ state: 'active', legs: [{ userId: anna }, { userId: bjorn }] });
  expect(early.records()).toEqual([]);
});

test('devices that are gone before the while is over: the colleague rings at once', () => {
  const told = call(later(withCecilia));
  told.ends(1, 'unreachable');
  expect(told.view(cecilia)).toMatchObject({ state: 'ringing' });
  // What the colleague's phone says is not what the called person's said.
  told.ends(2, 'busy');
  expect(told.now).toMatchObject({ state: 'ended', endReason: 'noAnswer' });
});

test('a number that rings later is held against the limits of then, and asks for the 1', () => {
  const world = { mayForward: false };
  const told = call(later(mobile), world);
  world.mayForward = true;
  told.timeIsUp();
  told.answer(2);
  expect(told.now).toMatchObject({ state: 'ringing', legs: [{}, { state: 'dialling' }, { asked: true }] });
  const late = call(later(mobile), world);
  world.mayForward = false;
  late.timeIsUp();
  expect(late.now).toMatchObject({ state: 'ringing', legs: [{ id: 'leg-0' }, { id: 'leg-1' }] });
  expect(late.now.trace.at(-1)).toMatchObject({ step: 'ringAlso', facts: { devices: [] } });
});

test('neither the caller, nor the called, nor whoever the call was forwarded from is rung beside', () => {
  for (const userId of [anna, bjorn]) {
    const told = call([{ ...devices, also: { person: known(userId) } }], { there: [anna, bjorn] });
    expect(told.now.legs).toHaveLength(2);
  }
  const told = call([devices, { ...toDavid, also: { person: known(bjorn) } }]);
  told.timeIsUp();
  expect(told.now).toMatchObject({ callee: { userId: david }, legs: [{}, {}, { userId: david }] });
});

test('the call goes on to another: who rang beside stops, and learns in the end who answered', () => {
  const told = call([...atOnce, toDavid]);
  told.timeIsUp();
  expect(told.now.callee).toMatchObject({ userId: david, through: 'bjorn' });
  expect(told.view(cecilia)).toMatchObject({ state: 'ended', endReason: 'noAnswer' });
  expect(told.records()).toEqual([]);
  told.answer(3);
  expect(told.records()).toEqual([
    [bjorn, 'answeredElsewhere'],
    [cecilia, 'answeredElsewhere'],
  ]);
});

test('a device of the colleague that comes up rings too; the colleague may choose one to answer at', () => {
  const told = call(atOnce);
  const phone: RingTarget = { deviceId: 'phone' as DeviceId, label: 'Phone', isWindow: false };
  told.give({ type: 'deviceAppeared', userId: cecilia, target: phone });
  expect(told.now.legs.at(-1)).toMatchObject({ userId: cecilia, deviceId: 'phone', state: 'dialling' });
  const step: PlanStep = { kind: 'ringDevices', targets: [phone], auto: true, forMs: 20_000, because: 'moved' };
  told.give({ type: 'move', userId: cecilia, step });
  expect(told.effects.at(-1)).toEqual({ type: 'hangUp', leg: 'leg-2', reason: 'answeredElsewhere' });
  expect(told.now.legs.map(({ state }) => state)).toEqual(['arrived', 'dialling', 'ended', 'dialling']);
  told.answer(3);
  expect(told.now).toMatchObject({ state: 'active', callee: { userId: cecilia } });
});

test('the colleague’s only window is loaded anew: it rings again, as long as the call is for both', () => {
  const comesBack = { type: 'deviceAppeared', userId: cecilia, target: device(cecilia) } as const;
  const told = call([...atOnce, toDavid]);
  told.ends(2, 'lost');
  expect(told.view(cecilia)).toMatchObject({ state: 'ringing', through: 'bjorn' });
  told.give(comesBack);
  expect(told.now.legs.at(-1)).toMatchObject({ userId: cecilia, state: 'dialling' });
  told.answer(3);
  expect(told.now).toMatchObject({ state: 'active', callee: { userId: cecilia } });

  const over = call([...atOnce, toDavid]);
  over.ends(2, 'lost');
  over.timeIsUp();
  expect(over.view(cecilia)).toMatchObject({ state: 'ended' });
  over.give(comesBack);
  expect(over.now.legs.at(-1)).toMatchObject({ userId: david });

  const declined = call(atOnce);
  declined.ends(2, 'lost');
  declined.command(cecilia, 'call.decline');
  declined.give(comesBack);
  expect(declined.now.legs).toHaveLength(3);
  expect(declined.records()).toEqual([[cecilia, 'declined']]);
});

test('the colleague may do nothing to a call that only rings but decline it', () => {
  const told = call(atOnce);
  for (const command of [
    { name: 'call.hold', callId: 'call' as CallId } as const,
    { name: 'call.sendDigits', callId: 'call' as CallId, digits: '1' } as const,
  ])
    expect(told.attempt({ type: 'command', userId: cecilia, command })).toMatchObject({ refused: 'call.notAllowed' });
  for (const command of [{ name: 'call.decline', callId: 'call' as CallId } as const])
    expect(told.attempt({ type: 'command', userId: david, command })).toMatchObject({ refused: 'call.notFound' });
});

test('who has declined it as a colleague is not rung again for the same call', () => {
  const toCecilia: PlanStep = { ...toDavid, person: known(cecilia) };
  const told = call([...atOnce, toCecilia, { ...toDavid, also: withCecilia }]);
  told.command(cecilia, 'call.decline');
  told.timeIsUp();
  expect(told.now).toMatchObject({ callee: { userId: david }, legs: [{}, {}, {}, { userId: david }] });
  expect(told.records()).toEqual([[cecilia, 'declined']]);
});
