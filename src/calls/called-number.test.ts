import { anna, asPrincipal, bjorn, cecilia, createExchange } from '../../tests/fakes/exchange';
import { leg, talking } from '../../tests/fakes/talking';

describe('the number that was called', () => {
  test.each([
    { what: 'a call from outside', from: { number: '+46920123400' }, dialled: '+46851920091', called: '+46851920091' },
    { what: 'a colleague who dials a public number', from: bjorn, dialled: '08-519 200 91', called: '+46851920091' },
    { what: 'a colleague who dials the extension', from: bjorn, dialled: '1001', called: null },
  ])('$what: card and history say $called', async ({ from, dialled, called }) => {
    const { settle, service, history, ...exchange } = createExchange();
    await service.start();
    [anna, bjorn].forEach((user) => exchange.online(user));
    exchange.arrive('a', from, dialled);
    await settle();
    expect(service.viewsOf(anna.userId)).toMatchObject([{ state: 'ringing', calledNumber: called }]);
    exchange.switch.raise({ type: 'legEnded', leg: leg('a'), reason: 'cancelled' });
    await settle();
    expect(history(anna)).toMatchObject([{ outcome: 'missed', calledNumber: called }]);
    expect(history(bjorn).map(({ calledNumber }) => calledNumber)).toEqual('userId' in from ? [null] : []);
  });

  test('a transfer to a public number says so to its target', async () => {
    const { service, callId, settle } = await talking();
    await service.execute(asPrincipal(anna), { name: 'call.transfer', callId, number: '+46 8 519 200 13' });
    await settle();
    expect(service.viewsOf(cecilia.userId)).toMatchObject([{ calledNumber: '+46851920013' }]);
  });
});
