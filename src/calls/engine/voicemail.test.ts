import { anna, bjorn, call, cecilia, david, device, known, recording } from '../../../tests/fakes/decided-call';
import type { UserId } from '../../contract/ids';
import { callView } from '../view';
import { isOver, participants } from './call-facts';
import { connect } from './connect';
import type { PlanStep } from './plan';
import { takenUp } from './taken-up';

const because = 'toVoicemail';
const ring: PlanStep = { kind: 'ringDevices', targets: [device(bjorn)], forMs: 20_000, because: 'byRule' };
const toCecilia: PlanStep = { kind: 'ringPerson', person: known(cecilia), forMs: 20_000, because: 'forwarded' };
const limits = { maxMs: 300_000, silenceMs: 8_000 };
const voicemail: readonly PlanStep[] = [
  { kind: 'greet', owner: known(bjorn), sounds: ['voicemail-sv'], wasFor: 'noAnswer', forMs: 90_000, because },
  { kind: 'say', sounds: ['beep'], forMs: 5_000, because },
  { kind: 'record', ownerId: bjorn, ...limits, forMs: 310_000, because },
  { kind: 'end', reason: 'voicemail', because },
];

type Told = ReturnType<typeof call>;
const soundIsOver = (told: Told) =>
  told.give({ type: 'playFinished', leg: told.leg(0), id: `call/${told.now.callee.reach?.timer ?? 0}` });
const kept = (told: Told, speechMs: number, reason: 'silence' | 'ended' | 'failed' = 'silence') =>
  told.give({ type: 'recorded', leg: told.leg(0), recording, ms: 5_000, speechMs, reason });
/** Anna has heard greeting and beep. */
function recorded(plan: readonly PlanStep[] = [ring, ...voicemail]): Told {
  const told = call(plan);
  told.timeIsUp();
  while (told.now.callee.reach?.plan[0]?.kind !== 'record') {
    if (told.now.state === 'active') soundIsOver(told);
    else told.timeIsUp();
  }
  return told;
}
const view = (told: Told, userId: UserId) => callView(told.now, userId);

test('with no room on the disk the caller is told, and there is nothing but a missed call', () => {
  const [greet, beep, record, end] = voicemail;
  const told = recorded([greet, beep, { ...record, ifFailed: ['voicemail-failed-sv'] }, end] as PlanStep[]);
  kept(told, 0, 'failed');
  expect(told.now.state).toBe('active');
  expect(told.effects.at(-1)).toMatchObject({ type: 'play', leg: 'leg-0', sounds: ['voicemail-failed-sv'] });
  soundIsOver(told);
  expect(told.now).toMatchObject({ state: 'ended', recordings: [{ id: recording, reason: 'failed' }] });
  expect(told.records().at(-1)).toEqual([bjorn, 'missed']);
});

test('nobody answers: the voicemail greets, beeps and records, and the call is over when it is silent', () => {
  const told = call([ring, ...voicemail]);
  told.timeIsUp();
  expect(told.effects).toContainEqual({ type: 'hangUp', leg: 'leg-1', reason: 'noAnswer' });
  expect(told.effects).toContainEqual({ type: 'answer', leg: 'leg-0' });
  expect(told.effects.at(-1)).toMatchObject({ type: 'play', leg: 'leg-0', sounds: ['voicemail-sv'] });
  soundIsOver(told);
  expect(told.effects.at(-1)).toMatchObject({ type: 'play', leg: 'leg-0', sounds: ['beep'] });
  soundIsOver(told);
  expect(told.effects).toContainEqual({ type: 'record', leg: 'leg-0', recording, limits });
  kept(told, 4_000);
  expect(told.now).toMatchObject({
    state: 'ended',
    endReason: 'voicemail',
    callee: { userId: bjorn },
    recordings: [{ id: recording, ownerId: bjorn, leg: 'leg-0', ms: 5_000, speechMs: 4_000, reason: 'silence' }],
  });
  expect(told.effects).toContainEqual({ type: 'hangUp', leg: 'leg-0', reason: 'voicemail' });
  expect(told.records()).toEqual([
    [anna, 'noAnswer'],
    [bjorn, 'missed'],
  ]);
});

