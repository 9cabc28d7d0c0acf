import type { LegId } from '../../src/contract/ids';
import { sipResponse } from '../fakes/raw-sip';
import type { PhoneCall, SipPhone } from '../fakes/sip-phone';
import type { Device } from './switch-office';
import type { SuiteContext } from './switch.suite';

/** Who makes the offer (RFC 3264), and what may change a session beside re-INVITE (RFC 3311, RFC 4028). */
export function offerTests({ office, ownWire }: SuiteContext): void {
  const talkingToSwitch = async (
    options: { withoutOffer?: boolean; headers?: string[] } = {},
  ): Promise<{ phone: SipPhone; call: PhoneCall; leg: LegId; device: Device }> => {
    const device = office().enrol('1001');
    const phone = await office().phone(device, { extraSupported: ['timer'] });
    const call = phone.dial('1002', { toneHz: 600, ...options });
    const { leg } = await office().next('legArrived');
    office().switch.answer(leg);
    await office().next('legAnswered', (event) => event.leg === leg);
    await call.openMedia();
    return { phone, call, leg, device };
  };

  /** The message bodies that the phone received in messages that begin so. */
  const bodies = (phone: SipPhone, first: RegExp): string[] => {
    const found: string[] = [];
    phone.wire.on('received', (text) => first.test(text) && found.push(text.split('\r\n\r\n')[1] ?? ''));
    return found;
  };

  it('offers in the INVITE to a phone of another make, which answers it and is heard', async () => {
    const device = office().enrol('1002', { wantsOffer: true });
    const phone = await office().phone(device);
    const invites = bodies(phone, /^INVITE /);
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

  ownWire('leaves the offer to a phone of ours', async () => {
    const device = office().enrol('1002');
    const phone = await office().phone(device);
    const invites = bodies(phone, /^INVITE /);
    office().dial(device);
    await phone.nextCall();
    expect(invites).toEqual(['']);
  });

  ownWire('holds, resumes, restarts ICE and refreshes in a session that it offered first', async () => {
    const device = office().enrol('1002', { wantsOffer: true });
    const phone = await office().phone(device, { extraSupported: ['timer'] });
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

  ownWire('ends, and tells so, when what answers its offer cannot be used, or nothing does', async () => {
    const device = office().enrol('1002', { wantsOffer: true });
    const raw = await office().raw();
    await raw.register(device.account);
    await office().next('deviceReachable');
    for (const body of ['', 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\n']) {
      const leg = office().dial(device);
      const invite = await raw.take(({ method }) => method === 'INVITE', 'INVITE');
      raw.send(sipResponse(invite, 200, body));
      await raw.take(({ method }) => method === 'ACK', 'ACK');
      await raw.take(({ method }) => method === 'BYE', 'BYE');
      expect(await office().next('legEnded')).toEqual({ type: 'legEnded', leg, reason: 'failed' });
    }
  });

  ownWire('answers an INVITE without an offer with one in the 200, and takes the answer from the ACK', async () => {
    const device = office().enrol('1001');
    const phone = await office().phone(device);
    const [ringing, answers] = [
      bodies(phone, /^SIP\/2\.0 18\d /),
      bodies(phone, /^SIP\/2\.0 200 [^]*CSeq: \d+ INVITE/),
    ];
    const call = phone.dial('1002', { toneHz: 600, withoutOffer: true });
    const { leg } = await office().next('legArrived');
    office().switch.ring(leg);
    await call.until('ringing');
    office().switch.answer(leg);
    await office().next('legAnswered', (event) => event.leg === leg);
    // Only a response that cannot be lost may have it.
    expect(ringing).toEqual(['']);
    expect(answers[0]).toContain('opus/48000/2');
    office().echo(leg);
    await call.hearsTone(600);
    await call.hold();
    expect(await office().next('legHeld')).toMatchObject({ held: true });
  });

  ownWire('gives up an INVITE without an offer that is cancelled, or hung up before the ACK', async () => {
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

  ownWire(
    'answers UPDATE without an offer with 200, so that a session which a phone refreshes by it goes on',
    async () => {
      const { call, leg } = await talkingToSwitch({ headers: ['Session-Expires: 3;refresher=uac'] });
      office().echo(leg);
      // Longer than the session would last without.
      for (let round = 0; round < 3; round += 1) {
        await call.hearsTone(600);
        const answer = await call.update({ headers: ['Session-Expires: 3;refresher=uac'] });
        expect(answer).toMatchObject({ status: 200, body: '' });
        expect(answer.header('Session-Expires')).toBe('3;refresher=uac');
        expect(answer.header('Contact')).toMatch(/^<sip:/);
        await call.hearsTone(600);
      }
      expect(call.state).toBe('established');
      expect(office().count('legLost', leg)).toBe(0);
    },
  );

  ownWire('takes hold and resume by UPDATE, and refuses what it cannot use, and the session stays', async () => {
    const { call, leg } = await talkingToSwitch();
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

  ownWire('reads hold and resume in the ACK, where a phone answers the offer that it asked for', async () => {
    const { call, leg } = await talkingToSwitch();
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

  ownWire('refuses an UPDATE while an offer is open, out of order, or of no dialogue', async () => {
    const { call, leg, phone } = await talkingToSwitch();
    // An offer of the switch's in a 200 that the phone has not answered yet.
    const open = await call.withOpenOffer(() => call.update({ direction: 'sendrecv' }));
    expect(open.status).toBe(491);
    const { callId, localTag, remoteTag } = call.dialog;
    const stale = (tag: string): Promise<number> =>
      phone.sendRaw('UPDATE', { callId, fromTag: localTag, toTag: tag, cseq: 1 });
    expect(await stale(remoteTag)).toBe(500);
    expect(await stale('nobody')).toBe(481);
    office().echo(leg);
    await call.hearsTone(600);
  });

  ownWire('says truly what it allows: UPDATE, and nothing that it refuses', async () => {
    const device = office().enrol('1001');
    const phone = await office().phone(device);
    const allow: string[] = [];
    phone.wire.on('received', (text) => allow.push(...(text.match(/^Allow: .*$/gm) ?? [])));
    const call = phone.dial('1002');
    const { leg } = await office().next('legArrived');
    office().switch.answer(leg);
    await call.until('established');
    await office().next('legAnswered', (event) => event.leg === leg);
    const raw = await office().raw();
    await raw.register(office().enrol('1003').account);
    const options = await raw.request(
      'OPTIONS',
      `sip:1002@${office().domain}`,
      `sip:1003@${office().domain}`,
      `sip:1002@${office().domain}`,
    );
    expect(allow.length).toBeGreaterThan(0);
    for (const line of [...allow, `Allow: ${options.header('Allow')}`]) {
      expect(line).toMatch(/\bUPDATE\b/);
      expect(line).not.toMatch(/MESSAGE|NOTIFY|PRACK|SUBSCRIBE|REGISTER/);
    }
  });
}
