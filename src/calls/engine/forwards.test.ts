import type { CallId, DeviceId, LegId, OrganisationId, RecordingId, UserId } from '../../contract/ids';
import type { Call } from './call';
import { decide } from './decide';
import type { Person } from './identity';
import type { AlsoRung, PlanStep, RingTarget } from './plan';
import type { Context, Effect, Input } from './protocol';

const [anna, bjorn, cecilia] = ['anna', 'bjorn', 'cecilia'] as [UserId, UserId, UserId];
const known = (userId: UserId): Person => ({ kind: 'person', userId, contactId: null, name: userId, number: '1000' });
const device = (userId: UserId): RingTarget => ({
  deviceId: `device-${userId}` as DeviceId,
  label: `${userId}’s`,
  isWindow: true,
});
const mobile: AlsoRung = { number: '+46701740605', show: '+46920123400', forwardedBy: bjorn, confirm: true };
const ring: PlanStep = { kind: 'ringDevices', targets: [device(bjorn)], forMs: 20_000, because: 'byRule' };
const toCecilia: PlanStep = { kind: 'ringPerson', person: known(cecilia), forMs: 20_000, because: 'forwarded' };
const end: PlanStep = { kind: 'end', reason: 'noAnswer', because: 'nobodyAnswered' };

/** Anna calls Björn by a plan; devices are there for Björn and Cecilia. */
function call(plan: readonly PlanStep[], world: { mayForward?: boolean; there?: readonly UserId[] } = {}) {
  let legs = 1;
  let nowMs = 0;
  const effects: Effect[] = [];
  const context: Context = {
    get nowMs() {
      return ++nowMs;
    },
    anchorForMs: 60_000,
    newLegId: () => `leg-${legs++}` as LegId,
    newRecordingId: () => 'recording' as RecordingId,
    recordingOf: () => null,
    mayDial: () => (world.mayForward ?? true) || 'tooManyOutside',
    reachable: (userId) => ((world.there ?? [bjorn, cecilia]).includes(userId) ? [device(userId)] : []),
  };
  let now: Call | null = null;
  const give = (input: Input) => {
    const decision = decide(now, input, context);
    if (decision.refused !== undefined) throw new Error(decision.detail);
    now = decision.call;
    effects.push(...decision.effects);
  };
  give({
    type: 'start',
    callId: 'call' as CallId,
    organisationId: 'organisation' as OrganisationId,
    from: { leg: 'leg-0' as LegId },
    caller: known(anna),
    callee: known(bjorn),
    plan,
    shownNumber: null,
  });
  return {
    give,
    effects,
    get now(): Call {
      if (!now) throw new Error('not started');
      return now;
    },
    timeIsUp: () => give({ type: 'timer', timer: 'callee', id: now?.callee.reach?.timer ?? 0 }),
    leg: (n: number) => `leg-${n}` as LegId,
    records: () =>
      effects.flatMap((effect) => (effect.type === 'history' ? [[effect.record.userId, effect.record.outcome]] : [])),
  };
}

test('a call goes on to somebody else, who takes it: nobody has missed it', () => {
  const told = call([ring, toCecilia, end]);
  told.timeIsUp();
  expect(told.effects).toContainEqual({ type: 'hangUp', leg: 'leg-1', reason: 'noAnswer' });
  expect(told.now).toMatchObject({ state: 'ringing', callee: { userId: cecilia, through: 'bjorn' } });
  expect(told.now.trace.at(-1)).toMatchObject({ step: 'ringPerson', facts: { userId: cecilia, forMs: 20_000 } });
  expect(told.records()).toEqual([]);
  told.give({ type: 'legAnswered', leg: told.leg(2) });
  expect(told.now).toMatchObject({ state: 'active', callee: { userId: cecilia, reach: null } });
  expect(told.records()).toEqual([[bjorn, 'answeredElsewhere']]);
});

test('nobody takes a forwarded call: both have missed it, and it was a call to the first', () => {
  const told = call([toCecilia, end]);
  told.timeIsUp();
  expect(told.records()).toEqual([
    [anna, 'noAnswer'],
    [bjorn, 'missed'],
    [cecilia, 'missed'],
  ]);
  expect(told.now).toMatchObject({ state: 'ended', callee: { userId: bjorn }, left: [{ party: { userId: cecilia } }] });
});

test('nobody is forwarded to the caller, to whoever forwards, nor to somebody who cannot be reached', () => {
  for (const userId of [anna, bjorn, cecilia]) {
    const told = call([{ ...toCecilia, person: known(userId) }, end], { there: [anna, bjorn] });
    expect(told.now).toMatchObject({ state: 'ended', endReason: 'noAnswer', callee: { userId: bjorn } });
  }
});

