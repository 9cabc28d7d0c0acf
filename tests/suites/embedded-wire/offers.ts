import { bodiesTo, talkingToSwitch } from '../switch-phones';
import type { SuiteContext } from '../switch.suite';

export function offerTests({ office }: SuiteContext): void {
  it('leaves the offer to a phone of ours', async () => {
    const device = office().enrol('1002');
    const phone = await office().phone(device);
    const invites = bodiesTo(phone, /^INVITE /);
    office().dial(device);
    await phone.nextCall();
    expect(invites).toEqual(['']);
  });

  it('answers UPDATE without an offer with 200, so that a session which a phone refreshes by it goes on', async () => {
    const { call, leg } = await talkingToSwitch(office(), { headers: ['Session-Expires: 3;refresher=uac'] });
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
  });

  it('refuses an UPDATE while an offer is open, out of order, or of no dialogue', async () => {
    const { call, leg, phone } = await talkingToSwitch(office());
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

  it('answers an INVITE without an offer with one in the 200, and takes the answer from the ACK', async () => {
    const device = office().enrol('1001');
    const phone = await office().phone(device);
    const [ringing, answers] = [
      bodiesTo(phone, /^SIP\/2\.0 18\d /),
      bodiesTo(phone, /^SIP\/2\.0 200 [^]*CSeq: \d+ INVITE/),
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
}
