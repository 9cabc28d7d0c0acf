import { sipResponse } from '../fakes/raw-sip';
import { bodiesTo, talkingToSwitch } from './switch-phones';
import type { SuiteContext } from './switch.suite';

/** Who makes the offer (RFC 3264), and what may change a session beside re-INVITE (RFC 3311, RFC 4028). */
export function offerTests({ office }: SuiteContext): void {
  it('offers in the INVITE to a phone of another make, which answers it and is heard', async () => {
    const device = office().enrol('1002', { wantsOffer: true });
    const phone = await office().phone(device);
    const invites = bodiesTo(phone, /^INVITE /);
    const leg = office().dial(device);
    const call = await phone.nextCall();
    expect(invites[0]).toContain('opus/48000/2');
    call.answer(900);
    await office().next('legAnswered', (event) => event.leg === leg);
    office().echo(leg);
    await call.hearsTone(900);
    await call.sendDigits('5');
    expect(await office().next('digit')).toEqual({ type: 'digit', leg, digit: '5' });
    await call.hearsDigits('5');
    expect(call.media?.stats().lost).toBe(0);
  });

  it('holds, resumes, restarts ICE and refreshes in a session that it offered first', async () => {
    const device = office().enrol('1002', { wantsOffer: true });
    const phone = await office().phone(device, { extraSupported: ['timer'], restartsIce: true });
    const leg = office().dial(device);
    const call = await phone.nextCall();
    call.answer(900);
    await office().next('legAnswered', (event) => event.leg === leg);
    office().echo(leg);
    await call.hearsTone(900);
    await call.hold();
    expect(await office().next('legHeld')).toEqual({ type: 'legHeld', leg, held: true });
    await call.resume();
    await office().next('legHeld', ({ held }) => !held);
    await call.hearsTone(900);
    await call.restartIce();
    call.sendTone(900);
    await call.hearsTone(900);
    expect((await call.update()).status).toBe(200);
  });

  it('ends, and tells so, when what answers its offer cannot be used, or nothing does', async () => {
    const device = office().enrol('1002', { wantsOffer: true });
    const raw = await office().raw();
    await raw.register(device.account);
    await office().next('deviceReachable');
    for (const body of ['', 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\n']) {
      const leg = office().dial(device);
      const invite = await raw.take(({ method }) => method === 'INVITE', 'INVITE');
      raw.send(sipResponse(invite, 200, body));
      await raw.take(({ method }) => method === 'ACK', 'ACK');
      raw.send(sipResponse(await raw.take(({ method }) => method === 'BYE', 'BYE'), 200));
      expect(await office().next('legEnded')).toEqual({ type: 'legEnded', leg, reason: 'failed' });
    }
  });

  it('takes an INVITE without an offer for a call like any other', async () => {
    const phone = await office().phone(office().enrol('1001'));
    const call = phone.dial('1002', { toneHz: 600, withoutOffer: true });
    const { leg } = await office().next('legArrived');
    office().switch.ring(leg);
    await call.until('ringing');
    office().switch.answer(leg);
    await office().next('legAnswered', (event) => event.leg === leg);
    office().echo(leg);
    await call.hearsTone(600);
    await call.hold();
    expect(await office().next('legHeld')).toMatchObject({ held: true });
  });

  it('gives up an INVITE without an offer that is cancelled, or hung up before the ACK', async () => {
    const phone = await office().phone(office().enrol('1001'));
    const cancelled = phone.dial('1002', { withoutOffer: true });
    const first = await office().next('legArrived');
    office().switch.ring(first.leg);
    await cancelled.until('ringing');
    cancelled.hangUp();
    expect(await office().next('legEnded')).toEqual({ type: 'legEnded', leg: first.leg, reason: 'cancelled' });
    const answered = phone.dial('1002', { withoutOffer: true });
    const second = await office().next('legArrived');
    office().switch.answer(second.leg);
    office().switch.hangUp(second.leg, 'declined');
    await answered.until('ended');
    expect(office().count('legEnded', second.leg)).toBe(0);
  });

  it('takes hold and resume by UPDATE, and refuses what it cannot use, and the session stays', async () => {
    const { call, leg } = await talkingToSwitch(office());
    office().echo(leg);
    const held = await call.update({ direction: 'sendonly' });
    expect(held.status).toBe(200);
    expect(held.body).toContain('a=recvonly');
    expect(await office().next('legHeld')).toEqual({ type: 'legHeld', leg, held: true });
    expect(
      (await call.update({ sdp: 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\n' })).status,
    ).toBe(488);
    expect((await call.update({ headers: ['Session-Expires: 1'] })).status).toBe(422);
    expect((await call.update({ direction: 'sendrecv' })).status).toBe(200);
    await office().next('legHeld', (event) => !event.held);
    await call.hearsTone(600);
  });

  it('reads hold and resume in the ACK, where a phone answers the offer that it asked for', async () => {
    const { call, leg } = await talkingToSwitch(office());
    office().echo(leg);
    for (const [direction, held] of [
      ['sendonly', true],
      ['sendrecv', false],
    ] as const) {
      await call.withOpenOffer(async () => void Object.assign(call.media ?? {}, { direction }));
      expect(await office().next('legHeld')).toEqual({ type: 'legHeld', leg, held });
    }
    await call.hearsTone(600);
  });

  it('refuses a session time that is too short (RFC 4028)', async () => {
    const phone = await office().phone(office().enrol('1001'), { extraSupported: ['timer'] });
    const call = phone.dial('1002', { headers: ['Session-Expires: 1'] });
    await call.until('ended');
    expect(call.refusal?.status).toBe(422);
  });
}
