import { patienceMs } from '../../patience';
import type { SuiteContext } from '../switch.suite';

export function lossTests({ office }: SuiteContext): void {
  it('sends silence now and then, not fifty times a second', async () => {
    const talk = await office().talk();
    office().part(talk.legA, talk.legB);
    await talk.callA.hearsSilence();
    const before = talk.callA.media?.stats().received ?? 0;
    const startMs = performance.now();
    await talk.callA.media?.until(
      () => (talk.callA.media?.stats().received ?? 0) >= before + 4,
      patienceMs,
      () => 'four packets of silence',
    );
    // Four of them take about 1.6 s.
    expect(performance.now() - startMs).toBeGreaterThan(800);
  });

  it('loses all legs of a page at once when it goes away: answered, ringing and calling', async () => {
    const talk = await office().talk();
    talk.phoneB.dial('1003');
    const { leg: calling } = await office().next('legArrived');
    const ringing = office().dial(talk.b);
    await talk.phoneB.nextCall();
    talk.phoneB.leavePage();
    for (const leg of [talk.legB, calling, ringing]) await office().next('legLost', (event) => event.leg === leg);
    // None was waited for.
    expect(office().count('legStalled', talk.legB)).toBe(0);
  });

  it('goes on with a call when the phone’s socket breaks and comes back', async () => {
    const talk = await office().talk();
    talk.phoneB.drop();
    await office().next('deviceUnreachable', ({ deviceId }) => deviceId === talk.b.id);
    await talk.phoneB.register();
    await office().next('deviceReachable', ({ deviceId }) => deviceId === talk.b.id);
    await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
    office().switch.hangUp(talk.legB, 'hungUp');
    await talk.callB.until('ended');
    expect(office().count('legLost', talk.legB) + office().count('legStalled', talk.legB)).toBe(0);
  });

  it('tells a phone that was away that its call ended meanwhile', async () => {
    const talk = await office().talk();
    talk.phoneB.drop();
    await office().next('deviceUnreachable', ({ deviceId }) => deviceId === talk.b.id);
    office().switch.hangUp(talk.legB, 'hungUp');
    await talk.phoneB.register();
    await talk.callB.until('ended');
    expect(talk.callB.endReason).toContain('cause=16');
  });

  it('takes another re-INVITE when the ACK of the last one was lost with its connection', async () => {
    const talk = await office().talk();
    await office().next('legMedia', ({ leg }) => leg === talk.legB);
    const { transport } = talk.phoneB;
    const { send } = transport;
    transport.send = (message) => (message.startsWith('ACK ') ? Promise.resolve() : send.call(transport, message));
    await talk.callB.hold('sendonly');
    await talk.callB.hold('inactive');
    talk.phoneB.drop();
    transport.send = send;
    await talk.phoneB.register();
    await talk.callB.restartIce();
    await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
  });
}
