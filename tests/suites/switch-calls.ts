import { randomUUID } from 'node:crypto';
import type { EndReason } from '../../src/contract/calls/end-reason';
import type { LegId } from '../../src/contract/ids';
import { RawSip } from '../fakes/raw-sip';
import { patienceMs } from '../patience';
import type { SuiteContext } from './switch.suite';

export function callTests({ office, anotherOffice }: SuiteContext): void {
  it('raises an arrived leg with who called whom and what the tab said', async () => {
    const device = office().enrol('1001');
    const phone = await office().phone(device);
    const callId = randomUUID();
    phone.dial('0046 8-123', { headers: [`X-Vaxel-Call: ${callId}`, 'X-Vaxel-Show: anonymous'] });
    const arrived = await office().next('legArrived');
    expect(arrived).toMatchObject({ from: { kind: 'device', deviceId: device.id }, dialled: '0046 8-123', callId, show: 'anonymous' });
    phone.dial('1002');
    expect(await office().next('legArrived')).toMatchObject({ dialled: '1002', callId: null, show: null });
  });

  it.each([
    ['Privacy: id', ['Privacy: id'], undefined],
    ['Privacy: user', ['Privacy: user'], undefined],
    ['Privacy: header;id;critical', ['Privacy: header;id;critical'], undefined],
    ['Privacy over a number that the phone would show', ['Privacy: id', 'X-Vaxel-Show: +46851920011'], undefined],
    ['a From of nobody', [], 'sip:anonymous@anonymous.invalid'],
    ['a From of nobody at home', [], 'sip:Anonymous@here'],
  ])('takes %s for the wish to show no number, of the device that is registered', async (_what, headers, from) => {
    const device = office().enrol('1001');
    const phone = await office().phone(device, { displayName: 'Ek, Anna <sip:1002@x>' });
    const sender = from?.replace('here', office().domain);
    phone.dial('+46701234567', { headers, ...(sender === undefined ? {} : { from: sender }) });
    expect(await office().next('legArrived')).toMatchObject({ from: { kind: 'device', deviceId: device.id }, show: 'anonymous' });
  });

  it('takes an anonymous From with P-Preferred-Identity, as phones send it, whoever that names', async () => {
    const device = office().enrol('1001');
    const phone = await office().phone(device);
    phone.dial('1002', { anonymous: true });
    expect(await office().next('legArrived')).toMatchObject({ from: { kind: 'device', deviceId: device.id }, show: 'anonymous' });
    phone.dial('1002', { from: 'sip:anonymous@anonymous.invalid', headers: [`P-Preferred-Identity: "Bo \\"B\\" Ek" <sip:1002@${office().domain}>`] });
    expect(await office().next('legArrived')).toMatchObject({ from: { kind: 'device', deviceId: device.id }, show: 'anonymous' });
  });

  it('leaves the number to show to the settings when the phone asks for nothing, or for no privacy', async () => {
    const phone = await office().phone(office().enrol('1001'), { displayName: 'Ek, Anna' });
    for (const headers of [[], ['Privacy: none'], ['Privacy: session']]) {
      phone.dial('1002', { headers });
      expect(await office().next('legArrived')).toMatchObject({ show: null });
    }
  });

  it('rings a device with the call’s id and the caller’s name and number', async () => {
    const device = office().enrol('1002');
    const phone = await office().phone(device);
    const callId = randomUUID();
    const leg = office().dial(device, { callId: callId as never, callerName: 'Åsa "Ö" Ek', callerNumber: '1001' });
    const call = await phone.nextCall();
    expect(call.header('X-Vaxel-Call')).toBe(callId);
    expect(call.caller).toMatchObject({ user: '1001' });
    expect(call.caller.name).toContain('Åsa');
    expect(call.header('P-Asserted-Identity')).toContain('sip:1001@');
    await office().next('legRinging', (event) => event.leg === leg);
  });

  it('hides an anonymous caller', async () => {
    const device = office().enrol('1002');
    const phone = await office().phone(device);
    office().dial(device, { callerName: 'Anna Ek', callerNumber: null });
    const call = await phone.nextCall();
    expect(call.caller).toMatchObject({ user: 'anonymous', host: 'anonymous.invalid' });
    expect(call.header('Privacy')).toBe('id');
    expect(call.header('P-Asserted-Identity')).toBeNull();
    expect(call.caller.name).not.toContain('Anna');
  });

  it('lets the caller ring, be answered, and hang up', async () => {
    const talk = await office().talk();
    talk.callA.hangUp();
    expect(await office().next('legEnded')).toEqual({ type: 'legEnded', leg: talk.legA, reason: 'hungUp' });
    office().switch.hangUp(talk.legB, 'hungUp');
    await talk.callB.until('ended');
    expect(talk.callB.endReason).toContain('cause=16');
    expect(office().count('legRinging', talk.legB)).toBe(1);
    // What the switch was told to end it does not report.
    expect(office().count('legEnded', talk.legB)).toBe(0);
  });

  it('sends 180 to the caller when the other side rings', async () => {
    const phone = await office().phone(office().enrol('1001'));
    const call = phone.dial('1002');
    const { leg } = await office().next('legArrived');
    expect(call.state).toBe('calling');
    office().switch.ring(leg);
    await call.until('ringing');
    office().switch.hangUp(leg, 'noAnswer');
    await call.until('ended');
  });

  it.each<[EndReason, number]>([
    ['busy', 486],
    ['declined', 603],
    ['noAnswer', 480],
    ['unreachable', 480],
    ['unknownNumber', 404],
    ['notAllowed', 403],
    ['interrupted', 503],
  ])('refuses an arrived leg for %s with %d and the cause', async (reason, status) => {
    const phone = await office().phone(office().enrol('1001'));
    const call = phone.dial('1002');
    const { leg } = await office().next('legArrived');
    office().switch.hangUp(leg, reason);
    await call.until('ended');
    expect(call.refusal?.status).toBe(status);
    expect(call.refusal?.reason).toMatch(/^Q\.850;cause=\d+;text="/);
  });

  it.each<[number, EndReason]>([
    [486, 'busy'],
    [603, 'declined'],
    [480, 'unreachable'],
    [404, 'unknownNumber'],
    [500, 'failed'],
  ])('tells a device’s %d as %s', async (status, reason) => {
    const device = office().enrol('1002');
    const phone = await office().phone(device);
    const leg = office().dial(device);
    (await phone.nextCall()).decline(status);
    expect(await office().next('legEnded')).toEqual({ type: 'legEnded', leg, reason });
  });

  it('cannot dial a device that is not registered, or not known', async () => {
    const leg = office().dial(office().enrol('1002'));
    expect(await office().next('legEnded')).toEqual({ type: 'legEnded', leg, reason: 'unreachable' });
    const stranger = office().dial({ ...office().enrol('1003'), id: randomUUID() as never });
    expect(await office().next('legEnded')).toEqual({ type: 'legEnded', leg: stranger, reason: 'unreachable' });
  });

  it('tells the devices that did not answer who did: CANCEL with "completed elsewhere"', async () => {
    const devices = [office().enrol('1002'), office().enrol('1002'), office().enrol('1002')] as const;
    const phones = await Promise.all(devices.map((device) => office().phone(device)));
    const legs = devices.map((device) => office().dial(device));
    const calls = await Promise.all(phones.map((phone) => phone.nextCall()));
    await Promise.all(legs.map((leg) => office().next('legRinging', (event) => event.leg === leg)));
    calls[1]?.answer();
    await office().next('legAnswered', (event) => event.leg === legs[1]);
    office().switch.hangUp(legs[0] as LegId, 'answeredElsewhere');
    office().switch.hangUp(legs[2] as LegId, 'cancelled');
    await Promise.all([calls[0]?.until('ended'), calls[2]?.until('ended')]);
    expect(calls[0]?.endReason).toBe('SIP;cause=200;text="Call completed elsewhere"');
    expect(calls[2]?.endReason).toContain('Q.850');
    await calls[1]?.until('established');
  });

  it('tells that the caller gave up while it rang', async () => {
    const phone = await office().phone(office().enrol('1001'));
    const call = phone.dial('1002');
    const { leg } = await office().next('legArrived');
    office().switch.ring(leg);
    await call.until('ringing');
    call.hangUp();
    expect(await office().next('legEnded')).toEqual({ type: 'legEnded', leg, reason: 'cancelled' });
    await call.until('ended');
    expect(call.refusal?.status).toBe(487);
  });

  it('survives the crossing of the caller’s CANCEL and the answer', async () => {
    const phone = await office().phone(office().enrol('1001'));
    for (let round = 0; round < 8; round += 1) {
      const call = phone.dial('1002');
      const { leg } = await office().next('legArrived');
      office().switch.ring(leg);
      await call.until('ringing');
      if (round % 2 === 0) office().switch.answer(leg);
      call.hangUp();
      office().switch.answer(leg);
      const ended = await office().next('legEnded', (event) => event.leg === leg);
      expect(['cancelled', 'hungUp']).toContain(ended.reason);
      await call.until('ended');
      expect(office().count('legEnded', leg)).toBe(1);
    }
  });

  it('survives the crossing of our CANCEL and the device’s answer', async () => {
    const device = office().enrol('1002');
    const phone = await office().phone(device);
    for (let round = 0; round < 8; round += 1) {
      const leg = office().dial(device);
      const call = await phone.nextCall();
      await office().next('legRinging', (event) => event.leg === leg);
      call.answer();
      // Some rounds before the 200 can be here, some after.
      if (round % 2 === 1) await new Promise((resolve) => setImmediate(resolve));
      office().switch.hangUp(leg, 'cancelled');
      await call.until('ended');
      expect(office().count('legEnded', leg)).toBe(0);
    }
  });

  it('survives that both hang up at once', async () => {
    const talk = await office().talk();
    talk.callA.hangUp();
    talk.callB.hangUp();
    office().switch.hangUp(talk.legA, 'hungUp');
    office().switch.hangUp(talk.legB, 'hungUp');
    await Promise.all([talk.callA.until('ended'), talk.callB.until('ended')]);
    expect(office().count('legEnded', talk.legA) + office().count('legEnded', talk.legB)).toBeLessThanOrEqual(2);
  });

  it('hangs up a leg in every state, and is harmless on one that has ended', async () => {
    const { switch: telephony } = office();
    const phone = await office().phone(office().enrol('1001'));
    for (const step of ['arrived', 'ringing', 'answering'] as const) {
      const call = phone.dial('1002');
      const { leg } = await office().next('legArrived');
      if (step === 'ringing') telephony.ring(leg);
      if (step === 'answering') telephony.answer(leg);
      telephony.hangUp(leg, 'declined');
      await call.until('ended');
      for (const action of ['ring', 'answer', 'stopPlaying'] as const) telephony[action](leg);
      telephony.hangUp(leg, 'busy');
      telephony.music(leg, true);
      telephony.mute(leg, true);
      telephony.play(leg, ['busy'], 'busy');
      telephony.sendDigits(leg, '1');
      office().echo(leg);
      office().part(leg);
      expect(office().count('legAnswered', leg)).toBe(0);
      expect(office().count('legEnded', leg)).toBe(0);
    }
  });

  it('refuses what does not fit the state of a leg and goes on', async () => {
    const phone = await office().phone(office().enrol('1001'));
    const call = phone.dial('1002');
    const { leg } = await office().next('legArrived');
    office().switch.answer(leg);
    office().switch.ring(leg);
    office().switch.answer(leg);
    await call.until('established');
    await office().next('legAnswered');
    expect(office().count('legAnswered', leg)).toBe(1);
    call.hangUp();
    await office().next('legEnded');
  });

  it('holds and resumes when a standard phone does it by re-INVITE', async () => {
    const talk = await office().talk();
    await talk.callB.hold('sendonly');
    expect(talk.callB.holds.at(-1)).toBe('recvonly');
    expect(await office().next('legHeld')).toEqual({ type: 'legHeld', leg: talk.legB, held: true });
    await talk.callB.hearsSilence();
    await talk.callB.resume();
    expect(talk.callB.holds.at(-1)).toBe('sendrecv');
    expect(await office().next('legHeld')).toEqual({ type: 'legHeld', leg: talk.legB, held: false });
    await talk.callB.hearsTone(600);
    await talk.callA.hold('inactive');
    expect(talk.callA.holds.at(-1)).toBe('inactive');
    await office().next('legHeld', (event) => event.leg === talk.legA && event.held);
    await talk.callA.resume();
    await talk.callA.hearsTone(900);
  });

  it('refreshes a session with a timer by itself', async () => {
    const phone = await office().phone(office().enrol('1001'), { extraSupported: ['timer'] });
    let refreshes = 0;
    phone.wire.on('received', (text) => (refreshes += /^INVITE /.test(text) ? 1 : 0));
    const call = phone.dial('1002', { headers: ['Session-Expires: 2;refresher=uas'], toneHz: 600 });
    const { leg } = await office().next('legArrived');
    office().switch.answer(leg);
    await call.until('established');
    const media = await call.openMedia();
    await media.until(() => refreshes >= 2, patienceMs, 'two refreshes');
    expect(call.state).toBe('established');
    expect(office().count('legLost', leg)).toBe(0);
    expect(office().count('legHeld', leg)).toBe(0);
  });

  it('loses a leg whose session the phone promised to refresh and did not', async () => {
    const phone = await office().phone(office().enrol('1001'), { extraSupported: ['timer'] });
    const call = phone.dial('1002', { headers: ['Session-Expires: 2;refresher=uac'], toneHz: 600 });
    const { leg } = await office().next('legArrived');
    office().switch.answer(leg);
    await office().next('legLost', (event) => event.leg === leg);
    await call.until('ended');
  });

  it('answers 422 to a session time that is too short', async () => {
    const phone = await office().phone(office().enrol('1001'), { extraSupported: ['timer'] });
    const call = phone.dial('1002', { headers: ['Session-Expires: 1'] });
    await call.until('ended');
    expect(call.refusal?.status).toBe(422);
  });

  describe('takes calls only from the device that is registered over the socket', () => {
    const sdp = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n';
    const invite = (raw: RawSip, domain: string, from: string, extra: string[] = []): Promise<{ status: number; text: string }> =>
      raw.request('INVITE', `sip:1002@${domain}`, from, `sip:1002@${domain}`, ['Contact: <sip:raw@raw.invalid;transport=ws>', ...extra], sdp);

    it('refuses an unregistered socket, whoever it claims to be', async () => {
      const device = office().enrol('1001');
      await office().phone(device);
      const raw = await office().raw();
      expect((await invite(raw, office().domain, device.account.addressOfRecord)).status).toBe(403);
      expect((await invite(raw, office().domain, `sip:nobody@${office().domain}`)).status).toBe(403);
      expect((await invite(raw, office().domain, 'sip:anonymous@anonymous.invalid')).status).toBe(403);
    });

    it('refuses a forged From, of a colleague or of another organisation', async () => {
      const device = office().enrol('1001');
      office().enrol('1002');
      const foreign = anotherOffice().enrol('1001');
      const raw = await office().raw();
      await raw.register(device.account);
      for (const from of [`sip:1002@${office().domain}`, foreign.account.addressOfRecord, `sip:nobody@${office().domain}`]) {
        expect((await invite(raw, office().domain, from)).status).toBe(403);
      }
      expect(office().events.filter((event) => event.type === 'legArrived')).toHaveLength(0);
    });

    it('refuses a call into another organisation’s domain', async () => {
      const device = office().enrol('1001');
      const foreign = anotherOffice();
      foreign.enrol('1002');
      const raw = await office().raw();
      await raw.register(device.account);
      expect((await invite(raw, foreign.domain, device.account.addressOfRecord)).status).toBe(404);
    });

    it('refuses after the registration has ended', async () => {
      const device = office().enrol('1001');
      const raw = await office().raw();
      await raw.register(device.account, { expires: 1 });
      await office().next('deviceUnreachable');
      expect((await invite(raw, office().domain, device.account.addressOfRecord)).status).toBe(403);
    });

    it.each([
      ['without usable audio', [], 488],
      ['that requires what is not known', ['Require: 100rel, foo'], 420],
      ['that wants to take over a dialog', ['Replaces: a;to-tag=b;from-tag=c'], 481],
    ])('refuses an INVITE %s', async (_what, extra, status) => {
      const device = office().enrol('1001');
      const raw = await office().raw();
      await raw.register(device.account);
      expect((await invite(raw, office().domain, device.account.addressOfRecord, extra)).status).toBe(status);
    });

    it('answers REFER with 501 and unknown methods with 405', async () => {
      const device = office().enrol('1001');
      const raw = await office().raw();
      await raw.register(device.account);
      const aor = device.account.addressOfRecord;
      expect((await raw.request('REFER', `sip:1002@${office().domain}`, aor, aor, ['Contact: <sip:raw@raw.invalid>', 'Refer-To: <sip:1003@x.invalid>'])).status).toBe(501);
      expect((await raw.request('PUBLISH', `sip:1002@${office().domain}`, aor, aor)).status).toBe(405);
      expect((await raw.request('BYE', `sip:1002@${office().domain}`, aor, aor)).status).toBe(481);
    });
  });

  it('knows its legs, from their beginning to their end', async () => {
    const talk = await office().talk();
    expect(await office().switch.legs()).toEqual(expect.arrayContaining([talk.legA, talk.legB]));
    talk.callB.hangUp();
    await office().next('legEnded', ({ leg }) => leg === talk.legB);
    const left = await office().switch.legs();
    expect([left.includes(talk.legA), left.includes(talk.legB)]).toEqual([true, false]);
  });
}
