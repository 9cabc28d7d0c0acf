import { anna, asPrincipal, bjorn, cecilia } from '../../tests/fakes/exchange';
import { caller, support } from '../../tests/fakes/support-group';
import type { CallId, LegId } from '../contract/ids';

/** Björn and Anna talk, whoever has called; Anna hands Björn over to the group. @returns Björn's leg */
async function handedOver(told: Awaited<ReturnType<typeof support>>, isAnnas: boolean): Promise<LegId> {
  told.online(anna);
  if (isAnnas) told.arrive('in', anna, bjorn.extension);
  else told.arrive('in', bjorn, anna.extension);
  await told.settle();
  const [leg] = told.rings();
  await told.raises('legAnswered', leg);
  const [view] = told.service.viewsOf(anna.userId);
  told.clock.advance(60_000);
  const transfer = { name: 'call.transfer', callId: view?.id as CallId, number: '1901' } as const;
  await told.service.execute(asPrincipal(anna), transfer);
  await told.settle();
  return (isAnnas ? leg : caller) as LegId;
}

test.each([false, true])(
  'who is handed over to the group waits in it from then on (Anna called: %s)',
  async (isAnnas) => {
    const told = await support();
    const mine = await handedOver(told, isAnnas);
    expect([told.switch.hears(mine), told.service.viewsOf(anna.userId)]).toEqual(['music', []]);
    expect(told.waiting()).toMatchObject([{ number: bjorn.extension, enteredAtMs: told.clock.nowMs() }]);
    const transfer = { to: { name: 'Support', number: '1901' }, taken: true };
    expect(told.history(anna)).toMatchObject([{ outcome: 'answered', endReason: 'transferred', transfer }]);
    told.clock.advance(10_000);
    await told.logsIn(cecilia);
    const [leg] = told.rings();
    expect(told.service.viewsOf(cecilia.userId)).toMatchObject([
      { state: 'ringing', other: { userId: bjorn.userId }, transferredBy: { name: anna.displayName } },
    ]);
    await told.raises('legAnswered', leg);
    await told.raises('legMedia', leg);
    expect([told.switch.hears(mine), told.doing(cecilia), told.waiting()]).toEqual([leg, 'inCall', []]);
    expect(told.events.find(({ event }) => event === 'over')).toMatchObject({ outcome: 'answered', waitedMs: 10_000 });
    await told.ends(mine);
    expect(told.history(cecilia)).toMatchObject([{ outcome: 'answered', through: 'Support' }]);
    expect(told.history(bjorn)).toMatchObject([{ outcome: 'answered' }]);
  },
);

test('an agent who hands a caller over to the group has the time after the call from then on', async () => {
  const told = await support({ settings: { wrapUpMs: 30_000 } });
  await told.calls();
  await told.logsIn(anna);
  const [leg] = told.rings();
  await told.raises('legAnswered', leg);
  await told.raises('legMedia', leg);
  told.clock.advance(20_000);
  const [call] = told.openCalls();
  const transfer = { name: 'call.transfer', callId: call?.id as CallId, number: '1901' } as const;
  await told.service.execute(asPrincipal(anna), transfer);
  await told.settle();
  expect([told.doing(anna), told.waiting().length]).toEqual(['wrapUp', 1]);
  expect(told.events.find(({ event }) => event === 'talked')).toMatchObject({ userId: anna.userId, talkMs: 20_000 });
  told.clock.advance(30_000);
  await told.settle();
  expect(told.doing(anna)).toBe('reserved');
});

test('attended: the time after a call begins with the end of the own part, each talk is counted once', async () => {
  const told = await support({ settings: { wrapUpMs: 30_000 } });
  await told.calls();
  await told.logsIn(anna);
  const [leg] = told.rings();
  await told.raises('legAnswered', leg);
  await told.raises('legMedia', leg);
  const [first] = told.openCalls();
  await told.logsIn(cecilia);
  told.arrive('consult', anna, '1901');
  await told.settle();
  const [second] = told.rings();
  await told.raises('legAnswered', second);
  await told.raises('legMedia', second);
  const consult = told.openCalls().find(({ id }) => id !== first?.id);
  expect([told.doing(anna), told.doing(cecilia)]).toEqual(['inCall', 'inCall']);
  told.clock.advance(20_000);
  const ids = { callId: first?.id as CallId, withCallId: consult?.id as CallId };
  await told.service.execute(asPrincipal(anna), { name: 'call.connect', ...ids });
  await told.settle();
  expect([told.doing(anna), told.doing(cecilia), told.switch.hears(caller)]).toEqual(['wrapUp', 'inCall', second]);
  told.clock.advance(10_000);
  await told.ends(caller);
  expect(told.doing(cecilia)).toBe('wrapUp');
  const talks = told.events.flatMap((each) => (each.event === 'talked' ? [[each.userId, each.talkMs]] : []));
  expect(talks).toEqual([
    [anna.userId, 20_000],
    [cecilia.userId, 30_000],
  ]);
  expect(told.events.filter(({ event }) => event === 'over')).toHaveLength(2);
});
