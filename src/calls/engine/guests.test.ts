import { anna, bjorn, call, cecilia, david, device, known } from '../../../tests/fakes/decided-call';
import { mostInCall } from '../../contract/calls/limits';
import type { UserId } from '../../contract/ids';
import { ears } from './audio';
import type { Call } from './call';
import { listed } from './call-facts';
import { connect } from './connect';
import type { PlanStep, StepOf } from './plan';
import type { Input } from './protocol';

const end: PlanStep = { kind: 'end', reason: 'noAnswer', because: 'nobodyAnswered' };
const ringsDevice = (userId: UserId): StepOf<'ringDevices'> => ({
  ...{ kind: 'ringDevices', targets: [device(userId)], forMs: 20_000, because: 'devicesReachable' },
});
const rings = (userId: UserId): readonly PlanStep[] => [ringsDevice(userId), end];
const adds = (userId: UserId, target: UserId): Input => ({
  ...{ type: 'add', userId, target: known(target), plan: rings(target) },
});
const supervises = (as: 'listen' | 'whisper' | 'join' | 'takeOver', tells: readonly 'beep'[] = []): Input => ({
  ...{ type: 'supervise', supervisor: known(david), agent: bjorn, as, tells },
  step: { kind: 'ringDevices', targets: [device(david)], auto: true, forMs: 20_000, because: 'supervised' },
});

/** Anna talks with Björn: legs 0 and 1. */
function talking() {
  const told = call(rings(bjorn));
  told.answer(1);
  return told;
}

/** Anna, Björn, and Cecilia, whom Björn has added: legs 0, 1 and 2. */
function three() {
  const told = talking();
  told.give(adds(bjorn, cecilia));
  told.answer(2);
  return told;
}

/** Whom each leg hears, by the numbers of the legs. */
const heard = (now: Call | null): Record<string, string> =>
  Object.fromEntries(
    [...ears(now)].map(([leg, { hearing }]) => [
      leg.replace('leg-', ''),
      typeof hearing === 'string' ? hearing : 'from' in hearing ? hearing.from.join().replaceAll('leg-', '') : 'told',
    ]),
  );

test('somebody who is added rings while the two talk on, and then everybody hears everybody else', () => {
  const told = talking();
  told.give(adds(bjorn, cecilia));
  expect(heard(told.now)).toEqual({ 0: '1', 1: '0' });
  told.answer(2);
  expect(heard(told.now)).toEqual({ 0: '1,2', 1: '0,2', 2: '0,1' });
});

test('nobody who is in the call is added, and no more than it has room for', () => {
  const told = three();
  expect(told.attempt(adds(anna, cecilia))).toMatchObject({ refused: 'call.notAllowed' });
  for (let n = 3; n < mostInCall; n++) told.give(adds(anna, `person-${n}` as UserId));
  expect(told.attempt(adds(anna, david))).toMatchObject({ refused: 'call.full' });
});

test('who does not answer is out of it, and the two talk on', () => {
  const told = talking();
  told.give(adds(bjorn, cecilia));
  told.give({ type: 'legEnded', leg: told.leg(2), reason: 'declined' });
  expect(told.now?.guests).toEqual([]);
  expect(told.now?.left).toMatchObject([{ party: { userId: cecilia }, reason: 'declined' }]);
  expect(told.records()).toEqual([[cecilia, 'declined']]);
  expect(heard(told.now)).toEqual({ 0: '1', 1: '0' });
});

test('who made the conference may leave: the others go on, as a call of two', () => {
  const told = three();
  told.command(bjorn, 'call.hangUp');
  expect(told.now).toMatchObject({ state: 'active', callee: { userId: cecilia }, guests: [] });
  expect(heard(told.now)).toEqual({ 0: '2', 2: '0' });
  expect(told.records()).toEqual([[bjorn, 'answered']]);
  told.command(anna, 'call.hangUp');
  expect(told.now?.state).toBe('ended');
  expect(told.records().slice(1)).toEqual([
    [anna, 'answered'],
    [cecilia, 'answered'],
  ]);
});