test('a caller whose phone sends nothing hears the greeting and the beep, and may still speak', () => {
  const told = call([ring, ...voicemail]);
  told.timeIsUp();
  const before = told.effects.length;
  told.give({ type: 'legStalled', leg: told.leg(0), neverHeard: true });
  expect(told.effects.length).toBe(before);
  soundIsOver(told);
  expect(told.effects.at(-1)).toMatchObject({ type: 'play', leg: 'leg-0', sounds: ['beep'] });
  soundIsOver(told);
  expect(told.effects).toContainEqual({ type: 'record', leg: 'leg-0', recording, limits });
  expect(told.now.caller.reach).toBeNull();
});

test('whose voicemail it is, the caller’s card says; the owner has no call any more', () => {
  const told = recorded();
  expect(view(told, anna)).toMatchObject({
    state: 'active',
    voicemail: true,
    otherAway: false,
    other: { name: 'bjorn' },
  });
  expect(participants(told.now)).toEqual([anna]);
  expect(view(told, bjorn)).toMatchObject({ state: 'ended', endReason: 'noAnswer' });
  kept(told, 4_000);
  expect(view(told, anna)).toMatchObject({ state: 'ended', endReason: 'voicemail', other: { userId: bjorn } });
  expect(view(told, anna)).not.toHaveProperty('voicemail');
});

test.each([
  ['who declines', { type: 'command', userId: bjorn, command: { name: 'call.decline', callId: 'call' } }],
  ['whose phone declines', { type: 'legEnded', leg: 'leg-1', reason: 'declined' }],
  ['whose phone is busy', { type: 'legEnded', leg: 'leg-1', reason: 'busy' }],
] as const)('the voicemail of one %s answers at once, without the forwards after a refusal', (_who, input) => {
  const told = call([ring, ...voicemail]);
  told.give(input as Parameters<Told['give']>[0]);
  expect(told.now).toMatchObject({ state: 'active', callee: { kind: 'service', service: 'voicemail' } });
});

test('who declines is asked for no forward either, and has declined where nothing was recorded', () => {
  const told = call([ring, toCecilia, ...voicemail]);
  told.give({ type: 'legEnded', leg: told.leg(1), reason: 'declined' });
  expect(told.now).toMatchObject({ state: 'active', callee: { kind: 'service', name: 'bjorn' } });
  told.give({ type: 'legEnded', leg: told.leg(0), reason: 'hungUp' });
  expect(told.now).toMatchObject({ state: 'ended', endReason: 'declined' });
  expect(told.records()).toEqual([
    [anna, 'declined'],
    [bjorn, 'declined'],
  ]);
});

test('nobody takes a forwarded call: the voicemail is that of who was called, and both have missed it', () => {
  const told = recorded([ring, toCecilia, ...voicemail]);
  expect(told.now).toMatchObject({ callee: { name: 'bjorn', service: 'voicemail' } });
  kept(told, 4_000);
  const histories = told.effects.flatMap((each) => (each.type === 'history' ? [each.record] : []));
  expect(histories.map(({ userId, outcome, endReason }) => [userId, outcome, endReason])).toEqual([
    [anna, 'noAnswer', 'voicemail'],
    [bjorn, 'missed', 'voicemail'],
    [cecilia, 'missed', 'noAnswer'],
  ]);
});

test('who hangs up before the beep has left nothing: nobody answered', () => {
  const told = call([ring, ...voicemail]);
  told.timeIsUp();
  told.give({ type: 'legEnded', leg: told.leg(0), reason: 'hungUp' });
  expect(told.now).toMatchObject({ state: 'ended', endReason: 'noAnswer' });
  expect(told.now).not.toHaveProperty('recordings');
  expect(isOver(told.now)).toBe(true);
});

