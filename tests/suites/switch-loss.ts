import type { SuiteContext } from './switch.suite';

export function lossTests({ office }: SuiteContext): void {
  it('tells at once that a device is unreachable, and within 3.5 s that its leg is lost', async () => {
    const talk = await office().talk();
    const startMs = performance.now();
    talk.callB.media?.close();
    talk.phoneB.drop();
    await office().next('deviceUnreachable', ({ deviceId }) => deviceId === talk.b.id);
    expect(performance.now() - startMs).toBeLessThan(1500);
    await office().next('legLost', ({ leg }) => leg === talk.legB);
    expect(performance.now() - startMs).toBeLessThan(5000);
    expect(office().count('legLost', talk.legA)).toBe(0);
    office().switch.music(talk.legA, true);
    await talk.callA.hearsMusic();
  });

  it('loses the leg of a caller whose socket goes while it rings, and of a device that rings', async () => {
    const [a, b] = [office().enrol('1001'), office().enrol('1002')];
    const [phoneA, phoneB] = await Promise.all([office().phone(a), office().phone(b)]);
    phoneA.dial('1002');
    const { leg: legA } = await office().next('legArrived');
    office().switch.ring(legA);
    const legB = office().dial(b);
    await phoneB.nextCall();
    await office().next('legRinging');
    phoneA.drop();
    phoneB.drop();
    await office().next('legLost', ({ leg }) => leg === legA);
    await office().next('legLost', ({ leg }) => leg === legB);
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
    expect(office().count('legLost', talk.legB)).toBe(0);
  });

  it('loses the legs of a page that was loaded anew', async () => {
    const talk = await office().talk();
    talk.callB.media?.close();
    talk.phoneB.drop();
    await office().next('deviceUnreachable');
    await office().phone(talk.b);
    await office().next('legLost', ({ leg }) => leg === talk.legB);
  });

  it('loses a leg that says nothing for too long, though its socket lives', async () => {
    const talk = await office().talk();
    talk.callA.media?.stopSending();
    await office().next('legLost', ({ leg }) => leg === talk.legA);
    await talk.callA.until('ended');
  });

  it('keeps a leg that is on hold and says nothing', async () => {
    const talk = await office().talk();
    await talk.callA.hold('inactive');
    talk.callA.media?.stopSending();
    await office().next('legHeld');
    // Longer than the limit for silence: the other phone is heard to go on all the while.
    const before = talk.callB.media?.stats().sent ?? 0;
    await talk.callB.media?.until(() => (talk.callB.media?.stats().sent ?? 0) > before + 110, 15_000, 'time to pass');
    expect(office().count('legLost', talk.legA)).toBe(0);
  });

  it('notices a device that hangs with its socket open within 5 s', async () => {
    const device = office().enrol('1001');
    const phone = await office().phone(device);
    const startMs = performance.now();
    phone.transport.freeze();
    await office().next('deviceUnreachable', ({ deviceId }) => deviceId === device.id, 10_000);
    expect(performance.now() - startMs).toBeLessThan(5500);
  });
}