test('a guest is muted and sent away by whoever brought the guest, and by nobody else', () => {
  const told = three();
  const guest = 'guest-1';
  expect(told.attempt({ type: 'muteGuest', userId: anna, guest, muted: true })).toMatchObject({
    refused: 'call.notFound',
  });
  told.give({ type: 'muteGuest', userId: bjorn, guest, muted: true });
  expect(told.effects.at(-1)).toEqual({ type: 'mute', leg: 'leg-2', on: true });
  told.give({ type: 'removeGuest', userId: bjorn, guest });
  expect(heard(told.now)).toEqual({ 0: '1', 1: '0' });
  expect(told.records()).toEqual([[cecilia, 'answered']]);
});

test('who parks a conference is out of it for a while, and the others talk on', () => {
  const told = three();
  told.command(bjorn, 'call.hold');
  expect(heard(told.now)).toEqual({ 0: '2', 1: '', 2: '0' });
  told.command(bjorn, 'call.resume');
  expect(heard(told.now)).toEqual({ 0: '1,2', 1: '0,2', 2: '0,1' });
});

test('a guest whose window dies comes back into the conference', () => {
  const told = three();
  told.give({ type: 'legLost', leg: told.leg(2) });
  expect(heard(told.now)).toEqual({ 0: '1', 1: '0' });
  told.answer(3);
  expect(heard(told.now)).toEqual({ 0: '1,3', 1: '0,3', 3: '0,1' });
});

test('a guest hands the place over to somebody else', () => {
  const told = three();
  told.give({ type: 'transfer', userId: cecilia, target: known(david), plan: rings(david) });
  told.answer(3);
  expect(heard(told.now)).toEqual({ 0: '1,3', 1: '0,3', 3: '0,1' });
  expect(told.records()).toEqual([[cecilia, 'answered']]);
});

test('a supervisor who listens is heard by nobody, who whispers by the agent, and who joins by everybody', () => {
  const told = talking();
  told.give(supervises('listen'));
  told.answer(2);
  expect(heard(told.now)).toEqual({ 0: '1', 1: '0', 2: '0,1' });
  told.give(supervises('whisper'));
  expect(heard(told.now)).toEqual({ 0: '1', 1: '0,2', 2: '0,1' });
  told.give(supervises('join'));
  expect(heard(told.now)).toEqual({ 0: '1,2', 1: '0,2', 2: '0,1' });
  told.give(supervises('listen'));
  expect(heard(told.now)).toEqual({ 0: '1', 1: '0', 2: '0,1' });
  expect(listed(told.now as Call)).not.toContain(david);
});

test('a supervisor is not heard by the caller whatever becomes of the call', () => {
  const told = talking();
  told.give(supervises('whisper'));
  told.answer(2);
  told.command(bjorn, 'call.hold');
  expect(heard(told.now)).toEqual({ 0: 'music', 1: '2', 2: '1' });
  told.command(bjorn, 'call.resume');
  told.give({ type: 'legStalled', leg: told.leg(1) });
  expect(heard(told.now)).toEqual({ 0: 'music', 1: '', 2: '0' });
  told.give({ type: 'legResumed', leg: told.leg(1) });
  told.give({ type: 'legLost', leg: told.leg(2) });
  told.answer(3);
  expect(heard(told.now)).toEqual({ 0: '1', 1: '0,3', 3: '0,1' });
  told.give({ type: 'transfer', userId: bjorn, target: known(cecilia), plan: rings(cecilia) });
  expect(told.now?.guests).toEqual([]);
  expect(told.effects).toContainEqual({ type: 'hangUp', leg: 'leg-3', reason: 'hungUp' });
});

