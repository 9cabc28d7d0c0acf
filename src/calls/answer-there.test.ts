import type { CallId } from '../contract/ids';
import type { AudioPlace } from '../contract/calls/commands';
import { anna, asPrincipal, bjorn, createExchange, deviceOf } from '../../tests/fakes/exchange';

/** Anna calls Björn, whose tab may not use the microphone; his desk phone rings too. */
async function ringing() {
  const told = createExchange();
  await told.service.start();
  told.online(anna);
  told.online(bjorn);
  told.online(bjorn, 2, 'deskPhone');
  told.arrive('a', anna, '1002');
  await told.settle();
  const [tab, desk] = told.dialled().map(({ leg }) => leg);
  const callId = told.service.callsOf(bjorn.userId)[0]?.id;
  if (!tab || !desk || !callId) throw new Error('nothing rings');
  const answerAt = async (to: AudioPlace) => {
    await told.service.execute(asPrincipal(bjorn), { name: 'call.move', callId, to });
    await told.settle();
  };
  const view = () => told.service.viewsOf(bjorn.userId)[0];
  return { ...told, tab, desk, callId, answerAt, view };
}

test('on the mobile: it rings there and nowhere else, and whoever answers there has the call', async () => {
  const told = await ringing();
  await told.answerAt({ kind: 'mobile' });
  const asked = told.switch.take();
  expect(asked).toEqual(
    expect.arrayContaining([
      ['hangUp', told.tab, 'answeredElsewhere'],
      ['hangUp', told.desk, 'answeredElsewhere'],
    ]),
  );
  const mobile = asked.find(([name]) => name === 'dial');
  expect(mobile?.[2]).toEqual({ kind: 'outside', number: bjorn.mobile });
  expect(told.view()?.state).toBe('ringing');
  told.switch.raise({ type: 'legAnswered', leg: mobile?.[1] as typeof told.tab });
  await told.settle();
  expect(told.view()).toMatchObject({ state: 'active', deviceId: null, deviceLabel: bjorn.mobile });
});

test('on the desk phone that rings already: it is not dialled again, has its time, and the tab is silent', async () => {
  const told = await ringing();
  told.clock.advance(15_000);
  await told.answerAt({ kind: 'device', deviceId: deviceOf(bjorn, 2) });
  expect(told.dialled()).toEqual([]);
  told.online(bjorn);
  await told.settle();
  expect(told.dialled()).toEqual([]);
  told.clock.advance(15_000);
  await told.settle();
  expect(told.view()?.state).toBe('ringing');
  told.switch.raise({ type: 'legAnswered', leg: told.desk });
  await told.settle();
  expect(told.view()).toMatchObject({ state: 'active', deviceId: deviceOf(bjorn, 2) });
});

test('not answered there, it was not answered', async () => {
  const told = await ringing();
  await told.answerAt({ kind: 'mobile' });
  told.clock.advance(20_000);
  await told.settle();
  expect(told.service.viewsOf(bjorn.userId)).toEqual([]);
  expect(told.history(bjorn)).toMatchObject([{ outcome: 'missed', endReason: 'noAnswer' }]);
});

test('a call whose caller has not been reached yet rings for nobody, and cannot be answered anywhere', async () => {
  const told = createExchange();
  await told.service.start();
  for (const [who, n, kind] of [
    [anna, 1, 'tab'],
    [anna, 2, 'deskPhone'],
    [bjorn, 1, 'tab'],
  ] as const)
    told.online(who, n, kind);
  const callId = '00000000-0000-4000-8000-00000000c0de' as CallId;
  await told.service.execute(asPrincipal(anna), {
    name: 'call.place',
    callId,
    from: { kind: 'device', deviceId: deviceOf(anna, 2) },
    number: '1002',
    show: null,
  });
  await told.settle();
  await expect(
    told.service.execute(asPrincipal(bjorn), { name: 'call.move', callId, to: { kind: 'mobile' } }),
  ).rejects.toMatchObject({ code: 'call.notAllowed' });
});
