import { suiteOptions } from './switch-options';
import { patienceMs } from '../patience';
import type { SuiteContext } from './switch.suite';

export function lossTests({ office }: SuiteContext): void {
  it('sees that a device is gone and says nothing, and gives its leg up after a while, not before', async () => {
    const talk = await office().talk();
    await office().next('legMedia', ({ leg }) => leg === talk.legB);
    const startMs = performance.now();
    talk.callB.media?.close();
    talk.phoneB.drop();
    await office().next('deviceUnreachable', ({ deviceId }) => deviceId === talk.b.id);
    await office().next('legStalled', ({ leg }) => leg === talk.legB);
    office().switch.music(talk.legA, true);
    await talk.callA.hearsMusic();
    await office().next('legLost', ({ leg }) => leg === talk.legB);
    expect(performance.now() - startMs).toBeGreaterThan(suiteOptions.lostMs - 100);
    expect(office().count('legStalled', talk.legB)).toBe(1);
    expect(office().count('legStalled', talk.legA) + office().count('legLost', talk.legA)).toBe(0);
  });

  it('loses all legs of a page that goes away: answered, ringing and calling', async () => {
    const talk = await office().talk();
    talk.phoneB.dial('1003');
    const { leg: calling } = await office().next('legArrived');
    const ringing = office().dial(talk.b);
    await talk.phoneB.nextCall();
    talk.phoneB.leavePage();
    for (const leg of [calling, ringing, talk.legB]) await office().next('legLost', (event) => event.leg === leg);
  });

  it('tells when an answered leg is heard first, once', async () => {
    const talk = await office().talk();
    for (const leg of [talk.legA, talk.legB]) {
      await office().next('legMedia', (event) => event.leg === leg);
      const types = office()
        .events.filter((event) => 'leg' in event && event.leg === leg)
        .map(({ type }) => type);
      expect(types.indexOf('legMedia')).toBeGreaterThan(types.indexOf('legAnswered'));
    }
    await talk.callA.hearsTone(900);
    expect(office().count('legMedia', talk.legA) + office().count('legMedia', talk.legB)).toBe(2);
  });

  it('sees after 2 s that a page is silent whose socket lives, and that it talks again', async () => {
    const talk = await office().talk();
    await office().next('legMedia', ({ leg }) => leg === talk.legA);
    const startMs = performance.now();
    talk.callA.media?.pause(true);
    await office().next('legStalled', ({ leg }) => leg === talk.legA);
    expect(performance.now() - startMs).toBeGreaterThan(1900);
    talk.callA.media?.pause(false);
    await office().next('legResumed', ({ leg }) => leg === talk.legA);
    await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
    expect(office().count('legLost', talk.legA)).toBe(0);
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
    // It is reached elsewhere now, and says so in its call.
    await talk.callB.resume();
    office().switch.hangUp(talk.legB, 'hungUp');
    await talk.callB.until('ended');
    expect(office().count('legLost', talk.legB) + office().count('legStalled', talk.legB)).toBe(0);
  });

  it('tells a phone that was away that its call ended, when it says something in it at the latest', async () => {
    const talk = await office().talk();
    talk.phoneB.drop();
    await office().next('deviceUnreachable', ({ deviceId }) => deviceId === talk.b.id);
    office().switch.hangUp(talk.legB, 'hungUp');
    await talk.phoneB.register();
    await expect(talk.callB.resume()).rejects.toThrow();
    expect(await office().switch.legs()).not.toContain(talk.legB);
  });

  it('loses the legs of a page that was loaded anew', async () => {
    const talk = await office().talk();
    talk.phoneB.drop();
    await office().next('deviceUnreachable');
    await office().phone(talk.b);
    await office().next('legLost', ({ leg }) => leg === talk.legB);
    expect(office().count('legStalled', talk.legB)).toBe(0);
  });

  it('loses a leg that never says anything, though its socket lives', async () => {
    const phone = await office().phone(office().enrol('1001'));
    const call = phone.dial('1002');
    const { leg } = await office().next('legArrived');
    office().switch.answer(leg);
    await office().next('legAnswered');
    await office().next('legLost', (event) => event.leg === leg);
    await call.until('ended');
    // Before that it was told, once, that nothing comes.
    expect(office().events.filter((event) => event.type === 'legStalled')).toEqual([
      { type: 'legStalled', leg, neverHeard: true },
    ]);
    expect(office().count('legMedia', leg)).toBe(0);
  });

  it.each(['caller', 'callee'])(
    'tells that nothing ever came from the %s’s phone, whatever new media it asks for, and that something does',
    async (side) => {
      const device = office().enrol('1001');
      const phone = await office().phone(device, { restartsIce: true });
      const dialled = side === 'callee' ? office().dial(device) : null;
      const call = dialled === null ? phone.dial('1002') : await phone.nextCall();
      const leg = dialled ?? (await office().next('legArrived')).leg;
      if (dialled === null) office().switch.answer(leg);
      else call.answer();
      await office().next('legAnswered');
      await call.openMedia();
      // Asking anew is no sign of life.
      for (let round = 0; round < 2; round += 1) await call.restartIce();
      expect(await office().next('legStalled')).toEqual({ type: 'legStalled', leg, neverHeard: true });
      call.sendTone(600);
      await office().next('legResumed', (event) => event.leg === leg);
      await office().next('legMedia', (event) => event.leg === leg);
      office().echo(leg);
      await call.hearsTone(600);
      call.media?.pause(true);
      expect(await office().next('legStalled')).toEqual({ type: 'legStalled', leg });
    },
  );

  it('takes ICE restarts: the same streams go on over another connection, also twice and on hold', async () => {
    const talk = await office().talk({}, { restartsIce: true });
    await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
    for (let round = 0; round < 2; round += 1) {
      await talk.callA.restartIce();
      await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
    }
    await talk.callB.restartIce();
    await talk.callB.hearsTone(600);
    await talk.callB.hold('sendonly');
    await talk.callB.hearsSilence();
    await talk.callB.resume();
    await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
    // What was sent while there was no connection is lost; the sequence never jumps, which would be thousands.
    expect(talk.callA.media?.stats().lost).toBeLessThan(1000);
    expect(office().events.filter(({ type }) => type === 'legLost' || type === 'legEnded')).toHaveLength(0);
    talk.callA.hangUp();
    await office().next('legEnded', ({ leg }) => leg === talk.legA);
  });

  it('brings a stalled call back: network gone, registered again, ICE restart', async () => {
    const talk = await office().talk({}, { restartsIce: true });
    await office().next('legMedia', ({ leg }) => leg === talk.legB);
    talk.phoneB.drop();
    talk.callB.media?.pause(true);
    await office().next('legStalled', ({ leg }) => leg === talk.legB);
    office().switch.music(talk.legA, true);
    await talk.callA.hearsMusic();
    await talk.phoneB.register();
    talk.callB.media?.pause(false);
    await talk.callB.restartIce();
    await office().next('legResumed', ({ leg }) => leg === talk.legB);
    office().join(talk.legA, talk.legB);
    await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
  });

  it('leaves the call of a window alone when another one takes its name, until it is silent', async () => {
    const talk = await office().talk();
    await office().next('legMedia', ({ leg }) => leg === talk.legB);
    await office().phone(talk.b);
    await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
    expect(office().count('legLost', talk.legB)).toBe(0);
    talk.callB.media?.stopSending();
    await office().next('legLost', ({ leg }) => leg === talk.legB);
  });

  it('goes on after an ICE restart that came to nothing', async () => {
    const talk = await office().talk();
    await expect(talk.callA.offer('v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n')).rejects.toThrow('refused');
    await expect(
      talk.callA.offer((sdp) =>
        sdp.replace(/(a=ice-ufrag:).*/, '$1abcdefgh').replace(/(a=ice-pwd:).*/, '$1abcdefghijklmnopqrstuvwx'),
      ),
    ).resolves.toBeUndefined();
    await Promise.all([talk.callA.hearsTone(900), talk.callB.hearsTone(600)]);
  });

  it('keeps a leg that is on hold and says nothing', async () => {
    const talk = await office().talk();
    await talk.callA.hold('inactive');
    talk.callA.media?.stopSending();
    await office().next('legHeld');
    // Longer than the limit for silence: the other phone is heard to go on all the while.
    const before = talk.callB.media?.stats().sent ?? 0;
    await talk.callB.media?.until(
      () => (talk.callB.media?.stats().sent ?? 0) > before + 110,
      patienceMs,
      () => 'time to pass',
    );
    expect(office().count('legLost', talk.legA)).toBe(0);
  });

  it('notices a device that hangs with its socket open', async () => {
    const device = office().enrol('1001');
    const phone = await office().phone(device);
    phone.transport.hang();
    await office().next('deviceUnreachable', ({ deviceId }) => deviceId === device.id);
  });
}