test('the caller is told once before anybody listens, and nothing is heard meanwhile', () => {
  const told = talking();
  told.give(supervises('listen', ['beep']));
  told.answer(2);
  expect(heard(told.now)).toEqual({ 0: 'told', 1: '0', 2: '' });
  told.give({ type: 'playFinished', leg: told.leg(0), id: 'call/supervised' });
  expect(heard(told.now)).toEqual({ 0: '1', 1: '0', 2: '0,1' });
  told.command(david, 'call.hangUp');
  told.give(supervises('whisper', ['beep']));
  told.answer(3);
  expect(heard(told.now)).toEqual({ 0: '1', 1: '0,3', 3: '0,1' });
});

test('nobody listens to a supervisor', () => {
  const told = talking();
  told.give(supervises('join'));
  told.answer(2);
  expect(
    told.attempt({ type: 'supervise', supervisor: known(cecilia), agent: david, as: 'listen', tells: [], step: null }),
  ).toMatchObject({ refused: 'call.notAllowed' });
});

test('nobody is handed a place who waits for what becomes of the own one', () => {
  const told = three();
  told.give({ type: 'transfer', userId: bjorn, target: known(david), plan: rings(david) });
  expect(told.attempt({ type: 'transfer', userId: cecilia, target: known(bjorn), plan: rings(bjorn) })).toMatchObject({
    refused: 'call.notAllowed',
  });
});

test('a call is forwarded to nobody who is rung beside another place of it', () => {
  const told = three();
  const ringing = { ...ringsDevice('erik' as UserId), also: { person: known(david) } };
  told.give({ type: 'transfer', userId: bjorn, target: known('erik' as UserId), plan: [ringing, end] });
  expect(told.now?.callee.reach?.beside).toMatchObject([{ userId: david }]);
  const forwards: PlanStep = { kind: 'ringPerson', person: known(david), forMs: 20_000, because: 'forwarded' };
  told.give({ type: 'transfer', userId: cecilia, target: known('fia' as UserId), plan: [forwards, end] });
  expect(told.now?.guests).toMatchObject([{ userId: cecilia, reach: { why: 'return' } }]);
});

test('a supervisor takes the call over, from listening or at once', () => {
  for (const first of ['listen', null] as const) {
    const told = talking();
    if (first !== null) {
      told.give(supervises(first));
      told.answer(2);
    }
    told.give(supervises('takeOver'));
    if (first === null) told.answer(2);
    expect(told.now).toMatchObject({ state: 'active', callee: { userId: david }, guests: [] });
    expect(heard(told.now)).toEqual({ 0: '2', 2: '0' });
    expect(told.records()).toEqual([[bjorn, 'answered']]);
  }
});

test('a supervisor has no call to hand over, and stays with a call only as long as there is one', () => {
  const told = talking();
  told.give(supervises('listen'));
  told.answer(2);
  expect(told.attempt({ type: 'transfer', userId: david, target: known(cecilia), plan: rings(cecilia) })).toMatchObject(
    { refused: 'call.notAllowed' },
  );
  told.command(anna, 'call.hangUp');
  expect(told.now?.state).toBe('ended');
  expect(told.records().map(([userId]) => userId)).toEqual([anna, bjorn]);
});

test('a supervisor connects the call with nobody, and nobody comes into a conference twice', () => {
  const told = three();
  told.give(supervises('listen'));
  told.answer(3);
  const connects = (caller: UserId, callee: UserId) =>
    connect(told.now, call(rings(callee), { id: 'other', caller, callee }).now, caller, told.context);
  expect(connects(david, 'erik' as UserId)).toMatchObject({ refused: 'call.notAllowed' });
  expect(connects(bjorn, cecilia)).toMatchObject({ refused: 'call.notAllowed' });
  expect(connects(bjorn, 'erik' as UserId).refused).toBeUndefined();
});

test('what was decided of a guest is kept with the call', () => {
  const told = three();
  expect(told.now?.trace.at(-1)).toMatchObject({ side: 'guest', why: 'add', facts: { person: cecilia } });
});