test('who hangs up while it records: the call has ended, and is over when the recording is kept', () => {
  const told = recorded();
  told.give({ type: 'legEnded', leg: told.leg(0), reason: 'hungUp' });
  expect(told.now).toMatchObject({ state: 'ended', endReason: 'voicemail' });
  expect(told.effects).toContainEqual({ type: 'stopRecording', leg: 'leg-0', recording });
  expect(isOver(told.now)).toBe(false);
  kept(told, 3_000, 'ended');
  expect(told.now.recordings).toMatchObject([{ speechMs: 3_000, reason: 'ended' }]);
  expect(isOver(told.now)).toBe(true);
  const after = told.now;
  kept(told, 1, 'ended');
  expect(told.now).toBe(after);
});

test.each(['phone', 'window'])('# ends the greeting, and then what is recorded, pressed at a %s', (where) => {
  const told = call([ring, ...voicemail]);
  told.timeIsUp();
  const press = (): void =>
    told.give(
      where === 'phone'
        ? { type: 'digit', leg: told.leg(0), digit: '#' }
        : { type: 'command', userId: anna, command: { name: 'call.sendDigits', callId: told.now.id, digits: '#' } },
    );
  press();
  expect(told.effects.at(-1)).toMatchObject({ type: 'play', sounds: ['beep'] });
  soundIsOver(told);
  press();
  expect(told.now).toMatchObject({ state: 'ended', endReason: 'voicemail' });
  expect(told.effects).toContainEqual({ type: 'stopRecording', leg: 'leg-0', recording });
});

test('a caller who has lost the connection is waited for no longer than the silence lasts', () => {
  const told = recorded();
  told.give({ type: 'legStalled', leg: told.leg(0) });
  expect(told.now).toMatchObject({ state: 'active', caller: { reach: { why: 'anchor' } } });
  kept(told, 4_000);
  expect(told.now).toMatchObject({ state: 'ended', endReason: 'voicemail' });
});

test('what is being recorded is not moved, and nobody is transferred to it', () => {
  const told = recorded();
  const move = told.attempt({ type: 'move', userId: anna, step: ring });
  expect(move).toMatchObject({ refused: 'call.notAllowed' });
  const first = call([{ ...ring, targets: [device(david)] }], { id: 'first', callee: david });
  first.give({ type: 'legAnswered', leg: first.leg(1) });
  expect(connect(first.now, told.now, anna, told.context)).toMatchObject({ refused: 'call.notAllowed' });
});

test('a call that is handed over while it rings comes back, and not to the voicemail', () => {
  const first = call([{ ...ring, targets: [device(david)] }], { id: 'first', callee: david });
  first.give({ type: 'legAnswered', leg: first.leg(1) });
  const second = call([ring, ...voicemail]);
  const connected = connect(first.now, second.now, anna, second.context);
  if (connected.refused !== undefined) throw new Error(connected.detail);
  const { reach } = connected.kept.call.caller;
  expect(reach?.plan.map(({ kind }) => kind)).toEqual(['ringDevices', 'end']);
});

test('a call that is to ring at one place only still comes to the voicemail', () => {
  const told = call([ring, ...voicemail]);
  told.give({ type: 'move', userId: bjorn, step: { ...ring, because: 'moved' } });
  told.timeIsUp();
  expect(told.now).toMatchObject({ state: 'active', callee: { service: 'voicemail' } });
});

test('a server that was away has the switch go on recording; what nobody tells of any more is left behind', () => {
  const told = recorded();
  expect(takenUp(told.now, 1)).toContainEqual({ type: 'record', leg: 'leg-0', recording, limits });
  told.give({ type: 'interrupted' });
  expect(told.now).toMatchObject({ state: 'ended', endReason: 'interrupted', recordings: [{ reason: null }] });
  told.give({ type: 'interrupted' });
  expect(told.now).toMatchObject({ recordings: [{ ms: null, reason: 'interrupted' }] });
  expect(isOver(told.now)).toBe(true);
});
