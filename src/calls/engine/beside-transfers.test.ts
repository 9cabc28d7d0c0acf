import { anna, bjorn, call, cecilia, david, device, known } from '../../../tests/fakes/decided-call';
import { callView } from '../view';
import { connect } from './connect';
import { decide } from './decide';
import type { PlanStep } from './plan';
import type { Effect } from './protocol';

const withCecilia = { person: known(cecilia) };
const rings = (userId: typeof anna, forMs = 20_000) =>
  ({ kind: 'ringDevices', targets: [device(userId)], forMs, because: 'byRule' }) as const;
const end: PlanStep = { kind: 'end', reason: 'noAnswer', because: 'nobodyAnswered' };
const records = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.type === 'history' ? [[effect.record.userId, effect.record.outcome]] : []));

/** Björn has answered Anna, and transfers her to David, whose rule rings Cecilia after five seconds. */
function transferred() {
  const told = call([rings(bjorn)]);
  told.answer(1);
  const plan: PlanStep[] = [
    rings(david, 5_000),
    { kind: 'ringAlso', also: withCecilia, forMs: 15_000, because: 'byRule' },
    end,
  ];
  told.give({ type: 'transfer', userId: bjorn, target: known(david), calledNumber: null, plan });
  return told;
}

test('whoever a call is transferred to has a colleague rung beside, who may take it', () => {
  const told = transferred();
  expect(told.effects).toContainEqual(expect.objectContaining({ type: 'startTimer', timer: 'callee', ms: 5_000 }));
  told.timeIsUp();
  expect(told.view(cecilia)).toMatchObject({
    state: 'ringing',
    through: 'david',
    transferredBy: { userId: bjorn },
    other: { userId: anna },
  });
  told.answer(3);
  expect(told.now).toMatchObject({ state: 'active', callee: { userId: cecilia, reach: null } });
  expect(told.records()).toEqual([
    [david, 'answeredElsewhere'],
    [bjorn, 'answered'],
  ]);
  expect(told.effects).toContainEqual(
    expect.objectContaining({
      record: expect.objectContaining({
        userId: bjorn,
        transfer: { to: expect.objectContaining({ userId: cecilia }), taken: true },
      }),
    }),
  );
});

test('a transfer that neither of them takes comes back; both have missed it', () => {
  const told = transferred();
  told.timeIsUp();
  told.timeIsUp();
  expect(told.now).toMatchObject({ state: 'active', callee: { userId: bjorn, reach: { why: 'return' } } });
  expect(told.records().toSorted()).toEqual([
    [cecilia, 'missed'],
    [david, 'missed'],
  ]);
  expect(told.view(cecilia)).toMatchObject({ state: 'ended', endReason: 'noAnswer' });
});

test('a call that is handed over ringing rings on for the colleague too, who sees by whom', () => {
  const kept = call([rings(bjorn)]);
  kept.answer(1);
  const closed = call([{ ...rings(david), also: withCecilia }], { id: 'second', callee: david });
  const done = connect(kept.now, closed.now, anna, kept.context);
  if (done.refused !== undefined) throw new Error(done.detail);
  expect(done.closed.call.state).toBe('ended');
  expect(records(done.closed.effects)).toEqual([[anna, 'cancelled']]);
  expect(callView(done.kept.call, cecilia)).toMatchObject({
    state: 'ringing',
    invitedAs: 'second',
    other: { userId: bjorn },
    transferredBy: { userId: anna },
  });
  const [, ringing] = closed.now.legs.filter(({ side }) => side === 'callee');
  if (!ringing) throw new Error('nobody rings beside');
  const taken = decide(done.kept.call, { type: 'legAnswered', leg: ringing.id }, kept.context);
  if (taken.refused !== undefined) throw new Error(taken.detail);
  expect(taken.call).toMatchObject({ state: 'active', caller: { userId: cecilia }, callee: { userId: bjorn } });
  expect(records(taken.effects)).toEqual([
    [david, 'answeredElsewhere'],
    [anna, 'answered'],
  ]);
});

test('handed over before the colleague rings, it does not take longer until that', () => {
  const kept = call([rings(bjorn)]);
  kept.answer(1);
  const also: PlanStep = { kind: 'ringAlso', also: withCecilia, forMs: 15_000, because: 'byRule' };
  const closed = call([rings(david, 5_000), also], { id: 'second', callee: david });
  const done = connect(kept.now, closed.now, anna, kept.context);
  if (done.refused !== undefined) throw new Error(done.detail);
  const timer = done.kept.effects.find((effect) => effect.type === 'startTimer');
  if (timer?.type !== 'startTimer') throw new Error('it has no end');
  expect(timer.ms).toBeLessThanOrEqual(5_000);
  const due = decide(done.kept.call, { type: 'timer', timer: timer.timer, id: timer.id }, kept.context);
  if (due.refused !== undefined) throw new Error(due.detail);
  expect(callView(due.call, cecilia)).toMatchObject({
    state: 'ringing',
    through: 'david',
    transferredBy: { userId: anna },
  });
});

test('nobody is rung on beside a call that they are in', () => {
  const kept = call([rings(bjorn)]);
  kept.answer(1);
  const closed = call([{ ...rings(david), also: { person: known(bjorn) } }], { id: 'second', callee: david });
  const done = connect(kept.now, closed.now, anna, kept.context);
  if (done.refused !== undefined) throw new Error(done.detail);
  expect(done.kept.call.legs.filter(({ state }) => state !== 'ended').map(({ userId }) => userId)).toEqual([
    bjorn,
    david,
  ]);
  expect(done.closed.effects).toContainEqual(expect.objectContaining({ type: 'hangUp', leg: 'second-leg-2' }));
});

test('a call that the last stop interrupted while a colleague rang too is told to all', () => {
  const told = call([{ ...rings(bjorn), also: withCecilia }]);
  const stored = JSON.parse(JSON.stringify(told.now)) as typeof told.now;
  const closed = decide(stored, { type: 'interrupted' }, told.context);
  if (closed.refused !== undefined) throw new Error(closed.detail);
  expect(closed.call.state).toBe('ended');
  expect(records(closed.effects).toSorted()).toEqual([
    [anna, 'interrupted'],
    [bjorn, 'missed'],
    [cecilia, 'missed'],
  ]);
});
