import { anna, asPrincipal, bjorn, cecilia } from '../../tests/fakes/exchange';
import { caller, support } from '../../tests/fakes/support-group';
import type { CallId, LegId } from '../contract/ids';

const callbacks = { callbacks: true };

test('who presses 1 is told that the place is kept; other keys do nothing', async () => {
  const told = await support({ settings: callbacks });
  await told.calls();
  const [before] = told.waiting();
  const presses = async (digit: string) => {
    told.switch.raise({ type: 'digit', leg: caller, digit });
    await told.settle();
  };
  await presses('2');
  expect(told.waiting()).toEqual([before]);
  await presses('1');
  expect(told.switch.hears(caller)).toBe('callback-kept-sv');
  const { id, enteredAtMs } = before ?? {};
  expect(told.waiting()).toMatchObject([{ id, enteredAtMs, callId: null, callback: { number: bjorn.extension } }]);
  const without = await support();
  await without.calls();
  without.switch.raise({ type: 'digit', leg: caller, digit: '1' });
  await without.settle();
  expect([without.switch.hears(caller), without.waiting().length]).toEqual(['music', 1]);
});

test('one callback and two who are free: one is asked, and calls once; it is a talk for the group', async () => {
  const told = await support({ settings: { ...callbacks, strategy: 'ringAll' } });
  await told.wantsCallback();
  await told.logsIn(anna);
  await told.logsIn(cecilia);
  const asked = told.rings();
  expect([asked.length, told.doing(anna), told.doing(cecilia)]).toEqual([1, 'reserved', 'ready']);
  expect(told.service.viewsOf(anna.userId)).toMatchObject([{ state: 'ringing', callback: true, through: 'Support' }]);
  expect(told.lines.of(anna.userId)).toBe('ringing');
  await told.raises('legAnswered', asked[0]);
  const called = told.rings();
  expect([called.length, told.waiting().length]).toEqual([1, 1]);
  await told.raises('legAnswered', called[0]);
  expect([told.doing(anna), told.waiting(), told.rings()]).toEqual(['inCall', [], []]);
  told.clock.advance(30_000);
  await told.ends(called[0]);
  expect([told.doing(anna), told.history(anna)]).toMatchObject([
    'ready',
    [{ direction: 'out', outcome: 'answered', through: 'Support', other: { userId: bjorn.userId } }],
  ]);
  expect(told.events.find(({ event }) => event === 'over')).toMatchObject({ outcome: 'callback', by: anna.userId });
  expect(told.events.find(({ event }) => event === 'talked')).toMatchObject({ userId: anna.userId, talkMs: 30_000 });
});

test('an agent who does not want to call back is asked no more for a while, and has no call in the list', async () => {
  const told = await support({ settings: callbacks });
  await told.wantsCallback();
  await told.logsIn(anna);
  const [view] = told.service.viewsOf(anna.userId);
  await told.service.execute(asPrincipal(anna), { name: 'call.decline', callId: view?.id as CallId });
  await told.settle();
  expect([told.doing(anna), told.history(anna), told.service.viewsOf(anna.userId)]).toEqual(['ready', [], []]);
  told.switch.take();
  told.clock.advance(30_000);
  await told.settle();
  expect([told.rings().length, told.doing(anna)]).toEqual([1, 'reserved']);
});

test('who is not reached is called again after five minutes, from the same place', async () => {
  const told = await support({ settings: callbacks });
  await told.wantsCallback();
  await told.logsIn(anna);
  await told.raises('legAnswered', told.rings()[0]);
  const [called] = told.rings();
  told.switch.raise({ type: 'legEnded', leg: called as LegId, reason: 'busy' });
  await told.settle();
  expect([told.doing(anna), told.waiting()]).toMatchObject(['ready', [{ callback: { attempts: 1 } }]]);
  told.clock.advance(300_000);
  await told.settle();
  expect([told.rings().length, told.doing(anna)]).toEqual([1, 'reserved']);
});

test('who calls again is in line in the place that was kept, and is not called any more', async () => {
  const told = await support({ settings: callbacks });
  await told.wantsCallback();
  const [kept] = told.waiting();
  told.clock.advance(60_000);
  await told.calls('again');
  const [again] = told.waiting();
  expect([told.waiting().length, again?.enteredAtMs, again?.callback]).toEqual([1, kept?.enteredAtMs, null]);
});

test('after a restart a callback has its place, and rings only when the agent is asked anew', async () => {
  const before = await support({ settings: callbacks });
  await before.wantsCallback();
  await before.logsIn(anna);
  const [leg] = before.rings();
  const open = before.openCalls().filter(({ state }) => state !== 'ended');
  const agents = [{ userId: anna.userId, isLoggedIn: true, pause: null, idleSinceMs: 0 }];
  const told = await support({
    ...{ settings: callbacks, entries: before.waiting(), agents, open, kept: [leg as LegId] },
  });
  expect(told.switch.operations).toContainEqual(['hangUp', leg, 'ownDevice']);
  expect(told.waiting()).toMatchObject([{ callback: { number: bjorn.extension } }]);
  told.switch.take();
  told.online(anna);
  await told.settle();
  expect([told.rings().length, told.doing(anna)]).toEqual([1, 'reserved']);
});

test('who had just pressed 1 when the server was killed is told by the next one that the place is kept', async () => {
  const before = await support({ settings: callbacks });
  await before.calls();
  const callback = { number: bjorn.extension, attempts: 0, notBeforeMs: 0 };
  const entries = before.waiting().map((each) => ({ ...each, callId: null, callback }));
  const told = await support({ settings: callbacks, entries, open: before.openCalls(), kept: [caller] });
  expect(told.switch.hears(caller)).toBe('callback-kept-sv');
  expect(told.waiting()).toMatchObject([{ callId: null, callback }]);
});

test('who was called back and is handed over to the group waits in it as any other, also after a restart', async () => {
  const settings = { ...callbacks, wrapUpMs: 30_000 };
  const told = await support({ settings });
  await told.wantsCallback();
  await told.logsIn(anna);
  await told.raises('legAnswered', told.rings()[0]);
  const [called] = told.rings();
  await told.raises('legAnswered', called);
  const [view] = told.service.viewsOf(anna.userId);
  const transfer = { name: 'call.transfer', callId: view?.id as CallId, number: '1901' } as const;
  await told.service.execute(asPrincipal(anna), transfer);
  await told.settle();
  const open = told.openCalls().filter(({ state }) => state !== 'ended');
  const after = await support({ settings, entries: told.waiting(), open, kept: [called as LegId] });
  expect([after.switch.hears(called as LegId), after.waiting().length]).toEqual(['callback-offer-sv', 1]);
  await told.logsIn(cecilia);
  const [leg] = told.rings();
  await told.raises('legAnswered', leg);
  await told.raises('legMedia', leg);
  expect([told.doing(cecilia), told.waiting()]).toEqual(['inCall', []]);
  await told.ends(called);
  expect(told.doing(cecilia)).toBe('wrapUp');
});
