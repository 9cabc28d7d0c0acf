import { anna, asPrincipal, bjorn, cecilia, createExchange, deviceOf } from '../../tests/fakes/exchange';
import { leg, talking } from '../../tests/fakes/talking';

describe('devices that say nothing, but whose connection stands', () => {
  /** Björn has a window and a desk phone; what is silent is connected all the same. */
  async function silent(...silentOnes: readonly number[]) {
    const exchange = createExchange();
    await exchange.service.start();
    exchange.online(anna);
    exchange.online(bjorn, 1);
    exchange.online(bjorn, 2, 'deskPhone');
    for (const n of silentOnes) {
      exchange.switch.connected.add(deviceOf(bjorn, n));
      exchange.switch.raise({ type: 'deviceUnreachable', deviceId: deviceOf(bjorn, n) });
    }
    exchange.arrive('a', anna, '1002');
    await exchange.settle();
    return { ...exchange, rung: exchange.dialled() };
  }

  test('are not rung while another one is there', async () => {
    const { rung } = await silent(1);
    expect(rung.map(({ target }) => target.deviceId)).toEqual([deviceOf(bjorn, 2)]);
  });

  test('are the last resort when none is: one that was only slow rings and answers', async () => {
    const { rung, settle, lastView, switch: onSwitch } = await silent(1, 2);
    expect(rung.map(({ target }) => target.deviceId)).toEqual([deviceOf(bjorn, 1), deviceOf(bjorn, 2)]);
    const [slow, dead] = rung.map((each) => each.leg);
    if (!slow || !dead) throw new Error('not rung');
    onSwitch.raise({ type: 'deviceReachable', deviceId: deviceOf(bjorn, 1), userAgent: null });
    onSwitch.raise({ type: 'legRinging', leg: slow });
    onSwitch.raise({ type: 'legEnded', leg: dead, reason: 'unreachable' });
    await settle();
    // It rings already: that it is back is no reason to ring it twice.
    expect(onSwitch.take().filter(([name]) => name === 'dial')).toEqual([]);
    onSwitch.raise({ type: 'legAnswered', leg: slow });
    await settle();
    expect(lastView(bjorn)).toMatchObject({ call: { state: 'active' } });
  });

  test('are dead after all: the caller is told that nobody can be reached, and the call is missed', async () => {
    const { rung, settle, lastView, history, switch: onSwitch } = await silent(1, 2);
    for (const each of rung) onSwitch.raise({ type: 'legEnded', leg: each.leg, reason: 'unreachable' });
    await settle();
    expect(lastView(anna)).toMatchObject({ call: { state: 'ended', endReason: 'unreachable' } });
    expect(onSwitch.take()).toContainEqual(['hangUp', leg('a'), 'unreachable']);
    expect(history(bjorn)).toMatchObject([{ outcome: 'missed' }]);
  });

  test('take a transfer when nothing else of the target is there', async () => {
    const { service, callId, settle, dialled, switch: onSwitch } = await talking();
    onSwitch.connected.add(deviceOf(cecilia));
    onSwitch.raise({ type: 'deviceUnreachable', deviceId: deviceOf(cecilia) });
    onSwitch.take();
    await service.execute(asPrincipal(anna), { name: 'call.transfer', callId, number: '1003' });
    await settle();
    expect(dialled().map(({ target }) => target.deviceId)).toEqual([deviceOf(cecilia)]);
  });
});