test('who answers a mobile is asked for a 1, and has the call with it', () => {
  const told = call([{ kind: 'dialOutside', ...mobile, paidBy: bjorn, forMs: 25_000, because: 'forwarded' }, end]);
  told.give({ type: 'legAnswered', leg: told.leg(1) });
  expect(told.now.state).toBe('ringing');
  const sounds = ['press-one-sv', 'press-one-en', 'press-one-sv', 'press-one-en'];
  expect(told.effects.at(-1)).toEqual({ type: 'play', leg: 'leg-1', sounds, id: 'leg-1/press-one' });
  told.give({ type: 'digit', leg: told.leg(1), digit: '2' });
  expect(told.now.state).toBe('ringing');
  told.give({ type: 'digit', leg: told.leg(1), digit: '1' });
  expect(told.now).toMatchObject({ state: 'active', callee: { userId: bjorn } });
  expect(told.effects).toContainEqual({ type: 'answer', leg: 'leg-0' });
  expect(told.effects).toContainEqual({ type: 'stopPlaying', leg: 'leg-1' });
  expect(told.effects.slice(-2)).toEqual([
    { type: 'hear', leg: 'leg-0', from: ['leg-1'] },
    { type: 'hear', leg: 'leg-1', from: ['leg-0'] },
  ]);
});

test('a voicemail does not press 1: it is hung up on when the question is over, and the call goes on', () => {
  const told = call([{ ...ring, also: mobile }, toCecilia, end]);
  told.give({ type: 'legAnswered', leg: told.leg(2) });
  told.give({ type: 'playFinished', leg: told.leg(2), id: 'leg-2/press-one' });
  expect(told.effects.at(-1)).toEqual({ type: 'hangUp', leg: 'leg-2', reason: 'noAnswer' });
  // The other device rings on.
  expect(told.now).toMatchObject({ state: 'ringing', callee: { userId: bjorn } });
  told.give({ type: 'legEnded', leg: told.leg(1), reason: 'unreachable' });
  expect(told.now.callee).toMatchObject({ userId: cecilia });
});

test('a voicemail that hangs up itself has not taken the call', () => {
  const told = call([{ kind: 'dialOutside', ...mobile, paidBy: bjorn, forMs: 25_000, because: 'forwarded' }, end]);
  told.give({ type: 'legAnswered', leg: told.leg(1) });
  told.give({ type: 'legEnded', leg: told.leg(1), reason: 'hungUp' });
  expect(told.now).toMatchObject({ state: 'ended', endReason: 'noAnswer' });
  expect(told.records()).toEqual([
    [anna, 'noAnswer'],
    [bjorn, 'missed'],
  ]);
});

test('a device that answers while the mobile is asked has the call, and the mobile is let go', () => {
  const told = call([{ ...ring, also: mobile }, end]);
  told.give({ type: 'legAnswered', leg: told.leg(2) });
  told.give({ type: 'legAnswered', leg: told.leg(1) });
  expect(told.now.state).toBe('active');
  expect(told.effects).toContainEqual({ type: 'hangUp', leg: 'leg-2', reason: 'answeredElsewhere' });
});

test('a number outside takes the place of whoever forwards, and needs no 1', () => {
  const to = { kind: 'outside', userId: null, contactId: null, name: null, number: '+46313900611' } as const;
  const { confirm: _, ...rung } = { ...mobile, number: to.number };
  const told = call([{ kind: 'dialOutside', ...rung, paidBy: bjorn, to, forMs: 25_000, because: 'forwarded' }, end]);
  told.give({ type: 'legAnswered', leg: told.leg(1) });
  expect(told.now).toMatchObject({ state: 'active', callee: { kind: 'outside', number: to.number } });
  expect(told.records()).toEqual([[bjorn, 'answeredElsewhere']]);
});

test('what leads outside is left out while too many are forwarded already', () => {
  const outside: PlanStep = { kind: 'dialOutside', ...mobile, paidBy: bjorn, forMs: 25_000, because: 'forwarded' };
  expect(call([outside, end], { mayForward: false }).now).toMatchObject({ state: 'ended', legs: [{ id: 'leg-0' }] });
  const beside = call([{ ...ring, also: mobile }, end], { mayForward: false });
  expect(beside.now.legs.map(({ deviceLabel }) => deviceLabel)).toEqual([null, 'bjorn’s']);
});
